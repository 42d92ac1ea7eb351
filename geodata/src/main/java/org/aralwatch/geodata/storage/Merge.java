package org.aralwatch.geodata.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the rows of the table {@code staged} into the record: rows that stand there already are
 * left alone, replaced ones move to the history, new ones are appended, and the roll-ups of exactly
 * the touched spans are made anew. Leaves the tables {@code touched} (datastream, day) and {@code
 * touched_month} (datastream, UTC month) for the revisions.
 *
 * <p>An anti-join rather than ON CONFLICT: it inserts at twice the speed.
 */
final class Merge {
  private static final Logger LOG = LoggerFactory.getLogger(Merge.class);
  private static final String SAME_KEY =
      "o.datastream_id = s.datastream_id AND o.begin_time = s.begin_time";
  private static final String SAME_ROW =
      """
      o.end_time = s.end_time AND o.result = s.result AND o.qualifier = s.qualifier
      AND o.flag = s.flag AND o.tests = s.tests""";

  private final Handle handle;
  private final long change;
  private final List<DatastreamRef> touched;
  private final Integer[] ids;
  private long repeated;
  private long conflicting;

  Merge(Handle handle, long change, List<DatastreamRef> touched) {
    this.handle = handle;
    this.change = change;
    this.touched = touched;
    this.ids = touched.stream().map(DatastreamRef::id).sorted().toArray(Integer[]::new);
  }

  MergeResult run(DuplicateSink duplicates) {
    if (touched.isEmpty()) {
      return new MergeResult(0, 0, 0, 0, 0);
    }
    handle.execute("ANALYZE staged");
    removeDuplicates(duplicates);
    Standing standing = lockDatastreams();
    long unchanged = standing.overlapped().isEmpty() ? 0 : removeUnchanged(standing);
    long revised = standing.overlapped().isEmpty() ? 0 : replace(standing);
    long stored = append(standing);
    LOG.debug("merged: {} new, {} revised, {} unchanged", stored, revised, unchanged);
    if (stored + revised > 0) {
      noteTouched(standing);
      new RollupWriter(handle, touched).run(standing.fresh());
      LOG.debug("rolled up");
      if (standing.fresh() && repeated + conflicting == 0) {
        describeFreshDatastreams();
      } else {
        describeDatastreams();
      }
    }
    return new MergeResult(stored, revised, unchanged, repeated, conflicting);
  }

  /** The first row of a time stands; later ones go, and are reported where they differ. */
  private void removeDuplicates(DuplicateSink duplicates) {
    List<Integer> unsorted =
        touched.stream().filter(ref -> !ref.ascending).map(DatastreamRef::id).toList();
    if (unsorted.isEmpty()) {
      return;
    }
    handle
        .createQuery(
            """
            WITH ranked AS (
              SELECT ctid AS row_id, line, result,
                     row_number() OVER same_time AS place,
                     first_value(line) OVER same_time AS first_line,
                     first_value(result) OVER same_time AS first_result,
                     first_value(end_time) OVER same_time = end_time
                       AND first_value(result) OVER same_time = result
                       AND first_value(qualifier) OVER same_time = qualifier
                       AND first_value(flag) OVER same_time = flag AS same
              FROM staged WHERE datastream_id = ANY(:unsorted)
              WINDOW same_time AS (PARTITION BY datastream_id, begin_time ORDER BY line, ctid)),
            removed AS (
              DELETE FROM staged s USING ranked r WHERE s.ctid = r.row_id AND r.place > 1
              RETURNING r.line, r.first_line, r.result, r.first_result, r.same)
            SELECT * FROM removed ORDER BY line
            """)
        .bindArray("unsorted", Integer.class, unsorted)
        .setFetchSize(1_000)
        .map(
            (rs, ctx) -> {
              if (rs.getBoolean("same")) {
                repeated++;
              } else {
                conflicting++;
                duplicates.conflicting(
                    rs.getLong("line"),
                    rs.getLong("first_line"),
                    rs.getDouble("result"),
                    rs.getDouble("first_result"));
              }
              return 0;
            })
        .forEach(ignored -> {});
  }

  /**
   * What stands in the record of the datastreams that are loaded.
   *
   * @param fresh whether nothing does, so that the staged rows are all there is
   * @param overlapped ids of those with rows that are not older than all of the staged ones. Mostly
   *     there is none, and then no row has to be looked for, however long the record is
   */
  private record Standing(boolean fresh, List<Integer> overlapped) {}

  /** Locks in key order, so that loads of one series follow each other. */
  private Standing lockDatastreams() {
    Map<Integer, DatastreamRef> byId = new HashMap<>();
    touched.forEach(ref -> byId.put(ref.id(), ref));
    long[] rows = {0};
    List<Integer> overlapped = new ArrayList<>();
    handle
        .createQuery(
            """
            SELECT id, observation_count, (extract(epoch FROM last_end) * 1000000)::bigint AS last_end
            FROM datastream WHERE id = ANY(:ids) ORDER BY id FOR UPDATE
            """)
        .bindArray("ids", Integer.class, (Object[]) ids)
        .map(
            (rs, ctx) -> {
              rows[0] += rs.getLong("observation_count");
              // An instant may begin where the last one ended.
              if (rs.getLong("observation_count") > 0
                  && byId.get(rs.getInt("id")).firstBegin <= rs.getLong("last_end")) {
                overlapped.add(rs.getInt("id"));
              }
              return 0;
            })
        .list();
    return new Standing(rows[0] == 0, overlapped);
  }

