package org.aralwatch.geodata.censoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Published examples, and the cases in which there is no honest answer. */
class CensoredSampleTest {
  /**
   * Dissolved iron in the Brazos River in nine summers, µg/L (Hughes and Millard, Water Resources
   * Bulletin 24, 1988; data set DFe of NADA for R).
   */
  private static final String BRAZOS_IRON = "20 <10 <10 <10 <10 7 3 <3 <3";

  /** Arsenic in streams of Oahu, µg/L (Helsel 2005; data set Oahu of NADA for R). */
  private static final String OAHU_ARSENIC =
      "<1 <1 1.7 <1 <1 <2 3.2 <2 <2 2.8 <2 <2 <2 <2 <2 0.7 0.9 0.5 0.5 <0.9 0.5 0.7 0.6 1.5";

  /** Helsel and Cohn, Water Resources Research 24 (1988), 1997-2004, appendix B. */
  private static final String HELSEL_COHN = "<1 <1 <1 <1 <1 <1 <10 <10 <10 3 7 9 12 15 20 27 33 50";

  private static CensoredSample sample(String values) {
    CensoredSample sample = new CensoredSample();
    for (String value : values.trim().split("\\s+")) {
      char sign = value.charAt(0);
      Qualifier side =
          sign == '<' ? Qualifier.LESS_THAN : sign == '>' ? Qualifier.GREATER_THAN : Qualifier.NONE;
      sample.add(Double.parseDouble(side == Qualifier.NONE ? value : value.substring(1)), side, 0);
    }
    return sample;
  }

