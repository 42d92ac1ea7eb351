package org.aralwatch.geodata.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupportTest {
  private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");

  @ParameterizedTest
  @CsvSource({
    "instant, instant",
    "PT60M, PT1H",
    "PT20M, PT20M",
    "P1D, day",
    "P1M, month",
    "P1Y, year",
    "dekad, dekad",
    "hydrological-year, hydrological-year"
  })
  void codesHaveOneSpelling(String given, String canonical) {
    assertThat(Support.ofCode(given).code()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hour", "PT0S", "PT-1H", "PT25H", "P2D", "season", "decade"})
  void whatIsNoSupportIsRefusedByName(String code) {
    assertThatThrownBy(() -> Support.ofCode(code))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + code + "'");
  }

  @Test
  void aDekadIsItsWholeLocalDays() {
    assertThat(Support.DEKAD.holding(LocalDate.of(2024, 2, 29), TASHKENT))
        .isEqualTo(
            Interval.of(
                Instant.parse("2024-02-20T19:00:00Z"), Instant.parse("2024-02-29T19:00:00Z")));
  }

  @Test
  void anHourLabelledWithItsEndBeginsAnHourBefore() {
    assertThat(Support.HOUR.endingAt(Instant.parse("2020-01-01T00:00:00Z")))
        .isEqualTo(
            Interval.of(
                Instant.parse("2019-12-31T23:00:00Z"), Instant.parse("2020-01-01T00:00:00Z")));
  }

  @Test
  void anInstantHasNoLength() {
    assertThat(Support.INSTANT.beginningAt(LocalDateTime.of(2024, 5, 1, 8, 0), TASHKENT).length())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "PT1H, day, true",
    "day, pentad, true",
    "pentad, dekad, true",
    "dekad, pentad, false",
    "dekad, day, false",
    "dekad, month, true",
    "month, hydrological-year, true",
    "month, dekad, false",
    "year, hydrological-year, false",
    "year, year, true",
    "hydrological-year, year, false",
    "growing-season, year, true",
    "non-growing-season, year, false",
    "non-growing-season, hydrological-year, true"
  })
  void aSupportFitsIntoPeriodsThatNeverSplitIt(String support, String period, boolean fits) {
    assertThat(Support.ofCode(support).fitsInto(Period.ofCode(period))).isEqualTo(fits);
  }
}
