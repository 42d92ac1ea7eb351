package org.aralwatch.geodata.storage;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.Support;

/** The calendar units for which roll-ups are kept, finest first. */
public enum RollupLevel {
  DAY("rollup_day", "day"),
  MONTH("rollup_month", "month"),
  YEAR("rollup_year", "year");

  private final String table;
  private final String unit;

  RollupLevel(String table, String unit) {
    this.table = table;
    this.unit = unit;
  }

  String table() {
    return table;
  }

  /** The span's length, as PostgreSQL names it. */
  String unit() {
    return unit;
  }

  /** SQL for the first day of the span that holds the day {@code dayExpression}. */
  String spanOf(String dayExpression) {
    return this == DAY
        ? dayExpression
        : "date_trunc('" + unit + "', " + dayExpression + "::timestamp)::date";
  }

  LocalDate firstDayOf(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case MONTH -> day.withDayOfMonth(1);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  /** First day of the next span. */
  LocalDate after(LocalDate firstDay) {
    return switch (this) {
      case DAY -> firstDay.plusDays(1);
      case MONTH -> firstDay.plusMonths(1);
      case YEAR -> firstDay.plusYears(1);
    };
  }

  /**
   * Whether values of {@code support} enter the roll-ups at this level themselves: it is the finest
   * whose spans hold them whole, but for daily values, which enter at the month: a day's value is
   * its own roll-up, and most of the record would be kept twice. Hydrological years and non-growing
   * seasons, which cross the turn of the year, enter none.
   */
  boolean isEntryOf(Support support) {
    return switch (this) {
      case DAY -> support.isFinerThanDaily();
      case MONTH -> !support.isFinerThanDaily() && support.fitsInto(Period.MONTH);
      case YEAR -> !support.fitsInto(Period.MONTH) && support.fitsInto(Period.YEAR);
    };
  }

  /** The level that values of {@code support} enter; hydrological years enter none. */
  static Optional<RollupLevel> entryOf(Support support) {
    return Arrays.stream(values()).filter(level -> level.isEntryOf(support)).findFirst();
  }

  /** Whether there are roll-ups of this level for values of {@code support}. */
  boolean isKeptOf(Support support) {
    return isEntryOf(support) || this != DAY && values()[ordinal() - 1].isKeptOf(support);
  }
}