  /**
   * The manual of NADA for R, censtats: K-M median 3, mean 5.777778, sd 6.776867 for the iron of
   * the Brazos; its sd is the standard error times the root of n. Two thirds are censored, so a
   * mean is refused by default and the estimate itself is checked.
   */
  @Test
  void kaplanMeierGivesWhatNadaForRPrints() {
    double[] values = {20, 10, 10, 10, 10, 7, 3, 3, 3};
    boolean[] censored = {false, true, true, true, true, false, false, true, true};
    double[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    KaplanMeier estimate = KaplanMeier.of(values, censored, ones, Qualifier.LESS_THAN);
    assertThat(estimate.mean()).isCloseTo(5.777778, within(5e-7));
    assertThat(estimate.standardError().orElseThrow() * 3).isCloseTo(6.776867, within(5e-7));
    assertThat(estimate.percentile(0.5)).isEqualTo(Estimate.of(3));
    assertThat(sample(BRAZOS_IRON).percentile(0.5, CensoringRule.KAPLAN_MEIER))
        .isEqualTo(Estimate.of(3));
    assertThat(sample(BRAZOS_IRON).mean(CensoringRule.KAPLAN_MEIER))
        .isEqualTo(Estimate.refused(Refusal.TOO_CENSORED));
  }

  /** SAS/STAT manual, the ICLIFETEST procedure, example 1: 0.2083, 0.4167, 0.6250, 0.8333. */
  @ParameterizedTest
  @CsvSource({"4, 0.2083", "6, 0.4167", "8, 0.6250", "12, 0.8333"})
  void kaplanMeierGivesWhatSasPrints(double value, double below) {
    KaplanMeier estimate =
        KaplanMeier.of(
            new double[] {3, 4, 6, 8, 10, 12},
            new boolean[] {true, false, false, false, true, false},
            new double[] {1, 1, 1, 1, 1, 1},
            Qualifier.LESS_THAN);
    assertThat(estimate.shareBelow(value)).isCloseTo(below, within(5e-5));
  }

  /** By hand: above 3.2 nothing, then 2.8, 1.7 and 1.5, and nine tenths lie at 0.9 and below. */
  @Test
  void kaplanMeierOfSeveralLimits() {
    CensoredSample arsenic = sample(OAHU_ARSENIC);
    assertThat(arsenic.below()).isEqualTo(13);
    assertThat(arsenic.censoredShare()).isCloseTo(13 / 24.0, within(1e-12));
    assertThat(arsenic.percentile(0.5, CensoringRule.KAPLAN_MEIER)).isEqualTo(Estimate.of(0.7));
    assertThat(arsenic.percentile(0.95, CensoringRule.KAPLAN_MEIER)).isEqualTo(Estimate.of(2.8));
  }

  @Test
  void aPercentileBelowAllMeasuredValuesIsKnownToBeThereAndNoMore() {
    assertThat(sample("<1 <1 <1 5 6 7 8").percentile(0.1, CensoringRule.KAPLAN_MEIER))
        .isEqualTo(Estimate.of(5, Qualifier.LESS_THAN));
    assertThat(sample(">9 >9 >9 5 6 7 8").percentile(0.9, CensoringRule.KAPLAN_MEIER))
        .isEqualTo(Estimate.of(8, Qualifier.GREATER_THAN));
  }

  /** Their table of imputed values: 0.47 0.85 1.11 1.27 1.76 2.34 2.50 3.03 4.80. */
  @Test
  void rosGivesWhatHelselAndCohnPrint() {
    double mean =
        (0.47 + 0.85 + 1.11 + 1.27 + 1.76 + 2.34 + 2.50 + 3.03 + 4.80 + 3 + 7 + 9 + 12 + 15 + 20
                + 27 + 33 + 50)
            / 18;
    assertThat(sample(HELSEL_COHN).mean(CensoringRule.ROS).value()).isCloseTo(mean, within(0.01));
  }

  /** statsmodels, test_ros.py, after Helsel 2005: 1.42 1.14 0.95 0.81 0.68 0.57 0.46 0.35 ... */
  @Test
  void rosOfTheArsenicOfOahu() {
    double mean =
        (3.20 + 2.80 + 1.42 + 1.14 + 0.95 + 0.81 + 0.68 + 0.57 + 0.46 + 0.35 + 1.70 + 1.50 + 0.98
                + 0.76 + 0.58 + 0.41 + 0.90 + 0.61 + 0.70 + 0.70 + 0.60 + 0.50 + 0.50 + 0.50)
            / 24;
    assertThat(sample(OAHU_ARSENIC).mean(CensoringRule.ROS).value()).isCloseTo(mean, within(0.005));
  }

  @ParameterizedTest
  @CsvSource({
    "zero, 1 2 3 <4, 1.5",
    "half, 1 2 3 <4, 2",
    "limit, 1 2 3 <4, 2.5",
    // by hand: 3 at 1/3 of the 3 below, 2 at 1/2 of the 2, 1 of the rest; <4 says nothing
    "kaplan-meier, 1 2 3 <4, 2",
    "zero, 1 2 3 >4, 2.5",
    "limit, 1 2 3 >4, 2.5",
    // in the mirror: 1 of 4, 2 of 3, 3 of 2, the rest at 4
    "kaplan-meier, 1 2 3 >4, 2.5",
    "kaplan-meier, 1 2 3 4, 2.5",
    "ros, 1 2 3 4, 2.5",
    "zero, 1 2 3 4, 2.5"
  })
  void aMeanByItsRule(String rule, String values, double mean) {
    Estimate estimate = sample(values).mean(CensoringRule.ofCode(rule));
    assertThat(estimate.value()).isCloseTo(mean, within(1e-12));
    assertThat(estimate.qualifier()).isEqualTo(Qualifier.NONE);
    assertThat(estimate.refusal()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "zero, 1 2 <4 <6, 3",
    "half, 1 2 <4 <6, 8",
    "limit, 1 2 <4 <6, 13",
    "half, 1 2 >4, 7"
  })
  void aSumByItsRule(String rule, String values, double sum) {
    assertThat(sample(values).sum(CensoringRule.ofCode(rule))).isEqualTo(Estimate.of(sum));
  }

  @ParameterizedTest
  @CsvSource({
    "kaplan-meier, 5 6 7 <1 <1 <1 <1, too-censored",
    "half, 5 6 <1 <1 <1 <1 <1, too-censored",
    "ros, 5 <1 <1 <1 <1 <1, too-censored",
    "kaplan-meier, 5 6 <1, too-few",
    "ros, 5 6 <1 <1, too-few",
    "kaplan-meier, 5 6 7 <1 >9, both-sides",
    "ros, 5 6 7 <1 >9, both-sides",
    "ros, 0 6 7 <1, not-positive",
    "ros, -5 6 7 <1, not-positive",
    "half, -20 -25 -28 <-30, not-positive",
    "zero, -20 -25 -28 <-30, not-positive"
  })
  void aMeanThatWouldMakeNoSenseIsRefused(String rule, String values, String reason) {
    Estimate estimate = sample(values).mean(CensoringRule.ofCode(rule));
    assertThat(estimate.value()).isNaN();
    assertThat(estimate.refusal()).map(Refusal::code).contains(reason);
    assertThat(estimate.refusal().orElseThrow().sentence()).isNotBlank();
  }

  /** Half of four, exactly; seven of ten; four of five. */
  @ParameterizedTest
  @CsvSource({
    "kaplan-meier, 5 6 7 <1 <1 <1",
    "half, 5 6 7 <1 <1 <1 <1 <1 <1 <1",
    "ros, 5 6 7 <1 <1 <1 <1 <1 <1 <1 <1 <1 <1 <1 <1"
  })
  void theShareItselfIsAllowed(String rule, String values) {
    assertThat(sample(values).mean(CensoringRule.ofCode(rule)).refusal()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = CensoringRule.class,
      names = {"KAPLAN_MEIER", "ROS"})
  void anEstimateOfTheDistributionHasNoSum(CensoringRule rule) {
    assertThat(sample("5 6 7 <1").sum(rule)).isEqualTo(Estimate.refused(Refusal.NO_SUM));
    assertThat(sample("5 6 7").sum(rule)).isEqualTo(Estimate.of(18));
  }

  @ParameterizedTest
  @EnumSource(
      value = CensoringRule.class,
      names = {"ZERO", "HALF", "KAPLAN_MEIER", "ROS"})
  void ofNothingButLimitsTheHighestIsAllThatIsKnown(CensoringRule rule) {
    assertThat(sample("<0.01 <0.05 <0.02").mean(rule))
        .isEqualTo(new Estimate(0.05, Qualifier.LESS_THAN, Optional.of(Refusal.ALL_CENSORED)));
    assertThat(sample(">100 >90").mean(rule))
        .isEqualTo(Estimate.beyond(90, Qualifier.GREATER_THAN));
    assertThat(sample("<0.01 <0.05").percentile(0.5, rule))
        .isEqualTo(Estimate.beyond(0.05, Qualifier.LESS_THAN));
  }

  @Test
  void theMeanOfLimitsIsALimitOfTheMean() {
    assertThat(sample("<1 <3").mean(CensoringRule.LIMIT))
        .isEqualTo(Estimate.of(2, Qualifier.LESS_THAN));
    assertThat(sample("<1 <3").sum(CensoringRule.LIMIT))
        .isEqualTo(Estimate.of(4, Qualifier.LESS_THAN));
  }

  @Test
  void limitsToBothSidesAndNothingMeasuredHaveOnlySubstitutedMeans() {
    assertThat(sample("<1 >9").mean(CensoringRule.LIMIT)).isEqualTo(Estimate.of(5));
    assertThat(sample("<1 >9").mean(CensoringRule.KAPLAN_MEIER))
        .isEqualTo(Estimate.refused(Refusal.BOTH_SIDES));
  }

  /** A month counts by its days: three dekads of 10, 10 and 8 days. */
  @ParameterizedTest
  @CsvSource({"zero, 28.0", "half, 28.4", "limit, 28.8"})
  void valuesCountByTheLengthOfTheirPeriods(String rule, double tenTimesTheMean) {
    CensoredSample dekads =
        new CensoredSample()
            .add(2, Qualifier.NONE, 10)
            .add(6, Qualifier.NONE, 10)
            .add(0.28, Qualifier.LESS_THAN, 8);
    assertThat(dekads.mean(CensoringRule.ofCode(rule)).value() * 9.8)
        .isCloseTo(tenTimesTheMean, within(0.04));
  }

  @Test
  void weightsOfKaplanMeierAreRepeatedValues() {
    CensoredSample weighted =
        new CensoredSample()
            .add(7, Qualifier.NONE, 2)
            .add(4, Qualifier.NONE, 1)
            .add(5, Qualifier.LESS_THAN, 3)
            .add(2, Qualifier.NONE, 2);
    assertThat(weighted.mean(CensoringRule.KAPLAN_MEIER).value())
        .isCloseTo(
            sample("7 7 4 <5 <5 <5 2 2").mean(CensoringRule.KAPLAN_MEIER).value(), within(1e-12));
  }

  /** Many draws of a lognormal distribution whose mean is known, 40 % below two limits. */
  @Test
  void estimatesFindTheMeanOfWhatTheLimitsHide() {
    Random random = new Random(20);
    CensoredSample sample = new CensoredSample();
    double sum = 0;
    int n = 20_000;
    for (int i = 0; i < n; i++) {
      double value = Math.exp(random.nextGaussian());
      double limit = i % 2 == 0 ? 0.5 : 1;
      sum += value;
      sample.add(Math.max(value, limit), value < limit ? Qualifier.LESS_THAN : Qualifier.NONE, 0);
    }
    double mean = sum / n;
    assertThat(sample.censoredShare()).isBetween(0.3, 0.5);
    assertThat(sample.mean(CensoringRule.ROS).value()).isCloseTo(mean, within(0.01 * mean));
    assertThat(sample.mean(CensoringRule.KAPLAN_MEIER).value())
        .isCloseTo(mean, within(0.05 * mean));
    assertThat(sample.mean(CensoringRule.ZERO).value()).isLessThan(mean);
    assertThat(sample.mean(CensoringRule.LIMIT).value()).isGreaterThan(mean);
  }

  @Test
  void theOrderOfValuesDoesNotMatter() {
    for (CensoringRule rule : CensoringRule.values()) {
      assertThat(sample("3 <2 5 <1 7 9 4").mean(rule).value())
          .isCloseTo(sample("9 7 <1 <2 3 4 5").mean(rule).value(), within(1e-12));
    }
  }

  /** The line gives 0.31 for what is below 0.25. */
  @Test
  void aRegressionGivesNoMeanThatTheLimitsRuleOut() {
    assertThat(sample("0.75 0.5 0.5 <0.25").mean(CensoringRule.ROS)).isEqualTo(Estimate.of(0.5));
  }

  @Test
  void limitsAboveAllMeasuredValuesSayNothingToARegression() {
    assertThat(sample("1 2 3 4 <50").mean(CensoringRule.ROS).value()).isCloseTo(2.5, within(1e-12));
  }

  @Test
  void aSampleIsUsedAgain() {
    CensoredSample sample = sample("<1 <2 3");
    sample.clear();
    sample.add(4, Qualifier.NONE, 0);
    assertThat(sample.below()).isZero();
    assertThat(sample.mean(CensoringRule.LIMIT)).isEqualTo(Estimate.of(4));
  }

  @Test
  void noValuesHaveNoStatistic() {
    assertThatThrownBy(() -> new CensoredSample().mean(CensoringRule.HALF))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> sample("1 2").percentile(1, CensoringRule.LIMIT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUnknownRuleIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> CensoringRule.ofCode("mean"))
        .hasMessageContaining("zero, half, limit, kaplan-meier, ros");
  }
}
