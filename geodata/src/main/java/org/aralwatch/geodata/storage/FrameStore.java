package org.aralwatch.geodata.storage;

import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.Qualifier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads values of many datastreams for one date, in one statement each. Only usable values (flags
 * 1, 2, 3) count. Thread-safe.
 */
public final class FrameStore {
  private static final int FETCH_ROWS = 10_000;

  private static final String USABLE = "o.flag IN (1, 2, 3)";

  private final Jdbi jdbi;

  public FrameStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A datastream and the moment for which its value is wanted, in microseconds since 1970.
   *
   * @param endsFrom no value that had ended by then, nor an instant before it
   * @param beginsFrom where the search may stop: whatever ends from {@code endsFrom} begins later
   */
  public record Moment(int datastreamId, long at, long endsFrom, long beginsFrom) {
    public static Moment of(Datastream datastream, Instant at, Instant endsFrom) {
      Instant begins = endsFrom.minus(ObservationReader.longest(datastream.support()));
      return new Moment(
          datastream.id(),
          ObservationReader.micros(at),
          ObservationReader.micros(endsFrom),
          ObservationReader.micros(begins));
    }
  }

  /** A datastream and the station-local days [first, end) whose values are wanted. */
  public record Days(int datastreamId, LocalDate first, LocalDate end) {}

  /** Takes an observation; day is the station-local one on which it begins, since 1970. */
  @FunctionalInterface
  public interface ObservationConsumer {
    void accept(
        int datastreamId,
        long begin,
        long end,
        double result,
        Qualifier qualifier,
        int flag,
        int epochDay);
  }

  /** Takes a roll-up. */
  @FunctionalInterface
  public interface RollupConsumer {
    void accept(int datastreamId, RollupRow row);
  }

  /** Of each datastream the last observation that begins at or before its moment. */
  public void latest(Viewer viewer, List<Moment> moments, ObservationConsumer consumer) {
    if (moments.isEmpty()) {
      return;
    }
    jdbi.useTransaction(
        handle -> {
          Query query =
              readable(
                      handle,
                      """
                      SELECT d.id, o.begin_time, o.end_time, o.result,
                             o.flag * 256 + o.qualifier::integer,
                             o.observation_day - date '1970-01-01'
                      FROM unnest(:ids, :at, :ends, :begins) AS w (id, at, ends, begins)
                      JOIN datastream d ON d.id = w.id
                      CROSS JOIN LATERAL (
                        SELECT * FROM observation o
                        WHERE o.datastream_id = w.id
                          AND o.begin_time <= timestamptz 'epoch' + w.at * interval '1 microsecond'
                          AND o.begin_time >= timestamptz 'epoch' + w.begins * interval '1 microsecond'
                          AND o.begin_time BETWEEN :earliest AND :latest AND %s
                        ORDER BY o.begin_time DESC LIMIT 1) AS o
                      WHERE (o.end_time > timestamptz 'epoch' + w.ends * interval '1 microsecond'
                          OR o.begin_time >= timestamptz 'epoch' + w.ends * interval '1 microsecond')
                        AND %s
                      """
                          .formatted(USABLE, ReadAccess.SQL),
                      viewer)
                  .bind(
                      "ids",
                      SqlArray.ofInts(moments.stream().mapToInt(Moment::datastreamId).toArray()))
                  .bind("at", micros(moments, Moment::at))
                  .bind("ends", micros(moments, Moment::endsFrom))
                  .bind("begins", micros(moments, Moment::beginsFrom))
                  // Constants, by which a hypertable leaves chunks out before it runs.
                  .bind("earliest", utc(moments.stream().mapToLong(Moment::beginsFrom).min()))
                  .bind("latest", utc(moments.stream().mapToLong(Moment::at).max()));
          pushObservations(query, consumer);
        });
  }

