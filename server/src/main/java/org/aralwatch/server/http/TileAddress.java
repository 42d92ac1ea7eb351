package org.aralwatch.server.http;

import java.util.Optional;
import org.aralwatch.server.tile.TileFormat;

/**
 * The path of a tile, taken apart by hand; whether there is such a layer or tile is not asked.
 *
 * @param layer as it stands, not yet known to be one
 * @param scale 2 for images of twice the pixels
 */
record TileAddress(String layer, int z, int x, int y, TileFormat format, int scale) {
  private static final String BEGINNING = "/tiles/";

  /** Empty for what is no address of a tile. */
  static Optional<TileAddress> parse(String path) {
    int layerEnd = path.indexOf('/', BEGINNING.length());
    int zEnd = layerEnd < 0 ? -1 : path.indexOf('/', layerEnd + 1);
    int xEnd = zEnd < 0 ? -1 : path.indexOf('/', zEnd + 1);
    int dot = xEnd < 0 ? -1 : path.lastIndexOf('.');
    if (dot < xEnd || xEnd < 0) {
      return Optional.empty();
    }
    TileFormat format =
        switch (path.substring(dot)) {
          case ".png" -> TileFormat.PNG;
          case ".mvt" -> TileFormat.MVT;
          default -> null;
        };
    int scale = 1;
    int yEnd = dot;
    if (format == TileFormat.PNG && path.startsWith("@2x", dot - 3)) {
      scale = 2;
      yEnd = dot - 3;
    }
    int z = number(path, layerEnd + 1, zEnd);
    int x = number(path, zEnd + 1, xEnd);
    int y = number(path, xEnd + 1, yEnd);
    if (format == null || z < 0 || x < 0 || y < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new TileAddress(path.substring(BEGINNING.length(), layerEnd), z, x, y, format, scale));
  }

  /** A number of at most nine digits, -1 for anything else. */
  private static int number(String text, int from, int to) {
    if (to <= from || to - from > 9) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** The template, for log and metrics. */
  String route() {
    if (format == TileFormat.MVT) {
      return "/tiles/{layer}/{z}/{x}/{y}.mvt";
    }
    return scale == 2 ? "/tiles/{layer}/{z}/{x}/{y}@2x.png" : "/tiles/{layer}/{z}/{x}/{y}.png";
  }
}
