package org.aralwatch.geodata.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.aralwatch.geodata.quality.FlatLineRule.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Borders that make sense, and refusals of those that do not. */
class BordersTest {
  @ParameterizedTest
  @CsvSource({
    "1, 2, 0, PASS", "1, 2, 1, PASS", "1, 2, 1.0001, SUSPECT", "1, 2, 2, SUSPECT",
    "1, 2, 2.0001, FAIL", "1, NaN, 1e300, SUSPECT", "NaN, 2, 1.9, PASS", "NaN, 2, 2.1, FAIL",
    "1, 1, 1, PASS", "1, 1, 1.1, FAIL", "0, NaN, 0, PASS", "0, NaN, 0.1, SUSPECT",
    "1, 2, NaN, PASS", "1, 2, -5, PASS", "1, 2, Infinity, FAIL",
  })
  void aBorderItselfPasses(double suspect, double fail, double size, Level level) {
    assertThat(new Levels(suspect, fail).of(size)).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "2, 1", "-1, 2", "NaN, -1", "Infinity, NaN", "1, Infinity"})
  void bordersThatCannotBeAreRefused(double suspect, double fail) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Levels(suspect, fail));
  }

  @Test
  void aRangeHoldsItsEnds() {
    ValueRange range = new ValueRange(-1, 1);
    assertThat(range.leavesOut(-1)).isFalse();
    assertThat(range.leavesOut(1)).isFalse();
    assertThat(range.leavesOut(Math.nextDown(-1.0))).isTrue();
    assertThat(range.leavesOut(Math.nextUp(1.0))).isTrue();
    assertThat(range.leavesOut(Double.NaN)).isFalse();
    assertThat(ValueRange.ALL.leavesOut(Double.MAX_VALUE)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new ValueRange(1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ValueRange(0, Double.NaN));
  }

  @Test
  void aRangeMayHaveOneEndOnly() {
    SeriesRules below = new Rules().gross(Double.NEGATIVE_INFINITY, 5).made();
    SeriesRules above = new Rules().gross(0, Double.POSITIVE_INFINITY).made();
    WrittenSeries series = WrittenSeries.of(Rules.HOUR, "-1 1 6");
    assertThat(WrittenSeries.flags(series.tested(below))).isEqualTo("114");
    assertThat(WrittenSeries.flags(series.tested(above))).isEqualTo("411");
  }

  @Test
  void aSpanLiesWithinTheSeries() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Verdicts(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Verdicts(2, 1));
    assertThat(new Verdicts(2, 5).to()).isEqualTo(5);
  }

  @Test
  void theUsualRangeLiesWithinTheGrossOne() {
    assertThatCode(() -> new Rules().gross(0, 10).usual(0, 10).made()).doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rules().gross(0, 10).usual(-1, 5).made())
        .withMessageContaining("gross range");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rules().gross(0, 10).usual(1, 11).made());
  }

  @Test
  void aFlatLineHasALengthThatFits() {
    Run three = new Run(3, Duration.ZERO);
    Run five = new Run(5, Duration.ZERO);
    assertThat(new FlatLineRule(three, five, 0).count()).isEqualTo(5);
    assertThat(new FlatLineRule(three, null, 0).count()).isEqualTo(3);
    Run longer = new Run(3, Duration.ofHours(5));
    assertThat(new FlatLineRule(three, longer, 0).level(3, 1)).isEqualTo(Level.SUSPECT);
    assertThat(new FlatLineRule(null, five, 0).level(5, 0)).isEqualTo(Level.FAIL);
    assertThatIllegalArgumentException().isThrownBy(() -> new FlatLineRule(five, three, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new FlatLineRule(null, null, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new FlatLineRule(three, five, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FlatLineRule(three, null, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new Run(1, Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> new Run(65, Duration.ZERO));
    assertThatCode(() -> new Run(FlatLineRule.MOST, Duration.ZERO)).doesNotThrowAnyException();
  }

  @Test
  void theLookBackIsThatOfTheLongestTest() {
    assertThat(new Rules().made().lookBack()).isEqualTo(2);
    assertThat(new Rules().flatLine(2, 3, 0).made().lookBack()).isEqualTo(2);
    assertThat(new Rules().flatLine(3, 12, 0).made().lookBack()).isEqualTo(11);
  }

  @Test
  void theLogarithmTurnsRatiosIntoDifferences() {
    Scale scale = Scale.logarithmic(0.01);
    assertThat(scale.of(0.99)).isZero();
    assertThat(scale.of(0)).isEqualTo(Math.log(0.01));
    assertThat(scale.of(-0.01)).isNaN();
    assertThat(scale.of(-5)).isNaN();
    assertThat(scale.back(scale.of(123))).isCloseTo(123, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(Scale.LINEAR.of(-5)).isEqualTo(-5);
    assertThat(Scale.LINEAR.back(-5)).isEqualTo(-5);
    assertThatIllegalArgumentException().isThrownBy(() -> Scale.logarithmic(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> Scale.logarithmic(Double.NaN));
  }

  @Test
  void theLineThroughTheNeighboursGoesByTimesSinceAnyBegin() {
    SpikeRule rule = new SpikeRule(SpikeRule.Method.REFERENCE, Levels.suspectOnly(0.001));
    assertThat(rule.level(1_000, 0, 1_001, 3, 1_003, 9)).isEqualTo(Level.PASS);
    assertThat(rule.level(1_000, 0, 1_002, 3, 1_003, 9)).isEqualTo(Level.SUSPECT);
    assertThat(rule.level(0, 0, 1, Double.NaN, 3, 9)).isEqualTo(Level.PASS);
  }

  @Test
  void aRateNeedsATime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RateRule(Levels.suspectOnly(1), Duration.ZERO));
    RateRule rule = new RateRule(Levels.suspectOnly(1), Duration.ofHours(1));
    assertThat(rule.level(0, 1, 3_600_000_000L)).isEqualTo(Level.PASS);
    assertThat(rule.level(1.01, 0, 3_600_000_000L)).isEqualTo(Level.SUSPECT);
    assertThat(rule.level(Double.NaN, 9, 1)).isEqualTo(Level.PASS);
  }

  @Test
  void bytesThatAreNoTailAreRefused() {
    SeriesTester tester =
        SeriesTester.begin(
            new Rules().made(),
            Optional.empty(),
            java.time.ZoneOffset.UTC,
            (ordinal, tests, flag) -> {});
    byte[] good = tester.tail().toBytes();
    assertThat(good).hasSize(4);
    byte[][] broken = {
      {}, {2, 0, 0, 0}, {1, 2, 0, 0}, {1, 0, -1, 0}, {1, 0, 0, 1}, {1, 0, 0, -1}, {1, 0, 0, 0, 0},
    };
    for (byte[] bytes : broken) {
      assertThatIllegalArgumentException().isThrownBy(() -> Tail.ofBytes(bytes));
    }
  }
}
