package org.aralwatch.geodata.feature;

import java.util.Arrays;

/**
 * Ranks the vertices of a line or ring by the zoom at which each first matters, once for all zooms.
 *
 * <p>Douglas–Peucker: a vertex farther than a quarter of a pixel from the chord of its neighbours
 * is kept. Because a vertex inherits the smaller of its own distance and its parent's, the vertices
 * of a zoom are a subset of those of the next, and a simplified shape is a filter over one byte a
 * vertex. Rings are anchored at their first corner in reading order and the one farthest from it,
 * whatever their first vertex is, so equal rings are simplified alike.
 *
 * <p>Not thread-safe: one instance a thread.
 */
final class VertexRanker {
  /** Rank of a vertex that never matters: it lies on the line of its neighbours. */
  static final byte NEVER = Byte.MAX_VALUE;

  private static final int MAX_RANK = 40;

  /**
   * log2 of the tolerance at zoom 0, in grid units: the world is 2^31 units and 2^8 pixels wide, a
   * quarter of a pixel is 2^21.
   */
  private static final int LOG_TOLERANCE = 21;

  // The stack of chords still to be split; recursion would overflow on a long coast.
  private int[] from = new int[64];
  private int[] to = new int[64];
  private double[] limit = new double[64];

  /** Sets the rank of vertices [first, end): the lowest zoom at which the vertex is kept. */
  void rankLine(int[] xy, int first, int end, byte[] ranks) {
    Arrays.fill(ranks, first, end, NEVER);
    if (end - first < 1) {
      return;
    }
    ranks[first] = 0;
    ranks[end - 1] = 0;
    descend(xy, first, end - 1, end - first, first, ranks);
  }

  /** The same for a ring without its closing vertex; at least three corners stay at every zoom. */
  void rankRing(int[] xy, int first, int end, byte[] ranks) {
    Arrays.fill(ranks, first, end, NEVER);
    int size = end - first;
    if (size < 4) {
      Arrays.fill(ranks, first, end, (byte) 0);
      return;
    }
    int start = first;
    for (int i = first + 1; i < end; i++) {
      if (xy[2 * i + 1] < xy[2 * start + 1]
          || xy[2 * i + 1] == xy[2 * start + 1] && xy[2 * i] < xy[2 * start]) {
        start = i;
      }
    }
    int far = start + 1;
    double farthest = -1;
    for (int i = start + 1; i < start + size; i++) {
      double distance = distance2(xy, start, start, wrap(i, size, first));
      if (distance > farthest) {
        farthest = distance;
        far = i;
      }
    }
    descend(xy, start, far, size, first, ranks);
    descend(xy, far, start + size, size, first, ranks);
    ranks[start] = 0;
    ranks[wrap(far, size, first)] = 0;
    ranks[third(xy, start, wrap(far, size, first), size, first)] = 0;
  }

  /** The corner that makes the largest triangle with the two anchors. */
  private static int third(int[] xy, int start, int far, int size, int first) {
    int third = -1;
    double widest = -1;
    for (int i = first; i < first + size; i++) {
      double distance = i == start || i == far ? -2 : distance2(xy, start, far, i);
      if (distance > widest) {
        widest = distance;
        third = i;
      }
    }
    return third;
  }

  /**
   * Ranks the vertices strictly between two; indices run on past the end of a ring and wrap.
   *
   * @param size number of vertices from {@code first} on
   */
  private void descend(int[] xy, int start, int end, int size, int first, byte[] ranks) {
    int depth = 0;
    push(depth++, start, end, Double.POSITIVE_INFINITY);
    while (depth > 0) {
      depth--;
      int a = from[depth];
      int b = to[depth];
      double inherited = limit[depth];
      int best = -1;
      double farthest = 0;
      int wrappedA = wrap(a, size, first);
      int wrappedB = wrap(b, size, first);
      for (int i = a + 1; i < b; i++) {
        double distance = distance2(xy, wrappedA, wrappedB, wrap(i, size, first));
        if (distance > farthest) {
          farthest = distance;
          best = i;
        }
      }
      if (best < 0) {
        continue;
      }
      double kept = Math.min(inherited, farthest);
      ranks[wrap(best, size, first)] = rank(kept);
      if (depth + 2 > from.length) {
        grow();
      }
      push(depth++, a, best, kept);
      push(depth++, best, b, kept);
    }
  }

  private void push(int depth, int start, int end, double inherited) {
    from[depth] = start;
    to[depth] = end;
    limit[depth] = inherited;
  }

  private void grow() {
    from = Arrays.copyOf(from, from.length * 2);
    to = Arrays.copyOf(to, to.length * 2);
    limit = Arrays.copyOf(limit, limit.length * 2);
  }

  private static int wrap(int vertex, int size, int first) {
    return vertex >= first + size ? vertex - size : vertex;
  }

  /** The lowest zoom z with distance of at least 2^(21 - z), from the squared distance. */
  private static byte rank(double distance2) {
    int exponent = Math.getExponent(distance2);
    int zoom = LOG_TOLERANCE - Math.floorDiv(exponent, 2);
    return (byte) Math.max(0, Math.min(MAX_RANK, zoom));
  }

  /** Squared distance of vertex p from the segment a b, in grid units. */
  private static double distance2(int[] xy, int a, int b, int p) {
    double ax = xy[2 * a];
    double ay = xy[2 * a + 1];
    double dx = xy[2 * b] - ax;
    double dy = xy[2 * b + 1] - ay;
    double px = xy[2 * p] - ax;
    double py = xy[2 * p + 1] - ay;
    double length2 = dx * dx + dy * dy;
    double along = px * dx + py * dy;
    if (length2 == 0 || along <= 0) {
      return px * px + py * py;
    }
    if (along >= length2) {
      px -= dx;
      py -= dy;
      return px * px + py * py;
    }
    double across = px * dy - py * dx;
    return across * across / length2;
  }
}
