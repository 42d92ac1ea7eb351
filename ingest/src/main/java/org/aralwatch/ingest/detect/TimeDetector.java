package org.aralwatch.ingest.detect;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the columns of the time and how they are written: a date, a date beside a time of day,
 * numbers of days or seconds, or a column for each part.
 */
final class TimeDetector {
  private static final String FORMAT = "/time/format";

  /** Days since 1899-12-30 from 1927 to 2064. */
  private static final double[] SERIAL = {10_000, 60_000};

  private static final double[] EPOCH_SECONDS = {-1e9, 2.6e9};

  private final List<Column> columns;
  private final boolean named;
  private final Notes notes;

  private TimeDetector(List<Column> columns, boolean named, Notes notes) {
    this.columns = columns;
    this.named = named;
    this.notes = notes;
  }

  /**
   * @param named whether the columns have headers
   * @return empty when nothing looks like a time
   */
  static Optional<TimeColumns> detect(List<Column> columns, boolean named, Notes notes) {
    TimeDetector detector = new TimeDetector(columns, named, notes);
    return detector.dates().or(detector::parts).or(detector::numbers).or(detector::years);
  }

  private static boolean hasRole(Column column, String role) {
    return column.names(role);
  }

  /** A column of dates, with a time of day in it or in a column beside it. */
  private Optional<TimeColumns> dates() {
    Column best = null;
    double bestScore = 0;
    for (Column column : columns) {
      if (column.filled() == 0) {
        continue;
      }
      long dates =
          column.cells().stream()
              .filter(cell -> !cell.isEmpty() && DateText.of(cell).isPresent())
              .count();
      double share = dates / (double) column.filled();
      boolean called = hasRole(column, "date") || hasRole(column, "begin");
      boolean onlyDayMonth =
          column.cells().stream()
              .map(DateText::of)
              .flatMap(Optional::stream)
              .allMatch(date -> date.family() == DateText.Family.DAY_MONTH);
      if (onlyDayMonth && !called || !called && isPlainNumber(column)) {
        continue;
      }
      double coverage = column.filled() / (double) Math.max(1, column.cells().size());
      double score = share * (0.6 + 0.4 * coverage) + (called ? 0.5 : 0) - column.index() * 0.001;
      if (share >= 0.6 && score > bestScore) {
        best = column;
        bestScore = score;
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    Column date = best;
    DateFormats formats = DateFormats.of(date, columns, notes);
    Set<Column> used = new LinkedHashSet<>(List.of(date));
    redundantParts(date, formats, used);
    Optional<Column> clock =
        formats.hasClock()
            ? Optional.empty()
            : columns.stream().filter(c -> c != date && isClock(c)).findFirst();
    if (clock.isEmpty()) {
      return Optional.of(
          new TimeColumns(
              List.of(date),
              Map.of(),
              formats.patterns(),
              used,
              formats.times(),
              formats.precision(),
              formats.hasOffset()));
    }
    used.add(clock.get());
    return Optional.of(withClock(date, formats, clock.get(), used));
  }

  /** Numbers with one point, as 12.2020, are dates only in a column that is called so. */
  private static boolean isPlainNumber(Column column) {
    return column.isNumeric()
        && column.cells().stream()
            .filter(cell -> !cell.isEmpty())
            .allMatch(cell -> CellText.isNumber(cell));
  }

  private static boolean isClock(Column column) {
    long clocks = column.cells().stream().filter(CellText::isClock).count();
    return column.filled() > 0 && clocks >= column.filled() * 0.9;
  }

  private TimeColumns withClock(Column date, DateFormats formats, Column clock, Set<Column> used) {
    boolean half = clock.cells().stream().anyMatch(cell -> cell.matches("(?i).*[ap]m$"));
    boolean seconds = clock.cells().stream().anyMatch(cell -> cell.matches("\\d+:\\d+:\\d+.*"));
    boolean one = clock.cells().stream().anyMatch(cell -> cell.matches("\\d:.*"));
    boolean blank = clock.cells().stream().anyMatch(cell -> cell.matches(".* [AaPp][Mm]$"));
    String pattern =
        (half ? (one ? "h" : "hh") : one ? "H" : "HH")
            + ":mm"
            + (seconds ? ":ss" : "")
            + (half ? (blank ? " a" : "a") : "");
    List<LocalDateTime> times = new ArrayList<>();
    for (int row = 0; row < clock.cells().size(); row++) {
      LocalDateTime day = formats.times().get(row);
      String cell = clock.cells().get(row);
      times.add(
          day == null || cell.isEmpty()
              ? null
              : DateText.of("2000-01-01 " + cell)
                  .flatMap(text -> text.toTime(true))
                  .map(
                      time ->
                          day.plus(
                              java.time.Duration.between(
                                  LocalDate.of(2000, 1, 1).atStartOfDay(), time)))
                  .orElse(null));
    }
    notes.found("/time/columns", clock.name(), 0.95, "time.clock", clock.name(), date.name());
    List<String> joined =
        formats.patterns().stream().map(format -> format + " " + pattern).toList();
    return new TimeColumns(List.of(date, clock), Map.of(), joined, used, times, "time", false);
  }

  /** Year, Month, Day and Hour beside a column that has them all say nothing new. */
  private void redundantParts(Column date, DateFormats formats, Set<Column> used) {
    for (String part : new String[] {"year", "month", "day", "hour", "minute", "dekad", "pentad"}) {
      for (Column column : columns) {
        if (column != date
            && hasRole(column, part)
            && column.isInteger()
            && agrees(column, part, formats)) {
          used.add(column);
        }
      }
    }
  }

  private static boolean agrees(Column column, String part, DateFormats formats) {
    int same = 0;
    int all = 0;
    for (int row = 0; row < column.cells().size(); row++) {
      String cell = column.cells().get(row);
      LocalDateTime time = formats.times().get(row);
      if (time == null || !CellText.isInteger(cell) || cell.length() > 9) {
        continue;
      }
      int number = Integer.parseInt(cell);
      all++;
      same +=
          switch (part) {
            case "year" -> number == time.getYear() ? 1 : 0;
            case "month" -> number == time.getMonthValue() ? 1 : 0;
            case "day" -> number == time.getDayOfMonth() ? 1 : 0;
            case "hour" -> number % 24 == time.getHour() ? 1 : 0;
            default -> 1;
          };
    }
    return all == 0 || same > all * 0.9;
  }

  /** A column for each part: by their headers, or by what can stand in them. */
  private Optional<TimeColumns> parts() {
    Map<String, Column> parts = named ? partsByHeader() : partsByRange();
    if (!parts.containsKey("year") || parts.size() < 2) {
      return Optional.empty();
    }
    String precision = DateParts.precision(parts);
    List<LocalDateTime> times = DateParts.times(parts);
    long read = times.stream().filter(time -> time != null).count();
    if (times.isEmpty() || read < times.size() * 0.8) {
      return Optional.empty();
    }
    List<String> names = parts.values().stream().map(Column::name).toList();
    notes.found(
        "/time/parts",
        String.join(", ", names),
        named ? 0.95 : 0.75,
        named ? "time.parts.header" : "time.parts.range",
        names,
        read,
        times.size());
    return Optional.of(
        new TimeColumns(
            List.of(),
            parts,
            List.of(),
            new LinkedHashSet<>(parts.values()),
            times,
            precision,
            false));
  }

  private Map<String, Column> partsByHeader() {
    Map<String, Column> parts = new LinkedHashMap<>();
    for (String part : new String[] {"year", "month", "day", "dekad", "pentad", "hour", "minute"}) {
      for (Column column : columns) {
        if (hasRole(column, part) && !parts.containsValue(column) && DateParts.fits(column, part)) {
          parts.put(part, column);
          break;
        }
      }
    }
    Column month = parts.get("month");
    boolean day = parts.containsKey("day");
    if (parts.containsKey("dekad") && day || parts.containsKey("pentad") && day) {
      parts.remove("dekad");
      parts.remove("pentad");
    }
    if (parts.containsKey("dekad") && parts.containsKey("pentad")) {
      parts.remove("dekad");
    }
    if (month == null) {
      parts.remove("day");
    }
    if (!parts.containsKey("day")) {
      parts.remove("hour");
    }
    if (!parts.containsKey("hour")) {
      parts.remove("minute");
    }
    return parts;
  }

  /** Without headers: 1990;1;2;... is a year, a month and a dekad or day. */
  private Map<String, Column> partsByRange() {
    Map<String, Column> parts = new LinkedHashMap<>();
    if (columns.size() < 3 || !DateParts.fits(columns.get(0), "year")) {
      return parts;
    }
    if (!DateParts.fits(columns.get(1), "month") || columns.get(1).distinct().size() < 2) {
      return parts;
    }
    parts.put("year", columns.get(0));
    parts.put("month", columns.get(1));
    Column third = columns.get(2);
    if (columns.size() > 3 && third.isInteger() && third.distinct().size() > 1) {
      long[] range = third.integerRange();
      if (range[0] == 1 && range[1] == 3) {
        parts.put("dekad", third);
      } else if (range[0] >= 1 && range[1] > 12 && range[1] <= 31) {
        parts.put("day", third);
      }
    }
    return parts;
  }

  /** Days since 1900 as spreadsheets count them, seconds or milliseconds since 1970. */
  private Optional<TimeColumns> numbers() {
    for (Column column : columns) {
      boolean called =
          hasRole(column, "date") || hasRole(column, "begin") || hasRole(column, "clock");
      if (!column.isNumeric() || !called && (named || column.index() > 0)) {
        continue;
      }
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (String cell : column.cells()) {
        double number = CellText.number(cell, cell.indexOf(',') >= 0 ? ',' : '.');
        if (!Double.isNaN(number)) {
          low = Math.min(low, number);
          high = Math.max(high, number);
        }
      }
      String format =
          low >= SERIAL[0] && high <= SERIAL[1]
              ? "excel-serial"
              : called && Math.abs(low) > 1e8 && low >= EPOCH_SECONDS[0] && high <= EPOCH_SECONDS[1]
                  ? "epoch-seconds"
                  : called && low > 1e11 && high < 2.6e12 ? "epoch-millis" : "";
      if (format.isEmpty() || !called && !isAscending(column)) {
        continue;
      }
      List<LocalDateTime> times = new ArrayList<>();
      for (String cell : column.cells()) {
        times.add(DateParts.ofNumber(cell, format));
      }
      boolean whole =
          times.stream().allMatch(time -> time == null || time.toLocalTime().toSecondOfDay() == 0);
      notes.found(
          FORMAT,
          format,
          called ? 0.9 : 0.7,
          "time." + format,
          column.name(),
          low,
          high,
          DateParts.span(times));
      return Optional.of(
          new TimeColumns(
              List.of(column),
              Map.of(),
              List.of(format),
              Set.of(column),
              times,
              whole ? "day" : "time",
              format.startsWith("epoch")));
    }
    return Optional.empty();
  }

  private static boolean isAscending(Column column) {
    double last = Double.NEGATIVE_INFINITY;
    for (String cell : column.cells()) {
      double number = CellText.number(cell, '.');
      if (number < last) {
        return false;
      }
      last = Double.isNaN(number) ? last : number;
    }
    return true;
  }

  /** Nothing but years. */
  private Optional<TimeColumns> years() {
    for (Column column : columns) {
      boolean called =
          hasRole(column, "year")
              || hasRole(column, "date")
              || column.index() == 0 && column.name().isEmpty();
      boolean early = hasRole(column, "year") && column.isInteger() && yearsAtAll(column);
      boolean years = DateParts.fits(column, "year") || early;
      if (!years || !called && (named || column.index() > 0)) {
        continue;
      }
      List<LocalDateTime> times = new ArrayList<>();
      for (String cell : column.cells()) {
        times.add(
            CellText.isInteger(cell) && cell.length() == 4
                ? LocalDate.of(Integer.parseInt(cell), 1, 1).atStartOfDay()
                : null);
      }
      notes.found(
          FORMAT, "yyyy", called ? 0.97 : 0.85, "time.years", column.name(), DateParts.span(times));
      long before =
          column.cells().stream()
              .filter(cell -> CellText.isInteger(cell) && Long.parseLong(cell) < 1700)
              .count();
      if (before > 0) {
        notes.found(FORMAT, before, 0.9, "time.early", column.name(), before, column.filled());
      }
      return Optional.of(
          new TimeColumns(
              List.of(column), Map.of(), List.of("yyyy"), Set.of(column), times, "year", false));
    }
    return Optional.empty();
  }

  /** Years of history, before Christ too. */
  private static boolean yearsAtAll(Column column) {
    long[] range = column.integerRange();
    return range != null && range[0] >= -9_999 && range[1] >= 1_700 && range[1] <= 2_100;
  }
}
