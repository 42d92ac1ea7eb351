package org.aralwatch.geodata.quality;

import java.time.Instant;
import java.time.ZoneId;

/**
 * Calendar months of instants, without an object for each. A zone's standard time of the year 2000
 * is taken for all years: what an hour more or less puts into another month does not matter to a
 * climatology.
 */
final class LocalMonth {
  private static final Instant REFERENCE = Instant.parse("2000-01-01T00:00:00Z");
  private static final long DAY_MICROS = 86_400_000_000L;

  private final long offsetMicros;

  LocalMonth(ZoneId zone) {
    offsetMicros = zone.getRules().getStandardOffset(REFERENCE).getTotalSeconds() * 1_000_000L;
  }

  /** 0 for January to 11 for December. */
  int month(long micros) {
    return Math.floorMod(monthNumber(micros), 12);
  }

  int year(long micros) {
    return (int) Math.floorDiv(monthNumber(micros), 12);
  }

  /** Months since January of the year 0 (proleptic Gregorian). */
  private long monthNumber(long micros) {
    // Days since 0000-03-01, in eras of 400 years: the leap day is the last day of such a year.
    long day = Math.floorDiv(micros + offsetMicros, DAY_MICROS) + 719_468;
    long era = Math.floorDiv(day, 146_097);
    long dayOfEra = day - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long monthFromMarch = (5 * dayOfYear + 2) / 153;
    return (era * 400 + yearOfEra) * 12 + monthFromMarch + 2;
  }
}
