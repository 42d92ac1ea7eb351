package org.aralwatch.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.aralwatch.geodata.censoring.CensoringRule;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.observation.TimeSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of values below and above limits when they are gathered. */
class CensoredAggregatesTest {
  private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
  private static final int FIRST = (int) LocalDate.of(2021, 2, 1).toEpochDay();

  /** Daily values from 1 February on, gathered into months. */
  private static TimeSeries month(String values, Statistic statistic, CensoringRule rule) {
    return gather(values, statistic, rule).finish();
  }

  private static PeriodGathering gather(String values, Statistic statistic, CensoringRule rule) {
    PeriodGathering gathering =
        new PeriodGathering(Period.MONTH, statistic, rule, TASHKENT, Support.DAY);
    int day = FIRST;
    for (String text : values.trim().split("\\s+")) {
      Qualifier qualifier =
          text.charAt(0) == '<'
              ? Qualifier.LESS_THAN
              : text.charAt(0) == '>' ? Qualifier.GREATER_THAN : Qualifier.NONE;
      double value = Double.parseDouble(qualifier == Qualifier.NONE ? text : text.substring(1));
      long begin = LocalDate.ofEpochDay(day).atStartOfDay(TASHKENT).toEpochSecond() * 1_000_000L;
      gathering.add(begin, begin + 86_400_000_000L, value, qualifier, 1, day);
      day++;
    }
    return gathering;
  }

  /** As "<0.5", "3", or the reason in brackets. */
  private static String told(TimeSeries series) {
    String sign = String.valueOf(series.qualifier(0).symbol()).strip();
    String value = series.isGap(0) ? "" : String.valueOf(series.value(0));
    String why = series.refusal(0).map(refusal -> "(" + refusal.code() + ")").orElse("");
    return Arrays.stream(new String[] {sign + value, why})
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mean | limit        | 1 2 3 <4      | 2.5",
        "mean | half         | 1 2 3 <4      | 2.0",
        "mean | zero         | 1 2 3 <4      | 1.5",
        "mean | kaplan-meier | 1 2 3 <4      | 2.0",
        "mean | kaplan-meier | 1 2 3         | 2.0",
        "mean | limit        | <1 <3         | <2.0",
        "mean | half         | <1 <3         | <3.0 (all-censored)",
        "mean | kaplan-meier | <1 <3         | <3.0 (all-censored)",
        "mean | ros          | >10 >30       | >10.0 (all-censored)",
        "mean | kaplan-meier | 5 6 7 <1 <1 <1 <1 | (too-censored)",
        "mean | ros          | 5 6 <1        | (too-few)",
        "mean | kaplan-meier | 5 6 7 <1 >9   | (both-sides)",
        "sum  | limit        | 1 2 <4        | 7.0",
        "sum  | half         | 1 2 <4        | 5.0",
        "sum  | ros          | 1 2 <4        | (no-sum)",
        "min  | limit        | 0.5 3 <2      | <0.5",
        "min  | half         | 3 <2          | <2.0",
        "min  | limit        | 3 >2          | >2.0",
        "min  | limit        | 3 2 >2        | 2.0",
        "max  | limit        | 3 <2          | 3.0",
        "max  | limit        | 3 <5          | <5.0",
        "max  | limit        | 5 <5          | 5.0",
        "max  | kaplan-meier | 3 >2          | >3.0",
        "first | limit       | <2 3          | <2.0",
        "last | limit        | 3 <2          | <2.0",
        "count | half        | 3 <2 >9       | 3.0"
      })
  void aMonthByStatisticAndRule(String statistic, String rule, String values, String expected) {
    TimeSeries series = month(values, Statistic.ofCode(statistic), CensoringRule.ofCode(rule));
    assertThat(told(series)).isEqualTo(expected);
    assertThat(series.n(0)).isEqualTo(values.split(" ").length);
  }

  @Test
  void aRowSaysHowManyLieBelowAndAbove() {
    TimeSeries series = month("1 <2 <3 >9", Statistic.MEAN, CensoringRule.LIMIT);
    assertThat(series.below(0)).isEqualTo(2);
    assertThat(series.above(0)).isEqualTo(1);
  }

  @Test
  void theWholeSaysHowManyRowsWereRefusedAndWhy() {
    PeriodGathering gathering = gather("1 2 <3".repeat(1), Statistic.MEAN, CensoringRule.ROS);
    gathering.finish();
    Censoring censoring = gathering.censoring().orElseThrow();
    assertThat(censoring.rule()).isEqualTo(CensoringRule.ROS);
    assertThat(censoring.share()).isEqualTo(1 / 3.0);
    assertThat(censoring.refused().values()).containsExactly(1);
  }

  @Test
  void aRuleWithoutAPeriodIsRefused() {
    assertThatThrownBy(() -> ObservationRequest.of(1, Interval.ALL).censored(CensoringRule.HALF))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.parameter()).contains("censored"));
  }
}
