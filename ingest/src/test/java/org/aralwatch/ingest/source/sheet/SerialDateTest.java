package org.aralwatch.ingest.source.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import org.aralwatch.ingest.source.sheet.CellFormat.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerialDateTest {
  @ParameterizedTest
  @CsvSource({
    "1, DATE, 1900-01-01",
    "59, DATE, 1900-02-28",
    "60, DATE, 1900-02-29",
    "61, DATE, 1900-03-01",
    "36526, DATE, 2000-01-01",
    "36585, DATE, 2000-02-29",
    "44926, DATE, 2022-12-31",
    "2958465, DATE, 9999-12-31",
    // What the format hides is written all the same.
    "36526.5, DATE, 2000-01-01 12:00",
    "36526, DATE_TIME, 2000-01-01 00:00",
    "36526.041666666664, DATE_TIME, 2000-01-01 01:00",
    "36526.999988425923, DATE_TIME, 2000-01-01 23:59:59",
    "36526.5, TIME, 2000-01-01 12:00",
    "60.5, DATE_TIME, 1900-02-29 12:00",
    // Times.
    "0, TIME, 00:00",
    "0.5, TIME, 12:00",
    "0.54166666666666663, TIME, 13:00",
    "0.99998842592592596, TIME, 23:59:59",
    "1, TIME, 24:00",
    "0.25, DATE_TIME, 06:00",
    "0, ELAPSED, 00:00",
    "1.5, ELAPSED, 36:00",
    "1.0625, ELAPSED, 25:30",
    "41.666678240740744, ELAPSED, 1000:00:01",
    // Filling a column by adding 1/24 drifts by milliseconds.
    "36526.0416666297, DATE_TIME, 2000-01-01 01:00",
    "36891.99999985, DATE_TIME, 2001-01-01 00:00",
    // Digits cut off are not drift.
    "36526.04167, DATE_TIME, 2000-01-01 01:00:00.288",
    // No dates.
    "0, DATE, ''",
    "0.5, DATE, ''",
    "0, DATE_TIME, ''",
    "-1, DATE, ''",
    "-0.5, TIME, ''",
    "2958466, DATE, ''",
    "1e300, DATE_TIME, ''",
    "NaN, DATE, ''"
  })
  void daysSince1900AreWrittenAsDates(double serial, Kind kind, String text) {
    assertThat(text(false, serial, new CellFormat(kind, false))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, DATE, 1904-01-01",
    "1, DATE, 1904-01-02",
    "59, DATE, 1904-02-29",
    "60, DATE, 1904-03-01",
    "35064, DATE, 2000-01-01",
    "35064.75, DATE_TIME, 2000-01-01 18:00",
    "0.5, DATE_TIME, 1904-01-01 12:00",
    "0.5, TIME, 12:00",
    "2957003, DATE, 9999-12-31",
    "2957004, DATE, ''"
  })
  void daysSince1904AreWrittenAsDates(double serial, Kind kind, String text) {
    assertThat(text(true, serial, new CellFormat(kind, false))).isEqualTo(text);
  }

  @Test
  void partsOfASecondAreKeptWhereTheFormatShowsThem() {
    CellFormat fine = new CellFormat(Kind.TIME, true);
    assertThat(text(false, 0.5 + 0.012 / 86_400, fine)).isEqualTo("12:00:00.012");
    assertThat(text(false, 0.5 + 0.012 / 86_400, new CellFormat(Kind.TIME, false)))
        .isEqualTo("12:00");
    assertThat(text(false, 0.5 + 0.1 / 86_400, new CellFormat(Kind.TIME, false)))
        .isEqualTo("12:00:00.100");
  }

  @Test
  void everyDayAgreesWithTheCalendar() {
    CellFormat date = new CellFormat(Kind.DATE, false);
    for (int day = 61; day <= 2_958_465; day += 13) {
      String expected = LocalDate.of(1899, 12, 30).plusDays(day).toString();
      assertThat(text(false, day, date)).isEqualTo(expected);
      assertThat(text(true, day, date))
          .isEqualTo(day > 2_957_003 ? "" : LocalDate.of(1904, 1, 1).plusDays(day).toString());
    }
  }

  @Test
  void everyHourOfACenturyIsAWholeHour() {
    CellFormat format = new CellFormat(Kind.DATE_TIME, false);
    for (long hour = 36_526L * 24; hour < 73_051L * 24; hour += 1) {
      assertThat(text(false, hour / 24.0, format)).hasSize(16).endsWith(":00");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "36526.041666666664, 36526.041666666664",
    "36526, 36526",
    ".5, 0.5",
    "'', -1",
    "1e5, -1",
    "-1, -1",
    "1.2.3, -1",
    "36526.04166666666412345, -1"
  })
  void plainDigitsAreNumbers(String text, double number) {
    assertThat(SerialDate.plain(text.toCharArray(), 0, text.length()))
        .isCloseTo(number, within(1e-11));
  }

  private static String text(boolean from1904, double serial, CellFormat format) {
    char[] chars = new char[SerialDate.LONGEST];
    int length = new SerialDate(from1904).write(serial, format, chars, 0);
    return new String(chars, 0, length);
  }
}
