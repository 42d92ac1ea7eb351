package org.aralwatch.ingest.source.sheet;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;

/** Dates and times that a file gives as ISO 8601, written as those are that were numbers. */
final class IsoText {
  private IsoText() {}

  /**
   * A date, a date with time, or a time; what is none stays as it is.
   *
   * @param onlyDate whether a time of 00:00 is left out
   */
  static String of(String text, boolean onlyDate) {
    int separator = text.indexOf('T');
    try {
      if (separator < 0) {
        return text.indexOf(':') > 0 ? time(LocalTime.parse(text).toNanoOfDay() / 1_000_000) : text;
      }
      LocalDateTime dateTime = LocalDateTime.parse(text);
      long ms = dateTime.toLocalTime().toNanoOfDay() / 1_000_000;
      return onlyDate && ms == 0
          ? dateTime.toLocalDate().toString()
          : dateTime.toLocalDate() + " " + time(ms);
    } catch (DateTimeParseException e) {
      // With an offset, or broken: the mapping says what it thinks of it.
      return separator < 0 ? text : text.replace('T', ' ');
    }
  }

  /** A duration like PT13H30M00S as hours and minutes; what is none stays as it is. */
  static String ofDuration(String text) {
    try {
      Duration duration = Duration.parse(text);
      return duration.isNegative() ? text : time(duration.toMillis());
    } catch (DateTimeParseException | ArithmeticException e) {
      return text;
    }
  }

  private static String time(long ms) {
    long rest = ms % 60_000;
    String text = "%02d:%02d".formatted(ms / 3_600_000, ms / 60_000 % 60);
    if (rest == 0) {
      return text;
    }
    String seconds = text + ":%02d".formatted(rest / 1000);
    return rest % 1000 == 0 ? seconds : seconds + ".%03d".formatted(rest % 1000);
  }
}
