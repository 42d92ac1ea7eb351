package org.aralwatch.geodata.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;

/**
 * Roll-ups of staged rows at the level where their datastream enters, made while the rows pass and
 * sent to the table {@code staged_rollup}: where the rows of a datastream ascend and are all there
 * is of it, they are what {@link RollupSql} would make of them, with a third of its time. Not
 * thread-safe.
 */
final class StagedRollups {
  static final String CREATE =
      "CREATE TEMPORARY TABLE staged_rollup (LIKE rollup_day) ON COMMIT DROP";

  /** Two megabytes and a half. */
  private static final int PIECE_ROWS = 12_000;

  private static final int COLUMNS = 19;
  private static final String COPY =
      "COPY staged_rollup (" + RollupSql.COLUMNS + ") FROM STDIN (FORMAT binary)";
  private static final double MICROS = 1e6;

  private final BinaryCopy rows = new BinaryCopy(1 << 20);

  /** The span at hand of one datastream; its rows ascend in begin. */
  static final class Span {
    private final RollupLevel level;
    private int startDay;
    private int endDay = Integer.MIN_VALUE;
    private int n;
    private double coveredSeconds;
    private double sum;
    private double weightedSum;
    private long firstTime;
    private double firstResult;
    private long lastTime;
    private double lastResult;
    private long minTime;
    private double minResult;
    private long maxTime;
    private double maxResult;
    private int below;
    private int above;
    private double sumZero;
    private double sumHalf;
    private int worstFlag;

    Span(RollupLevel level) {
      this.level = level;
    }

    private void begin(int day) {
      LocalDate first = level.firstDayOf(LocalDate.ofEpochDay(day));
      startDay = (int) first.toEpochDay();
      endDay = (int) level.after(first).toEpochDay();
      n = 0;
      coveredSeconds = 0;
      sum = 0;
      weightedSum = 0;
      below = 0;
      above = 0;
      sumZero = 0;
      sumHalf = 0;
      worstFlag = 0;
    }

    private void add(long begin, long end, double result, Qualifier qualifier, int flag) {
      double seconds = (end - begin) / MICROS;
      if (n == 0) {
        firstTime = begin;
        firstResult = result;
      }
      if (n == 0 || result < minResult) {
        minTime = begin;
        minResult = result;
      }
      if (n == 0 || result > maxResult) {
        maxTime = begin;
        maxResult = result;
      }
      lastTime = begin;
      lastResult = result;
      n++;
      coveredSeconds += seconds;
      sum += result;
      weightedSum += result * seconds;
      boolean isBelow = qualifier == Qualifier.LESS_THAN;
      below += isBelow ? 1 : 0;
      above += qualifier == Qualifier.GREATER_THAN ? 1 : 0;
      sumZero += isBelow ? 0 : result;
      sumHalf += isBelow ? result / 2 : result;
      worstFlag = Math.max(worstFlag, flag);
    }
  }

  /**
   * Adds a row that was noted.
   *
   * @param day the station-local one on which it begins, since 1970
   */
  void add(
      DatastreamRef ref,
      int day,
      long begin,
      long end,
      double result,
      Qualifier qualifier,
      QualityFlag flag) {
    Span span = ref.span;
    if (span == null || !ref.ascending || !flag.isUsable()) {
      return;
    }
    if (day >= span.endDay) {
      close(ref);
      span.begin(day);
    }
    span.add(begin, end, result, qualifier, flag.code());
  }

  /** Takes the roll-up of the span at hand; the datastream may go on in another. */
  void close(DatastreamRef ref) {
    Span span = ref.span;
    if (span == null || span.endDay == Integer.MIN_VALUE || span.n == 0) {
      return;
    }
    rows.beginRow(COLUMNS);
    rows.intField(ref.id());
    rows.dateField(span.startDay);
    rows.intField(span.n);
    rows.doubleField(span.coveredSeconds);
    rows.doubleField(span.sum);
    rows.doubleField(span.weightedSum);
    rows.timestampField(span.firstTime);
    rows.doubleField(span.firstResult);
    rows.timestampField(span.lastTime);
    rows.doubleField(span.lastResult);
    rows.timestampField(span.minTime);
    rows.doubleField(span.minResult);
    rows.timestampField(span.maxTime);
    rows.doubleField(span.maxResult);
    rows.intField(span.below);
    rows.intField(span.above);
    rows.doubleField(span.sumZero);
    rows.doubleField(span.sumHalf);
    rows.shortField(span.worstFlag);
    span.n = 0;
  }

  /** Whether so many are at hand that they are to be sent. */
  boolean isFull() {
    return rows.rows() >= PIECE_ROWS;
  }

  /** Sends what was taken; no other rows may be on their way on this connection. */
  void send(Connection connection) throws SQLException {
    rows.finish(connection, COPY);
  }
}
