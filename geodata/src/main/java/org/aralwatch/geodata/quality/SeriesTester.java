package org.aralwatch.geodata.quality;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;

/**
 * Tests the values of one series in flight: takes them ascending in begin, one by one, and hands
 * each back with its bits and its flag when the next one is there, since a spike shows only beside
 * what follows. {@link #finish} hands back the last one; a load that goes on later begins with
 * {@link #resume}, and all comes out as if there had been no break. Nothing is allocated for a
 * value. Not thread-safe.
 *
 * <p>What a value is tested for depends on what it is:
 *
 * <ul>
 *   <li>where the source says that it is missing, or it is NaN: nothing; its flag is missing;
 *   <li>a censored one: the gross range, of its limit, and its time;
 *   <li>one that is bad, by the source or by its gross range, or whose time another one has taken:
 *       ranges and time;
 *   <li>any other: everything. Only these are the neighbours of others.
 * </ul>
 *
 * <p>A value's time is the middle of its period. Values with a gap longer than the rules' reach
 * between them are no neighbours. After a spike that failed, the rate of change is measured from
 * the value before it. The bits of a value depend on {@link SeriesRules#lookBack} usable values
 * before it, on the last value before it that is not missing, and on the one value after it; on
 * nothing else. So {@link #test}, on a part of a series with as much around it, agrees to the bit.
 */
