package org.aralwatch.server.tile;

import java.util.Objects;
import org.aralwatch.geodata.feature.TileCoord;

/**
 * Everything a tile depends on: equal keys mean equal bytes, on any server. Changed data raises a
 * revision and so makes a new key; nothing is ever removed from a cache to keep it right.
 *
 * @param layer code of the layer
 * @param scale 1 or 2, pixels of a PNG by 256; 1 for vector tiles
 * @param property code of the observed property; empty for shapes alone
 * @param period of aggregation; empty for values as they are
 * @param dateBucket the date, cut to what makes a difference to the values and, where shapes change
 *     with time, to them; empty for shapes alone
 * @param geometryRevision of the layer
 * @param valueRevision of the values in question, 0 for shapes alone
 * @param viewerScope who may see the same
 */
public record TileKey(
    String layer,
    TileCoord tile,
    TileFormat format,
    int scale,
    String property,
    String period,
    String dateBucket,
    long geometryRevision,
    long valueRevision,
    String viewerScope) {

  /**
   * @throws IllegalArgumentException when the scale is not one of the format
   */
  public TileKey {
    Objects.requireNonNull(layer, "layer");
    Objects.requireNonNull(tile, "tile");
    Objects.requireNonNull(property, "property");
    Objects.requireNonNull(period, "period");
    Objects.requireNonNull(dateBucket, "dateBucket");
    Objects.requireNonNull(viewerScope, "viewerScope");
    if (scale != 1 && (scale != 2 || format == TileFormat.MVT)) {
      throw new IllegalArgumentException("scale " + scale + " is not one of " + format);
    }
  }
}
