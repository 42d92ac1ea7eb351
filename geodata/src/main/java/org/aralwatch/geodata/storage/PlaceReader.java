package org.aralwatch.geodata.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.aralwatch.geodata.storage.Replay.Basis;
import org.aralwatch.geodata.storage.Replay.Kind;
import org.aralwatch.geodata.storage.Replay.Run;
import org.aralwatch.geodata.storage.Replay.Values;
import org.aralwatch.geodata.storage.Replay.Version;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads all versions of many places, and the runs that have them between their ends: one place
 * after the other, ascending, with bounded memory however many they are.
 */
final class PlaceReader {
  private static final int FETCH_ROWS = 5_000;

  private static final String VERSION =
      """
      v.datastream_id, v.begin_time, v.end_time, v.result, v.qualifier, v.flag, v.tests, v.change_id,
      v.observation_day""";

  /**
   * Runs come before the versions at their first begin, as they begin to count there. The bounds of
   * series and time keep a planner from reading the whole record for a few places.
   */
  private static final String SQL =
      """
      SELECT v.datastream_id, v.begin_time, 1 AS sort, made.revision AS since,
             coalesce(replaced.revision, 9223372036854775807) AS until, v.change_id,
             v.end_time, v.result, v.qualifier::integer, v.flag, v.tests,
             v.observation_day - date '1970-01-01' AS day,
             CASE WHEN made.kind IN ('review', 'correction', 'retest') THEN 2
                  WHEN made.kind <> 'upload' THEN 3
                  WHEN made.upload_id IN (SELECT upload_id FROM change_set WHERE kind = 'revert') THEN 1
                  ELSE 0 END AS kind,
             coalesce(b.upload_change, v.change_id) AS upload_change,
             coalesce(b.value_change, v.change_id) AS value_change,
             coalesce(b.decision::integer, 0) AS decision, coalesce(b.decided_by, 0) AS decided_by,
             CASE WHEN t.change_id IS NOT NULL THEN
               (t.original, t.original_unit, t.detection_limit, t.quantification_limit)::text END
               AS detail
      FROM (SELECT %1$s, NULL::bigint AS replaced_by
            FROM %2$s AS p JOIN observation v USING (datastream_id, begin_time)
            WHERE v.datastream_id = ANY(:ids) AND v.begin_time BETWEEN :first AND :last
            UNION ALL
            SELECT %1$s, v.replaced_by
            FROM %2$s AS p JOIN observation_history v USING (datastream_id, begin_time)
            WHERE v.datastream_id = ANY(:ids) AND v.begin_time BETWEEN :first AND :last) AS v
      JOIN change_set made ON made.id = v.change_id
      LEFT JOIN change_set replaced ON replaced.id = v.replaced_by
      LEFT JOIN observation_basis b ON b.datastream_id = v.datastream_id
        AND b.begin_time = v.begin_time AND b.change_id = v.change_id
      LEFT JOIN observation_detail t ON t.datastream_id = v.datastream_id
        AND t.begin_time = v.begin_time AND t.change_id = v.change_id
      UNION ALL
      SELECT a.datastream_id, a.first_begin, 0, c.revision, 0, a.change_id, a.last_begin,
             0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL
      FROM assertion a JOIN change_set c ON c.id = a.change_id
      WHERE a.datastream_id = ANY(:ids)
        AND c.upload_id NOT IN (SELECT upload_id FROM change_set WHERE kind = 'revert')
      ORDER BY 1, 2, 3, 4
      """;

  private final Handle handle;

  PlaceReader(Handle handle) {
    this.handle = handle;
  }

  /** Takes the places. */
  @FunctionalInterface
  interface PlaceConsumer {
    /**
     * @param versions ascending; the list is used again
     * @param runs of uploads that were not taken back; the list is used again
     */
    void accept(int datastream, long begin, int epochDay, List<Version> versions, List<Run> runs);
  }

  /** A run under way. */
  private record OpenRun(Run run, long last) {}

  /**
   * @param places a table or query of datastream_id and begin_time, each place once
   * @param range where they lie
   */
  void each(String places, SeriesRange range, PlaceConsumer consumer) {
    Query query =
        range
            .bind(handle.createQuery(SQL.formatted(VERSION, places)))
            .setFetchSize(FETCH_ROWS)
            .addCustomizer(new BinaryResult());
    query.scanResultSet(
        (results, context) -> {
          try (ResultSet rs = results.get()) {
            new Sweep(consumer).run(rs);
            return null;
          }
        });
  }

  /** Goes along the rows, holding what belongs to the place at hand. */
  private static final class Sweep {
    private final PlaceConsumer consumer;
    private final List<Version> versions = new ArrayList<>();
    private final List<OpenRun> open = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private int datastream = -1;
    private long begin;
    private int day;

    Sweep(PlaceConsumer consumer) {
      this.consumer = consumer;
    }

    void run(ResultSet rs) throws SQLException {
      while (rs.next()) {
        int rowDatastream = rs.getInt(1);
        long rowBegin = BinaryResult.micros(rs, 2);
        if (rowDatastream != datastream || rowBegin != begin) {
          finish();
          if (rowDatastream != datastream) {
            open.clear();
          }
          datastream = rowDatastream;
          begin = rowBegin;
        }
        if (rs.getInt(3) == 0) {
          open.add(new OpenRun(new Run(rs.getLong(6), rs.getLong(4)), BinaryResult.micros(rs, 7)));
        } else {
          day = rs.getInt(12);
          versions.add(version(rs));
        }
      }
      finish();
    }

    private void finish() {
      if (versions.isEmpty()) {
        return;
      }
      open.removeIf(run -> run.last() < begin);
      runs.clear();
      open.forEach(run -> runs.add(run.run()));
      consumer.accept(datastream, begin, day, versions, runs);
      versions.clear();
    }

    private static Version version(ResultSet rs) throws SQLException {
      return new Version(
          rs.getLong(6),
          rs.getLong(4),
          rs.getLong(5),
          Kind.values()[rs.getInt(13)],
          new Values(
              BinaryResult.micros(rs, 7),
              rs.getDouble(8),
              (char) rs.getInt(9),
              rs.getInt(10),
              rs.getInt(11)),
          rs.getString(18),
          new Basis(rs.getLong(14), rs.getLong(15), (char) rs.getInt(16), rs.getLong(17)));
    }
  }
}
