package org.aralwatch.server.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.feature.Layer;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.storage.ReadAccess;
import org.aralwatch.geodata.storage.Vocabulary;

/**
 * What a server knows of the record at one revision: its words, layers, descriptions of datastreams
 * and revisions of values. Immutable; take one state and ask it everything, so that the answers fit
 * each other.
 */
public final class CatalogState {
  private final long revision;
  private final Vocabulary vocabulary;
  private final Map<String, LoadedLayer> layers;
  private final Map<Integer, Datastream> datastreams;
  private final Map<Key, List<Datastream>> byLayerAndProperty;
  private final Map<Long, List<Datastream>> byFeature;
  private final ValueRevisions valueRevisions;

  private record Key(int layerId, int propertyId) {}

  CatalogState(
      long revision,
      Vocabulary vocabulary,
      Collection<LoadedLayer> layers,
      Map<Integer, Datastream> datastreams,
      ValueRevisions valueRevisions) {
    this.revision = revision;
    this.vocabulary = vocabulary;
    this.layers = new LinkedHashMap<>();
    layers.forEach(loaded -> this.layers.put(loaded.layer().code(), loaded));
    this.datastreams = datastreams;
    this.valueRevisions = valueRevisions;
    byLayerAndProperty = new HashMap<>();
    byFeature = new HashMap<>();
    for (Datastream datastream : datastreams.values()) {
      byFeature.computeIfAbsent(datastream.featureId(), id -> new ArrayList<>()).add(datastream);
      layerOf(datastream.featureId())
          .map(loaded -> new Key(loaded.layer().id(), datastream.propertyId()))
          .ifPresent(
              key ->
                  byLayerAndProperty.computeIfAbsent(key, k -> new ArrayList<>()).add(datastream));
    }
  }

  /** Every change up to this revision is in. */
  public long revision() {
    return revision;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** In drawing order. */
  public Collection<LoadedLayer> layers() {
    return Collections.unmodifiableCollection(layers.values());
  }

  public Optional<LoadedLayer> findLayer(String code) {
    return Optional.ofNullable(layers.get(code));
  }

  /**
   * @throws Problem when there is none of that code
   */
  public LoadedLayer layer(String code) {
    return findLayer(code).orElseThrow(() -> Problem.notFound("there is no layer '" + code + "'"));
  }

  /**
   * @throws Problem when there is none of that code
   */
  public ObservedProperty property(String code) {
    return vocabulary
        .findProperty(code)
        .orElseThrow(
            () -> Problem.invalid("property", "there is no observed property '" + code + "'"));
  }

  /** The layer that has the feature. */
  public Optional<LoadedLayer> layerOf(long featureId) {
    return layers.values().stream()
        .filter(loaded -> loaded.snapshot().find(featureId).isPresent())
        .findFirst();
  }

  /** What the viewer may read of a property in a layer, ascending by id. */
  public List<Datastream> datastreams(Viewer viewer, Layer layer, ObservedProperty property) {
    return readable(
        viewer, byLayerAndProperty.getOrDefault(new Key(layer.id(), property.id()), List.of()));
  }

  /** What the viewer may read of a feature, ascending by id. */
  public List<Datastream> datastreams(Viewer viewer, long featureId) {
    return readable(viewer, byFeature.getOrDefault(featureId, List.of()));
  }

  private static List<Datastream> readable(Viewer viewer, List<Datastream> all) {
    return all.stream()
        .filter(d -> ReadAccess.VALUES.permits(viewer, d.visibility(), d.owner()))
        .toList();
  }

  /** From the first begin to the last end of what the viewer may read; empty without values. */
  public Optional<Interval> extent(Viewer viewer, Layer layer, ObservedProperty property) {
    Instant from = null;
    Instant to = null;
    for (Datastream datastream : datastreams(viewer, layer, property)) {
      if (datastream.extent().isPresent()) {
        Interval extent = datastream.extent().get();
        from = from == null || extent.from().isBefore(from) ? extent.from() : from;
        to = to == null || extent.to().isAfter(to) ? extent.to() : to;
      }
    }
    return from == null ? Optional.empty() : Optional.of(Interval.of(from, to));
  }

  ValueRevisions valueRevisions() {
    return valueRevisions;
  }

  Map<Integer, Datastream> datastreams() {
    return datastreams;
  }
}
