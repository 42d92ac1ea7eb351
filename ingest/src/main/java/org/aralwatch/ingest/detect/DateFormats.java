package org.aralwatch.ingest.detect;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.ingest.detect.DateText.Family;

/**
 * How the dates of a column are written. Whether 01.02.2000 is the first of February or the second
 * of January is decided by what the column says: a part above 12, or the steps from row to row.
 * Where it says nothing, a person is asked.
 */
final class DateFormats {
  private static final String FORMAT = "/time/format";

  private final List<String> patterns = new ArrayList<>();
  private final List<LocalDateTime> times = new ArrayList<>();
  private String precision = "day";
  private boolean clock;
  private boolean offset;

  private DateFormats() {}

  /** Dates that are written alike. */
  private static final class Group {
    private final List<DateText> dates = new ArrayList<>();
    private boolean oneDigit;
    private boolean dayFirst = true;

    DateText first() {
      return dates.get(0);
    }

    boolean isOpen() {
      Family family = first().family();
      return family == Family.YEAR_FIRST
          || family == Family.YEAR_LAST
          || family == Family.SHORT
          || family == Family.DAY_MONTH;
    }

    private int above(boolean one) {
      return (int) dates.stream().filter(date -> number(date, one) > 12).count();
    }

    private static int number(DateText date, boolean one) {
      boolean yearFirst = date.family() == Family.YEAR_FIRST;
      if (one) {
        return yearFirst ? date.second() : date.first();
      }
      return yearFirst ? date.third() : date.second();
    }
  }

  /**
   * @param others all columns, whose texts tell series apart when steps are looked at
   */
  static DateFormats of(Column column, List<Column> others, Notes notes) {
    DateFormats formats = new DateFormats();
    Map<String, Group> groups = new LinkedHashMap<>();
    List<Group> ofRow = new ArrayList<>();
    List<DateText> ofRowDate = new ArrayList<>();
    for (String cell : column.cells()) {
      DateText date = cell.isEmpty() ? null : DateText.of(cell).orElse(null);
      Group group = null;
      if (date != null) {
        String key =
            date.family()
                + date.separator()
                + date.suffix()
                + date.clock().replace("HH", "H").replace("hh", "h")
                + (date.family() == Family.TWO_YEARS ? date.secondDigits() : "");
        group = groups.computeIfAbsent(key, k -> new Group());
        group.dates.add(date);
        group.oneDigit |= hasOneDigit(date);
      }
      ofRow.add(group);
      ofRowDate.add(date);
    }
    List<Group> ordered = new ArrayList<>(groups.values());
    ordered.sort((a, b) -> b.dates.size() - a.dates.size());
    if (ordered.size() > 1) {
      settleTwoYears(ordered);
    }
    for (Group group : ordered) {
      boolean settled = formats.settle(group, column, ofRow, ofRowDate, others, notes);
      String pattern =
          group.first().family() == Family.TWO_YEARS ? "hydrological-year" : pattern(group);
      if (settled && !formats.patterns.contains(pattern)) {
        formats.patterns.add(pattern);
      }
    }
    for (int row = 0; row < ofRow.size(); row++) {
      Group group = ofRow.get(row);
      formats.times.add(
          group == null ? null : ofRowDate.get(row).toTime(group.dayFirst).orElse(null));
    }
    formats.describe(column, ordered, notes);
    return formats;
  }

  private static boolean hasOneDigit(DateText date) {
    return switch (date.family()) {
      case YEAR_FIRST -> date.secondDigits() == 1 || date.thirdDigits() == 1;
      case YEAR_LAST, SHORT, DAY_MONTH -> date.firstDigits() == 1 || date.secondDigits() == 1;
      case NAMED, MONTH_YEAR -> date.firstDigits() == 1;
      case YEAR_MONTH -> date.secondDigits() == 1;
      default -> false;
    };
  }

  private static String pattern(Group group) {
    boolean oneHour =
        group.dates.stream()
            .anyMatch(date -> date.clock().matches(".*(?<!H)H(?!H).*|.*(?<!h)h(?!h).*"));
    String pattern = group.first().pattern(group.dayFirst, group.oneDigit);
    return oneHour ? pattern.replace("HH", "H").replace("hh", "h") : pattern;
  }

