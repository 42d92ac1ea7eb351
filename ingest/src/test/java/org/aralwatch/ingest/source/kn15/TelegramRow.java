package org.aralwatch.ingest.source.kn15;

import org.aralwatch.ingest.source.Row;

/** A row that the reader pushed. */
record TelegramRow(
    long line,
    String station,
    String property,
    String statistic,
    String unit,
    String begin,
    String end,
    String time,
    String value,
    String qualifier,
    String flag,
    String remark) {

  static TelegramRow of(Row row) {
    return new TelegramRow(
        row.line(),
        row.text(0),
        row.text(1),
        row.text(2),
        row.text(3),
        row.text(4),
        row.text(5),
        row.text(6),
        row.text(7),
        row.text(8),
        row.text(9),
        row.text(10));
  }

  /** Property, time, period (of days), value, unit, flag and remark; what is empty left out. */
  String brief() {
    boolean period = !begin.isEmpty() && !property.equals("stage-change");
    return property
        + " "
        + time
        + " "
        + (period ? "[" + begin + " " + end + "] " : "")
        + value
        + (unit.isEmpty() ? "" : " " + unit)
        + (flag.isEmpty() ? "" : " " + flag)
        + (remark.isEmpty() ? "" : " (" + remark + ")");
  }
}
