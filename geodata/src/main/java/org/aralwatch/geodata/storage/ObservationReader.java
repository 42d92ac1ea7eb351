package org.aralwatch.geodata.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Support;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The reads of {@link ObservationStore} on one view of the record. Rows come through a cursor in
 * ascending begin; nothing comes where the viewer may not read. Belongs to one thread.
 */
public final class ObservationReader {
  private static final int FETCH_ROWS = 10_000;

  /** Of an observation o: what {@link #push} reads. Qualifier and flag share a column. */
  private static final String COLUMNS =
      """
      o.begin_time, o.end_time, o.result, o.flag * 256 + o.qualifier::integer""";

  private static final String COLUMNS_AND_DAY = COLUMNS + ", o.observation_day - date '1970-01-01'";

  /** Of a roll-up r: what {@link #rollup} reads. */
  static final String ROLLUP_COLUMNS =
      """
      r.start_day - date '1970-01-01', r.n, r.covered_seconds, r.sum, r.weighted_sum,
      r.first_time, r.first_result, r.last_time, r.last_result, r.min_time, r.min_result,
      r.max_time, r.max_result, r.n_below, r.n_above, r.sum_zero, r.sum_half, r.worst_flag""";

  static final int ROLLUP_COLUMN_COUNT = 18;

  private static final String READABLE =
      "EXISTS (SELECT FROM datastream d WHERE d.id = :datastream AND " + ReadAccess.SQL + ")";

  private static final String OVERLAPPING =
      """
      o.datastream_id = :datastream AND o.flag = ANY(:flags)
      AND o.begin_time >= :reach AND o.begin_time < :to
      AND (o.end_time > :from OR o.begin_time >= :from)""";

  private static final String IN_DAYS =
      """
      o.datastream_id = :datastream AND o.flag = ANY(:flags)
      AND o.begin_time >= :reach AND o.begin_time < :to
      AND o.observation_day >= :firstDay AND o.observation_day < :endDay""";

  private final Handle handle;

  ObservationReader(Handle handle) {
    this.handle = handle;
  }

  /** Takes rows in ascending begin; times in microseconds since 1970, result in the unit. */
  @FunctionalInterface
  public interface RowConsumer {
    void accept(long begin, long end, double result, Qualifier qualifier, int flag);
  }

  /** As {@link RowConsumer}, with the station-local day on which the period begins. */
  @FunctionalInterface
  public interface DayRowConsumer {
    void accept(long begin, long end, double result, Qualifier qualifier, int flag, int epochDay);
  }

  /** The newest revision of this view; 0 while nothing was ever stored. */
  public long revision() {
    return handle.createQuery("SELECT revision FROM revision_counter").mapTo(Long.class).one();
  }

  /** The newest revision that was committed at or before {@code asOf}; 0 before the first. */
  public long revisionAt(Instant asOf) {
    return revisionAt(handle, asOf);
  }

  static long revisionAt(Handle handle, Instant asOf) {
    return handle
        .createQuery(
            "SELECT coalesce(max(revision), 0) FROM change_set WHERE committed_at <= :asOf")
        .bind("asOf", utc(asOf))
        .mapTo(Long.class)
        .one();
  }

  /**
   * Every observation whose period overlaps {@code interval}; an instant when it lies in it.
   *
   * @param flags only rows of these
   * @param asOf as the record stood at this revision; empty for now
   */
  public void each(
      Viewer viewer,
      Datastream datastream,
      Interval interval,
      Set<QualityFlag> flags,
      OptionalLong asOf,
      RowConsumer consumer) {
    Query query =
        query(viewer, datastream, COLUMNS, OVERLAPPING, asOf)
            .bind("flags", codes(flags))
            .bind("reach", utc(interval.from().minus(longest(datastream.support()))))
            .bind("from", utc(interval.from()))
            .bind("to", utc(interval.to()));
    push(
        query,
        (begin, end, result, qualifier, flag, day) ->
            consumer.accept(begin, end, result, qualifier, flag));
  }

