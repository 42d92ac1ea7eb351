package org.aralwatch.ingest.pipeline;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.ingest.mapping.TimeFormat;
import org.aralwatch.ingest.mapping.TimeRule;
import org.aralwatch.ingest.mapping.TimeRule.Label;
import org.aralwatch.ingest.source.Row;

/** The period of a row, from its time, support and label. Not thread-safe. */
final class PeriodReader {
  private static final long SECOND = 1_000_000L;
  private static final long DAY = 86_400L * SECOND;

  private final TimeRule rule;
  private final int[] cells;
  private final LocalClock clock;
  private final TimeFormat.Time time = new TimeFormat.Time();
  private char[] joined = new char[64];
  private int length;

  private long begin;
  private long end;

  // The calendar period last found, as local days [first, after).
  private Support spanSupport;
  private long spanFirst;
  private long spanAfter;
  private long spanBegin;
  private long spanEnd;

  PeriodReader(TimeRule rule, Columns columns) {
    this.rule = rule;
    this.cells = rule.columns().stream().mapToInt(columns::index).toArray();
    this.clock = new LocalClock(rule.zone());
  }

  /** Begin of the period last read, microseconds since the epoch. */
  long begin() {
    return begin;
  }

  /** Its end, exclusive. */
  long end() {
    return end;
  }

  /** The text of the row's time, for a message. */
  String text(Row row) {
    return join(row) ? new String(joined, 0, length) : row.text(cells[0]);
  }

  /** Reads the row's period; returns what is wrong with it, null for nothing. */
  RejectReason read(Row row, Support support) {
    boolean parsed =
        join(row)
            ? rule.format().parse(joined, 0, length, time)
            : rule.format().parse(row.chars(), row.start(cells[0]), row.length(cells[0]), time);
    if (!parsed) {
      return RejectReason.UNPARSABLE_TIME;
    }
    long epochDay = time.epochDay();
    long microOfDay = time.microOfDay();
    boolean fixed = support.isInstant() || support.nominalSeconds() < 86_400;
    if (!fixed && !time.hasOffset()) {
      return calendar(support, epochDay, microOfDay);
    }
    long instant =
        time.hasOffset()
            ? epochDay * DAY + microOfDay - time.offsetSeconds() * SECOND
            : clock.instant(epochDay, microOfDay);
    if (instant == LocalClock.NONEXISTENT) {
      return RejectReason.NONEXISTENT_LOCAL_TIME;
    }
    if (!fixed) {
      long localDay = clock.dayOf(instant);
      return calendar(support, localDay, instant - clock.startOfDay(localDay));
    }
    long micros = support.nominalSeconds() * SECOND;
    begin = rule.label() == Label.END ? instant - micros : instant;
    end = begin + micros;
    return null;
  }

  private RejectReason calendar(Support support, long epochDay, long microOfDay) {
    long day = rule.label() == Label.END ? epochDay - 1 : epochDay;
    if (!locate(support, day)) {
      return RejectReason.MISPLACED_TIME;
    }
    boolean placed =
        switch (rule.label()) {
          case BEGIN -> day == spanFirst && microOfDay == 0;
          case END -> day == spanAfter - 1 && microOfDay == 0;
          case LAST_DAY -> day == spanAfter - 1;
          case WITHIN -> true;
        };
    begin = spanBegin;
    end = spanEnd;
    return placed ? null : RejectReason.MISPLACED_TIME;
  }

  private boolean locate(Support support, long day) {
    if (support.equals(spanSupport) && day >= spanFirst && day < spanAfter) {
      return true;
    }
    Optional<Period.Days> span = Period.ofCode(support.code()).spanOf(LocalDate.ofEpochDay(day));
    if (span.isEmpty()) {
      return false;
    }
    spanSupport = support;
    spanFirst = span.get().first().toEpochDay();
    spanAfter = span.get().end().toEpochDay();
    spanBegin = clock.startOfDay(spanFirst);
    spanEnd = clock.startOfDay(spanAfter);
    return true;
  }

  /** Joins the texts of several columns with blanks; false where the time is in one column. */
  private boolean join(Row row) {
    if (cells.length == 1) {
      return false;
    }
    length = 0;
    for (int cell : cells) {
      int count = row.length(cell);
      if (length + count + 1 > joined.length) {
        joined = Arrays.copyOf(joined, (length + count + 1) * 2);
      }
      if (length > 0) {
        joined[length++] = ' ';
      }
      System.arraycopy(row.chars(), row.start(cell), joined, length, count);
      length += count;
    }
    return true;
  }
}
