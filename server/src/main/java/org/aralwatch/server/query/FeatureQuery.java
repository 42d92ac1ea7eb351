package org.aralwatch.server.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.feature.Feature;
import org.aralwatch.geodata.feature.FeatureGeometry;
import org.aralwatch.geodata.feature.FeatureSnapshot;
import org.aralwatch.geodata.feature.Layer;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.storage.FeatureStore;

/**
 * Answers for features: by layer, place, what is observed there, and name, with their values of a
 * date. Which features match is told from memory, exactly; only those of the page are read from the
 * store. Where features change their shape, a question for values of a date is answered with what
 * existed then, as it looked; and of events with those that had happened. Thread-safe.
 */
public final class FeatureQuery {
  private final Catalog catalog;
  private final FeatureStore store;
  private final FrameQuery frames;

  public FeatureQuery(Catalog catalog, FeatureStore store, FrameQuery frames) {
    this.catalog = catalog;
    this.store = store;
    this.frames = frames;
  }

  /**
   * @throws Problem when a layer or property is unknown or the polygon is of no use
   */
  public FeaturePage run(Viewer viewer, FeatureRequest request) {
    CatalogState state = catalog.state();
    Optional<Area> area = request.polygon().map(Area::of);
    List<ObservedProperty> properties = request.properties().stream().map(state::property).toList();
    Map<Long, LoadedLayer> layerOf = new HashMap<>();
    List<Long> matching = new ArrayList<>();
    for (LoadedLayer layer : layers(state, request)) {
      Optional<Frame> happened = happened(viewer, state, layer, request);
      for (long id : matching(layer, request, area)) {
        if (happened.isPresent() && happened.get().find(id).isEmpty()) {
          continue;
        }
        if (!request.observed() || isObserved(state, viewer, id, properties)) {
          matching.add(id);
          layerOf.put(id, layer);
        }
      }
    }
    matching.sort(null);
    List<Long> page =
        matching.stream().filter(id -> id > request.after()).limit(request.limit()).toList();
    boolean last =
        page.isEmpty() || page.get(page.size() - 1).equals(matching.get(matching.size() - 1));
    return new FeaturePage(
        withValues(viewer, state, request, page, layerOf),
        matching.size(),
        last ? OptionalLong.empty() : OptionalLong.of(page.get(page.size() - 1)),
        request.values().map(values -> state.property(values.property())),
        area.map(Area::repaired).orElse(false));
  }

  private static Collection<LoadedLayer> layers(CatalogState state, FeatureRequest request) {
    if (request.layers().isEmpty()) {
      return state.layers().stream().filter(LoadedLayer::isObserved).toList();
    }
    return request.layers().stream().map(state::layer).toList();
  }

  private static Collection<Long> matching(
      LoadedLayer layer, FeatureRequest request, Optional<Area> area) {
    FeatureSnapshot snapshot = snapshot(layer, request);
    Set<Long> found = snapshot == layer.snapshot() ? null : ids(snapshot.list());
    if (area.isPresent()) {
      found = both(found, ids(snapshot.intersecting(area.get().geometry())));
    }
    if (request.bbox().isPresent()) {
      found = both(found, ids(snapshot.intersecting(request.bbox().get())));
    }
    if (request.text().isPresent()) {
      found = both(found, layer.names().matching(request.text().get()));
    }
    return found == null ? layer.ids() : found;
  }

  /** An event is there once it has happened: when it has a value. */
  private Optional<Frame> happened(
      Viewer viewer, CatalogState state, LoadedLayer layer, FeatureRequest request) {
    return layer.layer().kind() == Layer.Kind.EVENT
        ? request.values().map(values -> frame(viewer, state, layer, values))
        : Optional.empty();
  }

  private Frame frame(
      Viewer viewer, CatalogState state, LoadedLayer layer, FeatureRequest.Values values) {
    return frames.frame(
        viewer,
        layer.layer(),
        state.property(values.property()),
        values.period(),
        values.datetime());
  }

  private static FeatureSnapshot snapshot(LoadedLayer layer, FeatureRequest request) {
    return request
        .values()
        .map(values -> layer.snapshotAt(values.datetime()))
        .orElseGet(layer::snapshot);
  }

  private static Set<Long> ids(List<FeatureGeometry> features) {
    Set<Long> ids = new HashSet<>(features.size() * 2);
    features.forEach(feature -> ids.add(feature.id()));
    return ids;
  }

  private static Set<Long> both(Set<Long> known, Set<Long> other) {
    if (known == null) {
      return other;
    }
    known.retainAll(other);
    return known;
  }

  private static boolean isObserved(
      CatalogState state, Viewer viewer, long featureId, List<ObservedProperty> properties) {
    for (Datastream datastream : state.datastreams(viewer, featureId)) {
      if (properties.isEmpty()
          || properties.stream().anyMatch(p -> p.id() == datastream.propertyId())) {
        return true;
      }
    }
    return false;
  }

  private List<FeaturePage.Hit> withValues(
      Viewer viewer,
      CatalogState state,
      FeatureRequest request,
      List<Long> page,
      Map<Long, LoadedLayer> layerOf) {
    Map<LoadedLayer, Frame> frameOf = new HashMap<>();
    request
        .values()
        .ifPresent(
            values -> {
              for (long id : page) {
                frameOf.computeIfAbsent(
                    layerOf.get(id), layer -> frame(viewer, state, layer, values));
              }
            });
    List<FeaturePage.Hit> hits = new ArrayList<>(page.size());
    for (Feature feature : store.list(page)) {
      LoadedLayer layer = layerOf.get(feature.id());
      Frame frame = frameOf.get(layer);
      hits.add(
          new FeaturePage.Hit(
              asItLooked(feature, layer, snapshot(layer, request)),
              frame == null ? Optional.empty() : frame.find(feature.id())));
    }
    return hits;
  }

  private static Feature asItLooked(Feature feature, LoadedLayer layer, FeatureSnapshot snapshot) {
    return snapshot == layer.snapshot()
        ? feature
        : snapshot
            .find(feature.id())
            .map(then -> feature.withGeometry(then.geometry()))
            .orElse(feature);
  }
}
