package org.aralwatch.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.observation.TimeSeries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PT1H               | 00:00 01:00 02:00       | {}
          PT1H               | 00:00 02:00 03:00       | {1}
          PT20M              | 00:00 00:20 00:39 01:00 | {3}
          instant            | 00:00 01:00 02:00 04:59 | {}
          instant            | 00:00 01:00 02:00 05:01 | {3}
          instant            | 00:00                   | {}
          instant            | 00:00 12:00             | {}
          """)
  void holesOfFixedSupports(String support, String times, String holes) {
    TimeSeries.Builder series = new TimeSeries.Builder(8);
    for (String time : times.split(" ")) {
      Interval period =
          Support.ofCode(support).beginningAt(Instant.parse("2020-01-01T" + time + ":00Z"));
      add(series, period);
    }
    assertThat(Holes.before(series.build(), Support.ofCode(support))).hasToString(holes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          day                | 2020-03-28 2020-03-29 2020-03-30 2020-10-25          | {3}
          day                | 2020-10-24 2020-10-25 2020-10-26                     | {}
          month              | 2019-12-01 2020-01-01 2020-02-01 2020-03-01          | {}
          month              | 2019-12-01 2020-02-01                                | {1}
          dekad              | 2020-02-11 2020-02-21 2020-03-01                     | {}
          year               | 2019-01-01 2020-01-01 2022-01-01                     | {2}
          growing-season     | 2019-04-01 2020-04-01 2022-04-01                     | {2}
          non-growing-season | 2019-10-01 2020-10-01 2023-10-01                     | {2}
          """)
  void holesOfCalendarSupports(String support, String days, String holes) {
    TimeSeries.Builder series = new TimeSeries.Builder(8);
    for (String day : days.split(" ")) {
      add(series, Support.ofCode(support).holding(LocalDate.parse(day), BERLIN));
    }
    assertThat(Holes.before(series.build(), Support.ofCode(support))).hasToString(holes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "instant"})
  void anEmptySeriesHasNone(String support) {
    assertThat(Holes.before(TimeSeries.empty(), Support.ofCode(support)).isEmpty()).isTrue();
  }

  private static void add(TimeSeries.Builder series, Interval period) {
    series.add(
        period.from().getEpochSecond() * 1_000_000,
        period.to().getEpochSecond() * 1_000_000,
        1,
        Qualifier.NONE,
        1);
  }
}
