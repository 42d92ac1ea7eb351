package org.aralwatch.ingest.pipeline;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.ingest.mapping.Mapping.Step;
import org.aralwatch.ingest.mapping.TimeFormat;
import org.aralwatch.ingest.mapping.TimeRule;
import org.aralwatch.ingest.mapping.TimeRule.Label;
import org.aralwatch.ingest.source.Row;

/** The period of a row, from its time, support and label. Not thread-safe. */
final class PeriodReader {
  private static final long SECOND = 1_000_000L;
  private static final long HOUR = 3_600L * SECOND;
  private static final long DAY = 24 * HOUR;

  private final Label label;
  private final List<String> columns;
  private final MomentReader moment;
  // The end of the period, where the row gives both ends; null where it does not.
  private final MomentReader last;
  private final LocalClock clock;

  private long begin;
  private long end;

  // The calendar period last found, as local days [first, after).
  private Support spanSupport;
  private long spanFirst;
  private long spanAfter;
  private long spanBegin;
  private long spanEnd;

  // The row's local day, for the steps of a matrix.
  private long rowDay;

  PeriodReader(TimeRule rule, Columns columns) {
    this.label = rule.label();
    this.columns = rule.moment().columns();
    this.clock = new LocalClock(rule.zone());
    if (rule.moment() instanceof TimeRule.Ends ends) {
      moment = MomentReader.of(List.of(ends.begin()), ends.formats(), columns);
      last = MomentReader.of(List.of(ends.end()), ends.formats(), columns);
    } else {
      moment = MomentReader.of(rule.moment(), columns);
      last = null;
    }
  }

  /** Begin of the period last read, microseconds since the epoch. */
  long begin() {
    return begin;
  }

  /** Its end, exclusive. */
  long end() {
    return end;
  }

  /** Header of the row's time, for a message. */
  String column() {
    return columns.get(0);
  }

  /** The text of the row's time, for a message. */
  String text(Row row) {
    return last == null ? moment.text(row) : moment.text(row) + " to " + last.text(row);
  }

  /** Reads the row's period; returns what is wrong with it, null for nothing. */
  RejectReason read(Row row, Support support) {
    if (!moment.read(row)) {
      return RejectReason.UNPARSABLE_TIME;
    }
    TimeFormat.Time time = moment.time;
    long epochDay = time.epochDay();
    long microOfDay = time.microOfDay();
    boolean fixed = isFixed(support);
    if (!fixed && !time.hasOffset()) {
      RejectReason wrong = calendar(support, epochDay, microOfDay);
      return wrong == null && last != null ? checkedEnd(row) : wrong;
    }
    long instant = instant(time);
    if (instant == LocalClock.NONEXISTENT) {
      return RejectReason.NONEXISTENT_LOCAL_TIME;
    }
    if (!fixed) {
      long localDay = clock.dayOf(instant);
      RejectReason wrong = calendar(support, localDay, instant - clock.startOfDay(localDay));
      return wrong == null && last != null ? checkedEnd(row) : wrong;
    }
    long micros = support.nominalSeconds() * SECOND;
    begin = label == Label.END ? instant - micros : instant;
    end = begin + micros;
    return last == null ? null : checkedEnd(row);
  }

  private static boolean isFixed(Support support) {
    return support.isInstant() || support.nominalSeconds() < 86_400;
  }

  private long instant(TimeFormat.Time time) {
    return time.hasOffset()
        ? time.epochDay() * DAY + time.microOfDay() - time.offsetSeconds() * SECOND
        : clock.instant(time.epochDay(), time.microOfDay());
  }

  /** The row's own end must be that of the period. */
  private RejectReason checkedEnd(Row row) {
    if (!last.read(row)) {
      return RejectReason.UNPARSABLE_TIME;
    }
    long given = instant(last.time);
    return given == end ? null : RejectReason.OTHER_PERIOD;
  }

  private RejectReason calendar(Support support, long epochDay, long microOfDay) {
    long day = label == Label.END ? epochDay - 1 : epochDay;
    if (!locate(support, day)) {
      return RejectReason.MISPLACED_TIME;
    }
    boolean placed =
        switch (label) {
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

  /**
   * Reads the year, month or day of a matrix's row; returns what is wrong with it, null for
   * nothing.
   */
  RejectReason readRow(Row row, Step step) {
    if (!moment.read(row)) {
      return RejectReason.UNPARSABLE_TIME;
    }
    LocalDate day = LocalDate.ofEpochDay(moment.time.epochDay());
    rowDay = step.row().spanOf(day).orElseThrow().first().toEpochDay();
    return null;
  }

  /**
   * The period of a step of the row last read.
   *
   * @param index from 0
   * @return what is wrong with it, as with 30 February; null for nothing
   */
  RejectReason step(Step step, int index, Support support) {
    LocalDate first = LocalDate.ofEpochDay(rowDay);
    if (step == Step.HOUR) {
      begin = clock.instant(rowDay + index / 24, index % 24 * HOUR);
      if (begin == LocalClock.NONEXISTENT) {
        return RejectReason.NONEXISTENT_LOCAL_TIME;
      }
      end = begin + support.nominalSeconds() * SECOND;
      return null;
    }
    LocalDate day =
        switch (step) {
          case MONTH -> first.plusMonths(index);
          case DEKAD -> first.plusMonths(index / 3).plusDays(index % 3 * 10L);
          case PENTAD -> first.plusMonths(index / 6).plusDays(index % 6 * 5L);
          default -> first.plusDays(index);
        };
    boolean within =
        step == Step.DAY_OF_MONTH
            ? day.getMonth() == first.getMonth()
            : day.getYear() == first.getYear();
    if (!within) {
      return RejectReason.MISPLACED_TIME;
    }
    if (isFixed(support)) {
      begin = clock.startOfDay(day.toEpochDay());
      end = begin + support.nominalSeconds() * SECOND;
      return null;
    }
    if (!locate(support, day.toEpochDay())) {
      return RejectReason.MISPLACED_TIME;
    }
    begin = spanBegin;
    end = spanEnd;
    return spanFirst == day.toEpochDay() ? null : RejectReason.MISPLACED_TIME;
  }
}