  /** Every observation whose period begins on the station-local days [first, end). */
  public void eachOfDays(
      Viewer viewer,
      Datastream datastream,
      LocalDate first,
      LocalDate end,
      Set<QualityFlag> flags,
      OptionalLong asOf,
      DayRowConsumer consumer) {
    // The day stands in the row; the times only narrow the search, wider than any zone's shift.
    Query query =
        query(viewer, datastream, COLUMNS_AND_DAY, IN_DAYS, asOf)
            .bind("flags", codes(flags))
            .bind("reach", first.minusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
            .bind("to", end.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
            .bind("firstDay", first)
            .bind("endDay", end);
    push(query, consumer);
  }

  /**
   * The current observations that begin at these times.
   *
   * @param times ascending, microseconds since 1970
   */
  public void eachAt(Viewer viewer, Datastream datastream, long[] times, RowConsumer consumer) {
    if (times.length == 0) {
      return;
    }
    // One look-up in the index for each time; a join might read the whole series instead.
    Query query =
        readable(
                """
                SELECT %s
                FROM unnest(:times) AS micros
                CROSS JOIN LATERAL (
                  SELECT * FROM observation o
                  WHERE o.datastream_id = :datastream
                    AND o.begin_time = timestamptz 'epoch' + micros * interval '1 microsecond'
                    AND o.begin_time BETWEEN :from AND :to
                  LIMIT 1) AS o
                WHERE %s
                ORDER BY o.begin_time
                """
                    .formatted(COLUMNS, READABLE),
                viewer,
                datastream)
            .bind("times", SqlArray.ofLongs(times))
            .bind("from", utc(instant(times[0])))
            .bind("to", utc(instant(times[times.length - 1])));
    push(
        query,
        (begin, end, result, qualifier, flag, day) ->
            consumer.accept(begin, end, result, qualifier, flag));
  }

  /**
   * The periods of {@code interval} of which values are approved, joined where they meet or
   * overlap, ascending: a value is approved when it begins in one, else provisional.
   *
   * @param asOf as it was at this revision; empty for now
   */
  public List<Interval> approved(
      Viewer viewer, Datastream datastream, Interval interval, OptionalLong asOf) {
    List<Interval> joined = new ArrayList<>();
    for (Approvals.Approval approval :
        Approvals.list(handle, viewer, datastream.id(), interval, asOf)) {
      Interval next = approval.begins();
      Interval last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last == null || next.from().isAfter(last.to())) {
        joined.add(next);
      } else if (next.to().isAfter(last.to())) {
        joined.set(joined.size() - 1, Interval.of(last.from(), next.to()));
      }
    }
    return joined;
  }

  /** Takes what people decided of values, in ascending begin. */
  @FunctionalInterface
  public interface DecisionConsumer {
    /**
     * @param begin of the value, microseconds since 1970
     */
    void accept(long begin, Decision decision, String actor, String reason);
  }

  /** What people decided of the current values that begin in {@code interval}. */
  public void eachDecision(
      Viewer viewer, Datastream datastream, Interval interval, DecisionConsumer consumer) {
    readable(
            """
            SELECT o.begin_time, b.decision::integer, c.actor, c.reason
            FROM observation_basis b
            JOIN observation o ON o.datastream_id = b.datastream_id
              AND o.begin_time = b.begin_time AND o.change_id = b.change_id
            JOIN change_set c ON c.id = b.decided_by
            WHERE b.datastream_id = :datastream AND b.begin_time >= :from AND b.begin_time < :to
              AND o.begin_time >= :from AND o.begin_time < :to AND %s
            ORDER BY o.begin_time
            """
                .formatted(READABLE),
            viewer,
            datastream)
        .bind("from", utc(interval.from()))
        .bind("to", utc(interval.to()))
        .scanResultSet(
            (results, context) -> {
              try (ResultSet rs = results.get()) {
                while (rs.next()) {
                  consumer.accept(
                      BinaryResult.micros(rs, 1),
                      Decision.ofSymbol((char) rs.getInt(2)),
                      rs.getString(3),
                      rs.getString(4));
                }
                return null;
              }
            });
  }

  /** Roll-ups of the spans that start on the days [from, to), ascending. */
  public List<RollupRow> rollups(
      Viewer viewer, Datastream datastream, RollupLevel level, LocalDate from, LocalDate to) {
    Query query =
        readable(
                """
                SELECT %s
                FROM %s r
                WHERE r.datastream_id = :datastream
                  AND r.start_day >= :from AND r.start_day < :to AND %s
                ORDER BY r.start_day
                """
                    .formatted(ROLLUP_COLUMNS, level.table(), READABLE),
                viewer,
                datastream)
            .bind("from", from)
            .bind("to", to);
    return query.scanResultSet(
        (results, context) -> {
          try (ResultSet rs = results.get()) {
            List<RollupRow> rows = new ArrayList<>();
            while (rs.next()) {
              rows.add(rollup(rs));
            }
            return rows;
          }
        });
  }

  static RollupRow rollup(ResultSet rs) throws SQLException {
    return new RollupRow(
        rs.getInt(1),
        rs.getInt(2),
        rs.getDouble(3),
        rs.getDouble(4),
        rs.getDouble(5),
        BinaryResult.micros(rs, 6),
        rs.getDouble(7),
        BinaryResult.micros(rs, 8),
        rs.getDouble(9),
        BinaryResult.micros(rs, 10),
        rs.getDouble(11),
        BinaryResult.micros(rs, 12),
        rs.getDouble(13),
        rs.getInt(14),
        rs.getInt(15),
        rs.getDouble(16),
        rs.getDouble(17),
        rs.getInt(18));
  }

  private Query query(
      Viewer viewer, Datastream datastream, String columns, String condition, OptionalLong asOf) {
    String rows =
        asOf.isEmpty() ? "observation o WHERE " + condition + " AND " : asOf(condition) + " WHERE ";
    Query query =
        readable(
            "SELECT " + columns + " FROM " + rows + READABLE + " ORDER BY o.begin_time",
            viewer,
            datastream);
    asOf.ifPresent(revision -> query.bind("revision", revision));
    return query;
  }

  /** The rows that stood at a revision: current ones that it knew, and ones replaced since. */
  private static String asOf(String condition) {
    return """
        (SELECT c.* FROM (SELECT o.begin_time, o.end_time, o.result, o.qualifier, o.flag,
                                 o.observation_day, o.change_id
                          FROM observation o WHERE %1$s) AS c
         JOIN change_set brought ON brought.id = c.change_id
         WHERE brought.revision <= :revision
         UNION ALL
         SELECT o.begin_time, o.end_time, o.result, o.qualifier, o.flag, o.observation_day,
                o.change_id
         FROM observation_history o
         JOIN change_set brought ON brought.id = o.change_id
         JOIN change_set replaced ON replaced.id = o.replaced_by
         WHERE %1$s AND brought.revision <= :revision AND replaced.revision > :revision) AS o"""
        .formatted(condition);
  }

  private Query readable(String sql, Viewer viewer, Datastream datastream) {
    return ReadAccess.VALUES
        .bind(handle.createQuery(sql), viewer)
        .bind("datastream", datastream.id())
        .setFetchSize(FETCH_ROWS)
        .addCustomizer(new BinaryResult());
  }

  private static void push(Query query, DayRowConsumer consumer) {
    query.scanResultSet(
        (results, context) -> {
          try (ResultSet rs = results.get()) {
            boolean withDay = rs.getMetaData().getColumnCount() > 4;
            while (rs.next()) {
              int flagAndQualifier = rs.getInt(4);
              consumer.accept(
                  BinaryResult.micros(rs, 1),
                  BinaryResult.micros(rs, 2),
                  rs.getDouble(3),
                  Qualifier.ofSymbol((char) (flagAndQualifier & 0xff)),
                  flagAndQualifier >> 8,
                  withDay ? rs.getInt(5) : 0);
            }
            return null;
          }
        });
  }

  /** More than the longest period of this support, whatever the calendar does. */
  static Duration longest(Support support) {
    if (support.isInstant()) {
      return Duration.ZERO;
    }
    return Duration.ofSeconds(support.nominalSeconds() * 11 / 10).plusDays(2);
  }

  static SqlArray codes(Set<QualityFlag> flags) {
    return SqlArray.ofInts(flags.stream().mapToInt(QualityFlag::code).toArray());
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /**
   * Microseconds since 1970. ChronoUnit counts them by way of nanoseconds, which a long holds for
   * the years 1678 to 2262 only.
   */
  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
