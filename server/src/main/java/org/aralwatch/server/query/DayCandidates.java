package org.aralwatch.server.query;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.observation.TimeSeries;
import org.aralwatch.geodata.storage.ObservationReader.RowConsumer;
import org.aralwatch.geodata.storage.RollupRow;

/**
 * The points of a long fine series that may be kept when it is thinned, read from its day roll-ups:
 * each day's first, lowest, highest and last value with their times. The day is the bucket of the
 * min-max preselection. Holes are seen between days, not inside one. Not thread-safe.
 */
final class DayCandidates {
  private static final long MICROS = 1_000_000L;
  private static final int POINTS_OF_A_DAY = 4;

  private final long length;
  private final long allowed;
  private final BitSet holes = new BitSet();
  private final long[] dayTimes = new long[POINTS_OF_A_DAY];
  private double[] x;
  private double[] y;
  private int size;
  private long of;
  private long lastEnd;

  /**
   * @param days those to be added later; of instants they tell the usual step
   */
  DayCandidates(Support support, List<RollupRow> days) {
    this.length = support.nominalSeconds() * MICROS;
    this.allowed = support.isInstant() ? Holes.allowedOf(steps(days)) : Holes.allowed(support);
    int capacity = Math.max(16, days.size() * POINTS_OF_A_DAY + 64);
    this.x = new double[capacity];
    this.y = new double[capacity];
  }

  /** The mean step of each day, or where days hold one value the steps between days. */
  private static long[] steps(List<RollupRow> days) {
    long[] inDays =
        days.stream()
            .filter(day -> day.n() > 1)
            .mapToLong(day -> (day.lastTime() - day.firstTime()) / (day.n() - 1))
            .toArray();
    if (inDays.length * 2 >= days.size()) {
      return inDays;
    }
    long[] between = new long[Math.max(0, days.size() - 1)];
    for (int i = 0; i < between.length; i++) {
      between[i] = days.get(i + 1).firstTime() - days.get(i).firstTime();
    }
    return between;
  }

  /** An observation of a day that the interval cuts. */
  void add(long begin, long end, double value) {
    of++;
    noteHole(begin);
    point(begin, value);
    lastEnd = end;
  }

  void add(RollupRow day) {
    of += day.n();
    noteHole(day.firstTime());
    dayTimes[0] = day.firstTime();
    dayTimes[1] = Math.min(day.minTime(), day.maxTime());
    dayTimes[2] = Math.max(day.minTime(), day.maxTime());
    dayTimes[3] = day.lastTime();
    for (int i = 0; i < POINTS_OF_A_DAY; i++) {
      if (i == 0 || dayTimes[i] > dayTimes[i - 1]) {
        point(dayTimes[i], resultAt(day, dayTimes[i]));
        lastEnd = dayTimes[i] + length;
      }
    }
  }

  private void noteHole(long begin) {
    if (size > 0 && begin - lastEnd > allowed) {
      holes.set(size);
    }
  }

  private static double resultAt(RollupRow day, long time) {
    if (time == day.minTime()) {
      return day.minResult();
    }
    if (time == day.maxTime()) {
      return day.maxResult();
    }
    return time == day.firstTime() ? day.firstResult() : day.lastResult();
  }

  private void point(long time, double value) {
    if (size == x.length) {
      x = Arrays.copyOf(x, size * 2);
      y = Arrays.copyOf(y, size * 2);
    }
    x[size] = time;
    y[size] = value;
    size++;
  }

  /**
   * The thinned series. What roll-ups do not hold of a point (end, qualifier, flag) is read again.
   *
   * @param rowsAt pushes the observations that begin at the given times, ascending
   * @throws IllegalStateException when a roll-up tells of an observation that is not there
   */
  Thinned thin(int maxPoints, RowsAt rowsAt) {
    MinMaxLttb.Selection selection = MinMaxLttb.select(x, y, size, holes, maxPoints);
    int[] points = selection.kept().stream().toArray();
    long[] times = Arrays.stream(points).mapToLong(point -> (long) x[point]).toArray();
    TimeSeries.Builder series = new TimeSeries.Builder(selection.rows());
    long[] end = {0};
    int[] place = {0};
    rowsAt.push(
        times,
        (begin, rowEnd, result, qualifier, flag) -> {
          int at = place[0]++;
          if (at >= times.length || times[at] != begin) {
            throw disagreement();
          }
          if (selection.holes().get(points[at])) {
            series.addGap(end[0], begin);
          }
          series.add(begin, rowEnd, result, qualifier, flag);
          end[0] = rowEnd;
        });
    if (place[0] != times.length) {
      throw disagreement();
    }
    return new Thinned(series.build(), of);
  }

  private static IllegalStateException disagreement() {
    return new IllegalStateException(
        "day roll-ups and observations do not agree; 'aralwatch check' names where");
  }

  /** Reads observations by their begins. */
  @FunctionalInterface
  interface RowsAt {
    void push(long[] begins, RowConsumer consumer);
  }
}
