package org.aralwatch.ingest.source.kn15;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.ingest.source.kn15.TelegramDates.Days;
import org.aralwatch.ingest.source.kn15.TelegramDates.PartOfMonth;

/** Section 8 (988MM) as the region uses it: precipitation and temperature of a dekad or a month. */
final class WeatherSection {
  private static final Map<String, PartOfMonth> PARTS =
      Map.of(
          "11", new PartOfMonth(1, 10),
          "22", new PartOfMonth(11, 20),
          "33", new PartOfMonth(21, 0),
          "30", new PartOfMonth(1, 0));

  /** From here on section 1 counts tenths; whether section 8 does is told nowhere. */
  private static final int UNSETTLED_PRECIPITATION = 990;

  private final LocalDate today;
  private final TelegramRows rows;
  private String name;
  private Days days;

  WeatherSection(LocalDate today, TelegramRows rows) {
    this.today = today;
    this.rows = rows;
  }

  void read(Group mark, List<Group> groups) {
    Optional<String> fault = period(mark, groups);
    if (fault.isPresent()) {
      List<Group> all = new ArrayList<>(List.of(mark));
      all.addAll(groups);
      rows.refuse(all, fault.get());
      return;
    }
    GroupWalk.over(groups, Set.of(), rows, this::group);
  }

  /** Finds the period of the section; says what is wrong with it. */
  private Optional<String> period(Group mark, List<Group> groups) {
    if (groups.isEmpty() || !groups.get(0).isWellFormed() || groups.get(0).number() != 1) {
      boolean daily =
          !groups.isEmpty() && groups.get(0).isWellFormed() && groups.get(0).number() == 0;
      return Optional.of(
          daily
              ? "988 with a group 0, as other countries send it: what it means is not settled"
              : "section 988 without its group 1: it is not said of which dekad or month it is");
    }
    Group first = groups.get(0);
    String part = first.code().substring(1, 3);
    if (!PARTS.containsKey(part) || !first.isMissing(3, 5)) {
      return Optional.of(
          "group 1 of 988 is 111//, 122//, 133// for a dekad or 130// for the month");
    }
    Optional<Days> found = PARTS.get(part).ofMonthBefore(mark.digits(3, 5), today);
    if (found.isEmpty()) {
      return Optional.of(
          "month " + mark.code().substring(3) + ": no such period in the half year before");
    }
    name = part.equals("30") ? "month" : "dekad";
    days = found.get();
    return Optional.empty();
  }

  private void group(Group group) {
    switch (group.number()) {
      case 1 -> {}
      case 2 -> precipitation(group);
      case 3 -> temperature(group);
      default -> rows.refuse(group, "section 988 has no group " + group.number());
    }
  }

  /**
   * 2RRRc: c is a check digit, the sum of the four digits before it. Where the sum has two digits,
   * no source says what stands there; its last digit is taken for right, anything else is not.
   */
  private void precipitation(Group group) {
    if (group.isMissing(1, 5)) {
      rows.value(group, "precipitation-" + name, "sum", "mm").over(days).push("");
      return;
    }
    if (!group.isDigits(1, 5)) {
      rows.refuse(group, "precipitation of three digits and a check digit is expected");
      return;
    }
    int sum = 2 + group.digits(1, 2) + group.digits(2, 3) + group.digits(3, 4);
    if (group.digits(4, 5) != sum % 10) {
      rows.refuse(group, "the check digit should be " + sum % 10 + ": the digits add up to " + sum);
      return;
    }
    int depth = group.digits(1, 4);
    if (depth >= UNSETTLED_PRECIPITATION) {
      rows.refuse(group, "precipitation " + depth + ": it is not settled whether these are tenths");
      return;
    }
    rows.value(group, "precipitation-" + name, "sum", "mm")
        .over(days)
        .push(Integer.toString(depth));
  }

  /** 3sTTT: s is 0 for plus and 1 for minus, TTT tenths of a degree. */
  private void temperature(Group group) {
    if (group.isMissing(1, 5)) {
      rows.value(group, "air-temperature-" + name, "mean", "Cel").over(days).push("");
      return;
    }
    if (!group.isDigits(1, 5) || group.digits(1, 2) > 1) {
      rows.refuse(group, "a sign (0 plus, 1 minus) and three digits are expected");
      return;
    }
    int tenths = group.digits(2, 5);
    rows.value(group, "air-temperature-" + name, "mean", "Cel")
        .over(days)
        .push((group.digits(1, 2) == 1 ? "-" : "") + tenths / 10 + "." + tenths % 10);
  }
}
