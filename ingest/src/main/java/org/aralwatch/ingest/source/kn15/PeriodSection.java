package org.aralwatch.ingest.source.kn15;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.ingest.source.kn15.TelegramDates.Days;
import org.aralwatch.ingest.source.kn15.TelegramDates.PartOfMonth;

/** Section 3 (933TT): mean and extreme levels and discharges of a period that is over. */
final class PeriodSection {
  private record Part(String name, PartOfMonth days) {}

  private static final Map<String, Part> PARTS =
      Map.of(
          "11", new Part("dekad", new PartOfMonth(1, 10)),
          "22", new Part("dekad", new PartOfMonth(11, 20)),
          "33", new Part("dekad", new PartOfMonth(21, 0)),
          "20", new Part("20-days", new PartOfMonth(1, 20)),
          "25", new Part("25-days", new PartOfMonth(1, 25)),
          "30", new Part("month", new PartOfMonth(1, 0)));

  private static final String[] STATISTICS = {"mean", "max", "min"};

  private final LocalDate today;
  private final TelegramRows rows;
  private String name;
  private Days days;
  private Optional<Group> whenHighest;

  PeriodSection(LocalDate today, TelegramRows rows) {
    this.today = today;
    this.rows = rows;
  }

  void read(Group mark, List<Group> groups) {
    String period = mark.code().substring(3);
    if (period.equals("01")) {
      name = "day";
      days = new Days(today.minusDays(1), today);
    } else if (PARTS.containsKey(period)) {
      name = PARTS.get(period).name();
      days = PARTS.get(period).days().lastBefore(today);
    } else {
      List<Group> all = new ArrayList<>(List.of(mark));
      all.addAll(groups);
      rows.refuse(
          all,
          period.equals("04") || period.equals("05")
              ? "of a flood: the telegram does not say when it was"
              : "933 has no period " + period);
      return;
    }
    whenHighest =
        groups.stream().filter(group -> group.isWellFormed() && group.number() == 7).findFirst();
    GroupWalk.over(groups, Set.of(), rows, this::group);
  }

  private void group(Group group) {
    int number = group.number();
    if (number >= 1 && number <= 3) {
      Levels.push(group, rows, () -> value(group, "stage-", STATISTICS[number - 1], "cm"));
    } else if (number >= 4 && number <= 6) {
      TelegramRows.Value value;
      if (group.isMissing(1, 5) || group.isDigits(1, 5)) {
        value = value(group, "discharge-", STATISTICS[number - 4], "m3/s");
        value.push(group.isMissing(1, 5) ? "" : group.scaled());
      } else {
        rows.refuse(group, "a discharge of an exponent and three digits, or four /, is expected");
      }
    } else if (number == 7) {
      if (highest(group).isEmpty()) {
        rows.refuse(group, "the day and hour of the highest level, within the period, is expected");
      }
    } else {
      rows.refuse(group, "section 933 has no group " + number);
    }
  }

  private TelegramRows.Value value(Group group, String quantity, String statistic, String unit) {
    TelegramRows.Value value =
        rows.value(group, quantity + statistic + "-" + name, statistic, unit).over(days);
    if (quantity.equals("stage-") && statistic.equals("max")) {
      whenHighest.flatMap(this::highest).ifPresent(at -> value.remark("highest at " + at));
    }
    return value;
  }

  /** 7YYGG; none where it does not lie in the period. */
  private Optional<LocalDateTime> highest(Group group) {
    if (!group.isDigits(1, 5) || group.digits(3, 5) > 24) {
      return Optional.empty();
    }
    return days.first()
        .datesUntil(days.end())
        .filter(day -> day.getDayOfMonth() == group.digits(1, 3))
        .findFirst()
        .map(day -> day.atStartOfDay().plusHours(group.digits(3, 5)));
  }
}
