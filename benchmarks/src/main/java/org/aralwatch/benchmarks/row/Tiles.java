package org.aralwatch.benchmarks.row;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.aralwatch.benchmarks.data.BaseRecord;
import org.aralwatch.geodata.feature.TileCoord;

/** Tiles over the basin and their addresses. */
final class Tiles {
  /** Corners of what the made-up shapes fill. */
  private static final double WEST = 55;

  private static final double EAST = 75;
  private static final double SOUTH = 36;
  private static final double NORTH = 47;

  private Tiles() {}

  /** At most so many of a zoom, chosen at random but the same at each run. */
  static List<TileCoord> ofZoom(int zoom, int most) {
    TileCoord first = TileCoord.ofLonLat(WEST, NORTH, zoom);
    TileCoord last = TileCoord.ofLonLat(EAST, SOUTH, zoom);
    List<TileCoord> tiles = new ArrayList<>();
    for (int x = first.x(); x <= last.x(); x++) {
      for (int y = first.y(); y <= last.y(); y++) {
        tiles.add(new TileCoord(zoom, x, y));
      }
    }
    Collections.shuffle(tiles, new Random(zoom));
    return tiles.subList(0, Math.min(most, tiles.size()));
  }

  /**
   * @param suffix as {@code @2x.png}
   */
  static String path(String layer, TileCoord tile, String suffix, String query) {
    return "/tiles/" + layer + "/" + tile.z() + "/" + tile.x() + "/" + tile.y() + suffix + query;
  }

  /** A tile of the polygons with their values of a year. */
  static String polygonPath(TileCoord tile, String suffix, int year) {
    return path(
        BaseRecord.POLYGONS, tile, suffix, "?property=water-area&datetime=" + year + "-07-01");
  }
}
