package org.aralwatch.geodata.quality;

import static org.aralwatch.geodata.quality.Rules.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.quality.SpikeRule.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each test says, value by value. "ioos" are cases published with ioos_qc, the reference
 * implementation of the QARTOD manuals (tests/test_qartod.py, commit c91d50c3).
 */
class SeriesTesterTest {
  private static final double NEVER = Double.NaN;
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private static String hourly(String words, Rules rules, QualityTest test) {
    return WrittenSeries.said(WrittenSeries.of(HOUR, words).tested(rules.made()), test);
  }

  private static String flagsOf(String words, Rules rules) {
    return WrittenSeries.flags(WrittenSeries.of(HOUR, words).tested(rules.made()));
  }

  @ParameterizedTest
  @CsvSource({
    // ioos test_gross_range_check: fail outside of 10 to 50, suspect outside of 20 to 40
    "5 10 15 20 25 30 35 40 45 51, FSS.....SF",
    "9.999 10 19.999 20 40 40.001 50 50.001, FSS..SSF",
    // of a censored value its limit
    "<5 <10 <30 >45 >60, FS.SF",
    // what is called bad is tested as well, what is called missing is not
    "b5 m5 m-999 s45, F..S",
  })
  void theGrossRangeHasBothItsBorders(String words, String said) {
    Rules rules = new Rules().gross(10, 50).usual(20, 40);
    assertThat(hourly(words, rules, QualityTest.GROSS_RANGE)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    // ioos test_spike: 12 and 13 stand out from a middle that holds 999.99
    "10 12 999.99 13 15 40 9 9, .FFF.S..",
    "-10 -12 -999.99 -13 -15 -40 -9 -9, .FFF.S..",
    "-100 -99 -99 -98, ....",
    // both borders: 25 and 50 themselves pass
    "0 25 0, ...",
    "0 25.001 0, .S.",
    "0 50 0, .S.",
    "0 50.001 0, .F.",
  })
  void aSpikeStandsOutFromTheMiddleOfItsNeighbours(String words, String said) {
    Rules rules = new Rules().spike(Method.REFERENCE, 25, 50);
    assertThat(hourly(words, rules, QualityTest.SPIKE)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    // ioos test_spike_methods, as far as it has neighbours on both sides
    "reference, 3 4.99 5 6 8 6 6 6.75 6 6 5.3 6 6 9 5, .S..FS.S..S.FF.",
    "difference, 3 4.99 5 6 8 6 6 6.75 6 6 5.3 6 6 9 5, ....F..S..S..F.",
    // ioos test_spike_realdata: a zero in a water level
    "reference, -0.442 -0.509 0 -0.5944 -0.57, ..S..",
    "difference, -0.442 -0.509 0 -0.5944 -0.57, ..S..",
    // the peak of a flood, and a step, are spikes to the manuals' test alone
    "reference, 1 3 2.6 2.2 2, .F...",
    "difference, 1 3 2.6 2.2 2, .....",
    "reference, 1 1 4 4, .FF.",
    "difference, 1 1 4 4, ....",
  })
  void theTwoMethodsDifferOnFlanks(String method, String words, String said) {
    Rules rules = new Rules().spike(Method.ofCode(method), 0.5, 1);
    assertThat(hourly(words, rules, QualityTest.SPIKE)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    // the line from 0 to 9 is at 3 after a third of the time: 3 is no spike, the middle would be
    "0 3 - 9, 0.1, ...",
    "0 3.2 - 9, 0.1, .S.",
    "0 - 6 9, 0.1, ...",
  })
  void unevenSpacingIsFollowedAlongTheLine(String words, double suspect, String said) {
    Rules rules = new Rules().spike(Method.REFERENCE, suspect, NEVER);
    assertThat(hourly(words, rules, QualityTest.SPIKE)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    // one that is no neighbour is passed over: the 0 is compared with the 1 before the bad 9
    "1 b9 0 1, ....",
    "0 b9 5 0, ..F.",
    "0 m9 5 0, ..F.",
    "0 <9 5 0, ..F.",
    "0 200 5 0, ..F.",
    // on the side of what follows nobody looks further than one
    "0 5 b0 0, ....",
    "0 5 <1 0, ....",
    "0 5 200 0, ....",
    // no neighbour across a gap of more than the reach
    "0 - 5 0, .F.",
    "0 - - 5 0, .F.",
    "0 - - - 5 0, ...",
    "0 5 - - 0, .F.",
    "0 5 - - - 0, ...",
    // and none at an end
    "5 0 0, ...",
    "0 0 5, ...",
    // a value called suspect is a neighbour all the same, and is tested
    "s0 s5 s0, .F.",
    "0 b5 0, ...",
    "0 <5 0, ...",
  })
  void onlyUsableValuesAreNeighbours(String words, String said) {
    Rules rules =
        new Rules().gross(-100, 100).reach(Duration.ofHours(2)).spike(Method.DIFFERENCE, 1, 2);
    assertThat(hourly(words, rules, QualityTest.SPIKE)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    // ioos test_rate_of_change: 5 in a quarter of an hour
    "2 10 2.1 3 4 5 7 10 0 2 2.2 2 1 2 3 90 91 92 93 1 2 3 4 5, .SS.....S......S...S....",
    // ioos test_rate_of_change_missing_values
    "2 10 2 3 - - 7 10, .SS...",
    "-2 -10 -2 -3, .SS.",
    "0 5 0, ...",
    "0 5.001, .S",
    // 7.5 in half an hour is 15 in an hour, 12 is 24
    "0 - 7.5, ..",
    "0 - 12, .S",
    // what is no neighbour is passed over
    "0 b90 1, ...",
    "0 <90 1, ...",
    "0 m90 1, ...",
  })
  void theRateOfChangeIsByTheHour(String words, String said) {
    Rules rules = new Rules().rate(20, NEVER, QUARTER);
    Verdicts found = WrittenSeries.of(QUARTER, Duration.ZERO, words).tested(rules.made());
    assertThat(WrittenSeries.said(found, QualityTest.RATE_OF_CHANGE)).isEqualTo(said);
  }

