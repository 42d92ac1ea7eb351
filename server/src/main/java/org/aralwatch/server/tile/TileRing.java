package org.aralwatch.server.tile;

import java.util.Arrays;

/**
 * A ring or line being cut to a tile, as x, y pairs in tile units. Reused from part to part; not
 * thread-safe.
 */
final class TileRing {
  private int[] xy = new int[256];
  private int[] clipped = new int[256];
  private int size;

  int size() {
    return size;
  }

  int x(int vertex) {
    return xy[2 * vertex];
  }

  int y(int vertex) {
    return xy[2 * vertex + 1];
  }

  void clear() {
    size = 0;
  }

  /** Adds a vertex unless it equals the one before. */
  void add(int x, int y) {
    if (size > 0 && xy[2 * size - 2] == x && xy[2 * size - 1] == y) {
      return;
    }
    if (2 * size == xy.length) {
      xy = Arrays.copyOf(xy, xy.length * 2);
    }
    xy[2 * size] = x;
    xy[2 * size + 1] = y;
    size++;
  }

  /**
   * Twice the area of the ring by the surveyor's formula, rows growing downwards: positive where
   * clockwise on the screen, as the exterior rings of a vector tile.
   */
  long doubleArea() {
    long sum = 0;
    for (int i = 0, j = size - 1; i < size; j = i++) {
      sum += (long) xy[2 * j] * xy[2 * i + 1] - (long) xy[2 * i] * xy[2 * j + 1];
    }
    return sum;
  }

  void reverse() {
    for (int i = 0, j = size - 1; i < j; i++, j--) {
      int x = xy[2 * i];
      int y = xy[2 * i + 1];
      xy[2 * i] = xy[2 * j];
      xy[2 * i + 1] = xy[2 * j + 1];
      xy[2 * j] = x;
      xy[2 * j + 1] = y;
    }
  }

  /**
   * Cuts the ring to the square [low, high]², Sutherland–Hodgman. What lies outside collapses onto
   * the border of the square, which is outside the visible tile.
   */
  void clipRing(int low, int high) {
    for (int side = 0; side < 4 && size > 0; side++) {
      int axis = side & 1;
      boolean upper = side >= 2;
      clipSide(axis, upper ? high : low, upper);
    }
  }

  private void clipSide(int axis, int bound, boolean upper) {
    int[] in = xy;
    int count = size;
    xy = clipped.length >= in.length ? clipped : new int[in.length];
    clipped = in;
    size = 0;
    int previousX = in[2 * count - 2];
    int previousY = in[2 * count - 1];
    int previous = axis == 0 ? previousX : previousY;
    boolean previousIn = upper ? previous <= bound : previous >= bound;
    for (int i = 0; i < count; i++) {
      int currentX = in[2 * i];
      int currentY = in[2 * i + 1];
      int current = axis == 0 ? currentX : currentY;
      boolean currentIn = upper ? current <= bound : current >= bound;
      if (currentIn != previousIn) {
        if (axis == 0) {
          add(bound, crossing(previousX, previousY, currentX, currentY, bound));
        } else {
          add(crossing(previousY, previousX, currentY, currentX, bound), bound);
        }
      }
      if (currentIn) {
        add(currentX, currentY);
      }
      previousX = currentX;
      previousY = currentY;
      previousIn = currentIn;
    }
  }

  /**
   * Where a segment meets a bound of its first axis, on the second. The same whichever end comes
   * first, so that neighbours sharing a border are cut at the same place.
   */
  private static int crossing(int a1, int a2, int b1, int b2, int bound) {
    return a1 < b1
        ? a2 + roundedShare((long) b2 - a2, (long) bound - a1, (long) b1 - a1)
        : b2 + roundedShare((long) a2 - b2, (long) bound - b1, (long) a1 - b1);
  }

  private static int roundedShare(long difference, long part, long whole) {
    return (int) Math.rint((double) difference * part / whole);
  }

  /** Takes out corners on the line of their neighbours, spikes and a closing vertex. */
  void tidyRing() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int x = xy[2 * i];
      int y = xy[2 * i + 1];
      while (kept > 0 && same(kept - 1, x, y) || kept > 1 && straight(kept - 2, kept - 1, x, y)) {
        kept--;
      }
      xy[2 * kept] = x;
      xy[2 * kept + 1] = y;
      kept++;
    }
    int start = 0;
    boolean changed = true;
    while (changed && kept - start > 2) {
      changed = true;
      if (same(kept - 1, xy[2 * start], xy[2 * start + 1])
          || straight(kept - 2, kept - 1, xy[2 * start], xy[2 * start + 1])) {
        kept--;
      } else if (straight(kept - 1, start, xy[2 * start + 2], xy[2 * start + 3])) {
        start++;
      } else {
        changed = false;
      }
    }
    System.arraycopy(xy, 2 * start, xy, 0, 2 * (kept - start));
    size = kept - start;
  }

  private boolean same(int a, int x, int y) {
    return xy[2 * a] == x && xy[2 * a + 1] == y;
  }

  private boolean straight(int a, int b, int x, int y) {
    long abX = (long) xy[2 * b] - xy[2 * a];
    long abY = (long) xy[2 * b + 1] - xy[2 * a + 1];
    return abX * ((long) y - xy[2 * b + 1]) == abY * ((long) x - xy[2 * b]);
  }

  /**
   * Makes a ring without area one unit thick, so that a sliver stays. What is a single place
   * becomes a square of one unit.
   */
  void thicken() {
    int minX = Integer.MAX_VALUE;
    int minY = Integer.MAX_VALUE;
    int maxX = Integer.MIN_VALUE;
    int maxY = Integer.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      minX = Math.min(minX, xy[2 * i]);
      maxX = Math.max(maxX, xy[2 * i]);
      minY = Math.min(minY, xy[2 * i + 1]);
      maxY = Math.max(maxY, xy[2 * i + 1]);
    }
    boolean flat = maxX - minX >= maxY - minY;
    int axis = flat ? 0 : 1;
    int first = 0;
    int last = 0;
    for (int i = 1; i < size; i++) {
      first = xy[2 * i + axis] < xy[2 * first + axis] ? i : first;
      last = xy[2 * i + axis] > xy[2 * last + axis] ? i : last;
    }
    int startX = xy[2 * first];
    int startY = xy[2 * first + 1];
    int endX = xy[2 * last] + (first == last ? 1 : 0);
    int endY = xy[2 * last + 1];
    clear();
    add(startX, startY);
    add(endX, endY);
    add(endX + (flat ? 0 : 1), endY + (flat ? 1 : 0));
    add(startX + (flat ? 0 : 1), startY + (flat ? 1 : 0));
  }
}
