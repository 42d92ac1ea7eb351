package org.aralwatch.server.query;

import java.util.List;
import org.aralwatch.geodata.feature.FeatureSnapshot;
import org.aralwatch.geodata.feature.Layer;
import org.aralwatch.geodata.storage.FeatureDirectory;
import org.aralwatch.geodata.storage.LayerContent;

/** A layer with all its features in memory, at its geometry revision. Immutable. */
public final class LoadedLayer {
  private final Layer layer;
  private final LayerContent content;
  private final NameIndex names;

  LoadedLayer(Layer layer, LayerContent content) {
    this(layer, content, NameIndex.of(content.directory()));
  }

  private LoadedLayer(Layer layer, LayerContent content, NameIndex names) {
    this.layer = layer;
    this.content = content;
    this.names = names;
  }

  /** The same features under a description read later. */
  LoadedLayer described(Layer later) {
    return layer.equals(later) ? this : new LoadedLayer(later, content, names);
  }

  public Layer layer() {
    return layer;
  }

  public FeatureSnapshot snapshot() {
    return content.snapshot();
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