  @Test
  void aChangeInLessThanTheLeastTimeIsTakenAsOneOfThatTime() {
    WrittenSeries minutes = WrittenSeries.of(Duration.ofMinutes(1), Duration.ZERO, "0 5 11");
    Rules byTheHour = new Rules().rate(5, 6, HOUR);
    Rules byTheMinute = new Rules().rate(5, 6, Duration.ofMinutes(1));
    assertThat(WrittenSeries.said(minutes.tested(byTheHour.made()), QualityTest.RATE_OF_CHANGE))
        .isEqualTo("..S");
    assertThat(WrittenSeries.said(minutes.tested(byTheMinute.made()), QualityTest.RATE_OF_CHANGE))
        .isEqualTo(".FF");
  }

  @ParameterizedTest
  @CsvSource({
    // the fall from the spike is its fault, not that of the value after
    "5 5 50 5 5, ..S..",
    "5 5 50 20 18, ..SS.",
    // a step that stays is one change
    "5 5 50 50 50, ..S..",
    // of one that is only suspect it is not known whether it or what follows is wrong
    "5 5 25 5 5, ..SS.",
  })
  void afterAFailedSpikeTheChangeIsMeasuredFromBefore(String words, String said) {
    Rules rules = new Rules().spike(Method.DIFFERENCE, 10, 20).rate(7, NEVER, HOUR);
    assertThat(hourly(words, rules, QualityTest.RATE_OF_CHANGE)).isEqualTo(said);
  }

