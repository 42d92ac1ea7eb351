package org.aralwatch.ingest.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds tables with the steps of a year, a month or a day in a row: twelve months, thirty-six
 * dekads, the days. By the headers where there are any that say so, else by how many columns there
 * are beside the year.
 */
final class MatrixDetector {
  /**
   * A matrix.
   *
   * @param from first column of a step
   * @param to last one
   * @param step code, as "dekad"
   * @param key columns of the year, and of the month and day where a row is one
   */
  record Found(Column from, Column to, String step, List<Column> key) {}

  private final List<Column> columns;
  private final boolean named;
  private final Notes notes;

  private MatrixDetector(List<Column> columns, boolean named, Notes notes) {
    this.columns = columns;
    this.named = named;
    this.notes = notes;
  }

  static Optional<Found> detect(List<Column> columns, boolean named, Notes notes) {
    return new MatrixDetector(columns, named, notes).detect();
  }

  private Optional<Found> detect() {
    if (columns.size() < 13 || columns.isEmpty()) {
      return Optional.empty();
    }
    int year = yearColumn();
    if (named) {
      Optional<Found> byName = byHeaders(year);
      if (byName.isPresent()) {
        return byName;
      }
    }
    return named || year < 0 ? Optional.empty() : byCount(year);
  }

  /** The column of the year, or of a date of the row; -1 where there is none. */
  private int yearColumn() {
    for (Column column : columns.subList(0, Math.min(4, columns.size()))) {
      if (DateParts.fits(column, "year")) {
        return column.index();
      }
    }
    return -1;
  }

  private Optional<Found> byHeaders(int year) {
    // Months by name, or numbers from 1 (hours from 0) that go on without a gap.
    int bestFrom = -1;
    int bestCount = 0;
    boolean byMonth = false;
    for (int start = 1; start < columns.size(); start++) {
      int months = monthRun(start);
      if (months >= 12 && months > bestCount) {
        bestFrom = start;
        bestCount = months;
        byMonth = true;
      }
      int numbers = numberRun(start);
      if (numbers >= 12 && numbers > bestCount) {
        bestFrom = start;
        bestCount = numbers;
        byMonth = false;
      }
    }
    if (bestFrom < 0) {
      return Optional.empty();
    }
    Optional<String> step =
        byMonth ? stepOfMonths(bestFrom, bestCount) : stepOf(bestCount, rowKind(year, bestFrom));
    if (step.isEmpty()) {
      return Optional.empty();
    }
    Column from = columns.get(bestFrom);
    Column to = columns.get(bestFrom + bestCount - 1);
    notes.found(
        "/matrix/step",
        step.get(),
        0.95,
        "matrix.headers",
        bestCount,
        from.name(),
        to.name(),
        Sentences.standard().say("name." + step.get()));
    return Optional.of(new Found(from, to, step.get(), key(year, bestFrom, step.get())));
  }

  /** What a row is: "year", "month" or "day". */
  private String rowKind(int year, int from) {
    boolean month = false;
    for (Column column : columns.subList(0, from)) {
      boolean date =
          column.cells().stream()
              .filter(cell -> !cell.isEmpty())
              .limit(20)
              .allMatch(cell -> DateText.isDate(cell));
      if (date && column.filled() > 0 && column.index() != year) {
        DateText first =
            column.cells().stream().flatMap(cell -> DateText.of(cell).stream()).findFirst().get();
        return switch (first.family()) {
          case MONTH_YEAR, YEAR_MONTH, NAMED_MONTH -> "month";
          default -> "day";
        };
      }
      month |=
          column.index() != year && DateParts.fits(column, "month") && column.distinct().size() > 1;
    }
    return month ? "month" : "year";
  }

  private int monthRun(int start) {
    int count = 0;
    int last = 0;
    for (int i = start; i < columns.size(); i++) {
      int month = month(columns.get(i));
      if (month == 0 || month < last || month > last + 1) {
        break;
      }
      last = month;
      count++;
    }
    return last == 12 ? count : 0;
  }

  /** The month that a header names, alone or as one of its parts. */
  private static int month(Column column) {
    for (String part : column.name().split(" / |[ _.,-]+")) {
      Optional<Integer> month = Words.standard().month(part);
      if (month.isPresent()) {
        return month.get();
      }
    }
    return 0;
  }