  private long removeUnchanged(Standing standing) {
    return handle
        .createUpdate(
            "DELETE FROM staged s USING observation o WHERE s.datastream_id = ANY(:overlapped) AND "
                + SAME_KEY
                + " AND "
                + SAME_ROW)
        .bindArray("overlapped", Integer.class, standing.overlapped())
        .execute();
  }

  private long replace(Standing standing) {
    handle
        .createUpdate(
            """
            INSERT INTO observation_history (datastream_id, begin_time, end_time, result, qualifier,
              flag, tests, change_id, observation_day, replaced_by)
            SELECT o.datastream_id, o.begin_time, o.end_time, o.result, o.qualifier, o.flag,
              o.tests, o.change_id, o.observation_day, :change
            FROM observation o JOIN staged s ON
            """
                + SAME_KEY
                + " WHERE s.datastream_id = ANY(:overlapped)")
        .bind("change", change)
        .bindArray("overlapped", Integer.class, standing.overlapped())
        .execute();
    return handle
        .createUpdate(
            """
            UPDATE observation o SET end_time = s.end_time, result = s.result,
              qualifier = s.qualifier, flag = s.flag, tests = s.tests, change_id = :change
            FROM staged s WHERE s.datastream_id = ANY(:overlapped) AND
            """
                + SAME_KEY)
        .bind("change", change)
        .bindArray("overlapped", Integer.class, standing.overlapped())
        .execute();
  }

  private long append(Standing standing) {
    if (standing.overlapped().isEmpty()) {
      return append("true", update -> {});
    }
    Consumer<Update> overlapped =
        update -> update.bindArray("overlapped", Integer.class, standing.overlapped());
    return append("s.datastream_id <> ALL(:overlapped)", overlapped)
        + append(
            "s.datastream_id = ANY(:overlapped) AND NOT EXISTS (SELECT FROM observation o WHERE "
                + SAME_KEY
                + ")",
            overlapped);
  }

  /**
   * In the order of the key, whatever that of the file: the index grows at its end, and the values
   * of a series lie together, where a read finds them in a few pages.
   */
  private long append(String condition, Consumer<Update> bindings) {
    Update update =
        handle
            .createUpdate(
                """
                INSERT INTO observation (datastream_id, begin_time, end_time, result, qualifier,
                  flag, tests, change_id, observation_day)
                SELECT s.datastream_id, s.begin_time, s.end_time, s.result, s.qualifier, s.flag,
                  s.tests, :change, s.observation_day
                FROM staged s WHERE %s ORDER BY s.datastream_id, s.begin_time
                """
                    .formatted(condition))
            .bind("change", change);
    bindings.accept(update);
    return update.execute();
  }

  private void noteTouched(Standing standing) {
    if (standing.fresh()) {
      // Every day there is, so the days need not be named.
      handle
          .createUpdate(
              """
              CREATE TEMPORARY TABLE touched ON COMMIT DROP AS
              SELECT id AS datastream_id FROM unnest(:ids) AS id
              """)
          .bindArray("ids", Integer.class, (Object[]) ids)
          .execute();
    } else {
      handle.execute(
          """
          CREATE TEMPORARY TABLE touched ON COMMIT DROP AS
          SELECT DISTINCT datastream_id, observation_day AS day FROM staged
          """);
      handle.execute("ANALYZE touched");
    }
    handle.execute(
        """
        CREATE TEMPORARY TABLE touched_month ON COMMIT DROP AS
        SELECT DISTINCT datastream_id,
               date_trunc('month', begin_time AT TIME ZONE 'UTC')::date AS month
        FROM staged
        """);
  }

  /** Extents and counts are those of what was staged. */
  private void describeFreshDatastreams() {
    handle
        .createUpdate(
            """
            UPDATE datastream d
            SET first_begin = timestamptz 'epoch' + n.first_begin * interval '1 microsecond',
                last_end = timestamptz 'epoch' + n.last_end * interval '1 microsecond',
                observation_count = n.rows
            FROM unnest(:ids, :begins, :ends, :counts) AS n (id, first_begin, last_end, rows)
            WHERE d.id = n.id
            """)
        .bind("ids", SqlArray.ofInts(touched.stream().mapToInt(DatastreamRef::id).toArray()))
        .bind(
            "begins", SqlArray.ofLongs(touched.stream().mapToLong(ref -> ref.firstBegin).toArray()))
        .bind("ends", SqlArray.ofLongs(touched.stream().mapToLong(ref -> ref.lastEnd).toArray()))
        .bind("counts", SqlArray.ofLongs(touched.stream().mapToLong(ref -> ref.rows).toArray()))
        .execute();
  }

  /** Extents and counts; what was replaced counted before. */
  private void describeDatastreams() {
    handle
        .createUpdate(
            """
            UPDATE datastream d
            SET first_begin = least(d.first_begin, n.first_begin),
                last_end = greatest(d.last_end, n.last_end),
                observation_count = d.observation_count + n.rows - coalesce(r.rows, 0)
            FROM (SELECT datastream_id, min(begin_time) AS first_begin, max(end_time) AS last_end,
                         count(*) AS rows
                  FROM staged GROUP BY datastream_id) AS n
            LEFT JOIN (SELECT datastream_id, count(*) AS rows FROM observation_history
                       WHERE replaced_by = :change AND datastream_id = ANY(:ids)
                       GROUP BY datastream_id) AS r USING (datastream_id)
            WHERE d.id = n.datastream_id
            """)
        .bind("change", change)
        .bindArray("ids", Integer.class, (Object[]) ids)
        .execute();
  }
}
