package org.aralwatch.server.tile;

/**
 * What a mask is painted with: a flat colour, or diagonal stripes of it for what has no value. The
 * stripes repeat every 8 pixels (16 at double scale), which divides a tile: they meet across tiles.
 *
 * @param rgb 0xRRGGBB
 * @param opacity where fully covered, in [0, 1]
 * @param stripePeriod 0 for a flat colour, else a power of two
 */
record Paint(int rgb, double opacity, int stripePeriod) {
  /** Between stripes, this share of the opacity. */
  private static final double FAINT = 0.35;

  static Paint flat(int rgb, double opacity) {
    return new Paint(rgb, opacity, 0);
  }

  void pixel(Canvas canvas, int pixel, int column, int row, float coverage) {
    double strength = opacity * coverage;
    if (stripePeriod > 0 && (column + row & stripePeriod - 1) * 8 >= stripePeriod * 3) {
      strength *= FAINT;
    }
    canvas.blend(pixel, rgb, (int) (strength * 255 + 0.5));
  }
}
