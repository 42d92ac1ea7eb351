package org.aralwatch.ingest.source.kn15;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Dates of which a telegram says only a part: it has no year, and mostly no month. They are found
 * backwards from a day that is known, the day of receipt or that of the telegram.
 */
final class TelegramDates {
  /**
   * A month and day that are said, but would lie further back than this, are rather an error, or a
   * day that is still to come: nobody sends a measurement by daily telegram half a year later.
   */
  private static final long OLDEST_DAYS = 183;

  private TelegramDates() {}

  /** A period of whole days. */
  record Days(LocalDate first, LocalDate end) {}

  /**
   * The nearest day of that number that is not after {@code last}: in its month, else in the month
   * before. None where the month before has no such day, as 30 in February: the next one back would
   * be a month old, which rather is an error.
   */
  static Optional<LocalDate> ofDay(int day, LocalDate last) {
    if (day < 1 || day > 31) {
      return Optional.empty();
    }
    YearMonth month = YearMonth.from(last);
    if (day > last.getDayOfMonth()) {
      month = month.minusMonths(1);
    }
    return month.isValidDay(day) ? Optional.of(month.atDay(day)) : Optional.empty();
  }

  /**
   * The nearest such day that is not after {@code last}; none where it is older than half a year.
   */
  static Optional<LocalDate> ofMonthAndDay(int month, int day, LocalDate last) {
    if (month < 1 || month > 12) {
      return Optional.empty();
    }
    for (int year = last.getYear(); year >= last.getYear() - 1; year--) {
      YearMonth candidate = YearMonth.of(year, month);
      if (candidate.isValidDay(day) && !candidate.atDay(day).isAfter(last)) {
        return Optional.of(candidate.atDay(day)).filter(date -> isRecent(date, last));
      }
    }
    return Optional.empty();
  }

  private static boolean isRecent(LocalDate date, LocalDate last) {
    return date.plusDays(OLDEST_DAYS).isAfter(last);
  }

  /** A part of a month, by its first and last day; 0 stands for the last day of the month. */
  record PartOfMonth(int firstDay, int lastDay) {
    Days of(YearMonth month) {
      LocalDate last = lastDay == 0 ? month.atEndOfMonth() : month.atDay(lastDay);
      return new Days(month.atDay(firstDay), last.plusDays(1));
    }

    /** The nearest one that was over when {@code today} began. */
    Days lastBefore(LocalDate today) {
      Days ofThisMonth = of(YearMonth.from(today));
      return ofThisMonth.end().isAfter(today)
          ? of(YearMonth.from(today).minusMonths(1))
          : ofThisMonth;
    }

    /** That of a month which is said, over when {@code today} began and at most half a year ago. */
    Optional<Days> ofMonthBefore(int month, LocalDate today) {
      if (month < 1 || month > 12) {
        return Optional.empty();
      }
      for (int year = today.getYear(); year >= today.getYear() - 1; year--) {
        Days days = of(YearMonth.of(year, month));
        if (!days.end().isAfter(today)) {
          return Optional.of(days).filter(found -> isRecent(found.end(), today));
        }
      }
      return Optional.empty();
    }
  }
}