public final class SeriesTester {
  /** Takes what was found. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param ordinal which value, counted from 0 in the order they came; −1 for the last value of
     *     the record that was resumed, whose bits may change now that its successor is there
     * @param tests the bits of the tests that it failed or is suspect by
     */
    void tested(long ordinal, int tests, QualityFlag flag);
  }

  private final SeriesRules rules;
  private final Climatology climatology;
  private final LocalMonth calendar;
  private final Sink sink;
  private final SpikeRule spike;
  private final RateRule rate;
  private final FlatLineRule flatLine;
  private final Levels gap;
  private final long reach;

  /** The usable values before the pending one, the latest last. */
  private final Recent recent;

  private long ordinal = -1;

  /** The last value that came. */
  private final Entry pending = new Entry();

  private boolean hasPending;
  private boolean isHandedBack;

  /** The last value before the pending one that is not missing, usable or not. */
  private final Entry before = new Entry();

  private boolean hasBefore;

  // Filled while a value is tested.
  private int tests;
  private int run;

  private SeriesTester(SeriesRules rules, Climatology climatology, ZoneId zone, Sink sink) {
    this.rules = rules;
    this.climatology = climatology;
    this.calendar = new LocalMonth(zone);
    this.sink = sink;
    this.spike = rules.spike().orElse(null);
    this.rate = rules.rateOfChange().orElse(null);
    this.flatLine = rules.flatLine().orElse(null);
    this.gap = rules.gap().map(seconds -> seconds.times(1e6)).orElse(null);
    this.reach = micros(rules.reach());
    this.recent = new Recent(rules.lookBack());
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  /**
   * A tester of a series without a record.
   *
   * @param climatology empty where none is known: the test is not run
   * @param zone of the station's months
   */
  public static SeriesTester begin(
      SeriesRules rules, Optional<Climatology> climatology, ZoneId zone, Sink sink) {
    return new SeriesTester(rules, climatology.orElse(null), zone, sink);
  }

  /**
   * A tester of what follows on a record, which it takes up where {@code tail} was taken. The last
   * value of the record is handed back once more, as number −1, as soon as one follows it.
   *
   * @param rules those with which the tail was made; others need another tail
   */
  public static SeriesTester resume(
      SeriesRules rules, Optional<Climatology> climatology, ZoneId zone, Tail tail, Sink sink) {
    SeriesTester tester = new SeriesTester(rules, climatology.orElse(null), zone, sink);
    tail.restore(tester.recent, rules.scale(), tester.before, tester.pending);
    tester.hasBefore = tail.hasBefore();
    tester.hasPending = tail.hasLast();
    tester.isHandedBack = true;
    return tester;
  }

  /**
   * Takes the next value and hands back the one before it.
   *
   * @param begin microseconds since the epoch, as {@code end}; equal to it for an instant
   * @param result in the property's unit; with a qualifier the limit
   * @param source what the source says of the value
   * @throws IllegalArgumentException when it begins before the one before, or ends before it begins
   */
  public void add(long begin, long end, double result, Qualifier qualifier, QualityFlag source) {
    if (end < begin || (hasPending && begin < pending.begin)) {
      throw new IllegalArgumentException(
          "a value from " + begin + " to " + end + " after one that begins at " + pending.begin);
    }
    if (hasPending) {
      handBack(true, begin, end, result, qualifier, source);
      settle();
    }
    ordinal++;
    pending.set(begin, end, result, qualifier, source);
    pending.usable = isUsable(hasBefore, before.begin, begin, result, qualifier, source);
    pending.place = pending.usable ? rules.scale().of(result) : Double.NaN;
    hasPending = true;
    isHandedBack = false;
  }

  /** Hands back the last value, of which nothing is known that follows. */
  public void finish() {
    if (hasPending && !isHandedBack) {
      handBack(false, 0, 0, Double.NaN, Qualifier.NONE, QualityFlag.MISSING);
      isHandedBack = true;
    }
  }

  /** Where a later load goes on; after {@link #finish}. */
  public Tail tail() {
    return Tail.of(recent, hasBefore ? before : null, hasPending ? pending : null);
  }

  private static boolean isMissing(double result, QualityFlag source) {
    return source == QualityFlag.MISSING || Double.isNaN(result);
  }

  /**
   * Tests a span of a series anew, as after a row was put between recorded ones or taken out. The
   * arrays hold the span with what is around it: {@link SeriesRules#lookBack} usable values before,
   * or all there are, and one value after.
   *
   * @param begins ascending; microseconds since the epoch, as {@code ends}
   * @param qualifiers symbols as of {@link Qualifier}
   * @param sourceFlags what the source said of each, IODE primary codes
   * @param from index of the span's first value
   * @param to index after its last
   */
  public static Verdicts test(
      SeriesRules rules,
      Optional<Climatology> climatology,
      ZoneId zone,
      long[] begins,
      long[] ends,
      double[] results,
      byte[] qualifiers,
      byte[] sourceFlags,
      int from,
      int to) {
    Verdicts verdicts = new Verdicts(from, to);
    SeriesTester tester = begin(rules, climatology, zone, verdicts);
    int last = Math.min(to + 1, begins.length);
    for (int i = 0; i < last; i++) {
      tester.add(
          begins[i],
          ends[i],
          results[i],
          Qualifier.ofSymbol((char) qualifiers[i]),
          QualityFlag.ofCode(sourceFlags[i]));
    }
    tester.finish();
    return verdicts;
  }

  private boolean isUsable(
      boolean hasEarlier,
      long earlierBegin,
      long begin,
      double result,
      Qualifier qualifier,
      QualityFlag source) {
    return qualifier == Qualifier.NONE
        && source.isUsable()
        && Double.isFinite(result)
        && !rules.grossRange().leavesOut(result)
        && !(hasEarlier && earlierBegin == begin);
  }

  private void handBack(
      boolean hasNext,
      long nextBegin,
      long nextEnd,
      double nextResult,
      Qualifier nextQualifier,
      QualityFlag nextSource) {
    tests = 0;
    run = 0;
    Entry value = pending;
    if (isMissing(value.result, value.source)) {
      sink.tested(ordinal, 0, QualityFlag.MISSING);
      return;
    }
    if (recent.size() > 0 && value.usable && value.begin - recent.lastEnd() > reach) {
      recent.clear();
    }
    ranges(value);
    boolean nextHasSame = hasNext && nextBegin == value.begin && !isMissing(nextResult, nextSource);
    times(value, nextHasSame, nextResult, nextQualifier);
    if (value.usable) {
      boolean nextUsable =
          hasNext
              && isUsable(true, value.begin, nextBegin, nextResult, nextQualifier, nextSource)
              && nextBegin - value.end <= reach;
      if (spike != null && nextUsable && recent.size() > 0) {
        long nextMiddle = nextBegin + (nextEnd - nextBegin) / 2;
        spike(value, nextMiddle, rules.scale().of(nextResult));
      }
      if (rate != null && recent.size() > 0) {
        rateOfChange(value);
      }
      if (flatLine != null && recent.size() > 0 && !flatLine.isNatural(value.result)) {
        flatLine(value);
      }
    }
    sink.tested(ordinal, tests, FlagRule.flag(tests, run, value.source));
  }

  private void ranges(Entry value) {
    Level level = Level.PASS;
    if (rules.grossRange().isLimited()) {
      run |= QualityTest.GROSS_RANGE.bit();
      if (rules.grossRange().leavesOut(value.result)) {
        level = Level.FAIL;
      }
    }
    if (rules.usualRange().isLimited()) {
      run |= QualityTest.GROSS_RANGE.bit();
      if (level == Level.PASS && rules.usualRange().leavesOut(value.result)) {
        level = Level.SUSPECT;
      }
    }
    tests |= QualityTest.GROSS_RANGE.bits(level);
    if (climatology != null && value.qualifier == Qualifier.NONE) {
      int month = calendar.month(value.middle());
      if (climatology.judges(month)) {
        run |= QualityTest.CLIMATOLOGY.bit();
        tests |= QualityTest.CLIMATOLOGY.bits(climatology.level(month, value.result));
      }
    }
  }

  private void times(Entry value, boolean nextHasSame, double nextResult, Qualifier nextSign) {
    Level level = Level.PASS;
    if (hasBefore) {
      if (before.begin == value.begin) {
        level = sameTime(value, before.result, before.qualifier);
      }
      if (gap != null) {
        run |= QualityTest.GAP.bit();
        tests |= QualityTest.GAP.bits(gap.of(value.begin - before.end));
      }
    }
    if (nextHasSame) {
      level = level.orHarsher(sameTime(value, nextResult, nextSign));
    }
    run |= QualityTest.DUPLICATE_TIME.bit();
    tests |= QualityTest.DUPLICATE_TIME.bits(level);
  }

  /** The same said twice is a doubt of the record; two words for one time cannot both be right. */
  private static Level sameTime(Entry value, double result, Qualifier qualifier) {
    boolean same = value.result == result && value.qualifier == qualifier;
    return same ? Level.SUSPECT : Level.FAIL;
  }

  private void spike(Entry value, long nextMiddle, double nextPlace) {
    long base = recent.lastMiddle();
    long middle = value.middle();
    if (base < middle && middle < nextMiddle) {
      run |= QualityTest.SPIKE.bit();
      Level level =
          spike.level(
              0, recent.lastPlace(), middle - base, value.place, nextMiddle - base, nextPlace);
      tests |= QualityTest.SPIKE.bits(level);
    }
  }

  private void rateOfChange(Entry value) {
    int back = isFailedSpikeBetween(value) ? 1 : 0;
    double from = recent.place(back);
    if (!Double.isNaN(from) && !Double.isNaN(value.place)) {
      run |= QualityTest.RATE_OF_CHANGE.bit();
      long micros = value.middle() - recent.middle(back);
      tests |= QualityTest.RATE_OF_CHANGE.bits(rate.level(from, value.place, micros));
    }
  }

  /** Whether the value before fails as a spike beside the one before it and this one. */
  private boolean isFailedSpikeBetween(Entry value) {
    if (spike == null || recent.size() < 2) {
      return false;
    }
    long base = recent.middle(1);
    long last = recent.middle(0);
    long middle = value.middle();
    return base < last
        && last < middle
        && spike.level(0, recent.place(1), last - base, recent.place(0), middle - base, value.place)
            == Level.FAIL;
  }

  private void flatLine(Entry value) {
    run |= QualityTest.FLAT_LINE.bit();
    int equal = 0;
    while (equal < recent.size()
        && Math.abs(value.result - recent.result(equal)) <= flatLine.tolerance()) {
      equal++;
    }
    if (equal > 0) {
      long span = value.end - recent.begin(equal - 1);
      tests |= QualityTest.FLAT_LINE.bits(flatLine.level(equal + 1, span));
    }
  }

  /** The pending value becomes one of those before. */
  private void settle() {
    if (pending.usable) {
      recent.add(pending);
    }
    if (!isMissing(pending.result, pending.source)) {
      before.copy(pending);
      hasBefore = true;
    }
  }

  /** A value as it came. */
  static final class Entry {
    long begin;
    long end;
    double result;
    Qualifier qualifier = Qualifier.NONE;
    QualityFlag source = QualityFlag.NOT_EVALUATED;

    /** Whether others may be compared with it. */
    boolean usable;

    /** On the scale of the series; NaN where it has none there, or is not usable. */
    double place;

    void set(long from, long to, double value, Qualifier sign, QualityFlag said) {
      begin = from;
      end = to;
      result = value;
      qualifier = sign;
      source = said;
    }

    void copy(Entry other) {
      set(other.begin, other.end, other.result, other.qualifier, other.source);
      usable = other.usable;
      place = other.place;
    }

    long middle() {
      return begin + (end - begin) / 2;
    }
  }
}
