package org.aralwatch.ingest.source.sheet;

import org.aralwatch.ingest.source.sheet.CellFormat.Kind;

/**
 * Writes the dates of workbooks, which are days and parts of a day since a first day (ECMA-376,
 * part 1, 18.17.4), as ISO 8601 without zone. In the 1900 system day 1 is 1900-01-01 and day 60 is
 * 1900-02-29, a day that never was: it is written as such, so that whoever reads it refuses it. In
 * the 1904 system day 0 is 1904-01-01. What is before or after the calendar stays a number.
 *
 * <p>A part of a day is written even where the format only shows the date, and a date where it only
 * shows the time: a number format hides things, it does not take them away. Whole days get "00:00"
 * where the format shows a time. Seconds are written unless they are 0, milliseconds likewise.
 * Where the format shows none, what is within 20 ms of a second is that second: a column filled by
 * adding 1/24 drifts by a few of them in a year.
 */
final class SerialDate {
  /** Longest text: "9999-12-31 23:59:59.999"; an elapsed time is shorter. */
  static final int LONGEST = 32;

  /** What a long holds, and a point. */
  private static final int MOST_DIGITS = 19;

  private static final long DAY_MS = 86_400_000L;
  private static final int DRIFT_MS = 20;
  private static final long DAYS_1900_TO_1970 = 25_569;
  private static final long DAYS_1904_TO_1970 = 24_107;
  private static final long LAST_DAY_1900 = 2_958_465;
  private static final long LAST_DAY_1904 = 2_957_003;
  private static final long LONGEST_ELAPSED_DAYS = 1_000_000;

  private final boolean from1904;
  private char[] out;
  private int at;

  SerialDate(boolean from1904) {
    this.from1904 = from1904;
  }

  /**
   * A number of digits with at most one point, to the microsecond, or -1. Parts of a day have 16 or
   * 17 digits in files, for which an exact conversion takes longer than all else about a cell.
   */
  static double plain(char[] chars, int from, int length) {
    if (length > MOST_DIGITS) {
      return -1;
    }
    long digits = 0;
    double divisor = 1;
    boolean point = false;
    for (int i = from; i < from + length; i++) {
      int digit = chars[i] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
        divisor = point ? divisor * 10 : divisor;
      } else if (chars[i] == '.' && !point) {
        point = true;
      } else {
        return -1;
      }
    }
    return length > 0 ? digits / divisor : -1;
  }

  /**
   * Writes the text at {@code from}, where there is room for {@link #LONGEST} characters.
   *
   * @return its length, or 0 when the number is no date or time
   */
  int write(double serial, CellFormat format, char[] target, int from) {
    if (!(serial >= 0) || serial > LAST_DAY_1900 + 1) {
      return 0;
    }
    long ms = Math.round(serial * DAY_MS);
    if (!format.fraction()) {
      long second = (ms + 500) / 1000 * 1000;
      ms = Math.abs(ms - second) <= DRIFT_MS ? second : ms;
    }
    long day = ms / DAY_MS;
    long inDay = ms % DAY_MS;
    out = target;
    at = from;
    boolean noDate = format.kind() == Kind.TIME && ms <= DAY_MS;
    // Before day 1 of the 1900 system there is nothing but a time.
    boolean onlyTime = !from1904 && day == 0 && format.kind() == Kind.DATE_TIME && inDay > 0;
    if (format.kind() == Kind.ELAPSED && day <= LONGEST_ELAPSED_DAYS || noDate || onlyTime) {
      time(ms);
      return at - from;
    }
    if (!from1904 && day == 0 || day > (from1904 ? LAST_DAY_1904 : LAST_DAY_1900)) {
      return 0;
    }
    date(day);
    if (inDay != 0 || format.kind() != Kind.DATE) {
      out[at++] = ' ';
      time(inDay);
    }
    return at - from;
  }

  private void date(long day) {
    if (!from1904 && day == 60) {
      digits(1900, 4);
      out[at++] = '-';
      digits(2, 2);
      out[at++] = '-';
      digits(29, 2);
      return;
    }
    long epochDay =
        from1904 ? day - DAYS_1904_TO_1970 : day - DAYS_1900_TO_1970 + (day < 60 ? 1 : 0);
    // Days to civil dates: H. Hinnant, "chrono-compatible low-level date algorithms" (2013).
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097);
    long dayOfEra = shifted - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long shiftedMonth = (5 * dayOfYear + 2) / 153;
    long month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    digits(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4);
    out[at++] = '-';
    digits(month, 2);
    out[at++] = '-';
    digits(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, 2);
  }

  private void time(long ms) {
    long hours = ms / 3_600_000;
    int width = 2;
    for (long rest = hours / 100; rest > 0; rest /= 10) {
      width++;
    }
    digits(hours, width);
    out[at++] = ':';
    digits(ms / 60_000 % 60, 2);
    long rest = ms % 60_000;
    if (rest != 0) {
      out[at++] = ':';
      digits(rest / 1000, 2);
      if (rest % 1000 != 0) {
        out[at++] = '.';
        digits(rest % 1000, 3);
      }
    }
  }

  private void digits(long number, int width) {
    long rest = number;
    for (int i = at + width - 1; i >= at; i--) {
      out[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    at += width;
  }
}
