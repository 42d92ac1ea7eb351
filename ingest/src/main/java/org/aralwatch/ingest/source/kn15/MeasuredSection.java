package org.aralwatch.ingest.source.kn15;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Section 6 (966MM): a discharge that was measured, and what was measured with it. */
final class MeasuredSection {
  private final LocalDate today;
  private final TelegramRows rows;
  private LocalDateTime moment;

  MeasuredSection(LocalDate today, TelegramRows rows) {
    this.today = today;
    this.rows = rows;
  }

  void read(Group mark, List<Group> groups) {
    Optional<Group> when =
        groups.stream().filter(group -> group.isWellFormed() && group.number() == 5).findFirst();
    Optional<LocalDateTime> at = when.flatMap(group -> moment(mark, group));
    if (at.isEmpty()) {
      List<Group> all = new ArrayList<>(List.of(mark));
      all.addAll(groups);
      rows.refuse(
          all,
          when.isEmpty()
              ? "section 966 without its group 5: it is not said when was measured"
              : "month "
                  + mark.code().substring(3)
                  + " with day and hour "
                  + when.get().text().substring(1)
                  + ": no such time in the half year before the telegram");
      return;
    }
    moment = at.get();
    GroupWalk.over(groups, Set.of(), rows, this::group);
  }

  private Optional<LocalDateTime> moment(Group mark, Group when) {
    if (!when.isDigits(1, 5) || when.digits(3, 5) > 24) {
      return Optional.empty();
    }
    return TelegramDates.ofMonthAndDay(mark.digits(3, 5), when.digits(1, 3), today)
        .map(day -> day.atStartOfDay().plusHours(when.digits(3, 5)));
  }

  private void group(Group group) {
    switch (group.number()) {
      case 1 ->
          Levels.push(
              group, rows, () -> rows.value(group, "stage-measured", "instant", "cm").at(moment));
      case 2 -> scaled(group, "discharge-measured", "m3/s");
      case 3 -> scaled(group, "cross-section-area", "m2");
      case 4 -> depth(group);
      case 5 -> {}
      case 6, 7, 8 -> rows.refuse(group, "wind and waves of section 966 are not read");
      default -> rows.refuse(group, "section 966 has no group " + group.number());
    }
  }

  private void scaled(Group group, String property, String unit) {
    if (group.isMissing(1, 5)) {
      rows.value(group, property, "instant", unit).at(moment).push("");
    } else if (group.isDigits(1, 5)) {
      rows.value(group, property, "instant", unit).at(moment).push(group.scaled());
    } else {
      rows.refuse(group, "an exponent and three digits, or four /, are expected");
    }
  }

  private void depth(Group group) {
    if (group.isMissing(1, 5)) {
      rows.value(group, "maximum-depth", "instant", "cm").at(moment).push("");
    } else if (group.isDigits(1, 5)) {
      rows.value(group, "maximum-depth", "instant", "cm")
          .at(moment)
          .push(Integer.toString(group.digits(1, 5)));
    } else {
      rows.refuse(group, "a depth of four digits or four / is expected");
    }
  }
}
