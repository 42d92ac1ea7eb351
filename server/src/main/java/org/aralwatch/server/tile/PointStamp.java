package org.aralwatch.server.tile;

/**
 * A point drawn once and stamped many times: a disc with a white halo, or hollow for a point
 * without a value. Kept for {@value #PHASES} positions within a pixel on either axis.
 */
final class PointStamp {
  private static final int PHASES = 4;
  private static final int WHITE = 0xFFFFFF;
  private static final double HOLLOW_RING = 1.5;
  private static final double HOLLOW_INSIDE = 0.6;

  private final int rgb;
  private final boolean hollow;
  private final double radius;
  private final double halo;
  private final double scale;

  /** Pixels from the middle pixel to the edge of the stamp. */
  private final int reach;

  private final int[][] stamps = new int[PHASES * PHASES][];

  /** Sizes are in pixels of the tile drawn. */
  private PointStamp(int rgb, boolean hollow, double radius, double halo, double scale) {
    this.rgb = rgb;
    this.hollow = hollow;
    this.radius = radius;
    this.halo = halo;
    this.scale = scale;
    reach = reach(radius + halo);
  }

  static PointStamp filled(int rgb, TileStyle.Symbols symbols, int scale) {
    return new PointStamp(
        rgb, false, symbols.pointRadius() * scale, symbols.haloWidth() * scale, scale);
  }

  static PointStamp hollow(int rgb, TileStyle.Symbols symbols, int scale) {
    return new PointStamp(
        rgb, true, symbols.pointRadius() * scale, symbols.haloWidth() * scale, scale);
  }

  static int reach(double outerRadius) {
    return (int) Math.ceil(outerRadius + 1);
  }

  /** Draws the point with its middle at a place, in pixels, anywhere. */
  void draw(Canvas canvas, double x, double y) {
    int size = canvas.size();
    int middleX = (int) Math.floor(x);
    int middleY = (int) Math.floor(y);
    if (middleX < -reach || middleX > size + reach || middleY < -reach || middleY > size + reach) {
      return;
    }
    int phaseX = (int) ((x - middleX) * PHASES);
    int phaseY = (int) ((y - middleY) * PHASES);
    int[] stamp = stamp(phaseX, phaseY);
    int width = 2 * reach + 1;
    int top = Math.max(0, reach - middleY);
    int bottom = Math.min(width, size + reach - middleY);
    int left = Math.max(0, reach - middleX);
    int right = Math.min(width, size + reach - middleX);
    for (int row = top; row < bottom; row++) {
      int pixel = (middleY - reach + row) * size + middleX - reach;
      for (int column = left; column < right; column++) {
        int colour = stamp[row * width + column];
        if (colour != 0) {
          canvas.blend(pixel + column, colour & WHITE, colour >>> 24);
        }
      }
    }
  }

  private int[] stamp(int phaseX, int phaseY) {
    int index = phaseY * PHASES + phaseX;
    if (stamps[index] == null) {
      stamps[index] = make((phaseX + 0.5) / PHASES, (phaseY + 0.5) / PHASES);
    }
    return stamps[index];
  }

  private int[] make(double offsetX, double offsetY) {
    int width = 2 * reach + 1;
    int[] stamp = new int[width * width];
    for (int row = 0; row < width; row++) {
      for (int column = 0; column < width; column++) {
        double dx = column - reach + 0.5 - offsetX;
        double dy = row - reach + 0.5 - offsetY;
        stamp[row * width + column] = colourAt(Math.sqrt(dx * dx + dy * dy));
      }
    }
    return stamp;
  }

  private int colourAt(double distance) {
    double outer = inside(radius + halo, distance);
    double disc = inside(radius, distance);
    if (!hollow) {
      return colour(outer, outer == 0 ? 0 : disc / outer);
    }
    double hole = inside(radius - HOLLOW_RING * scale, distance);
    double ring = Math.max(0, disc - hole);
    return colour(outer * (1 - hole * (1 - HOLLOW_INSIDE)), outer == 0 ? 0 : ring / outer);
  }

  /** Share of a pixel at a distance that lies within a circle. */
  private static double inside(double circle, double distance) {
    return Math.max(0, Math.min(1, circle + 0.5 - distance));
  }

  /** White mixed with a share of the point's colour. */
  private int colour(double alpha, double share) {
    int mixed = 0;
    for (int channel = 16; channel >= 0; channel -= 8) {
      int own = rgb >> channel & 0xFF;
      mixed |= (int) Math.round(255 + (own - 255) * share) << channel;
    }
    return (int) Math.round(alpha * 255) << 24 | mixed;
  }
}
