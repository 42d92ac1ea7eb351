package org.aralwatch.ingest.source.kn15;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;

/** Section 1, what was observed at a post, and section 2 (922), the same for an earlier day. */
final class DailySection {
  private static final Set<Integer> REPEATED = Set.of(5, 6);
  private static final String[] DURATIONS = {
    "under 1 h", "1 to 3 h", "3 to 6 h", "6 to 12 h", "over 12 h"
  };
  private static final String[] SNOW = {
    "no snow on the ice",
    "under 5 cm",
    "5 to 10 cm",
    "11 to 15 cm",
    "16 to 20 cm",
    "21 to 25 cm",
    "26 to 35 cm",
    "36 to 50 cm",
    "51 to 70 cm",
    "over 70 cm"
  };

  private static final int MORNING = 8;
  private static final int EVENING = 20;

  /** Air temperature of a group whose water temperature is in whole degrees. */
  private static final int WHOLE_DEGREES = 99;

  private static final int LARGEST_PRECIPITATION = 989;
  private static final int TRACE = 990;

  private final LocalDateTime moment;
  private final TelegramRows rows;

  /**
   * @param moment of the observation
   */
  DailySection(LocalDateTime moment, TelegramRows rows) {
    this.moment = moment;
    this.rows = rows;
  }

  void read(List<Group> groups) {
    GroupWalk.over(groups, REPEATED, rows, this::group);
  }

  private void group(Group group) {
    switch (group.number()) {
      case 1 -> Levels.push(group, rows, () -> level(group, moment));
      case 2 -> change(group);
      case 3 -> Levels.push(group, rows, () -> level(group, eveningBefore()));
      case 4 -> temperatures(group);
      case 5 -> phenomenon(group, "ice-phenomenon", Phenomena.ICE);
      case 6 -> phenomenon(group, "water-condition", Phenomena.WATER);
      case 7 -> iceThickness(group);
      case 8 -> discharge(group);
      default -> precipitation(group, group.number() == 0);
    }
  }

  private TelegramRows.Value level(Group group, LocalDateTime at) {
    String property =
        switch (at.getHour()) {
          case MORNING -> "stage-morning";
          case EVENING -> "stage-evening";
          default -> "stage-other-hour";
        };
    return rows.value(group, property, "instant", "cm").at(at);
  }

  private LocalDateTime eveningBefore() {
    LocalDateTime evening = moment.toLocalDate().atTime(EVENING, 0);
    return evening.isBefore(moment) ? evening : evening.minusDays(1);
  }

  /** 2HHHK: K is 1 where the water rose, 2 where it fell, 0 where it did not change. */
  private void change(Group group) {
    if (group.isMissing(1, 5)) {
      changeValue(group).push("");
      return;
    }
    if (!group.isDigits(1, 5)) {
      rows.refuse(group, "a change of three digits and its sign is expected");
      return;
    }
    int change = group.digits(1, 4);
    int sign = group.digits(4, 5);
    if (sign > 2 || sign == 0 && change != 0) {
      rows.refuse(
          group, "the last digit says whether the water rose (1) or fell (2), or 0 for no change");
      return;
    }
    changeValue(group).push(Integer.toString(sign == 2 ? -change : change));
  }

  private TelegramRows.Value changeValue(Group group) {
    return rows.value(group, "stage-change", "instant", "cm")
        .over(moment.minusDays(1), moment)
        .at(moment);
  }

  /**
   * 4ttTT: tt water in tenths of a degree, TT air in whole degrees, above 50 for minus. With 99 for
   * TT the water has whole degrees and the air is not told: so kclosu/kn15 and
   * spinopel/parser-hydro read it, and so do posts write water of 10 degrees and more.
   */
  private void temperatures(Group group) {
    boolean whole = group.isDigits(3, 5) && group.digits(3, 5) == WHOLE_DEGREES;
    if (group.isMissing(1, 3)) {
      temperature(group, "water-temperature").push("");
    } else if (group.isDigits(1, 3)) {
      int water = group.digits(1, 3);
      temperature(group, "water-temperature")
          .push(whole ? Integer.toString(water) : water / 10 + "." + water % 10);
    } else {
      rows.refuse(group, "the water temperature has two digits or //");
    }
    if (whole) {
      return;
    }
    if (group.isMissing(3, 5)) {
      temperature(group, "air-temperature").push("");
    } else if (group.isDigits(3, 5) && group.digits(3, 5) != 50) {
      int air = group.digits(3, 5);
      temperature(group, "air-temperature").push(Integer.toString(air > 50 ? 50 - air : air));
    } else {
      rows.refuse(
          group,
          group.isDigits(3, 5)
              ? "air temperature 50: it is not settled whether that is 50 or 0 degrees"
              : "the air temperature has two digits or //");
    }
  }