  /** Of each datastream the observations whose periods begin on its days, ascending in begin. */
  public void observations(Viewer viewer, List<Days> days, ObservationConsumer consumer) {
    if (days.isEmpty()) {
      return;
    }
    jdbi.useTransaction(
        handle ->
            pushObservations(
                ofDays(
                        readable(
                            handle,
                            """
                            SELECT d.id, o.begin_time, o.end_time, o.result,
                                   o.flag * 256 + o.qualifier::integer,
                                   o.observation_day - date '1970-01-01'
                            FROM unnest(:ids, :first, :end) AS w (id, first, end_)
                            JOIN datastream d ON d.id = w.id
                            JOIN observation o ON o.datastream_id = w.id
                              AND o.begin_time BETWEEN :earliest AND :latest
                              AND o.observation_day >= date '1970-01-01' + w.first
                              AND o.observation_day < date '1970-01-01' + w.end_
                            WHERE %s AND %s
                            ORDER BY d.id, o.begin_time
                            """
                                .formatted(USABLE, ReadAccess.SQL),
                            viewer),
                        days)
                    // A day around, as the local days of any zone lie in it.
                    .bind(
                        "earliest",
                        first(days).minusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                    .bind("latest", end(days).plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC)),
                consumer));
  }

  /**
   * Of each datastream the roll-ups of spans that start on its days, ascending. OFFSET 0 keeps the
   * search by day inside each look-up in the index; joined freely, every roll-up would be read.
   */
  public void rollups(Viewer viewer, RollupLevel level, List<Days> days, RollupConsumer consumer) {
    if (days.isEmpty()) {
      return;
    }
    jdbi.useTransaction(
        handle ->
            ofDays(
                    readable(
                        handle,
                        """
                        SELECT %s, d.id
                        FROM unnest(:ids, :first, :end) AS w (id, first, end_)
                        JOIN datastream d ON d.id = w.id
                        CROSS JOIN LATERAL (
                          SELECT * FROM %s r
                          WHERE r.datastream_id = w.id
                            AND r.start_day >= date '1970-01-01' + w.first
                            AND r.start_day < date '1970-01-01' + w.end_
                          OFFSET 0) AS r
                        WHERE %s
                        ORDER BY d.id, r.start_day
                        """
                            .formatted(
                                ObservationReader.ROLLUP_COLUMNS, level.table(), ReadAccess.SQL),
                        viewer),
                    days)
                .scanResultSet(
                    (results, context) -> {
                      try (ResultSet rs = results.get()) {
                        while (rs.next()) {
                          consumer.accept(
                              rs.getInt(ObservationReader.ROLLUP_COLUMN_COUNT + 1),
                              ObservationReader.rollup(rs));
                        }
                        return null;
                      }
                    }));
  }

  private static Query readable(Handle handle, String sql, Viewer viewer) {
    return ReadAccess.VALUES
        .bind(handle.createQuery(sql), viewer)
        .setFetchSize(FETCH_ROWS)
        .addCustomizer(new BinaryResult());
  }

  private static Query ofDays(Query query, List<Days> days) {
    return query
        .bind("ids", SqlArray.ofInts(days.stream().mapToInt(Days::datastreamId).toArray()))
        .bind(
            "first",
            SqlArray.ofInts(days.stream().mapToInt(d -> (int) d.first().toEpochDay()).toArray()))
        .bind(
            "end",
            SqlArray.ofInts(days.stream().mapToInt(d -> (int) d.end().toEpochDay()).toArray()));
  }

  private static void pushObservations(Query query, ObservationConsumer consumer) {
    query.scanResultSet(
        (results, context) -> {
          try (ResultSet rs = results.get()) {
            while (rs.next()) {
              int flagAndQualifier = rs.getInt(5);
              consumer.accept(
                  rs.getInt(1),
                  BinaryResult.micros(rs, 2),
                  BinaryResult.micros(rs, 3),
                  rs.getDouble(4),
                  Qualifier.ofSymbol((char) (flagAndQualifier & 0xff)),
                  flagAndQualifier >> 8,
                  rs.getInt(6));
            }
            return null;
          }
        });
  }

  private static OffsetDateTime utc(OptionalLong micros) {
    return ObservationReader.utc(ObservationReader.instant(micros.orElseThrow()));
  }

  private static SqlArray micros(List<Moment> moments, ToLongFunction<Moment> part) {
    return SqlArray.ofLongs(moments.stream().mapToLong(part).toArray());
  }

  private static LocalDate first(List<Days> days) {
    return days.stream().map(Days::first).min(LocalDate::compareTo).orElseThrow();
  }

  private static LocalDate end(List<Days> days) {
    return days.stream().map(Days::end).max(LocalDate::compareTo).orElseThrow();
  }
}