  /** 2003/04 among 2009/10 and 2010/11 is no April: years that follow each other everywhere. */
  private static void settleTwoYears(List<Group> groups) {
    Group two = null;
    Group month = null;
    for (Group group : groups) {
      two = group.first().family() == Family.TWO_YEARS ? group : two;
      month = group.first().family() == Family.YEAR_MONTH ? group : month;
    }
    if (two != null
        && month != null
        && month.dates.stream().allMatch(date -> date.second() == (date.first() + 1) % 100)) {
      groups.remove(month);
    }
  }

  /** Decides the order of day and month; false where nothing decides. */
  private boolean settle(
      Group group,
      Column column,
      List<Group> ofRow,
      List<DateText> dates,
      List<Column> others,
      Notes notes) {
    DateText first = group.first();
    if (first.family() == Family.DAY_MONTH) {
      notes.ask(
          FORMAT, List.of(), "time.no-year", column.name(), text(column, group, dates, ofRow));
      return false;
    }
    if (!group.isOpen()) {
      return true;
    }
    int one = group.above(true);
    int two = group.above(false);
    int all = group.dates.size();
    boolean yearFirst = first.family() == Family.YEAR_FIRST;
    if (first.family() == Family.SHORT
        && one > 0
        && two == 0
        && group.dates.stream().anyMatch(date -> date.first() > 31)) {
      notes.ask(
          FORMAT,
          List.of("yy" + first.separator() + "MM" + first.separator() + "dd"),
          "time.year-first-short",
          column.name(),
          text(column, group, dates, ofRow));
      return false;
    }
    if (one > 0 && two > 0) {
      String day = first.pattern(!yearFirst, group.oneDigit);
      String month = first.pattern(yearFirst, group.oneDigit);
      group.dayFirst = yearFirst ? two >= one : one >= two;
      notes.ask(FORMAT, List.of(day, month), "time.both-orders", column.name(), one, two, all);
      return false;
    }
    if (yearFirst) {
      group.dayFirst = one == 0;
      String pattern = pattern(group);
      notes.found(
          FORMAT,
          pattern,
          two > 0 || one > 0 ? 0.99 : 0.95,
          one > 0 ? "time.order.year-day" : "time.order.iso",
          all,
          two + one,
          pattern);
      return true;
    }
    if (one > 0 || two > 0) {
      group.dayFirst = one > 0;
      notes.found(
          FORMAT,
          pattern(group),
          0.99,
          one > 0 ? "time.order.day" : "time.order.month",
          all,
          one + two,
          pattern(group));
      return true;
    }
    return bySteps(group, column, ofRow, dates, others, notes);
  }

  private static String text(Column column, Group group, List<DateText> dates, List<Group> ofRow) {
    for (int row = 0; row < dates.size(); row++) {
      if (ofRow.get(row) == group) {
        return column.cells().get(row);
      }
    }
    return "";
  }

  private static boolean bySteps(
      Group group,
      Column column,
      List<Group> ofRow,
      List<DateText> dates,
      List<Column> others,
      Notes notes) {
    Regularity dayFirst = regularity(group, ofRow, dates, others, column, true);
    Regularity monthFirst = regularity(group, ofRow, dates, others, column, false);
    boolean day = dayFirst.isBetterThan(monthFirst);
    boolean month = monthFirst.isBetterThan(dayFirst);
    if (day || month) {
      group.dayFirst = day;
      double better = Math.round(100 * Math.max(dayFirst.share(), monthFirst.share()));
      double worse = Math.floor(100 * Math.min(dayFirst.share(), monthFirst.share()));
      notes.found(
          FORMAT,
          pattern(group),
          0.9,
          day ? "time.steps.day" : "time.steps.month",
          group.dates.size(),
          better,
          worse);
      return true;
    }
    group.dayFirst = true;
    if (group.first().separator().startsWith(".")) {
      // Every locale of CLDR 42 that writes full stops between numbers of two digits has the day
      // first; java.time's data was asked (DateFormatsTest).
      notes.found(FORMAT, pattern(group), 0.8, "time.order.stops", group.dates.size());
      return true;
    }
    notes.ask(
        FORMAT,
        List.of(
            group.first().pattern(true, group.oneDigit),
            group.first().pattern(false, group.oneDigit)),
        "time.order.open",
        column.name(),
        group.dates.size(),
        text(column, group, dates, ofRow));
    return false;
  }

  /**
   * How alike the steps between following rows of a series are, in days or in months.
   *
   * @param all steps
   * @param most of the commonest length
   */
  private record Regularity(int all, int most) {
    double share() {
      return all < 3 ? 0 : most / (double) all;
    }

