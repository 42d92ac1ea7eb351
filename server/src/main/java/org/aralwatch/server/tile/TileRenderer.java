package org.aralwatch.server.tile;

import org.aralwatch.geodata.feature.FeatureSnapshot;
import org.aralwatch.geodata.feature.ValueFrame;

/**
 * Renders a tile from a snapshot of the layer's geometry and a frame of its values. Pure and
 * thread-safe: no database, no clock, no state.
 */
public final class TileRenderer {
  private final PngTileRenderer png = new PngTileRenderer();

  /**
   * @param key names the tile; its geometry revision is the snapshot's
   * @param frame {@link ValueFrame#geometryOnly()} for shapes alone
   * @param style for PNG; vector tiles carry the class and leave colours to the page
   * @param attributes for vector tiles
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
          case MVT -> new MvtEncoder(attributes).encode(key.layer(), key.tile(), snapshot, frame);
        };
    return Tile.of(key.format(), bytes);
  }
}
