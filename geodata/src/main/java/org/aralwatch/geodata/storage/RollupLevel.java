package org.aralwatch.geodata.storage;

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

  /**
   * Whether values of {@code support} enter the roll-ups at this level themselves: it is the finest
   * whose spans hold them whole. Hydrological years and non-growing seasons, which cross the turn
   * of the year, enter none.
   */
  boolean isEntryOf(Support support) {
    return switch (this) {
      case DAY -> support.isDailyOrFiner();
      case MONTH -> !support.isDailyOrFiner() && support.fitsInto(Period.MONTH);
      case YEAR -> !support.fitsInto(Period.MONTH) && support.fitsInto(Period.YEAR);
    };
  }
}
