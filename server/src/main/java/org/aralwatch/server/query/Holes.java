package org.aralwatch.server.query;

import java.util.Arrays;
import java.util.BitSet;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.observation.TimeSeries;

/**
 * Where a series has holes: between periods that do not follow each other, and between instants
 * further apart than three times their median step.
 */
final class Holes {
  /** One reading left out of a regular series is a hole; a late one is not. */
  private static final int MEDIAN_STEPS = 3;

  private Holes() {}

  /** Indexes of the rows of {@code series} before which there is a hole. */
  static BitSet before(TimeSeries series, Support support) {
    BitSet holes = new BitSet();
    long allowed = support.isInstant() ? allowedBetweenInstants(series) : allowed(support);
    long end = series.size() > 0 ? series.end(0) : 0;
    for (int i = 1; i < series.size(); i++) {
      if (series.begin(i) - end > allowed) {
        holes.set(i);
      }
      end = Math.max(end, series.end(i));
    }
    return holes;
  }

  /** {@code series} with a row without value for each hole: [end before it, begin after it). */
  static TimeSeries mark(TimeSeries series, BitSet holes) {
    if (holes.isEmpty()) {
      return series;
    }
    TimeSeries.Builder marked = new TimeSeries.Builder(series.size() + holes.cardinality());
    long end = 0;
    for (int i = 0; i < series.size(); i++) {
      if (holes.get(i)) {
        marked.addGap(end, series.begin(i));
      }
      end = i == 0 ? series.end(i) : Math.max(end, series.end(i));
      marked.add(series, i);
    }
    return marked.build();
  }

  /**
   * The longest pause between the end of a period of this support and the begin of the next that is
   * no hole, in microseconds: none, but half a year for a series of one season.
   */
  static long allowed(Support support) {
    String code = support.code();
    boolean oneSeason =
        code.equals(Period.GROWING_SEASON.code()) || code.equals(Period.NON_GROWING_SEASON.code());
    // Seasons differ by a day or two and by summer time; the next hole is a year longer.
    return oneSeason ? 190 * 86_400_000_000L : 0;
  }

  /** The longest step that is no hole among instants, given their steps; sorts them. */
  static long allowedOf(long[] steps) {
    if (steps.length == 0) {
      return Long.MAX_VALUE;
    }
    Arrays.sort(steps);
    return MEDIAN_STEPS * steps[steps.length / 2];
  }

  private static long allowedBetweenInstants(TimeSeries series) {
    long[] steps = new long[Math.max(0, series.size() - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = series.begin(i + 1) - series.begin(i);
    }
    return allowedOf(steps);
  }
}