  @Test
  void changesBetweenPeriodsOfUnequalLengthAreFromMiddleToMiddle() {
    // Dekads of February and March 2021: the middles are 10, 9 and 9 days apart.
    Duration day = Duration.ofDays(1);
    long start = java.time.Instant.parse("2021-02-01T00:00:00Z").getEpochSecond() * 1_000_000;
    long[] days = {0, 10, 20, 28, 38};
    long[] begins = new long[4];
    long[] ends = new long[4];
    for (int i = 0; i < 4; i++) {
      begins[i] = start + days[i] * 86_400_000_000L;
      ends[i] = start + days[i + 1] * 86_400_000_000L;
    }
    SeriesRules rules = new Rules().reach(day).rate(1.05 / 24, NEVER, day).made();
    double[] results = {0, 10, 20, 30};
    Verdicts found =
        new WrittenSeries(
                begins, ends, results, new byte[] {' ', ' ', ' ', ' '}, new byte[] {2, 2, 2, 2})
            .tested(rules);
    assertThat(WrittenSeries.said(found, QualityTest.RATE_OF_CHANGE)).isEqualTo("..SS");
  }

  @ParameterizedTest
  @CsvSource({
    // the manuals' counts: three equal ones are suspect, five fail
    "5 5 5 5 5 5, 3, 5, 0, ..SSFF",
    "5 5 6 5 5, 3, 5, 0, .....",
    // ioos test_flat_line; its counts are of the values before
    "1 2 2.0001 2 2.0001 2 2.0001 2 4 5 3 3.0001 3.0005 3.00001, 4, 6, 0.01, ....SSFF.....S",
    "2 2.0001 2 2.0001 2 2.0001 2 4 5 3 3.0001 3.0005 3.00001, 4, 6, 0.01, ...SSFF.....S",
    // the tolerance itself is equal; compared is with the flagged one, not from step to step
    "5 5.5 5, 3, 5, 0.5, ..S",
    "5 5.51 5, 3, 5, 0.5, ...",
    "5 5.4 5.8, 3, 5, 0.5, ...",
    // a zero may be forbidden like any other
    "0 0 0 0 0, 3, 5, 0, ..SSF",
    // bad and missing ones say nothing; a censored one neither
    "5 b7 5 m7 5, 3, 5, 0, ....S",
    "5 <7 5 <7 5, 3, 5, 0, ....S",
    "<5 <5 <5 <5 <5, 3, 5, 0, .....",
    "b5 b5 b5 b5 b5, 3, 5, 0, .....",
    // a gap ends a run
    "5 5 - - 5 5, 3, 5, 0, ....",
  })
  void aFlatLineIsARunOfEqualValues(
      String words, int suspect, int fail, double tolerance, String said) {
    Rules rules = new Rules().flatLine(suspect, fail, tolerance);
    assertThat(hourly(words, rules, QualityTest.FLAT_LINE)).isEqualTo(said);
  }

  @Test
  void valuesThatRepeatByNatureAreNoFlatLine() {
    Rules snow = new Rules().flatLine(3, 5, 0, 0, 100);
    assertThat(hourly("0 0 0 0 0 0 7 7 7 100 100 100 100 100", snow, QualityTest.FLAT_LINE))
        .isEqualTo("........S.....");
  }

  @Test
  void aFlatLineMayHaveToLast() {
    FlatLineRule rule =
        new FlatLineRule(
            new FlatLineRule.Run(3, Duration.ofHours(4)),
            new FlatLineRule.Run(4, Duration.ofHours(6)),
            0);
    Rules rules = new Rules().reach(Duration.ofHours(3)).flatLine(rule);
    // From the begin of the first to the end of the last: 3 h, 4 h; 7 h with four values.
    assertThat(hourly("5 5 5", rules, QualityTest.FLAT_LINE)).isEqualTo("...");
    assertThat(hourly("5 5 - 5", rules, QualityTest.FLAT_LINE)).isEqualTo("..S");
    assertThat(hourly("5 - 5 - - - 5", rules, QualityTest.FLAT_LINE)).isEqualTo("..S");
    assertThat(hourly("5 5 - 5 - 5", rules, QualityTest.FLAT_LINE)).isEqualTo("..SF");
  }

