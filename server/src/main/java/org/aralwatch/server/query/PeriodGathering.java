package org.aralwatch.server.query;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.observation.TimeSeries;
import org.aralwatch.geodata.storage.RollupLevel;
import org.aralwatch.geodata.storage.RollupRow;

/**
 * Gathers the values of one datastream, or roll-ups of them, into the spans of a period. A value
 * belongs to the span that holds the station-local day on which its own period begins. Not
 * thread-safe.
 *
 * <p>A mean is weighted by the lengths of the values' periods; of instants it is the plain mean. A
 * sum is the plain sum. Coverage is covered time over the span's length; of instants, the share of
 * the span's days that have a value. A censored value enters with its limit; a row is censored
 * where all its values are, to the same side.
 */
final class PeriodGathering {
  private static final long MICROS = 1_000_000L;

  private final Period period;
  private final Statistic statistic;
  private final ZoneId zone;
  private final boolean instants;
  private final TimeSeries.Builder series = new TimeSeries.Builder(64);

  // The span at hand, in days since 1970: [firstDay, endDay).
  private Period.Days span;
  private int firstDay;
  private int endDay = Integer.MIN_VALUE;
  private Period.Days previous;
  private long previousEnd;

  private int n;
  private int days;
  private int lastDay;
  private double covered;
  private double sum;
  private double weightedSum;
  private double first;
  private double last;
  private double min;
  private double max;
  private int below;
  private int above;
  private int worstFlag;
  private long censored;

  PeriodGathering(Period period, Statistic statistic, ZoneId zone, Support support) {
    this.period = period;
    this.statistic = statistic;
    this.zone = zone;
    this.instants = support.isInstant();
  }

  /**
   * The roll-ups from which present, usable values of this support are gathered; empty where there
   * are none fine enough, or the values are as few. Of instants they are those of days, as coverage
   * counts days.
   */
  static Optional<RollupLevel> levelOf(Support support, Period period) {
    if (!support.isDailyOrFiner()) {
      return Optional.empty();
    }
    if (support.isInstant() || period.nominalDays() < Period.MONTH.nominalDays()) {
      return support.isFinerThanDaily() ? Optional.of(RollupLevel.DAY) : Optional.empty();
    }
    return Optional.of(period == Period.YEAR ? RollupLevel.YEAR : RollupLevel.MONTH);
  }

  /** Adds an observation; they come in ascending begin. Times in microseconds, day since 1970. */
  void add(long begin, long end, double result, Qualifier qualifier, int flag, int day) {
    if (!enter(day)) {
      return;
    }
    double seconds = (end - begin) / (double) MICROS;
    if (n == 0) {
      first = result;
    }
    last = result;
    n++;
    if (day != lastDay) {
      days++;
      lastDay = day;
    }
    covered += seconds;
    sum += result;
    weightedSum += result * seconds;
    min = Math.min(min, result);
    max = Math.max(max, result);
    below += qualifier == Qualifier.LESS_THAN ? 1 : 0;
    above += qualifier == Qualifier.GREATER_THAN ? 1 : 0;
    worstFlag = Math.max(worstFlag, flag);
  }

  /** Adds a roll-up whose span lies within one of the period's; of instants, one of a day. */
  void add(RollupRow row) {
    if (!enter(row.startDay())) {
      return;
    }
    if (n == 0) {
      first = row.firstResult();
    }
    last = row.lastResult();
    n += row.n();
    days++;
    covered += row.coveredSeconds();
    sum += row.sum();
    weightedSum += row.weightedSum();
    min = Math.min(min, row.minResult());
    max = Math.max(max, row.maxResult());
    below += row.below();
    above += row.above();
    worstFlag = Math.max(worstFlag, row.worstFlag());
  }

  /** One row for each span with values; one without value for each hole between them. */
  TimeSeries finish() {
    leave();
    return series.build();
  }

  /** Number of censored values that entered rows with their limits; a count takes no limit. */
  long censored() {
    return censored;
  }

  private boolean enter(int day) {
    if (day < endDay && day >= firstDay) {
      return true;
    }
    leave();
    span = period.spanOf(LocalDate.ofEpochDay(day)).orElse(null);
    if (span == null) {
      return false;
    }
    firstDay = (int) span.first().toEpochDay();
    endDay = (int) span.end().toEpochDay();
    n = 0;
    days = 0;
    lastDay = Integer.MIN_VALUE;
    covered = 0;
    sum = 0;
    weightedSum = 0;
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
    below = 0;
    above = 0;
    worstFlag = 0;
    return true;
  }

  private void leave() {
    if (span == null) {
      return;
    }
    long begin = startOf(span.first());
    long end = startOf(span.end());
    if (previous != null && !span.first().equals(following(previous).first())) {
      series.addGap(previousEnd, begin);
    }
    series.add(begin, end, value(), qualifier(), worstFlag, n, coverage(begin, end));
    censored += statistic == Statistic.COUNT ? 0 : below + above;
    previous = span;
    previousEnd = end;
    span = null;
    endDay = Integer.MIN_VALUE;
  }

  /** The next span; a single season's is that of the next year. */
  private Period.Days following(Period.Days days) {
    return period
        .spanOf(days.end())
        .or(() -> period.spanOf(days.end().plusMonths(6)))
        .orElseThrow(() -> new IllegalStateException("no " + period.code() + " after " + days));
  }

  private long startOf(LocalDate day) {
    return day.atStartOfDay(zone).toEpochSecond() * MICROS;
  }

  private double value() {
    return switch (statistic) {
      case MEAN -> covered > 0 ? weightedSum / covered : sum / n;
      case SUM -> sum;
      case MIN -> min;
      case MAX -> max;
      case FIRST -> first;
      case LAST -> last;
      case COUNT -> n;
      case INSTANT -> throw new IllegalStateException("an instant is no statistic of a period");
    };
  }

  private Qualifier qualifier() {
    if (statistic == Statistic.COUNT) {
      return Qualifier.NONE;
    }
    return below == n ? Qualifier.LESS_THAN : above == n ? Qualifier.GREATER_THAN : Qualifier.NONE;
  }

  private float coverage(long begin, long end) {
    double share =
        instants ? days / (double) span.count() : covered / ((end - begin) / (double) MICROS);
    // A value that begins before midnight counts whole on its day, so a day may hold more than one.
    return (float) Math.min(1, share);
  }
}
