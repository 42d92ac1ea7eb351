package org.aralwatch.geodata.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PeriodTest {
  @ParameterizedTest
  @CsvSource({
    "day, 2024-02-29, 2024-02-29, 2024-03-01",
    "pentad, 2024-02-05, 2024-02-01, 2024-02-06",
    "pentad, 2024-02-06, 2024-02-06, 2024-02-11",
    "pentad, 2024-02-29, 2024-02-26, 2024-03-01",
    "pentad, 2023-12-31, 2023-12-26, 2024-01-01",
    "dekad, 2024-02-10, 2024-02-01, 2024-02-11",
    "dekad, 2024-02-11, 2024-02-11, 2024-02-21",
    "dekad, 2024-02-29, 2024-02-21, 2024-03-01",
    "dekad, 2023-12-31, 2023-12-21, 2024-01-01",
    "month, 2024-02-29, 2024-02-01, 2024-03-01",
    "season, 2024-03-31, 2023-10-01, 2024-04-01",
    "season, 2024-04-01, 2024-04-01, 2024-10-01",
    "season, 2024-10-01, 2024-10-01, 2025-04-01",
    "growing-season, 2024-09-30, 2024-04-01, 2024-10-01",
    "non-growing-season, 2024-01-01, 2023-10-01, 2024-04-01",
    "hydrological-year, 2024-09-30, 2023-10-01, 2024-10-01",
    "hydrological-year, 2024-10-01, 2024-10-01, 2025-10-01",
    "year, 2024-12-31, 2024-01-01, 2025-01-01"
  })
  void aDayLiesInItsSpan(String code, LocalDate day, LocalDate first, LocalDate end) {
    assertThat(Period.ofCode(code).spanOf(day)).contains(new Period.Days(first, end));
  }

  @Test
  void singleSeasonsLeaveTheOtherHalfOfTheYearOut() {
    assertThat(Period.GROWING_SEASON.spanOf(LocalDate.of(2024, 3, 31))).isEmpty();
    assertThat(Period.NON_GROWING_SEASON.spanOf(LocalDate.of(2024, 4, 1))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = Period.class)
  void spansFollowEachOtherWithoutGapThroughALeapYear(Period period) {
    LocalDate day = LocalDate.of(2023, 10, 1);
    while (day.isBefore(LocalDate.of(2025, 10, 1))) {
      LocalDate probe = day;
      period
          .spanOf(day)
          .ifPresent(
              span -> {
                assertThat(span.first()).isBeforeOrEqualTo(probe);
                assertThat(span.end()).isAfter(probe);
                assertThat(period.spanOf(span.first())).contains(span);
                assertThat(period.spanOf(span.end().minusDays(1))).contains(span);
              });
      day = day.plusDays(1);
    }
  }

  @Test
  void aYearHas36DekadsAnd72Pentads() {
    LocalDate first = LocalDate.of(2024, 1, 1);
    assertThat(
            first
                .datesUntil(first.plusYears(1))
                .map(day -> Period.DEKAD.spanOf(day).orElseThrow())
                .distinct())
        .hasSize(36);
    assertThat(
            first
                .datesUntil(first.plusYears(1))
                .map(day -> Period.PENTAD.spanOf(day).orElseThrow())
                .distinct())
        .hasSize(72);
  }

  @Test
  void anUnknownCodeIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> Period.ofCode("decade"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'decade'")
        .hasMessageContaining("dekad");
  }
}