  private int numberRun(int start) {
    int count = 0;
    int expected = -1;
    for (int i = start; i < columns.size(); i++) {
      String text = columns.get(i).name();
      String digits = text.replaceAll("^\\D*|:00$|\\D*$", "");
      if (digits.isEmpty() || digits.length() > 3 || !CellText.isInteger(digits)) {
        break;
      }
      int number = Integer.parseInt(digits);
      if (expected < 0 ? number > 1 : number != expected) {
        break;
      }
      expected = number + 1;
      count++;
    }
    return count;
  }

  private Optional<String> stepOfMonths(int from, int count) {
    return switch (count) {
      case 12 -> Optional.of("month");
      case 36 -> Optional.of("dekad");
      case 72 -> Optional.of("pentad");
      default -> Optional.empty();
    };
  }

  private static Optional<String> stepOf(int count, String row) {
    if (row.equals("day")) {
      return count == 24 ? Optional.of("hour") : Optional.empty();
    }
    if (row.equals("month")) {
      return count == 31 ? Optional.of("day-of-month") : Optional.empty();
    }
    if (count == 12) {
      return Optional.of("month");
    }
    if (count == 36) {
      return Optional.of("dekad");
    }
    if (count == 72) {
      return Optional.of("pentad");
    }
    return count >= 300 && count <= 366 ? Optional.of("day") : Optional.empty();
  }

  /** Without headers: what a year beside so many columns of numbers can be. */
  private Optional<Found> byCount(int year) {
    int from = year + 1;
    String row = "year";
    Column next = columns.get(from);
    if (DateParts.fits(next, "month")
        && next.distinct().size() > 1
        && columns.size() - from - 1 >= 31) {
      row = "month";
      from++;
    }
    List<Column> steps = columns.subList(from, columns.size());
    if (!steps.stream().allMatch(column -> column.isNumeric() || column.isEmpty())) {
      return Optional.empty();
    }
    Optional<String> step = stepOf(steps.size(), row);
    if (step.isEmpty()
        || columns.get(year).distinct().size() < columns.get(year).filled() && row.equals("year")) {
      return Optional.empty();
    }
    Column first = steps.get(0);
    Column last = steps.get(steps.size() - 1);
    double smooth = smoothness(steps);
    boolean certain = steps.size() != 12 || smooth < 0.7;
    double confidence = certain ? smooth < 0.5 ? 0.95 : 0.85 : 0.7;
    notes.found(
        "/matrix/step",
        step.get(),
        confidence,
        "matrix.count",
        steps.size(),
        Sentences.standard().say("name." + step.get()),
        Math.round(smooth * 100) / 100.0);
    if (step.get().equals("day") && steps.size() < 365) {
      notes.found("/matrix/to", last.name(), 0.8, "matrix.cut", steps.size(), 365 - steps.size());
    }
    if (!certain) {
      notes.ask("/matrix/step", List.of(step.get()), "matrix.open", steps.size());
    }
    return Optional.of(new Found(first, last, step.get(), key(year, from, step.get())));
  }

  /**
   * How much columns differ from their neighbours, as a share of how much any two differ: seasons
   * follow each other and give little; 1 is no order.
   */
  private static double smoothness(List<Column> steps) {
    List<Double> means = new ArrayList<>();
    for (Column column : steps) {
      double sum = 0;
      int count = 0;
      for (String cell : column.cells()) {
        double number = CellText.number(cell, cell.indexOf(',') >= 0 ? ',' : '.');
        if (!Double.isNaN(number)) {
          sum += number;
          count++;
        }
      }
      if (count > 0) {
        means.add(sum / count);
      }
    }
    double beside = 0;
    double any = 0;
    int pairs = 0;
    for (int i = 0; i < means.size(); i++) {
      if (i > 0) {
        beside += Math.abs(means.get(i) - means.get(i - 1));
      }
      for (int j = 0; j < i; j++) {
        any += Math.abs(means.get(i) - means.get(j));
        pairs++;
      }
    }
    return any == 0 ? 1 : beside / (means.size() - 1) / (any / pairs);
  }

  /** The columns that say which year, month or day a row is. */
  private List<Column> key(int year, int from, String step) {
    List<Column> key = new ArrayList<>();
    for (Column column : columns.subList(0, from)) {
      boolean isYear = column.index() == year;
      boolean isMonth = step.equals("day-of-month") && DateParts.fits(column, "month") && !isYear;
      boolean isDate =
          column.filled() > 0
              && column.cells().stream().filter(cell -> !cell.isEmpty()).allMatch(DateText::isDate);
      if (isYear || isMonth || isDate) {
        key.add(column);
      }
    }
    return key;
  }
}
