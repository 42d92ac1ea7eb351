package org.aralwatch.server.tile;

/**
 * Pixels of a tile being drawn, row by row from the north-west: 0xAARRGGBB, colours not multiplied
 * by alpha, so that a flat colour stays one colour at any coverage.
 */
final class Canvas {
  private final int size;
  private final int[] pixels;

  Canvas(int size) {
    this.size = size;
    pixels = new int[size * size];
  }

  /** Width and height. */
  int size() {
    return size;
  }

  int[] pixels() {
    return pixels;
  }

  /**
   * Paints over a pixel.
   *
   * @param rgb 0xRRGGBB
   * @param alpha in [0, 255]
   */
  void blend(int pixel, int rgb, int alpha) {
    int below = pixels[pixel];
    int belowAlpha = below >>> 24;
    if (belowAlpha == 0 || alpha == 255) {
      pixels[pixel] = alpha == 0 ? below : alpha << 24 | rgb & 0xFFFFFF;
    } else if (alpha > 0) {
      pixels[pixel] = over(rgb, alpha, below, belowAlpha);
    }
  }

  private static int over(int rgb, int alpha, int below, int belowAlpha) {
    // Weights scaled by 255; their sum over 255 is the new alpha.
    int weight = alpha * 255;
    int belowWeight = belowAlpha * (255 - alpha);
    int sum = weight + belowWeight;
    int half = sum / 2;
    int red = ((rgb >> 16 & 0xFF) * weight + (below >> 16 & 0xFF) * belowWeight + half) / sum;
    int green = ((rgb >> 8 & 0xFF) * weight + (below >> 8 & 0xFF) * belowWeight + half) / sum;
    int blue = ((rgb & 0xFF) * weight + (below & 0xFF) * belowWeight + half) / sum;
    return (sum + 127) / 255 << 24 | red << 16 | green << 8 | blue;
  }
}
