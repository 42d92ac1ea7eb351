package org.aralwatch.ingest.source.kn15;

import java.time.LocalDateTime;
import java.util.List;
import org.aralwatch.ingest.source.ObservationRow;
import org.aralwatch.ingest.source.ObservationRow.Column;
import org.aralwatch.ingest.source.TableReader.RowSink;

/** Pushes what the groups of one telegram say, each value with the line of its group. */
final class TelegramRows {
  /** Instead of a property: the group is none of the code, and a mapping must not know this. */
  static final String NOT_UNDERSTOOD = "not-understood";

  /** Flag of values in whose group letters were read as digits. */
  static final String LETTER_FOR_DIGIT = "letter-for-digit";

  private static final List<Column> COLUMNS =
      List.of(
          Column.STATION,
          Column.PROPERTY,
          Column.STATISTIC,
          Column.UNIT,
          Column.BEGIN,
          Column.END,
          Column.TIME,
          Column.VALUE,
          Column.QUALIFIER,
          Column.FLAG,
          Column.REMARK);

  private final ObservationRow row;
  private String station = "";
  private LocalDateTime moment;

  TelegramRows(RowSink sink) {
    row = new ObservationRow(sink, COLUMNS);
  }

  /** The telegram whose groups follow; {@code at} is null where its date is not known. */
  void telegram(String post, LocalDateTime at) {
    station = post;
    moment = at;
  }

  /**
   * A value to come. What has no value is pushed with an empty one: missing, and said so.
   *
   * @param property of the vocabulary of {@link Kn15Table}
   */
  final class Value {
    private final Group group;
    private String qualifier = "";
    private String remark = "";

    Value(Group group, String property, String statistic, String unit) {
      this.group = group;
      row.set(Column.PROPERTY, property).set(Column.STATISTIC, statistic).set(Column.UNIT, unit);
    }

    Value at(LocalDateTime time) {
      row.set(Column.TIME, time.toString());
      return this;
    }

    Value over(LocalDateTime begin, LocalDateTime end) {
      row.set(Column.BEGIN, begin.toString()).set(Column.END, end.toString());
      return this;
    }

    /** A period of whole days, named by its begin. */
    Value over(TelegramDates.Days days) {
      return over(days.first().atStartOfDay(), days.end().atStartOfDay())
          .at(days.first().atStartOfDay());
    }

    Value limit(String sign) {
      qualifier = sign;
      return this;
    }

    Value remark(String text) {
      remark = remark.isEmpty() ? text : remark + "; " + text;
      return this;
    }

    void push(String value) {
      if (group.isCorrected()) {
        remark("written " + group.text() + ", read as " + group.code());
        row.set(Column.FLAG, LETTER_FOR_DIGIT);
      }
      row.set(Column.STATION, station)
          .set(Column.VALUE, value)
          .set(Column.QUALIFIER, qualifier)
          .set(Column.REMARK, remark)
          .push(group.line());
    }
  }

  Value value(Group group, String property, String statistic, String unit) {
    return new Value(group, property, statistic, unit);
  }

  /** The group, as written, is not what the code allows. */
  void refuse(Group group, String why) {
    refuse(group, group.text(), why);
  }

  /** Several groups that make no sense together; {@code text} as written. */
  void refuse(Group first, String text, String why) {
    row.set(Column.STATION, station)
        .set(Column.PROPERTY, NOT_UNDERSTOOD)
        .set(Column.TIME, moment == null ? null : moment.toString())
        .set(Column.VALUE, text)
        .set(Column.REMARK, why)
        .push(first.line());
  }

  void refuse(List<Group> groups, String why) {
    groups.forEach(group -> refuse(group, why));
  }
}