  private TelegramRows.Value temperature(Group group, String property) {
    return rows.value(group, property, "instant", "Cel").at(moment);
  }

  /** A code and its intensity from 1 to 10, tenths of the water covered; or two codes. */
  private void phenomenon(Group group, String property, Phenomena names) {
    if (group.isMissing(1, 5)) {
      rows.value(group, property, "instant", "").at(moment).push("");
      return;
    }
    String first = group.code().substring(1, 3);
    String second = group.code().substring(3, 5);
    boolean intense = group.isDigits(3, 5) && group.digits(3, 5) > 0 && group.digits(3, 5) <= 10;
    boolean alone = intense || group.isMissing(3, 5) || second.equals(first);
    if (names.name(first).isEmpty() || !alone && names.name(second).isEmpty()) {
      rows.refuse(
          group, "unknown " + property + " " + (names.name(first).isEmpty() ? first : second));
      return;
    }
    TelegramRows.Value value =
        rows.value(group, property, "instant", "").at(moment).remark(names.name(first).get());
    if (intense) {
      value.remark("intensity " + group.digits(3, 5) + " of 10");
    }
    value.push(first);
    if (!alone) {
      rows.value(group, property, "instant", "")
          .at(moment)
          .remark(names.name(second).get())
          .push(second);
    }
  }

  /** 7DDDS: thickness in cm, and a class of the snow on it. */
  private void iceThickness(Group group) {
    if (group.isMissing(1, 4)) {
      rows.value(group, "ice-thickness", "instant", "cm").at(moment).push("");
    } else if (group.isDigits(1, 4)) {
      rows.value(group, "ice-thickness", "instant", "cm")
          .at(moment)
          .push(Integer.toString(group.digits(1, 4)));
    } else {
      rows.refuse(group, "the thickness of the ice has three digits or ///");
    }
    if (group.isDigits(4, 5)) {
      int snow = group.digits(4, 5);
      rows.value(group, "snow-on-ice-class", "instant", "")
          .at(moment)
          .remark(SNOW[snow])
          .push(Integer.toString(snow));
    }
  }

  private void discharge(Group group) {
    if (group.isMissing(1, 5)) {
      rows.value(group, "discharge", "instant", "m3/s").at(moment).push("");
    } else if (group.isDigits(1, 5)) {
      rows.value(group, "discharge", "instant", "m3/s").at(moment).push(group.scaled());
    } else {
      rows.refuse(group, "a discharge of an exponent and three digits, or four /, is expected");
    }
  }

  /** 0RRRd of the day, 9RRRd of half a day; of the day before the morning of the telegram. */
  private void precipitation(Group group, boolean day) {
    if (day && moment.getHour() != MORNING) {
      rows.refuse(
          group, "precipitation of a day at another hour than 08: it is not settled of which day");
      return;
    }
    boolean missing = group.isMissing(1, 4);
    boolean durationFits =
        group.isMissing(4, 5) || group.isDigits(4, 5) && group.digits(4, 5) < DURATIONS.length;
    if (!missing && !group.isDigits(1, 4)) {
      rows.refuse(group, "precipitation of three digits or /// is expected");
      return;
    }
    if (!durationFits) {
      rows.refuse(group, "the last digit is a duration from 0 to 4");
      return;
    }
    LocalDate before = moment.toLocalDate().minusDays(1);
    TelegramRows.Value value =
        rows.value(group, day ? "precipitation-day" : "precipitation-half-day", "sum", "mm");
    if (day) {
      value.over(new TelegramDates.Days(before, before.plusDays(1)));
    } else {
      value.at(moment);
    }
    if (missing) {
      value.push("");
      return;
    }
    if (group.isDigits(4, 5)) {
      value.remark("fell in " + DURATIONS[group.digits(4, 5)]);
    }
    int depth = group.digits(1, 4);
    if (depth < LARGEST_PRECIPITATION) {
      value.push(Integer.toString(depth));
    } else if (depth == LARGEST_PRECIPITATION) {
      value.limit(">").remark("989 mm or more").push(Integer.toString(depth));
    } else if (depth == TRACE) {
      value.limit("<").remark("trace").push("0.05");
    } else {
      value.push("0." + (depth - TRACE));
    }
  }
}
