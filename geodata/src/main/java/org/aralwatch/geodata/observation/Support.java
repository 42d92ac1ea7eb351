package org.aralwatch.geodata.observation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;

/**
 * The period for which each observation of a datastream stands: an instant, a fixed length of time
 * up to a day, or a calendar period of station-local days.
 *
 * <p>Codes: {@code instant}, ISO 8601 times such as {@code PT20M} or {@code PT1H}, {@code day},
 * {@code pentad}, {@code dekad}, {@code month}, {@code growing-season}, {@code non-growing-season},
 * {@code hydrological-year}, {@code year}. {@code P1D}, {@code P1M} and {@code P1Y} are read as
 * day, month and year.
 */
public final class Support {
  public static final Support INSTANT = new Support("instant", Duration.ZERO, null);
  public static final Support HOUR = new Support("PT1H", Duration.ofHours(1), null);
  public static final Support DAY = calendar(Period.DAY);
  public static final Support PENTAD = calendar(Period.PENTAD);
  public static final Support DEKAD = calendar(Period.DEKAD);
  public static final Support MONTH = calendar(Period.MONTH);
  public static final Support YEAR = calendar(Period.YEAR);

  private static final Map<String, String> SYNONYMS =
      Map.of("P1D", "day", "P1M", "month", "P1Y", "year", "PT24H", "day");

  private final String code;
  private final Duration fixed;
  private final Period calendar;

  private Support(String code, Duration fixed, Period calendar) {
    this.code = code;
    this.fixed = fixed;
    this.calendar = calendar;
  }

  private static Support calendar(Period period) {
    return new Support(period.code(), null, period);
  }

  /**
   * @throws IllegalArgumentException naming the code and the codes there are
   */
  public static Support ofCode(String code) {
    String canonical = SYNONYMS.getOrDefault(code, code);
    if (canonical.equals("instant")) {
      return INSTANT;
    }
    if (canonical.startsWith("PT")) {
      return fixed(canonical);
    }
    Period period;
    try {
      period = Period.ofCode(canonical);
    } catch (IllegalArgumentException e) {
      throw unknown(code);
    }
    if (period == Period.SEASON) {
      throw unknown(code);
    }
    return calendar(period);
  }

  private static Support fixed(String code) {
    Duration duration;
    try {
      duration = Duration.parse(code);
    } catch (DateTimeException e) {
      throw unknown(code);
    }
    if (duration.isZero() || duration.isNegative() || duration.compareTo(Duration.ofDays(1)) >= 0) {
      throw unknown(code);
    }
    return new Support(duration.toString(), duration, null);
  }

  private static IllegalArgumentException unknown(String code) {
    return new IllegalArgumentException(
        "unknown support period '"
            + code
            + "'; one of instant, PT20M, PT1H (any time below a day), day, pentad, dekad, month,"
            + " growing-season, non-growing-season, hydrological-year, year");
  }

  public String code() {
    return code;
  }

  public boolean isInstant() {
    return this.fixed != null && fixed.isZero();
  }

  /** Whether a day may hold several observations, so that day roll-ups exist. */
  public boolean isFinerThanDaily() {
    return fixed != null;
  }

  /** Whether observations are daily or finer. */
  public boolean isDailyOrFiner() {
    return isFinerThanDaily() || calendar == Period.DAY;
  }

  /** Whether values of this support can be gathered into {@code period} without splitting any. */
  public boolean fitsInto(Period period) {
    if (fixed != null) {
      return true;
    }
    boolean startsWithin =
        switch (calendar) {
          case DAY -> true;
          case PENTAD, DEKAD ->
              period.nominalDays() >= 30
                  || period == calendar
                  || (calendar == Period.PENTAD && period == Period.DEKAD);
          case MONTH -> period.nominalDays() >= 30;
          case GROWING_SEASON ->
              period == Period.GROWING_SEASON
                  || period == Period.SEASON
                  || period == Period.HYDROLOGICAL_YEAR
                  || period == Period.YEAR;
          case NON_GROWING_SEASON ->
              period == Period.NON_GROWING_SEASON
                  || period == Period.SEASON
                  || period == Period.HYDROLOGICAL_YEAR;
          case HYDROLOGICAL_YEAR, YEAR, SEASON -> period == calendar;
        };
    return startsWithin;
  }

  /** A usual length in seconds: 0 for an instant, 30 days for a month. */
  public long nominalSeconds() {
    return fixed != null ? fixed.toSeconds() : calendar.nominalDays() * 86_400L;
  }

  /**
   * The period of an observation whose period begins at or holds the local time {@code local}. A
   * calendar support takes the whole calendar period that holds the local date; a fixed one begins
   * at the local time.
   *
   * @throws IllegalArgumentException when a single season leaves the date out
   */
  public Interval beginningAt(LocalDateTime local, ZoneId zone) {
    if (fixed != null) {
      return beginningAt(local.atZone(zone).toInstant());
    }
    return holding(local.toLocalDate(), zone);
  }

  /** As {@link #beginningAt(LocalDateTime, ZoneId)}, for a support of fixed length. */
  public Interval beginningAt(Instant begin) {
    if (fixed == null) {
      throw new IllegalStateException(code + " is a calendar support: it needs a local date");
    }
    return new Interval(begin, begin.plus(fixed));
  }

  /** The period of an observation of fixed support that is labelled with its end. */
  public Interval endingAt(Instant end) {
    if (fixed == null) {
      throw new IllegalStateException(code + " is a calendar support: it needs a local date");
    }
    return new Interval(end.minus(fixed), end);
  }

  /** The whole calendar period that holds {@code day}, as instants of {@code zone}. */
  public Interval holding(LocalDate day, ZoneId zone) {
    if (calendar == null) {
      throw new IllegalStateException(code + " is not a calendar support");
    }
    Period.Days days =
        calendar
            .spanOf(day)
            .orElseThrow(
                () -> new IllegalArgumentException(day + " lies outside the " + calendar.code()));
    return new Interval(
        days.first().atStartOfDay(zone).toInstant(), days.end().atStartOfDay(zone).toInstant());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Support that && code.equals(that.code);
  }

  @Override
  public int hashCode() {
    return code.hashCode();
  }

  @Override
  public String toString() {
    return code;
  }
}
