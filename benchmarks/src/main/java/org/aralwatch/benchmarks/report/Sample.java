package org.aralwatch.benchmarks.report;

import java.util.Arrays;

/** Times of many runs of one thing, in nanoseconds. Immutable. */
public final class Sample {
  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] sorted;

  private Sample(long[] sorted) {
    this.sorted = sorted;
  }

  /**
   * @throws IllegalArgumentException when it is empty: there is no percentile of nothing
   */
  public static Sample ofNanos(long... nanos) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("a sample needs at least one run");
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Sample(sorted);
  }

  /** All runs of several samples as one. */
  public static Sample all(Iterable<Sample> samples) {
    long[] nanos = new long[0];
    for (Sample sample : samples) {
      int at = nanos.length;
      nanos = Arrays.copyOf(nanos, at + sample.sorted.length);
      System.arraycopy(sample.sorted, 0, nanos, at, sample.sorted.length);
    }
    return ofNanos(nanos);
  }

  public int size() {
    return sorted.length;
  }

  /**
   * The least time that so many percent of the runs did not exceed (nearest rank), in milliseconds;
   * of few runs that is the slowest one, never an interpolated figure that nobody measured.
   *
   * @param percent above 0, at most 100
   */
  public double percentileMillis(double percent) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException(percent + " is not above 0 and at most 100");
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(1, rank) - 1] / NANOS_PER_MILLI;
  }

  public double medianMillis() {
    return percentileMillis(50);
  }
}
