package org.aralwatch.server.tile;

import java.util.Arrays;

/**
 * At most 256 colours for a tile, and the index of each pixel among them.
 *
 * <p>A tile with no more colours than that keeps each exactly. Else the colours of areas are kept
 * exactly, and the many shades of smoothed edges share what is left: colours are grouped by the
 * high bits of their channels, and a group becomes a palette colour when it is far from all there
 * are and covers many pixels. A tile is then a third of the bytes of RGBA, in less time.
 *
 * @param colours 0xAARRGGBB
 * @param indexes of each pixel, row by row
 */
record PngPalette(int[] colours, byte[] indexes) {
  static final int MAX = 256;

  /** A colour of at least so many pixels in a thousand is kept exactly. */
  private static final int AREA_PER_MILLE = 2;

  private static final int MAX_AREAS = 128;

  static PngPalette of(int[] pixels) {
    byte[] indexes = new byte[pixels.length];
    int[] colours = new int[MAX];
    int count = indexExactly(pixels, colours, indexes);
    return count > 0
        ? new PngPalette(Arrays.copyOf(colours, count), indexes)
        : new Reduction(pixels).reduce(indexes);
  }

  /** The number of colours, 0 when there are too many. */
  private static int indexExactly(int[] pixels, int[] colours, byte[] indexes) {
    int[] slots = new int[4 * MAX];
    int count = 0;
    int last = ~pixels[0];
    int lastIndex = 0;
    for (int i = 0; i < pixels.length; i++) {
      int pixel = pixels[i];
      if (pixel != last) {
        int slot = pixel * 0x9E3779B9 >>> 22;
        while (slots[slot] != 0 && colours[slots[slot] - 1] != pixel) {
          slot = slot + 1 & slots.length - 1;
        }
        if (slots[slot] == 0) {
          if (count == MAX) {
            return 0;
          }
          colours[count] = pixel;
          slots[slot] = ++count;
        }
        last = pixel;
        lastIndex = slots[slot] - 1;
      }
      indexes[i] = (byte) lastIndex;
    }
    return count;
  }

  /** Finds the palette of a tile with too many colours. */
  private static final class Reduction {
    private static final int GROUPS = 1 << 16;

    private final int[] pixels;

    /** Number of each group among those that occur, from 1; 0 for those that do not. */
    private final char[] groupNumbers = new char[GROUPS];

    private final int[] colours = new int[MAX];
    private int colourCount;

    // Of the groups that occur: channel sums, then means; pixels; nearest colour and how far it is.
    private int groupCount;
    private int[] alpha = new int[1024];
    private int[] red = new int[1024];
    private int[] green = new int[1024];
    private int[] blue = new int[1024];
    private int[] weight = new int[1024];

    Reduction(int[] pixels) {
      this.pixels = pixels;
    }

    PngPalette reduce(byte[] indexes) {
      addAreas();
      int areas = colourCount;
      addGroups(areas);
      int[] nearest = choose();
      int last = ~pixels[0];
      byte lastIndex = 0;
      for (int i = 0; i < pixels.length; i++) {
        int pixel = pixels[i];
        if (pixel != last) {
          int area = area(pixel, areas);
          lastIndex = (byte) (area >= 0 ? area : nearest[groupNumbers[group(pixel)] - 1]);
          last = pixel;
        }
        indexes[i] = lastIndex;
      }
      return new PngPalette(Arrays.copyOf(colours, colourCount), indexes);
    }

    private int[] areaSlots = new int[4 * MAX];

    /** Counts runs of equal pixels, of which areas are made and edges are not. */
    private void addAreas() {
      int[] keys = new int[8192];
      int[] counts = new int[8192];
      int used = 0;
      int start = 0;
      for (int i = 1; i <= pixels.length && used < 4096; i++) {
        if (i < pixels.length && pixels[i] == pixels[start]) {
          continue;
        }
        if (i - start > 1) {
          int slot = pixels[start] * 0x9E3779B9 >>> 19;
          while (counts[slot] != 0 && keys[slot] != pixels[start]) {
            slot = slot + 1 & keys.length - 1;
          }
          used += counts[slot] == 0 ? 1 : 0;
          keys[slot] = pixels[start];
          counts[slot] += i - start;
        }
        start = i;
      }
      for (int slot = 0; slot < keys.length && colourCount < MAX_AREAS; slot++) {
        if (counts[slot] * 1000L >= (long) pixels.length * AREA_PER_MILLE) {
          int own = areaSlot(keys[slot]);
          colours[colourCount] = keys[slot];
          areaSlots[own] = ++colourCount;
        }
      }
    }