    /**
     * Nine days in January may be the first of nine months: both are regular, and nothing is told.
     */
    boolean isBetterThan(Regularity other) {
      boolean whole = share() > 0.97 && other.all - other.most >= 2 + all - most;
      return whole || share() > 0.9 && other.share() < share() - 0.25;
    }
  }

  private static Regularity regularity(
      Group group,
      List<Group> ofRow,
      List<DateText> dates,
      List<Column> others,
      Column dateColumn,
      boolean dayFirst) {
    List<Column> keys = others.stream().filter(c -> c != dateColumn && c.isText()).toList();
    Map<String, LocalDateTime> last = new HashMap<>();
    Map<String, Integer> steps = new HashMap<>();
    int all = 0;
    for (int row = 0; row < dates.size(); row++) {
      if (ofRow.get(row) != group) {
        continue;
      }
      LocalDateTime time = dates.get(row).toTime(dayFirst).orElse(null);
      StringBuilder key = new StringBuilder();
      for (Column column : keys) {
        key.append(column.cells().get(row)).append('\u0001');
      }
      if (time == null) {
        all++;
        continue;
      }
      LocalDateTime before = last.put(key.toString(), time);
      if (before != null && !before.equals(time)) {
        all++;
        steps.merge(step(before, time), 1, Integer::sum);
      }
    }
    int most = steps.values().stream().max(Integer::compare).orElse(0);
    return new Regularity(all, most);
  }

  private static String step(LocalDateTime before, LocalDateTime after) {
    if (after.isBefore(before)) {
      return "back";
    }
    boolean sameDay = before.getDayOfMonth() == after.getDayOfMonth();
    boolean bothLast =
        before.plusDays(1).getDayOfMonth() == 1 && after.plusDays(1).getDayOfMonth() == 1;
    long months = ChronoUnit.MONTHS.between(before.withDayOfMonth(1), after.withDayOfMonth(1));
    if (months > 0 && (sameDay || bothLast)) {
      return months + " months";
    }
    return ChronoUnit.MINUTES.between(before, after) + " minutes";
  }

  private void describe(Column column, List<Group> groups, Notes notes) {
    if (groups.isEmpty()) {
      return;
    }
    Group main = groups.get(0);
    DateText first = main.first();
    clock = main.dates.stream().anyMatch(DateText::hasClock);
    offset = main.dates.stream().anyMatch(date -> date.clock().endsWith("XXX"));
    precision =
        clock
            ? "time"
            : switch (first.family()) {
              case MONTH_YEAR, YEAR_MONTH, NAMED_MONTH -> "month";
              case TWO_YEARS -> "hydrological-year";
              default -> "day";
            };
    int dated = groups.stream().mapToInt(group -> group.dates.size()).sum();
    if (groups.size() > 1) {
      notes.found(
          FORMAT, String.join("; ", patterns), 0.7, "time.several", column.name(), patterns);
    }
    switch (first.family()) {
      case MONTH_YEAR, YEAR_MONTH, NAMED_MONTH, NAMED, COMPACT ->
          notes.found(
              FORMAT,
              pattern(main),
              0.95,
              "time.text",
              main.dates.size(),
              column.filled(),
              pattern(main));
      case TWO_YEARS ->
          notes.found(
              FORMAT, "hydrological-year", 0.9, "time.two-years", main.dates.size(), column.name());
      default -> {
        // Said when the order was settled.
      }
    }
    if (dated < column.filled()) {
      Set<String> misfits = new HashSet<>();
      column.cells().stream()
          .filter(cell -> !cell.isEmpty() && DateText.of(cell).isEmpty())
          .limit(5)
          .forEach(misfits::add);
      notes.found(
          FORMAT,
          String.join(", ", misfits),
          0.6,
          "time.misfits",
          column.filled() - dated,
          column.filled(),
          misfits);
    }
    long impossible = dated - times.stream().filter(Objects::nonNull).count();
    if (impossible > 0) {
      notes.found(FORMAT, (int) impossible, 0.9, "time.impossible", impossible, dated);
    }
  }

  /** Empty when a person must say. */
  List<String> patterns() {
    return List.copyOf(patterns);
  }

  /** By row; null where there is none. */
  List<LocalDateTime> times() {
    return java.util.Collections.unmodifiableList(times);
  }

  String precision() {
    return precision;
  }

  boolean hasClock() {
    return clock;
  }

  boolean hasOffset() {
    return offset;
  }

  /** Only for one date, as in a title. */
  static Optional<LocalDateTime> one(String text) {
    return DateText.of(text).flatMap(date -> date.toTime(true));
  }
}
