package org.aralwatch.server.query;

import java.util.BitSet;

/**
 * Thins a line to fewer points that draw the same shape: MinMaxLTTB. The lowest and highest of each
 * of many small buckets are preselected, then Largest-Triangle-Three-Buckets takes from the
 * preselection the points that span the largest triangles with their neighbours.
 *
 * <p>Points are kept, not computed. The first, the last, the lowest and the highest always stay.
 * Holes stay holes: the longest of them, up to an eighth of the points asked for, split the line,
 * and the points at their edges stay; shorter ones are less than a pixel wide and close.
 *
 * <p>Steinarsson, "Downsampling Time Series for Visual Representation" (2013); Van Der Donckt et
 * al., "MinMaxLTTB" (2023), whose preselection of four points for each one kept is used.
 */
final class MinMaxLttb {
  /** Points preselected for each point kept. */
  static final int PRESELECTION = 4;

  private static final int HOLES_SHARE = 8;

  private final double[] x;
  private final double[] y;
  private final int size;
  private final BitSet kept = new BitSet();
  private final BitSet holes;

  /**
   * @param kept indexes of the points that stay
   * @param holes those of them before which a hole stays
   */
  record Selection(BitSet kept, BitSet holes) {
    /** Rows of the thinned series: its points and one for each hole. */
    int rows() {
      return kept.cardinality() + holes.cardinality();
    }
  }

  private MinMaxLttb(double[] x, double[] y, int size, BitSet holes) {
    this.x = x;
    this.y = y;
    this.size = size;
    this.holes = holes;
  }

  /**
   * @param x ascending
   * @param y finite
   * @param size number of points in both
   * @param holes indexes of points before which there is a hole
   * @param maxRows most points and holes together, at least 2
   */
  static Selection select(double[] x, double[] y, int size, BitSet holes, int maxRows) {
    if (size + holes.cardinality() <= maxRows) {
      BitSet all = new BitSet();
      all.set(0, size);
      return new Selection(all, holes);
    }
    BitSet longest = longest(x, holes, maxRows / HOLES_SHARE);
    MinMaxLttb line = new MinMaxLttb(x, y, size, longest);
    line.keepFixed(maxRows);
    line.fill(maxRows - longest.cardinality());
    return new Selection(line.kept, longest);
  }

  private static BitSet longest(double[] x, BitSet holes, int most) {
    if (holes.cardinality() <= most) {
      return holes;
    }
    BitSet longest = new BitSet();
    holes.stream()
        .boxed()
        .sorted((a, b) -> Double.compare(x[b] - x[b - 1], x[a] - x[a - 1]))
        .limit(most)
        .forEach(longest::set);
    return longest;
  }

  private void keepFixed(int maxRows) {
    kept.set(0);
    kept.set(size - 1);
    holes.stream()
        .forEach(
            hole -> {
              kept.set(hole - 1);
              kept.set(hole);
            });
    int lowest = 0;
    int highest = 0;
    for (int i = 1; i < size; i++) {
      if (y[i] < y[lowest]) {
        lowest = i;
      }
      if (y[i] > y[highest]) {
        highest = i;
      }
    }
    // Asked for two or three points, the ends come before the extremes.
    for (int extreme : new int[] {highest, lowest}) {
      if (kept.cardinality() + holes.cardinality() < maxRows) {
        kept.set(extreme);
      }
    }
  }

  /** Shares what is left among the stretches between fixed points, by their number of points. */
  private void fill(int maxPoints) {
    BitSet fixed = (BitSet) kept.clone();
    int left = maxPoints - fixed.cardinality();
    long total = 0;
    for (int from = 0; from >= 0 && from < size - 1; from = fixed.nextSetBit(from + 1)) {
      total += inner(fixed, from);
    }
    long seen = 0;
    long given = 0;
    for (int from = 0; from >= 0 && from < size - 1; from = fixed.nextSetBit(from + 1)) {
      int inner = inner(fixed, from);
      if (inner == 0) {
        continue;
      }
      seen += inner;
      // Rounding what is given so far rather than each share keeps the total exact.
      long due = total == 0 ? 0 : left * seen / total;
      thin(from, from + inner + 1, (int) Math.min(inner, due - given));
      given = due;
    }
  }

  private static int inner(BitSet fixed, int from) {
    return fixed.nextSetBit(from + 1) - from - 1;
  }

  /** Keeps {@code wanted} of the points strictly between the two that stay. */
  private void thin(int from, int to, int wanted) {
    int inner = to - from - 1;
    if (wanted <= 0) {
      return;
    }
    if (wanted >= inner) {
      kept.set(from + 1, to);
      return;
    }
    lttb(preselect(from, to, wanted), from, to, wanted);
  }

  private int[] preselect(int from, int to, int wanted) {
    int inner = to - from - 1;
    int buckets = wanted * PRESELECTION / 2;
    int[] chosen = new int[Math.min(inner, buckets * 2)];
    int count = 0;
    if (inner <= buckets * 2) {
      for (int i = from + 1; i < to; i++) {
        chosen[count++] = i;
      }
      return chosen;
    }
    for (int bucket = 0; bucket < buckets; bucket++) {
      int begin = from + 1 + (int) ((long) inner * bucket / buckets);
      int end = from + 1 + (int) ((long) inner * (bucket + 1) / buckets);
      int lowest = begin;
      int highest = begin;
      for (int i = begin + 1; i < end; i++) {
        if (y[i] < y[lowest]) {
          lowest = i;
        }
        if (y[i] >= y[highest]) {
          highest = i;
        }
      }
      chosen[count++] = Math.min(lowest, highest);
      if (lowest != highest) {
        chosen[count++] = Math.max(lowest, highest);
      }
    }
    return count == chosen.length ? chosen : java.util.Arrays.copyOf(chosen, count);
  }

  /** One of each bucket of {@code candidates}: the one of the largest triangle. */
  private void lttb(int[] candidates, int from, int to, int wanted) {
    int previous = from;
    for (int bucket = 0; bucket < wanted; bucket++) {
      int begin = (int) ((long) candidates.length * bucket / wanted);
      int end = (int) ((long) candidates.length * (bucket + 1) / wanted);
      int nextEnd = (int) ((long) candidates.length * (bucket + 2) / wanted);
      double nextX = x[to];
      double nextY = y[to];
      if (bucket + 1 < wanted) {
        nextX = 0;
        nextY = 0;
        for (int i = end; i < nextEnd; i++) {
          nextX += x[candidates[i]];
          nextY += y[candidates[i]];
        }
        nextX /= nextEnd - end;
        nextY /= nextEnd - end;
      }
      int best = candidates[begin];
      double largest = -1;
      for (int i = begin; i < end; i++) {
        int c = candidates[i];
        double area =
            Math.abs(
                (x[previous] - nextX) * (y[c] - y[previous])
                    - (x[previous] - x[c]) * (nextY - y[previous]));
        if (area > largest) {
          largest = area;
          best = c;
        }
      }
      kept.set(best);
      previous = best;
    }
  }
}
