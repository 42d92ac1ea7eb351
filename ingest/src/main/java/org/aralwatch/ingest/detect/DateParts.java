package org.aralwatch.ingest.detect;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Dates whose parts stand in columns of their own, and dates that are one number. */
final class DateParts {
  private static final LocalDate EXCEL = LocalDate.of(1899, 12, 30);

  private DateParts() {}

  /** Whether what a column holds can be years, months and so on. */
  static boolean fits(Column column, String part) {
    if (column.filled() == 0) {
      return false;
    }
    int good = 0;
    for (Map.Entry<String, Integer> cell : column.distinct().entrySet()) {
      good += number(cell.getKey(), part).isPresent() ? cell.getValue() : 0;
    }
    int all = column.distinct().values().stream().mapToInt(Integer::intValue).sum();
    return good >= all * 0.9;
  }

  /** The number of a part; months and dekads may be names or Roman. */
  static Optional<Integer> number(String cell, String part) {
    String text = cell.endsWith(".0") ? cell.substring(0, cell.length() - 2) : cell;
    if (!CellText.isInteger(text) || text.length() > 5) {
      if (part.equals("month")) {
        return Words.standard().month(cell);
      }
      if (part.equals("dekad")) {
        return switch (cell.toUpperCase(java.util.Locale.ROOT)) {
          case "I" -> Optional.of(1);
          case "II" -> Optional.of(2);
          case "III" -> Optional.of(3);
          default -> Optional.empty();
        };
      }
      return Optional.empty();
    }
    int number = Integer.parseInt(text);
    int low = part.equals("hour") || part.equals("minute") ? 0 : 1;
    int high =
        switch (part) {
          case "year" -> 2100;
          case "month" -> 12;
          case "day" -> 31;
          case "dekad" -> 36;
          case "pentad" -> 72;
          case "hour" -> 24;
          default -> 59;
        };
    if (part.equals("year")) {
      low = 1700;
    }
    return number >= low && number <= high ? Optional.of(number) : Optional.empty();
  }

  static String precision(Map<String, Column> parts) {
    if (parts.containsKey("hour")) {
      return "time";
    }
    for (String part : new String[] {"day", "pentad", "dekad", "month"}) {
      if (parts.containsKey(part)) {
        return part;
      }
    }
    return "year";
  }

  /** The times of all rows; null where a part is missing or the day does not exist. */
  static List<LocalDateTime> times(Map<String, Column> parts) {
    List<LocalDateTime> times = new ArrayList<>();
    int rows = parts.get("year").cells().size();
    for (int row = 0; row < rows; row++) {
      times.add(time(parts, row));
    }
    return times;
  }

  private static LocalDateTime time(Map<String, Column> parts, int row) {
    int year = part(parts, "year", row, -1);
    int month = part(parts, "month", row, 1);
    int day = part(parts, "day", row, 1);
    int dekad = part(parts, "dekad", row, 1);
    int pentad = part(parts, "pentad", row, 1);
    int hour = part(parts, "hour", row, 0);
    if (year < 0 || month < 0 || day < 0 || dekad < 0 || pentad < 0 || hour < 0) {
      return null;
    }
    if (parts.containsKey("dekad")) {
      month = parts.containsKey("month") ? month : (dekad - 1) / 3 + 1;
      day = (dekad - 1) % 3 * 10 + 1;
    } else if (parts.containsKey("pentad")) {
      month = parts.containsKey("month") ? month : (pentad - 1) / 6 + 1;
      day = (pentad - 1) % 6 * 5 + 1;
    }
    try {
      return LocalDate.of(year, month, day).atStartOfDay().plusHours(hour);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int part(Map<String, Column> parts, String part, int row, int fallback) {
    Column column = parts.get(part);
    return column == null ? fallback : number(column.cells().get(row), part).orElse(-1);
  }

  /** The time that a number is; null for no number. */
  static LocalDateTime ofNumber(String cell, String format) {
    double number = CellText.number(cell, cell.indexOf(',') >= 0 ? ',' : '.');
    if (Double.isNaN(number)) {
      return null;
    }
    return switch (format) {
      case "excel-serial" ->
          EXCEL
              .atStartOfDay()
              .plusSeconds(Math.round(number * 86_400))
              .truncatedTo(ChronoUnit.MINUTES);
      case "epoch-seconds" -> LocalDateTime.ofEpochSecond((long) number, 0, ZoneOffset.UTC);
      default -> LocalDateTime.ofEpochSecond((long) (number / 1000), 0, ZoneOffset.UTC);
    };
  }

  /** "1990-01-01 – 2000-12-31" of the times that there are. */
  static String span(List<LocalDateTime> times) {
    LocalDateTime first =
        times.stream().filter(Objects::nonNull).min(LocalDateTime::compareTo).orElse(null);
    LocalDateTime last =
        times.stream().filter(Objects::nonNull).max(LocalDateTime::compareTo).orElse(null);
    return first == null ? "–" : first.toLocalDate() + " – " + last.toLocalDate();
  }
}
