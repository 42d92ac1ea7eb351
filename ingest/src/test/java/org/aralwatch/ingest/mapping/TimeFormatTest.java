package org.aralwatch.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          yyyy-MM-dd            | 2020-02-29              | 2020-02-29T00:00
          yyyy-MM-dd            | 2000-02-29              | 2000-02-29T00:00
          dd.MM.yyyy            | 31.12.1999              | 1999-12-31T00:00
          d.M.yyyy              | 1.2.2020                | 2020-02-01T00:00
          d.M.yyyy              | 11.12.2020              | 2020-12-11T00:00
          yyyy                  | 1960                    | 1960-01-01T00:00
          yyyy-MM               | 1993-07                 | 1993-07-01T00:00
          yyyyMMddHH            | 2020010223              | 2020-01-02T23:00
          yyyy-MM-dd HH:mm      | 2020-01-02 00:00        | 2020-01-02T00:00
          yyyy-MM-dd HH:mm      | 2020-01-02   07:05      | 2020-01-02T07:05
          yyyy-MM-dd HH:mm      | 2020-12-31 24:00        | 2021-01-01T00:00
          yyyy MM dd HH         | 2020 02 28 24           | 2020-02-29T00:00
          yyyy-MM-dd'T'HH:mm:ss | 2020-01-02T03:04:05     | 2020-01-02T03:04:05
          yyyy-MM-dd HH:mm:ss.S | 2020-01-02 03:04:05.25  | 2020-01-02T03:04:05.250
          yyyy-MM-dd hh:mm a    | 2019-02-06 06:00 AM     | 2019-02-06T06:00
          yyyy-MM-dd hh:mm a    | 2020-01-01 12:00 AM     | 2020-01-01T00:00
          yyyy-MM-dd hh:mm a    | 2020-01-01 12:30 pm     | 2020-01-01T12:30
          yyyy-MM-dd hh:mm a    | 2020-01-01 11:00 PM     | 2020-01-01T23:00
          dd.MM.yy HH:mm        | 01.01.81 00:00          | 1981-01-01T00:00
          dd/MM/yy              | 01/02/20                | 2020-02-01T00:00
          dd.MM.yy              | 31.12.49                | 2049-12-31T00:00
          dd.MM.yy              | 01.01.50                | 1950-01-01T00:00
          d MMM yyyy            | 5 января 1972           | 1972-01-05T00:00
          MMM yyyy              | Январь 1972             | 1972-01-01T00:00
          MMM yyyy              | сен. 1972               | 1972-09-01T00:00
          dd.MMM.yyyy           | 01.Mar.2020             | 2020-03-01T00:00
          dd-MMM-yy             | 29-FEB-20               | 2020-02-29T00:00
          yyyy MMM              | 2001 мамыр              | 2001-05-01T00:00
          excel-serial          | 1                       | 1900-01-01T00:00
          excel-serial          | 59                      | 1900-02-28T00:00
          excel-serial          | 61                      | 1900-03-01T00:00
          excel-serial          | 36526                   | 2000-01-01T00:00
          excel-serial          | 36526.0416666666667     | 2000-01-01T01:00
          excel-serial          | 36526.99999999999       | 2000-01-02T00:00
          excel-serial          | 36526.5423611111        | 2000-01-01T13:01
          excel-serial-1904     | 0                       | 1904-01-01T00:00
          excel-serial-1904     | 35064                   | 2000-01-01T00:00
          epoch-seconds         | 946684800               | 2000-01-01T00:00
          epoch-millis          | 1517961600123           | 2018-02-07T00:00:00.123
          epoch-seconds         | -86400                  | 1969-12-31T00:00
          hydrological-year     | 2003/04                 | 2003-10-01T00:00
          hydrological-year     | 1999-00                 | 1999-10-01T00:00
          hydrological-year     | 1999–2000               | 1999-10-01T00:00
          """)
  void aTimeOfThePatternIsRead(String pattern, String text, LocalDateTime expected) {
    assertThat(local(pattern, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          yyyy-MM-dd         | 2021-02-29
          yyyy-MM-dd         | 1900-02-29
          dd.MM.yyyy         | 31.02.2020
          dd.MM.yyyy         | 31.04.2020
          yyyy-MM-dd         | 2020-13-01
          yyyy-MM-dd         | 2020-00-01
          yyyy-MM-dd         | 2020-01-00
          yyyy-MM-dd         | 2020-1-01
          yyyy-MM-dd         | 2020-01-01x
          yyyy-MM-dd         | 20-01-01
          yyyy-MM-dd         | ''
          yyyy-MM-dd HH:mm   | 2020-01-01 24:01
          yyyy-MM-dd HH:mm   | 2020-01-01 25:00
          yyyy-MM-dd HH:mm   | 2020-01-01 23:60
          yyyy-MM-dd HH:mm   | 2020-01-01T23:00
          yyyy-MM-dd hh:mm a | 2020-01-01 00:30 AM
          yyyy-MM-dd hh:mm a | 2020-01-01 13:00 PM
          yyyy-MM-dd hh:mm a | 2020-01-01 01:00 XM
          yyyy-MM-dd hh:mm a | 2020-01-01 01:00
          dd.MM.yy           | 31.12.1999
          d MMM yyyy         | 5 жанвря 1972
          MMM yyyy           | 1972
          d MMM yyyy         | 30 февраля 1972
          excel-serial       | 60
          excel-serial       | 0
          excel-serial       | -5
          excel-serial       | 2958466
          excel-serial       | 2000-01-01
          excel-serial       | NaN
          epoch-seconds      | 1e15
          hydrological-year  | 2003/05
          hydrological-year  | 2003
          hydrological-year  | 2003/2005
          hydrological-year  | 20x3/04
          """)
  void whatIsNoSuchTimeIsRefused(String pattern, String text) {
    assertThat(local(pattern, text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"Z, 0", "+05:00, 18000", "+0430, 16200", "-03, -10800"})
  void anOffsetIsRead(String offset, int seconds) {
    TimeFormat.Time time = new TimeFormat.Time();
    char[] text = ("2020-01-01T00:00" + offset).toCharArray();
    assertThat(TimeFormat.of("yyyy-MM-dd'T'HH:mmXXX").parse(text, 0, text.length, time)).isTrue();
    assertThat(time.hasOffset()).isTrue();
    assertThat(time.offsetSeconds()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+5", "+05:", "+05::00", "+05:60", "+19:00", "", "05:00", "+05:000"})
  void whatIsNoOffsetIsRefused(String offset) {
    assertThat(local("yyyy-MM-dd'T'HH:mmXXX", "2020-01-01T00:00" + offset)).isNull();
  }

  @Test
  void theDateOfTheRowBeforeDoesNotStick() {
    TimeFormat format = TimeFormat.of("yyyy-MM-dd HH:mm");
    TimeFormat.Time time = new TimeFormat.Time();
    for (String text :
        new String[] {
          "2020-01-31 24:00", "2020-01-31 23:00", "2020-02-31 23:00", "2020-02-01 00:00"
        }) {
      boolean parsed = format.parse(text.toCharArray(), 0, text.length(), time);
      assertThat(parsed).as(text).isEqualTo(!text.startsWith("2020-02-31"));
      if (text.endsWith("23:00") && parsed) {
        assertThat(time.epochDay()).isEqualTo(LocalDate.of(2020, 1, 31).toEpochDay());
      }
    }
    assertThat(time.epochDay()).isEqualTo(LocalDate.of(2020, 2, 1).toEpochDay());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MM-dd",
        "yyyy-dd",
        "yyyy-MM-dd hh:mm",
        "yyyy-MM-dd HH:mm a",
        "yyyy yy",
        "MMM-dd",
        "yyyy-yyyy",
        "yyyy 'open",
        "EEE yyyy",
        "yyyy HH hh a"
      })
  void anUnusablePatternSaysWhy(String pattern) {
    assertThatThrownBy(() -> TimeFormat.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + pattern + "'")
        .hasMessageContaining("allowed: yyyy");
  }

  private static LocalDateTime local(String pattern, String text) {
    TimeFormat.Time time = new TimeFormat.Time();
    // Between other characters, as a cell is.
    char[] chars = ("9" + text + "9").toCharArray();
    if (!TimeFormat.of(pattern).parse(chars, 1, text.length(), time)) {
      return null;
    }
    return LocalDateTime.of(
        LocalDate.ofEpochDay(time.epochDay()), LocalTime.ofNanoOfDay(time.microOfDay() * 1_000));
  }
}