  @ParameterizedTest
  @CsvSource({
    "1 1 1, ...",
    "1 - 1, ..",
    "1 - - 1, .S",
    "1 - - - 1, .S",
    "1 - - - - 1, .F",
    // what is called missing did not come; what is bad or censored did
    "1 m1 m1 1, ...S",
    "1 b1 <1 1, ....",
  })
  void aGapIsNotedAtTheValueAfterIt(String words, String said) {
    Rules rules = new Rules().gap(3_600, 3 * 3_600);
    assertThat(hourly(words, rules, QualityTest.GAP)).isEqualTo(said);
  }

  @Test
  void aGapSaysNothingOfTheValue() {
    assertThat(flagsOf("1 - - - - 1", new Rules().gap(1, 2))).isEqualTo("22");
    assertThat(flagsOf("1 - - - - 1", new Rules().gross(0, 5).gap(1, 2))).isEqualTo("11");
  }

  @ParameterizedTest
  @CsvSource({
    "1 2 3, ...",
    // the same twice is a doubt, two words are a contradiction, of both
    "1 2 =2 3, .SS.",
    "1 2 =5 3, .FF.",
    "1 2 =2 =5 3, .SFF.",
    // a missing one takes no time, before or after
    "1 2 =NaN 3, ....",
    "1 NaN =2 3, ....",
  })
  void ofTwoValuesForOneTimeBothAreFlagged(String words, String said) {
    assertThat(hourly(words, new Rules(), QualityTest.DUPLICATE_TIME)).isEqualTo(said);
  }

  @Test
  void ofTwoValuesForOneTimeOnlyTheFirstIsANeighbour() {
    Rules rules = new Rules().spike(Method.DIFFERENCE, 1, 2).rate(3, 4, HOUR).flatLine(3, 5, 0);
    assertThat(hourly("1 1 =9 1 1", rules, QualityTest.SPIKE)).isEqualTo(".....");
    assertThat(hourly("1 1 =9 1 1", rules, QualityTest.RATE_OF_CHANGE)).isEqualTo(".....");
    assertThat(hourly("1 1 =9 1 1", rules, QualityTest.FLAT_LINE)).isEqualTo("...SS");
  }

  @Test
  void onALogarithmicScaleRatiosAreCompared() {
    Rules rules =
        new Rules().scale(Scale.logarithmic(0.01)).spike(Method.DIFFERENCE, Math.log(3), 2);
    assertThat(hourly("1 3.1 1 1 100 310 100 100 280 100", rules, QualityTest.SPIKE))
        .isEqualTo(".S...S....");
    // A river that falls dry keeps its place on the scale; below it there is none.
    assertThat(hourly("1 0 1 -0.01 1", rules, QualityTest.SPIKE)).isEqualTo(".F...");
  }

  @Test
  void aClimatologyJudgesByMonth() {
    ValueRange[] months = new ValueRange[12];
    months[0] = new ValueRange(-30, 10);
    Climatology climatology = Climatology.of(months);
    Duration month = Duration.ofDays(31);
    Verdicts found =
        WrittenSeries.of(month, HOUR, "-30.1 20").tested(new Rules().made(), climatology);
    assertThat(WrittenSeries.said(found, QualityTest.CLIMATOLOGY)).isEqualTo("S.");
    // February has no range: nothing was run there.
    assertThat(WrittenSeries.flags(found)).isEqualTo("32");
    Verdicts censored =
        WrittenSeries.of(HOUR, "<-40 >10 10 -30").tested(new Rules().made(), climatology);
    assertThat(WrittenSeries.said(censored, QualityTest.CLIMATOLOGY)).isEqualTo("....");
    assertThat(WrittenSeries.flags(censored)).isEqualTo("2211");
  }

