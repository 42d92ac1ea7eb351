package org.aralwatch.server.query;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.geodata.censoring.CensoredSample;
import org.aralwatch.geodata.censoring.CensoringRule;
import org.aralwatch.geodata.censoring.Estimate;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.Refusal;
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
 * the span's days that have a value.
 *
 * <p>Values below or above limits enter means and sums by a rule; where it has no answer, the row
 * has no value but the reason. Extremes, first and last need no rule: a minimum of which a value is
 * only known to lie below its limit is "<" the lowest number there is, a maximum that is a limit is
 * "<" that limit, and the other way round for values above limits.
 */
final class PeriodGathering {
  private static final long MICROS = 1_000_000L;

  private final Period period;
  private final Statistic statistic;
  private final ZoneId zone;
  private final CensoringRule rule;
  private final boolean instants;

  /** The span's values one by one; null where sums are enough. */
  private final CensoredSample sample;

  private final Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);
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
  private Qualifier firstQualifier;
  private Qualifier lastQualifier;
  private Qualifier minQualifier;
  private Qualifier maxQualifier;
  private int below;
  private int above;
  private int worstFlag;
  private long allValues;
  private long allBelow;
  private long allAbove;

  /** Censored values enter with their limits. */
  PeriodGathering(Period period, Statistic statistic, ZoneId zone, Support support) {
    this(period, statistic, CensoringRule.LIMIT, zone, support);
  }

  PeriodGathering(
      Period period, Statistic statistic, CensoringRule rule, ZoneId zone, Support support) {
    this.period = period;
    this.statistic = statistic;
    this.rule = rule;
    this.zone = zone;
    this.instants = support.isInstant();
    this.sample = rule != CensoringRule.LIMIT && isRuled() ? new CensoredSample() : null;
  }

  private boolean isRuled() {
    return statistic == Statistic.MEAN || statistic == Statistic.SUM;
  }

  /** Whether a roll-up tells enough: it knows no censored value one by one, nor its extremes'. */
  boolean takes(RollupRow row) {
    return row.below() + row.above() == 0
        || statistic == Statistic.COUNT
        || isRuled() && rule == CensoringRule.LIMIT;
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
      firstQualifier = qualifier;
    }
    last = result;
    lastQualifier = qualifier;
    n++;
    if (day != lastDay) {
      days++;
      lastDay = day;
    }
    covered += seconds;
    sum += result;
    weightedSum += result * seconds;
    // Of a measured value and a limit of the same size the measured one is the extreme.
    if (result < min || result == min && qualifier == Qualifier.NONE) {
      min = result;
      minQualifier = qualifier;
    }
    if (result > max || result == max && qualifier == Qualifier.NONE) {
      max = result;
      maxQualifier = qualifier;
    }
    below += qualifier == Qualifier.LESS_THAN ? 1 : 0;
    above += qualifier == Qualifier.GREATER_THAN ? 1 : 0;
    worstFlag = Math.max(worstFlag, flag);
    if (sample != null) {
      sample.add(result, qualifier, seconds);
    }
  }

  /** Adds a roll-up that it {@link #takes}, of a span within the period's; of instants, a day. */
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

  /** How censored values entered the rows; empty where none did, as none does a count. */
  Optional<Censoring> censoring() {
    return allBelow + allAbove == 0 || statistic == Statistic.COUNT
        ? Optional.empty()
        : Optional.of(new Censoring(rule, allValues, allBelow, allAbove, refused));
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
    firstQualifier = Qualifier.NONE;
    lastQualifier = Qualifier.NONE;
    minQualifier = Qualifier.NONE;
    maxQualifier = Qualifier.NONE;
    below = 0;
    above = 0;
    worstFlag = 0;
    if (sample != null) {
      sample.clear();
    }
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
    Estimate made = made();
    series
        .add(begin, end, made.value(), made.qualifier(), worstFlag, n, coverage(begin, end))
        .censored(below, above, made.refusal());
    made.refusal().ifPresent(why -> refused.merge(why, 1, Integer::sum));
    allValues += n;
    allBelow += below;
    allAbove += above;
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

  private Estimate made() {
    return switch (statistic) {
      case MEAN ->
          isSeen() ? sample.mean(rule) : limited(covered > 0 ? weightedSum / covered : sum / n);
      case SUM -> isSeen() ? sample.sum(rule) : limited(sum);
      case MIN -> Estimate.of(min, below > 0 ? Qualifier.LESS_THAN : minQualifier);
      case MAX -> Estimate.of(max, above > 0 ? Qualifier.GREATER_THAN : maxQualifier);
      case FIRST -> Estimate.of(first, firstQualifier);
      case LAST -> Estimate.of(last, lastQualifier);
      case COUNT -> Estimate.of(n, Qualifier.NONE);
      case INSTANT -> throw new IllegalStateException("an instant is no statistic of a period");
    };
  }

  /** Whether censored values are to be taken one by one. */
  private boolean isSeen() {
    return sample != null && below + above > 0;
  }

  /** Of nothing but limits to one side, what was made of them is a limit itself. */
  private Estimate limited(double value) {
    return Estimate.of(
        value,
        below == n ? Qualifier.LESS_THAN : above == n ? Qualifier.GREATER_THAN : Qualifier.NONE);
  }

  private float coverage(long begin, long end) {
    double share =
        instants ? days / (double) span.count() : covered / ((end - begin) / (double) MICROS);
    // A value that begins before midnight counts whole on its day, so a day may hold more than one.
    return (float) Math.min(1, share);
  }
}
