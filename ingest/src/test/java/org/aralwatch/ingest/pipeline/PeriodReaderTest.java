package org.aralwatch.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.ingest.mapping.Choice;
import org.aralwatch.ingest.mapping.TimeFormat;
import org.aralwatch.ingest.mapping.TimeRule;
import org.aralwatch.ingest.mapping.TimeRule.Label;
import org.aralwatch.ingest.source.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodReaderTest {
  private static final String MINUTE = "yyyy-MM-dd HH:mm";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PT1H      | BEGIN    | Asia/Tashkent | 2020-01-02 06:00 | 2020-01-02T01:00:00Z | 2020-01-02T02:00:00Z
          PT1H      | END      | Asia/Bishkek  | 2019-02-06 06:00 | 2019-02-05T23:00:00Z | 2019-02-06T00:00:00Z
          PT1H      | END      | Asia/Bishkek  | 2019-12-31 24:00 | 2019-12-31T17:00:00Z | 2019-12-31T18:00:00Z
          PT20M     | BEGIN    | Asia/Kabul    | 2020-01-02 06:00 | 2020-01-02T01:30:00Z | 2020-01-02T01:50:00Z
          instant   | END      | UTC           | 2020-01-02 06:00 | 2020-01-02T06:00:00Z | 2020-01-02T06:00:00Z
          day       | BEGIN    | Asia/Tashkent | 2020-02-29 00:00 | 2020-02-28T19:00:00Z | 2020-02-29T19:00:00Z
          day       | END      | Asia/Tashkent | 2020-03-01 00:00 | 2020-02-28T19:00:00Z | 2020-02-29T19:00:00Z
          day       | WITHIN   | Asia/Tashkent | 2020-02-29 08:00 | 2020-02-28T19:00:00Z | 2020-02-29T19:00:00Z
          pentad    | WITHIN   | UTC           | 2020-02-28 00:00 | 2020-02-26T00:00:00Z | 2020-03-01T00:00:00Z
          dekad     | LAST_DAY | UTC           | 2020-01-10 00:00 | 2020-01-01T00:00:00Z | 2020-01-11T00:00:00Z
          dekad     | LAST_DAY | UTC           | 2020-02-29 00:00 | 2020-02-21T00:00:00Z | 2020-03-01T00:00:00Z
          dekad     | LAST_DAY | UTC           | 2019-02-28 00:00 | 2019-02-21T00:00:00Z | 2019-03-01T00:00:00Z
          dekad     | WITHIN   | Asia/Bishkek  | 2020-07-25 12:00 | 2020-07-20T18:00:00Z | 2020-07-31T18:00:00Z
          dekad     | END      | UTC           | 2020-02-01 00:00 | 2020-01-21T00:00:00Z | 2020-02-01T00:00:00Z
          month     | LAST_DAY | UTC           | 2020-12-31 00:00 | 2020-12-01T00:00:00Z | 2021-01-01T00:00:00Z
          month     | BEGIN    | Asia/Tashkent | 1993-07-01 00:00 | 1993-06-30T19:00:00Z | 1993-07-31T19:00:00Z
          year      | BEGIN    | Asia/Tashkent | 1960-01-01 00:00 | 1959-12-31T18:00:00Z | 1960-12-31T18:00:00Z
          hydrological-year  | WITHIN | UTC | 2026-01-01 00:00 | 2025-10-01T00:00:00Z | 2026-10-01T00:00:00Z
          growing-season     | BEGIN  | UTC | 2021-04-01 00:00 | 2021-04-01T00:00:00Z | 2021-10-01T00:00:00Z
          non-growing-season | WITHIN | UTC | 2026-02-01 00:00 | 2025-10-01T00:00:00Z | 2026-04-01T00:00:00Z
          """)
  void aLabelledTimeIsThePeriodItNames(
      String support, Label label, String zone, String text, Instant begin, Instant end) {
    PeriodReader reader = reader(MINUTE, zone, label);
    assertThat(reader.read(row(text), Support.ofCode(support))).isNull();
    assertThat(instant(reader.begin())).isEqualTo(begin);
    assertThat(instant(reader.end())).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dekad              | BEGIN    | 2020-01-10 00:00
          dekad              | LAST_DAY | 2020-01-30 00:00
          dekad              | LAST_DAY | 2020-02-28 00:00
          dekad              | END      | 2020-01-31 00:00
          month              | LAST_DAY | 2020-02-28 00:00
          day                | BEGIN    | 2020-02-28 08:00
          day                | END      | 2020-02-28 08:00
          year               | BEGIN    | 2020-02-01 00:00
          growing-season     | WITHIN   | 2020-10-01 00:00
          non-growing-season | WITHIN   | 2020-04-01 00:00
          """)
  void aTimeThatIsNotWhereTheLabelSaysIsRefused(String support, Label label, String text) {
    assertThat(reader(MINUTE, "UTC", label).read(row(text), Support.ofCode(support)))
        .isEqualTo(RejectReason.MISPLACED_TIME);
  }

  @Test
  void aLocalTimeThatTheClockLeftOutIsRefused() {
    // Berlin put the clock forward from 02:00 to 03:00.
    PeriodReader reader = reader(MINUTE, "Europe/Berlin", Label.BEGIN);
    assertThat(reader.read(row("2021-03-28 02:30"), Support.HOUR))
        .isEqualTo(RejectReason.NONEXISTENT_LOCAL_TIME);
    assertThat(reader.read(row("2021-03-28 03:00"), Support.HOUR)).isNull();
    assertThat(instant(reader.begin())).isEqualTo(Instant.parse("2021-03-28T01:00:00Z"));
    assertThat(reader.read(row("2021-03-28 01:59"), Support.HOUR)).isNull();
    assertThat(instant(reader.begin())).isEqualTo(Instant.parse("2021-03-28T00:59:00Z"));
  }

  @Test
  void aLocalTimeThatOccursTwiceIsTheFirst() {
    PeriodReader reader = reader(MINUTE, "Europe/Berlin", Label.BEGIN);
    assertThat(reader.read(row("2021-10-31 02:30"), Support.HOUR)).isNull();
    assertThat(instant(reader.begin())).isEqualTo(Instant.parse("2021-10-31T00:30:00Z"));
  }

  @Test
  void sovietSummerTimeIsKnown() {
    // Tashkent was at UTC+7 in the summer of 1985 and at UTC+6 in its winter.
    PeriodReader reader = reader(MINUTE, "Asia/Tashkent", Label.BEGIN);
    assertThat(reader.read(row("1985-07-01 08:00"), Support.INSTANT)).isNull();
    assertThat(instant(reader.begin())).isEqualTo(Instant.parse("1985-07-01T01:00:00Z"));
    assertThat(reader.read(row("1985-01-01 08:00"), Support.INSTANT)).isNull();
    assertThat(instant(reader.begin())).isEqualTo(Instant.parse("1985-01-01T02:00:00Z"));
  }

  @Test
  void everyHourOfThreeDecadesIsThatOfJava() {
    for (String name : List.of("Asia/Tashkent", "Asia/Almaty", "Asia/Tehran", "Europe/Berlin")) {
      ZoneId zone = ZoneId.of(name);
      LocalClock clock = new LocalClock(zone);
      for (long hour = 0; hour < 30 * 365 * 24; hour++) {
        LocalDateTime local = LocalDateTime.of(1980, 1, 1, 0, 0).plusHours(hour);
        long instant =
            clock.instant(
                local.toLocalDate().toEpochDay(), local.toLocalTime().toNanoOfDay() / 1_000);
        if (zone.getRules().getValidOffsets(local).isEmpty()) {
          assertThat(instant).isEqualTo(LocalClock.NONEXISTENT);
        } else if (instant != local.atZone(zone).toInstant().toEpochMilli() * 1_000) {
          throw new AssertionError(name + " " + local);
        }
      }
    }
  }

  @Test
  void anOffsetInTheFileIsBelievedBeforeTheZone() {
    PeriodReader reader = reader("yyyy-MM-dd'T'HH:mmXXX", "Asia/Tashkent", Label.BEGIN);
    assertThat(reader.read(row("2020-01-01T06:00+06:00"), Support.HOUR)).isNull();
    assertThat(instant(reader.begin())).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(reader.read(row("2019-12-31T19:00Z"), Support.DAY)).isNull();
    assertThat(instant(reader.begin())).isEqualTo(Instant.parse("2019-12-31T19:00:00Z"));
  }

  @Test
  void aTimeInSeveralColumnsIsJoined() {
    Columns columns = Columns.named(List.of("Year", "Month", "Day", "Hour"));
    TimeRule rule =
        new TimeRule(
            new TimeRule.Text(
                List.of("Year", "Month", "Day", "Hour"), List.of(TimeFormat.of("yyyy M d H"))),
            ZoneId.of("UTC"),
            Choice.constant(Support.HOUR),
            Label.END);
    PeriodReader reader = new PeriodReader(rule, columns);
    assertThat(reader.read(row("2020", "02", "9", "24"), Support.HOUR)).isNull();
    assertThat(instant(reader.end())).isEqualTo(Instant.parse("2020-02-10T00:00:00Z"));
    assertThat(reader.read(row("2020", "02", "30", "24"), Support.HOUR))
        .isEqualTo(RejectReason.UNPARSABLE_TIME);
    assertThat(reader.text(row("2020", "02", "30", "24"))).isEqualTo("2020 02 30 24");
  }

  private static PeriodReader reader(String format, String zone, Label label) {
    TimeRule rule =
        TimeRule.of(
            "time", TimeFormat.of(format), ZoneId.of(zone), Choice.constant(Support.DAY), label);
    return new PeriodReader(rule, Columns.named(List.of("time")));
  }

  private static Row row(String... cells) {
    Row row = new Row();
    row.begin(1);
    for (String cell : cells) {
      row.add(cell.toCharArray(), 0, cell.length());
    }
    return row;
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
  }
}
