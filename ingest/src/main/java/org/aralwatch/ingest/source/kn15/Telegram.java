package org.aralwatch.ingest.source.kn15;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one telegram: finds its begin, its date and its sections. */
final class Telegram {
  private static final Set<String> NOTHING = Set.of("NIL", "\u041d\u0418\u041b");
  private static final Set<String> MARKS = Set.of("922", "933", "944", "955", "966", "977", "988");

  /** Characters of a text that is no telegram, for the message. */
  private static final int SHOWN = 200;

  private final LocalDate received;
  private final TelegramRows rows;

  private String flag;
  private LocalDateTime moment;

  Telegram(LocalDate received, TelegramRows rows) {
    this.received = received;
    this.rows = rows;
  }

  /** Reads the groups up to an end; false where there is no telegram among them. */
  boolean read(List<Group> groups) {
    int begin = begin(groups);
    rows.telegram("", null);
    if (begin < 0) {
      if (groups.stream().anyMatch(Group::isNumber)) {
        rows.refuse(groups.get(0), shown(groups), "no telegram: no post code with day and hour");
      }
      return false;
    }
    List<Group> before = groups.subList(0, begin);
    if (before.stream().anyMatch(Group::isNumber)) {
      rows.refuse(before.get(0), shown(before), "groups before a telegram, of none");
    }
    telegram(groups.subList(begin, groups.size()));
    return true;
  }

  /** Where a post code is followed by day and hour, or by the word that there is nothing. */
  private static int begin(List<Group> groups) {
    for (int i = 0; i + 1 < groups.size(); i++) {
      if (groups.get(i).isNumber()
          && (groups.get(i + 1).isNumber() || isNothing(groups.get(i + 1)))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isNothing(Group group) {
    return NOTHING.contains(group.text().toUpperCase(Locale.ROOT));
  }

  private void telegram(List<Group> groups) {
    Group post = groups.get(0);
    Group date = groups.get(1);
    rows.telegram(post.code(), null);
    if (isNothing(date)) {
      if (groups.size() > 2) {
        rows.refuse(groups.get(2), shown(groups.subList(2, groups.size())), "text after NIL");
      }
      return;
    }
    Optional<String> fault = date(date);
    if (fault.isPresent()) {
      rows.refuse(post, shown(groups), fault.get());
      return;
    }
    rows.telegram(post.code(), moment);
    if (post.isCorrected() || date.isCorrected()) {
      rows.refuse(post, shown(groups), "a letter in the post code or the date: neither is guessed");
      return;
    }
    int end = end(groups);
    sections(groups.subList(2, end));
    if (end < groups.size()) {
      rows.telegram("", null);
      List<Group> next = groups.subList(end, groups.size());
      rows.refuse(next.get(0), shown(next), "the sign = seems to be missing before this telegram");
    }
  }

  /**
   * Where another telegram begins although the sign = is missing: a number begins a line, and day
   * and hour of this telegram follow it. Read on, its post code could pass for a group.
   */
  private static int end(List<Group> groups) {
    String dayAndHour = groups.get(1).code().substring(0, 4);
    for (int i = 2; i + 1 < groups.size(); i++) {
      Group group = groups.get(i);
      Group next = groups.get(i + 1);
      if (group.startsLine()
          && group.isNumber()
          && !isMark(group)
          && next.isNumber()
          && next.code().startsWith(dayAndHour)) {
        return i;
      }
    }
    return groups.size();
  }

  /** YYGGn: day, hour, and which sections there are; says what is wrong with it. */
  private Optional<String> date(Group group) {
    int day = group.digits(0, 2);
    int hour = group.digits(2, 4);
    flag = group.code().substring(4);
    Optional<LocalDate> found = TelegramDates.ofDay(day, received);
    if (found.isEmpty()) {
      return Optional.of(
          "day " + group.code().substring(0, 2) + ": no such day in the month before " + received);
    }
    if (hour > 24) {
      return Optional.of("hour " + hour + ": there is none");
    }
    if (!"123457".contains(flag)) {
      return Optional.of("the section flag " + flag + " is none of 1, 2, 3, 4, 5, 7");
    }
    moment = found.get().atStartOfDay().plusHours(hour);
    return Optional.empty();
  }

  private void sections(List<Group> groups) {
    Group mark = null;
    List<Group> section = new ArrayList<>();
    for (Group group : groups) {
      if (isMark(group)) {
        section(mark, section);
        mark = group;
        section = new ArrayList<>();
      } else {
        section.add(group);
      }
    }
    section(mark, section);
  }

  private static boolean isMark(Group group) {
    return group.isNumber() && MARKS.contains(group.code().substring(0, 3));
  }

  private void section(Group mark, List<Group> groups) {
    if (mark == null) {
      if ("123".contains(flag)) {
        new DailySection(moment, rows).read(groups);
      } else {
        rows.refuse(groups, "section 1 is not expected: the section flag is " + flag);
      }
      return;
    }
    List<Group> all = new ArrayList<>(List.of(mark));
    all.addAll(groups);
    String number = mark.code().substring(0, 3);
    if (mark.isCorrected()) {
      rows.refuse(all, "a letter in the mark of a section: it is not guessed");
    } else if (Set.of("944", "955", "977").contains(number)) {
      rows.refuse(mark, shown(all), "section " + number + " is not read");
    } else if (!"245".contains(flag)) {
      rows.refuse(
          all, "section " + number + " needs the section flag 2, 4 or 5; it is " + flag + " here");
    } else if (groups.isEmpty()) {
      rows.refuse(mark, "section " + number + " without groups");
    } else {
      open(number, mark, groups, all);
    }
  }

  private void open(String number, Group mark, List<Group> groups, List<Group> all) {
    LocalDate today = moment.toLocalDate();
    switch (number) {
      case "922" -> {
        Optional<LocalDate> day = TelegramDates.ofDay(mark.digits(3, 5), today.minusDays(1));
        if (day.isPresent()) {
          new DailySection(day.get().atTime(8, 0), rows).read(groups);
        } else {
          rows.refuse(all, "922 with day " + mark.code().substring(3) + ": no such day before");
        }
      }
      case "933" -> new PeriodSection(today, rows).read(mark, groups);
      case "966" -> new MeasuredSection(today, rows).read(mark, groups);
      default -> new WeatherSection(today, rows).read(mark, groups);
    }
  }

  static String shown(List<Group> groups) {
    String text = groups.stream().map(Group::text).collect(Collectors.joining(" "));
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }
}