    private int areaSlot(int colour) {
      int slot = colour * 0x9E3779B9 >>> 22;
      while (areaSlots[slot] != 0 && colours[areaSlots[slot] - 1] != colour) {
        slot = slot + 1 & areaSlots.length - 1;
      }
      return slot;
    }

    private int area(int colour, int areas) {
      int index = areaSlots[areaSlot(colour)] - 1;
      return index < areas ? index : -1;
    }

    private static int group(int colour) {
      return colour >>> 16 & 0xF000
          | colour >>> 12 & 0x0F00
          | colour >>> 8 & 0x00F0
          | colour >>> 4 & 0x000F;
    }

    private void addGroups(int areas) {
      int last = ~pixels[0];
      boolean lastIsArea = false;
      for (int pixel : pixels) {
        if (pixel != last) {
          lastIsArea = area(pixel, areas) >= 0;
          last = pixel;
        }
        if (!lastIsArea) {
          int number = groupNumbers[group(pixel)];
          if (number == 0) {
            number = ++groupCount;
            groupNumbers[group(pixel)] = (char) number;
            reserve();
          }
          alpha[number - 1] += pixel >>> 24;
          red[number - 1] += pixel >> 16 & 0xFF;
          green[number - 1] += pixel >> 8 & 0xFF;
          blue[number - 1] += pixel & 0xFF;
          weight[number - 1]++;
        }
      }
      for (int i = 0; i < groupCount; i++) {
        alpha[i] /= weight[i];
        red[i] /= weight[i];
        green[i] /= weight[i];
        blue[i] /= weight[i];
      }
    }

    private void reserve() {
      if (groupCount > weight.length) {
        alpha = Arrays.copyOf(alpha, groupCount * 2);
        red = Arrays.copyOf(red, groupCount * 2);
        green = Arrays.copyOf(green, groupCount * 2);
        blue = Arrays.copyOf(blue, groupCount * 2);
        weight = Arrays.copyOf(weight, groupCount * 2);
      }
    }

    /** Adds groups to the palette, always the one that would err most; nearest colour by group. */
    private int[] choose() {
      int[] nearest = new int[groupCount];
      int[] distance = new int[groupCount];
      Arrays.fill(distance, Integer.MAX_VALUE >> 1);
      for (int colour = 0; colour < colourCount; colour++) {
        approach(colour, nearest, distance);
      }
      while (colourCount < MAX) {
        int worst = -1;
        long most = 0;
        for (int i = 0; i < groupCount; i++) {
          long error = (long) distance[i] * weight[i];
          if (error > most) {
            most = error;
            worst = i;
          }
        }
        if (worst < 0) {
          break;
        }
        colours[colourCount] =
            alpha[worst] << 24 | red[worst] << 16 | green[worst] << 8 | blue[worst];
        approach(colourCount++, nearest, distance);
      }
      return nearest;
    }

    private void approach(int colour, int[] nearest, int[] distance) {
      int a = colours[colour] >>> 24;
      int r = colours[colour] >> 16 & 0xFF;
      int g = colours[colour] >> 8 & 0xFF;
      int b = colours[colour] & 0xFF;
      for (int i = 0; i < groupCount; i++) {
        int da = alpha[i] - a;
        int dr = red[i] - r;
        int dg = green[i] - g;
        int db = blue[i] - b;
        // A difference of colour matters as much as the pixel is opaque.
        int far = da * da * 2 + ((dr * dr + dg * dg + db * db) * alpha[i] >> 8);
        if (far < distance[i]) {
          distance[i] = far;
          nearest[i] = colour;
        }
      }
    }
  }
}
