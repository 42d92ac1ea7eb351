package org.aralwatch.server.tile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.aralwatch.geodata.feature.FeatureSnapshot;
import org.aralwatch.geodata.feature.ValueFrame;

/**
 * Renders a tile from a snapshot of the layer's geometry and a frame of its values: no database, no
 * clock. Thread-safe. Keeps the encoded attributes of a snapshot for as long as the snapshot lives.
 */
public final class TileRenderer {
  private final PngTileRenderer png = new PngTileRenderer();
  private final MvtEncoder mvt = new MvtEncoder();

  /** By identity of the snapshot. */
  private final Cache<FeatureSnapshot, AttributeTable> attributeTables =
      Caffeine.newBuilder().weakKeys().build();

  /**
   * Does ahead of the first request what it would wait for: shapes of all zooms and attributes.
   *
   * @param attributes as in {@link #render}
   */
  public void prepare(FeatureSnapshot snapshot, FeatureAttributes.Source attributes) {
    snapshot.prepareShapes();
    attributeTable(snapshot, attributes);
  }

  private AttributeTable attributeTable(
      FeatureSnapshot snapshot, FeatureAttributes.Source attributes) {
    return attributeTables.get(snapshot, made -> AttributeTable.of(made, attributes));
  }

  /**
   * @param key names the tile; its geometry revision is the snapshot's
   * @param frame {@link ValueFrame#geometryOnly()} for shapes alone
   * @param style for PNG; vector tiles carry the class and leave colours to the page
   * @param attributes for vector tiles; of the same geometry revision as the snapshot, and asked
   *     once for each of its features, not once a tile
   * @throws IllegalArgumentException when key and snapshot are of different revisions
   */
  public Tile render(
      TileKey key,
      FeatureSnapshot snapshot,
      ValueFrame frame,
      TileStyle style,
      FeatureAttributes.Source attributes) {
    if (key.geometryRevision() != snapshot.geometryRevision()) {
      throw new IllegalArgumentException(
          "the key is of geometry revision "
              + key.geometryRevision()
              + ", the snapshot of "
              + snapshot.geometryRevision());
    }
    byte[] bytes =
        switch (key.format()) {
          case PNG -> png.render(key.tile(), key.scale(), snapshot, frame, style);
          case MVT ->
              mvt.encode(
                  key.layer(), key.tile(), snapshot, attributeTable(snapshot, attributes), frame);
        };
    return Tile.of(key.format(), bytes);
  }
}
