package org.aralwatch.ingest.source.netcdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.aralwatch.ingest.source.BadFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeUnitsTest {
  private static TimeUnits of(String units, String calendar) {
    Attributes attributes = new Attributes();
    attributes.put("units", units);
    attributes.put("calendar", calendar);
    return TimeUnits.of(
        new NetcdfVariable("time", NetcdfType.DOUBLE, List.of(), attributes) {
          @Override
          double[] read(long[] start, int[] count, NetcdfType as) {
            return new double[0];
          }

          @Override
          List<String> readTexts() {
            return List.of();
          }
        });
  }

  /** The standard calendar's times were computed with cftime 1.6.2. */
  @ParameterizedTest
  @CsvSource({
    "days since 1979-1-1 00:00:00, 0.5, 1979-01-01T12:00:00Z",
    "days since 1979-1-1, 59, 1979-03-01T00:00:00Z",
    "days since 1980-1-1, 59, 1980-02-29T00:00:00Z",
    "DAYS since 1979-01-01T06:30Z, 1, 1979-01-02T06:30:00Z",
    "day since 1979-01-01 06 UTC, 1, 1979-01-02T06:00:00Z",
    "hours since 1900-01-01 00:00:0.0, 1087632, 2024-01-29T00:00:00Z",
    "hours since 2024-1-1 0:0:0 +5:00, 0, 2023-12-31T19:00:00Z",
    "h since 2024-1-1 00:00 -0330, 0, 2024-01-01T03:30:00Z",
    "minutes since 1970-01-01, 29525760, 2026-02-20T00:00:00Z",
    "seconds since 1970-01-01 00:00:00, 1700000000.25, 2023-11-14T22:13:20.250Z",
    "milliseconds since 1970-01-01, 1700000000123, 2023-11-14T22:13:20.123Z",
    "days since 1970-01-01, 19736.5416666667, 2024-01-14T13:00:00Z",
    "days since 1970-01-01, -1, 1969-12-31T00:00:00Z",
    "days since 1-1-1, 738886, 2023-12-31T00:00:00Z",
    "days since 1582-10-15, 0, 1582-10-15T00:00:00Z",
    "days since 1582-10-4, 1, 1582-10-15T00:00:00Z"
  })
  void timesAreCountedFromTheirReference(String units, double value, String time) {
    assertThat(of(units, "standard").text(value)).isEqualTo(time);
  }

  @Test
  void theProlepticCalendarHasNoGap() {
    assertThat(of("days since 1-1-1", "proleptic_gregorian").text(738_886))
        .isEqualTo("2024-01-02T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e300, -1e12, 9.96921e36})
  void whatIsNoTimeIsEmpty(double value) {
    assertThat(of("days since 1979-1-1", "standard").text(value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "months since 1979-1-1",
        "years since 1979-1-1",
        "days",
        "days since",
        "days since 1979",
        "days since 1979-13-1",
        "days since 1979-2-29",
        "days since 1-2-30",
        "days since 0-0-0",
        "days since 1979-1-1 25:00",
        "days since 1979-1-1 12:00 +99:00",
        "K",
        ""
      })
  void unitsThatTellNoTimeAreRefused(String units) {
    assertThatThrownBy(() -> of(units, "standard")).isInstanceOf(BadFileException.class);
  }
}
