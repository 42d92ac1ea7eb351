package org.aralwatch.ingest.source.waterml;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Locale;

/**
 * A duration of XML Schema (part 2, section 3.2.6): calendar years, months and days, and hours,
 * minutes and seconds, which are added to a time in this order.
 */
record XmlDuration(Period period, Duration time) {
  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter WITH_OFFSET =
      new DateTimeFormatterBuilder()
          .append(LOCAL)
          .appendOffset("+HH:MM", "Z")
          .toFormatter(Locale.ROOT);

  /** As ISO 8601 writes it. */
  @Override
  public String toString() {
    return time.isZero()
        ? period.toString()
        : (period.isZero() ? "P" : period.toString()) + time.toString().substring(1);
  }

  /** Null when the text is none, or lasts no time. */
  static XmlDuration find(String text) {
    if (text == null || !text.matches("P[0-9YMD]*(T[0-9HMS.]+)?") || text.endsWith("P")) {
      return null;
    }
    try {
      int t = text.indexOf('T');
      String date = t < 0 ? text : text.substring(0, t);
      Period period = date.equals("P") ? Period.ZERO : Period.parse(date);
      Duration time = t < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(t));
      return period.isZero() && time.isZero() ? null : new XmlDuration(period, time);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /**
   * The time {@code count} durations after {@code time}, in the same offset; null when it is no
   * date with a time of day, or lies beyond all calendars.
   */
  String from(String time, long count) {
    try {
      Temporal start =
          time.matches(".*(Z|[+-]\\d\\d:\\d\\d)$")
              ? OffsetDateTime.parse(time)
              : LocalDateTime.parse(time);
      Temporal moved =
          start
              .plus(period.multipliedBy(Math.toIntExact(count)))
              .plus(this.time.multipliedBy(count));
      return (moved instanceof OffsetDateTime ? WITH_OFFSET : LOCAL).format(moved);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }
}