  @ParameterizedTest
  @CsvSource({
    // without a test that says something, the word of the source
    "5 g5 s5 b5 m5, none, 21349",
    "5 g5 s5 b5 m5 200 g200 m200 s-1, range, 113494494",
    // the ends have no neighbour: nothing was run
    "5 6 5 g5 b5, spike, 21114",
  })
  void theFlagFollowsFromTestsAndSource(String words, String which, String flags) {
    Rules rules = new Rules();
    if (which.equals("range")) {
      rules.gross(0, 100);
    } else if (which.equals("spike")) {
      rules.spike(Method.DIFFERENCE, 1, 2);
    }
    assertThat(flagsOf(words, rules)).isEqualTo(flags);
  }

  @Test
  void notANumberIsNoValue() {
    assertThat(flagsOf("1 NaN 1", new Rules().gross(0, 5).flatLine(2, 3, 0))).isEqualTo("193");
  }

  @Test
  void timesMustNotGoBack() {
    SeriesTester tester =
        SeriesTester.begin(
            new Rules().made(), Optional.empty(), ZoneOffset.UTC, (i, tests, flag) -> {});
    tester.add(100, 200, 1, Qualifier.NONE, QualityFlag.GOOD);
    assertThatThrownBy(() -> tester.add(99, 300, 1, Qualifier.NONE, QualityFlag.GOOD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("99");
    assertThatThrownBy(() -> tester.add(100, 99, 1, Qualifier.NONE, QualityFlag.GOOD))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Values of the given hours, from begin to end. */
  private static WrittenSeries ofHours(double[][] beginEndResult) {
    int n = beginEndResult.length;
    WrittenSeries made =
        new WrittenSeries(new long[n], new long[n], new double[n], new byte[n], new byte[n]);
    for (int i = 0; i < n; i++) {
      made.begins()[i] = (long) (beginEndResult[i][0] * 3_600_000_000L);
      made.ends()[i] = (long) (beginEndResult[i][1] * 3_600_000_000L);
      made.results()[i] = beginEndResult[i][2];
      made.qualifiers()[i] = ' ';
      made.flags()[i] = 2;
    }
    return made;
  }

  @Test
  void periodsWithOneMiddleAreNoNeighboursOfASpike() {
    SeriesRules rules = new Rules().spike(Method.DIFFERENCE, 1, 2).made();
    // [0, 6), [1, 5) and [2, 4) have the same middle, as a running mean may.
    WrittenSeries nested = ofHours(new double[][] {{0, 6, 0}, {1, 5, 9}, {2, 4, 0}});
    assertThat(WrittenSeries.said(nested.tested(rules), QualityTest.SPIKE)).isEqualTo("...");
    WrittenSeries before = ofHours(new double[][] {{0, 6, 0}, {1, 5, 9}, {5, 6, 0}});
    assertThat(WrittenSeries.said(before.tested(rules), QualityTest.SPIKE)).isEqualTo("...");
    WrittenSeries after = ofHours(new double[][] {{0, 1, 0}, {1, 5, 9}, {2, 4, 0}});
    assertThat(WrittenSeries.said(after.tested(rules), QualityTest.SPIKE)).isEqualTo("...");
    WrittenSeries apart = ofHours(new double[][] {{0, 1, 0}, {1, 5, 9}, {2, 5, 0}});
    assertThat(WrittenSeries.said(apart.tested(rules), QualityTest.SPIKE)).isEqualTo(".F.");
  }

  @Test
  void aSecondValueForATimeIsNoSuccessorHoweverLongItsPeriod() {
    SeriesRules rules = new Rules().spike(Method.DIFFERENCE, 1, 2).made();
    WrittenSeries same = ofHours(new double[][] {{0, 1, 0}, {1, 2, 9}, {1, 4, 0}});
    assertThat(WrittenSeries.said(same.tested(rules), QualityTest.SPIKE)).isEqualTo("...");
  }

  @Test
  void periodsWithOneMiddleMakeNoSpikeToLookBehind() {
    // Were the 9 taken for a failed spike, the change would be measured from the 0 before it.
    Rules rules = new Rules().spike(Method.DIFFERENCE, 1, 2).rate(2, NEVER, HOUR);
    for (double[][] columns :
        new double[][][] {
          {{0, 6, 0}, {1, 5, 9}, {5, 6, 1}}, {{0, 1, 0}, {1, 5, 9}, {2, 4, 1}},
        }) {
      Verdicts found = ofHours(columns).tested(rules.made());
      assertThat(QualityTest.RATE_OF_CHANGE.level(found.tests(2))).isNotEqualTo(Level.PASS);
    }
  }

  @Test
  void whetherAValueBeforeWasASpikeGoesByItsTimeToo() {
    // 3.9 lies 0.9 above the line from 0 to 9 at a third of the time: no failed spike. So the 9 is
    // 2.55 an hour above it, not 3 an hour above the 0.
    Rules rules =
        new Rules()
            .reach(Duration.ofHours(2))
            .spike(Method.REFERENCE, 0.5, 2)
            .rate(2.8, NEVER, HOUR);
    assertThat(hourly("0 3.9 - 9", rules, QualityTest.RATE_OF_CHANGE)).isEqualTo(".S.");
  }

  @Test
  void aTestThatHadNothingToCompareWithWasNotRun() {
    assertThat(flagsOf("5 6 7", new Rules().flatLine(3, 5, 0))).isEqualTo("211");
    assertThat(flagsOf("5 6 7", new Rules().rate(9, NEVER, HOUR))).isEqualTo("211");
    assertThat(flagsOf("5 6 7", new Rules().spike(Method.DIFFERENCE, 9, NEVER))).isEqualTo("212");
    // Off the logarithmic scale there is no change.
    Rules logarithmic = new Rules().scale(Scale.logarithmic(1)).rate(9, NEVER, HOUR);
    assertThat(flagsOf("5 -5 6 7", logarithmic)).isEqualTo("2221");
  }

  @Test
  void whatWasHandedBackComesAgainOnlyWithItsSuccessor() {
    SeriesRules rules = new Rules().spike(Method.DIFFERENCE, 1, 2).made();
    StringBuilder heard = new StringBuilder();
    SeriesTester.Sink sink =
        (ordinal, tests, flag) -> heard.append(ordinal).append(':').append(flag.code()).append(' ');
    SeriesTester first = SeriesTester.begin(rules, Optional.empty(), ZoneOffset.UTC, sink);
    long hour = 3_600_000_000L;
    first.add(0, hour, 0, Qualifier.NONE, QualityFlag.NOT_EVALUATED);
    first.add(hour, 2 * hour, 9, Qualifier.NONE, QualityFlag.NOT_EVALUATED);
    first.finish();
    first.finish();
    assertThat(heard.toString()).isEqualTo("0:2 1:2 ");
    heard.setLength(0);
    SeriesTester idle =
        SeriesTester.resume(rules, Optional.empty(), ZoneOffset.UTC, first.tail(), sink);
    idle.finish();
    assertThat(heard.toString()).isEmpty();
    SeriesTester next =
        SeriesTester.resume(rules, Optional.empty(), ZoneOffset.UTC, idle.tail(), sink);
    next.add(2 * hour, 3 * hour, 0, Qualifier.NONE, QualityFlag.NOT_EVALUATED);
    next.finish();
    assertThat(heard.toString()).isEqualTo("-1:4 0:2 ");
  }

  @Test
  void nothingComesOfNothing() {
    SeriesTester tester =
        SeriesTester.begin(
            new Rules().made(),
            Optional.empty(),
            ZoneOffset.UTC,
            (i, tests, flag) -> {
              throw new AssertionError("value " + i);
            });
    tester.finish();
    tester.finish();
    Tail tail = Tail.ofBytes(tester.tail().toBytes());
    SeriesTester.resume(
            new Rules().made(),
            Optional.empty(),
            ZoneOffset.UTC,
            tail,
            (i, tests, flag) -> {
              throw new AssertionError("value " + i);
            })
        .finish();
  }
}
