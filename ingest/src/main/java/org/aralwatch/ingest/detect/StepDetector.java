package org.aralwatch.ingest.detect;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Tells from the times for which period a value stands and which moment of it is written: dekads
 * dated on their last day, hours named by their end.
 */
final class StepDetector {
  static final String SUPPORT = "/time/support";
  static final String LABEL = "/time/label";

  /**
   * What the times say.
   *
   * @param support code; "" where a person must say
   * @param label code; "" where a person must say
   */
  record Steps(String support, String label) {
    static final Steps OPEN = new Steps("", "");
  }

  private final List<LocalDateTime> times;
  private final Notes notes;

  private StepDetector(List<LocalDateTime> times, Notes notes) {
    this.times = times;
    this.notes = notes;
  }

  /**
   * @param times of the rows, null for none
   * @param precision smallest part that is written, see {@link TimeColumns}
   */
  static Steps detect(List<LocalDateTime> times, String precision, Notes notes) {
    List<LocalDateTime> distinct =
        new ArrayList<>(new TreeSet<>(times.stream().filter(Objects::nonNull).toList()));
    return new StepDetector(distinct, notes).steps(precision);
  }

  private Steps steps(String precision) {
    switch (precision) {
      case "year" -> {
        return calendar("year", "begin", "support.years");
      }
      case "hydrological-year" -> {
        return calendar("hydrological-year", "begin", "support.two-years");
      }
      case "month" -> {
        return calendar("month", "begin", "support.months");
      }
      case "dekad", "pentad" -> {
        return calendar(precision, "begin", "support.parts");
      }
      default -> {
        // By the steps.
      }
    }
    boolean timed = times.stream().anyMatch(time -> time.toLocalTime().toSecondOfDay() != 0);
    if (timed) {
      return timesOfDay();
    }
    return days();
  }

  private Steps calendar(String support, String label, String sentence) {
    notes.found(SUPPORT, support, 0.9, sentence, times.size());
    return new Steps(support, label);
  }

  private boolean all(Predicate<LocalDate> test) {
    return times.stream().map(LocalDateTime::toLocalDate).allMatch(test);
  }

  private static boolean isLast(LocalDate date) {
    return date.plusDays(1).getDayOfMonth() == 1;
  }

  private static boolean isOneOf(LocalDate date, int... days) {
    for (int day : days) {
      if (date.getDayOfMonth() == day) {
        return true;
      }
    }
    return false;
  }

  /** Dates without a time of day. */
  private Steps days() {
    int n = times.size();
    if (n < 3) {
      notes.ask(SUPPORT, List.of("day", "dekad", "month", "year", "instant"), "support.few", n);
      return Steps.OPEN;
    }
    double commonest = shareOfStep(ChronoUnit.DAYS, 1);
    if (commonest > 0.6) {
      notes.found(SUPPORT, "day", 0.9, "support.days", n, percent(commonest));
      return new Steps("day", "begin");
    }
    if (all(date -> date.getDayOfYear() == 1)
        || all(date -> isLast(date) && date.getMonthValue() == 12)) {
      return dated("year", date -> date.getDayOfYear() == 1);
    }
    if (shortest() >= 28 && (all(date -> date.getDayOfMonth() == 1) || all(StepDetector::isLast))) {
      return dated("month", date -> date.getDayOfMonth() == 1);
    }
    if (all(date -> isOneOf(date, 1, 11, 21)) && distinctDays() == 3) {
      return found("dekad", "begin", "1, 11, 21");
    }
    if (all(date -> isOneOf(date, 10, 20) || isLast(date)) && shortest() < 15) {
      return found("dekad", "last-day", "10, 20, 28–31");
    }
    if (all(date -> isOneOf(date, 5, 15, 25)) && distinctDays() == 3) {
      return found("dekad", "within", "5, 15, 25");
    }
    if (all(date -> isOneOf(date, 1, 6, 11, 16, 21, 26)) && distinctDays() > 3) {
      return found("pentad", "begin", "1, 6, 11, 16, 21, 26");
    }
    if (all(date -> isOneOf(date, 5, 10, 15, 20, 25) || isLast(date)) && distinctDays() > 3) {
      return found("pentad", "last-day", "5, 10, 15, 20, 25, 28–31");
    }
    if (all(date -> isOneOf(date, 3, 8, 13, 18, 23, 28)) && distinctDays() > 3) {
      return found("pentad", "within", "3, 8, 13, 18, 23, 28");
    }
    if (distinctDays() == 1 && shortest() >= 28 && all(date -> isOneOf(date, 14, 15, 16))) {
      return found("month", "within", String.valueOf(times.get(0).getDayOfMonth()));
    }
    notes.ask(SUPPORT, List.of("instant", "day"), "support.irregular", n, shortest(), longest());
    return Steps.OPEN;
  }

