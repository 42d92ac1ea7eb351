package org.aralwatch.geodata.feature;

/** Measures of rings on the grid, given as x, y pairs without the closing vertex. */
final class Rings {
  private Rings() {}

  /** Surveyor's formula with rows growing downwards: positive where clockwise on the screen. */
  static double signedArea(int[] xy, int first, int end) {
    // Relative to the first vertex, so that products keep their low digits.
    double originX = xy[2 * first];
    double originY = xy[2 * first + 1];
    double sum = 0;
    for (int i = first + 1; i < end - 1; i++) {
      double ax = xy[2 * i] - originX;
      double ay = xy[2 * i + 1] - originY;
      double bx = xy[2 * i + 2] - originX;
      double by = xy[2 * i + 3] - originY;
      sum += ax * by - bx * ay;
    }
    return sum / 2;
  }

  static void reverse(int[] xy, int first, int end) {
    for (int i = first, j = end - 1; i < j; i++, j--) {
      int x = xy[2 * i];
      int y = xy[2 * i + 1];
      xy[2 * i] = xy[2 * j];
      xy[2 * i + 1] = xy[2 * j + 1];
      xy[2 * j] = x;
      xy[2 * j + 1] = y;
    }
  }

  /** The larger of width and height. */
  static long extent(TileShapes shapes, int part) {
    int minX = Integer.MAX_VALUE;
    int minY = Integer.MAX_VALUE;
    int maxX = Integer.MIN_VALUE;
    int maxY = Integer.MIN_VALUE;
    for (int i = shapes.firstVertex(part); i < shapes.firstVertex(part + 1); i++) {
      minX = Math.min(minX, shapes.x(i));
      maxX = Math.max(maxX, shapes.x(i));
      minY = Math.min(minY, shapes.y(i));
      maxY = Math.max(maxY, shapes.y(i));
    }
    return Math.max((long) maxX - minX, (long) maxY - minY);
  }
}
