package org.aralwatch.server.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.feature.FeatureSnapshot;
import org.aralwatch.geodata.feature.Layer;
import org.aralwatch.geodata.feature.ShapesByDate;
import org.aralwatch.geodata.storage.FeatureDirectory;
import org.aralwatch.geodata.storage.LayerContent;

/** A layer with all its features in memory, at its geometry revision. Immutable. */
public final class LoadedLayer {
  private final Layer layer;
  private final LayerContent content;
  private final NameIndex names;
  private final Optional<ShapesByDate> shapes;

  LoadedLayer(Layer layer, LayerContent content) {
    this(layer, content, new NameIndex(content.directory()), Optional.empty());
  }

  private LoadedLayer(
      Layer layer, LayerContent content, NameIndex names, Optional<ShapesByDate> shapes) {
    this.layer = layer;
    this.content = content;
    this.names = names;
    this.shapes = shapes;
  }

  /** The same features under a description read later. */
  LoadedLayer described(Layer later) {
    return layer.equals(later) ? this : new LoadedLayer(later, content, names, shapes);
  }

  /** The same features, with how they looked in their time. */
  LoadedLayer shaped(ShapesByDate byDate) {
    return new LoadedLayer(layer, content, names, Optional.of(byDate));
  }

  /** Empty where features keep their shape. */
  Optional<ShapesByDate> shapes() {
    return shapes;
  }

  public Layer layer() {
    return layer;
  }

  public FeatureSnapshot snapshot() {
    return content.snapshot();
  }

  /** The features as they were on the UTC day of a moment; as ever, where they do not change. */
  public FeatureSnapshot snapshotAt(Instant datetime) {
    return shapes.map(byDate -> byDate.on(day(datetime))).orElseGet(content::snapshot);
  }

  /**
   * What of a moment makes a difference to {@link #snapshotAt}: equal texts, equal snapshots. Empty
   * where features do not change.
   */
  public String shapesOf(Instant datetime) {
    return shapes.map(byDate -> byDate.spanOf(day(datetime)).toString()).orElse("");
  }

  /** Every snapshot that can be asked for. */
  public Collection<FeatureSnapshot> snapshots() {
    List<FeatureSnapshot> all = new ArrayList<>(List.of(content.snapshot()));
    shapes.ifPresent(byDate -> all.addAll(byDate.snapshots()));
    return all;
  }

  /** Whether both have the same geometry, of every time, as the same objects. */
  boolean hasShapesOf(LoadedLayer other) {
    return content.snapshot() == other.content.snapshot() && shapes.equals(other.shapes);
  }

  private static LocalDate day(Instant datetime) {
    return datetime.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  public FeatureDirectory directory() {
    return content.directory();
  }

  /** Whether places of this layer carry values of their own. */
  public boolean isObserved() {
    return layer.kind() != Layer.Kind.BASE;
  }

  /** Ids of all features, ascending. */
  List<Long> ids() {
    return directory().entries().stream().map(FeatureDirectory.Entry::id).toList();
  }

  NameIndex names() {
    return names;
  }
}
