package org.aralwatch.ingest.source.netcdf;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aralwatch.ingest.source.BadFileException;

/**
 * Times as CF counts them: {@code days since 1979-1-1 00:00:00}, in UTC unless the reference says
 * an offset (CF conventions 1.11, section 4.4, cfconventions.org, as known in 2026).
 *
 * @param reference microseconds since 1970
 * @param unit microseconds
 */
record TimeUnits(long reference, long unit) {
  private static final long SECOND = 1_000_000L;
  private static final long DAY = 86_400 * SECOND;

  /** Beyond these years no time is meant, and microseconds would overflow soon after. */
  private static final long MOST_MICROS = 200_000L * 365 * DAY;

  private static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("day", DAY),
          Map.entry("d", DAY),
          Map.entry("hour", 3_600 * SECOND),
          Map.entry("hr", 3_600 * SECOND),
          Map.entry("h", 3_600 * SECOND),
          Map.entry("minute", 60 * SECOND),
          Map.entry("min", 60 * SECOND),
          Map.entry("second", SECOND),
          Map.entry("sec", SECOND),
          Map.entry("s", SECOND),
          Map.entry("millisecond", 1_000L),
          Map.entry("msec", 1_000L),
          Map.entry("ms", 1_000L),
          Map.entry("microsecond", 1L));

  private static final Pattern REFERENCE =
      Pattern.compile(
          "(\\w+)\\s+since\\s+(\\d{1,4})-(\\d{1,2})-(\\d{1,2})"
              + "(?:(?:T|\\s+)(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:\\.\\d+)?)?)?)?"
              + "\\s*(Z|UTC|GMT|[+-]\\d{1,2}(?::?\\d{2})?)?",
          Pattern.CASE_INSENSITIVE);

  /**
   * @throws BadFileException when the calendar is none of this world, or the unit none of fixed
   *     length
   */
  static TimeUnits of(NetcdfVariable time) {
    String units = time.attributes().text("units", "");
    String calendar = time.attributes().text("calendar", "standard").toLowerCase(Locale.ROOT);
    if (!calendar.equals("standard")
        && !calendar.equals("gregorian")
        && !calendar.equals("proleptic_gregorian")) {
      throw new BadFileException(
          "the times of "
              + time
              + " are in the calendar "
              + calendar
              + ", whose dates are not those of observations; standard, gregorian and"
              + " proleptic_gregorian can be read");
    }
    Matcher parts = REFERENCE.matcher(units);
    if (!parts.matches()) {
      throw unusable(time, units, "expected one like 'days since 1979-01-01 00:00:00'");
    }
    String name = parts.group(1).toLowerCase(Locale.ROOT);
    Long unit = UNITS.get(name);
    if (unit == null && name.endsWith("s")) {
      unit = UNITS.get(name.substring(0, name.length() - 1));
    }
    if (unit == null) {
      throw unusable(
          time, units, "days, hours, minutes, seconds and milliseconds have a fixed length");
    }
    try {
      return new TimeUnits(reference(parts, calendar), unit);
    } catch (DateTimeException e) {
      throw unusable(time, units, "there is no such date");
    }
  }

  private static BadFileException unusable(NetcdfVariable time, String units, String why) {
    return new BadFileException("cannot use the units '" + units + "' of " + time + ": " + why);
  }

  private static long reference(Matcher parts, String calendar) {
    int year = Integer.parseInt(parts.group(2));
    int month = Integer.parseInt(parts.group(3));
    int day = Integer.parseInt(parts.group(4));
    long epochDay;
    if (calendar.equals("proleptic_gregorian") || isGregorian(year, month, day)) {
      epochDay = LocalDate.of(year, month, day).toEpochDay();
    } else {
      epochDay = julianEpochDay(year, month, day);
    }
    int hour = number(parts.group(5));
    int minute = number(parts.group(6));
    int second = number(parts.group(7));
    if (hour > 24 || minute > 59 || second > 60) {
      throw new DateTimeException("no such time of day");
    }
    return epochDay * DAY
        + ((hour * 60L + minute) * 60 + second - offsetSeconds(parts.group(8))) * SECOND;
  }

  private static boolean isGregorian(int year, int month, int day) {
    return year > 1582 || year == 1582 && (month > 10 || month == 10 && day >= 15);
  }

  /** The standard calendar is the Julian one before 15 October 1582, as for 1-1-1. */
  private static long julianEpochDay(int year, int month, int day) {
    int length = month == 2 && year % 4 == 0 ? 29 : LocalDate.of(2001, month, 1).lengthOfMonth();
    if (day < 1 || day > length) {
      throw new DateTimeException("no such date");
    }
    // Years from March, so that the leap day comes last (Meeus, Astronomical Algorithms, 7).
    long y = month > 2 ? year : year - 1L;
    long m = month > 2 ? month : month + 12L;
    long julianDay =
        (long) Math.floor(365.25 * (y + 4716)) + (long) Math.floor(30.6001 * (m + 1)) + day - 1524;
    return julianDay - 2_440_588;
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int offsetSeconds(String offset) {
    if (offset == null || Character.isLetter(offset.charAt(0))) {
      return 0;
    }
    String digits = offset.substring(1).replace(":", "");
    int hours =
        Integer.parseInt(digits.length() > 2 ? digits.substring(0, digits.length() - 2) : digits);
    int minutes = digits.length() > 2 ? Integer.parseInt(digits.substring(digits.length() - 2)) : 0;
    if (hours > 18 || minutes > 59) {
      throw new DateTimeException("no such offset");
    }
    return (hours * 60 + minutes) * (offset.charAt(0) == '-' ? -60 : 60);
  }

  /** The moment, to the millisecond: days as a double tell no finer. Empty for what is no time. */
  String text(double value) {
    double micros = value * unit;
    if (!(Math.abs(micros) < MOST_MICROS)) {
      return "";
    }
    // Whole units and the rest apart, so that a large reference costs no digits.
    long whole = (long) Math.floor(value);
    long rest = Math.round((value - whole) * unit / 1_000.0) * 1_000;
    long at = reference + whole * unit + rest;
    Instant moment =
        Instant.ofEpochSecond(Math.floorDiv(at, SECOND), Math.floorMod(at, SECOND) * 1_000L);
    int year = moment.atOffset(ZoneOffset.UTC).getYear();
    return year < 0 || year > 9999 ? "" : moment.toString();
  }
}