  private Steps dated(String support, Predicate<LocalDate> first) {
    boolean begins = all(first);
    notes.found(SUPPORT, support, 0.9, "support." + support, times.size());
    notes.found(
        LABEL,
        begins ? "begin" : "last-day",
        0.85,
        begins ? "label.first-day" : "label.last-day",
        times.size());
    return new Steps(support, begins ? "begin" : "last-day");
  }

  private Steps found(String support, String label, String days) {
    notes.found(
        SUPPORT,
        support,
        0.9,
        "support.day-numbers",
        times.size(),
        days,
        Sentences.standard().say("name." + support));
    notes.found(LABEL, label, 0.85, "label." + label, days);
    return new Steps(support, label);
  }

  private long distinctDays() {
    return times.stream().map(LocalDateTime::getDayOfMonth).distinct().count();
  }

  private long shortest() {
    long shortest = Long.MAX_VALUE;
    for (int i = 1; i < times.size(); i++) {
      shortest = Math.min(shortest, ChronoUnit.DAYS.between(times.get(i - 1), times.get(i)));
    }
    return shortest == Long.MAX_VALUE ? 0 : shortest;
  }

  private long longest() {
    long longest = 0;
    for (int i = 1; i < times.size(); i++) {
      longest = Math.max(longest, ChronoUnit.DAYS.between(times.get(i - 1), times.get(i)));
    }
    return longest;
  }

  private double shareOfStep(ChronoUnit unit, long step) {
    int good = 0;
    for (int i = 1; i < times.size(); i++) {
      good += unit.between(times.get(i - 1), times.get(i)) == step ? 1 : 0;
    }
    return times.size() < 2 ? 0 : good / (double) (times.size() - 1);
  }

  private static double percent(double share) {
    return Math.round(share * 100);
  }

  /** Dates with times: a step of minutes or hours, observations once a day, or no rule. */
  private Steps timesOfDay() {
    Map<Long, Integer> steps = new HashMap<>();
    for (int i = 1; i < times.size(); i++) {
      steps.merge(ChronoUnit.MINUTES.between(times.get(i - 1), times.get(i)), 1, Integer::sum);
    }
    long minutes = 0;
    int count = 0;
    for (Map.Entry<Long, Integer> step : steps.entrySet()) {
      if (step.getValue() > count) {
        minutes = step.getKey();
        count = step.getValue();
      }
    }
    double share = times.size() < 2 ? 0 : count / (double) (times.size() - 1);
    if (times.size() < 3 || share < 0.6) {
      notes.ask(
          SUPPORT, List.of("instant", "PT1H", "day"), "support.irregular-times", times.size());
      return Steps.OPEN;
    }
    if (minutes == 1_440) {
      notes.ask(
          SUPPORT,
          List.of("instant", "day"),
          "support.once-a-day",
          times.get(0).toLocalTime().toString(),
          percent(share));
      return Steps.OPEN;
    }
    if (minutes > 1_440) {
      notes.ask(SUPPORT, List.of("instant", "day"), "support.irregular-times", times.size());
      return Steps.OPEN;
    }
    String support = minutes % 60 == 0 ? "PT" + minutes / 60 + "H" : "PT" + minutes + "M";
    notes.found(SUPPORT, support, 0.7, "support.step", percent(share), minutes);
    return new Steps(support, label());
  }

  /**
   * A file of a year of hours begins with 01:00 and ends with 00:00 of the next when hours are
   * named by their end.
   */
  private String label() {
    LocalDateTime first = times.get(0);
    LocalDateTime last = times.get(times.size() - 1);
    boolean lastIsMidnight = last.toLocalTime().toSecondOfDay() == 0;
    boolean firstIsMidnight = first.toLocalTime().toSecondOfDay() == 0;
    if (lastIsMidnight && !firstIsMidnight && last.getDayOfMonth() == 1) {
      notes.found(
          LABEL,
          "end",
          0.9,
          "label.ends-at-midnight",
          first.toString().replace('T', ' '),
          last.toString().replace('T', ' '));
      return "end";
    }
    boolean endsBeforeMidnight =
        last.toLocalDate().plusDays(1).getDayOfMonth() == 1
            && ChronoUnit.MINUTES.between(last, last.toLocalDate().plusDays(1).atStartOfDay())
                <= 180;
    if (firstIsMidnight && endsBeforeMidnight) {
      notes.found(
          LABEL,
          "begin",
          0.9,
          "label.begins-at-midnight",
          first.toString().replace('T', ' '),
          last.toString().replace('T', ' '));
      return "begin";
    }
    notes.ask(
        LABEL,
        List.of("begin", "end"),
        "label.open",
        first.toString().replace('T', ' '),
        last.toString().replace('T', ' '));
    return "";
  }
}
