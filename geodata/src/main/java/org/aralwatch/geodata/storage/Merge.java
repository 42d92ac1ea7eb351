package org.aralwatch.geodata.storage;

import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the rows of the table {@code staged} into the record: rows that stand there already are
 * left alone, replaced ones move to the history, new ones are appended, and the roll-ups of exactly
 * the touched spans are made anew. Runs once.
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
  private final List<DatastreamRef> touched;
  private final StagedDetails details;
  private final ApprovedValues approved;
  private long repeated;
  private long conflicting;
  private long refused;

  /**
   * @param touched datastreams with staged rows
   * @param details of the staged rows
   * @param approved what becomes of rows that would change what is approved
   */
  Merge(
      Handle handle, List<DatastreamRef> touched, StagedDetails details, ApprovedValues approved) {
    this.handle = handle;
    this.touched = touched;
    this.details = details;
    this.approved = approved;
  }

  /** What {@link #run} would do now; changes and locks nothing. */
  MergeResult count(DuplicateSink duplicates) {
    removeDuplicates(duplicates);
    Standing standing = Standing.read(handle, touched);
    long unchanged = 0;
    long revised = 0;
    if (!standing.overlapped().isEmpty()) {
      unchanged = removeUnchanged(standing);
      removeApproved(standing, duplicates);
      revised = countReplaced(standing);
    }
    long rows = touched.stream().mapToLong(ref -> ref.rows).sum() - repeated - conflicting;
    return new MergeResult(
        rows - unchanged - revised - refused, revised, unchanged, repeated, conflicting, refused);
  }

  /** What {@link #run} did. */
  record Outcome(MergeResult result, Standing standing) {}

  Outcome run(long change, DuplicateSink duplicates) {
    removeDuplicates(duplicates);
    Standing standing = Standing.lock(handle, touched);
    long unchanged = 0;
    long revised = 0;
    if (!standing.overlapped().isEmpty()) {
      handle.execute("ANALYZE staged");
      unchanged = removeUnchanged(standing);
      removeApproved(standing, duplicates);
      revised = replace(standing, change);
      if (unchanged > 0) {
        Assertions.write(handle, change);
      }
    }
    long stored = append(standing, change);
    details.insert(handle, change);
    LOG.debug("merged: {} new, {} revised, {} unchanged", stored, revised, unchanged);
    if (stored + revised > 0) {
      new RollupWriter(handle, standing).run();
      LOG.debug("rolled up");
    }
    return new Outcome(
        new MergeResult(stored, revised, unchanged, repeated, conflicting, refused), standing);
  }

  /** The first row of a time stands; later ones go, and are reported where they differ. */
  private void removeDuplicates(DuplicateSink duplicates) {
    List<DatastreamRef> unsorted = touched.stream().filter(ref -> !ref.ascending).toList();
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
        .bind("unsorted", DatastreamRef.ids(unsorted))
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
   * Takes out rows that the record has just so, and notes their places. What a row is compared with
   * is what an upload gave: a file that comes again does not undo what people decided since.
   */
  private long removeUnchanged(Standing standing) {
    SqlArray overlapped = DatastreamRef.ids(standing.overlapped());
    handle.execute(Assertions.CREATE);
    String differing = details.differing(handle, overlapped);
    return handle
        .createUpdate(
            """
            WITH removed AS (
              DELETE FROM staged s USING %s
              WHERE s.datastream_id = ANY(:overlapped) AND %s AND %s %s
              RETURNING s.datastream_id, s.begin_time)
            INSERT INTO asserted SELECT datastream_id, begin_time FROM removed
            """
                .formatted(
                    given(overlapped),
                    SAME_KEY,
                    SAME_ROW,
                    differing.isEmpty() ? "" : "AND NOT " + differing))
        .bind("overlapped", overlapped)
        .execute();
  }

  /** SQL for the rows o as uploads gave them; the plain ones where nobody changed any since. */
  private String given(SqlArray overlapped) {
    boolean changed =
        handle
            .createQuery(
                """
                SELECT EXISTS (SELECT FROM unnest(:ids) AS w (id) WHERE EXISTS (
                  SELECT FROM observation_basis b WHERE b.datastream_id = w.id))
                """)
            .bind("ids", overlapped)
            .mapTo(Boolean.class)
            .one();
    return changed
        ? """
        (SELECT o.datastream_id, o.begin_time, coalesce(v.end_time, o.end_time) AS end_time,
                coalesce(v.result, o.result) AS result,
                coalesce(v.qualifier, o.qualifier) AS qualifier, coalesce(v.flag, o.flag) AS flag,
                coalesce(v.tests, o.tests) AS tests,
                coalesce(b.value_change, o.change_id) AS value_change
         FROM observation o
         LEFT JOIN observation_basis b ON b.datastream_id = o.datastream_id
           AND b.begin_time = o.begin_time AND b.change_id = o.change_id
         LEFT JOIN observation_history v ON v.datastream_id = b.datastream_id
           AND v.begin_time = b.begin_time AND v.change_id = b.value_change) AS o"""
        : """
        (SELECT datastream_id, begin_time, end_time, result, qualifier, flag, tests,
                change_id AS value_change
         FROM observation) AS o""";
  }

  /** What is approved stays as it is, and nothing is added to it, unless the uploader says so. */
  private void removeApproved(Standing standing, DuplicateSink sink) {
    if (standing.approved().isEmpty() || approved == ApprovedValues.CHANGE) {
      return;
    }
    handle
        .createQuery(
            """
            WITH removed AS (
              DELETE FROM staged s USING approval a
              WHERE s.datastream_id = ANY(:approved) AND a.datastream_id = s.datastream_id
                AND a.ended_by IS NULL
                AND s.begin_time >= a.from_time AND s.begin_time < a.to_time
              RETURNING s.line, s.result)
            SELECT line, result FROM removed ORDER BY line
            """)
        .bind("approved", DatastreamRef.ids(standing.approved()))
        .setFetchSize(1_000)
        .map(
            (rs, ctx) -> {
              refused++;
              sink.approved(rs.getLong("line"), rs.getDouble("result"));
              return 0;
            })
        .forEach(ignored -> {});
  }

  private long countReplaced(Standing standing) {
    return handle
        .createQuery(
            "SELECT count(*) FROM observation o JOIN staged s ON "
                + SAME_KEY
                + " WHERE s.datastream_id = ANY(:overlapped)")
        .bind("overlapped", DatastreamRef.ids(standing.overlapped()))
        .mapTo(Long.class)
        .one();
  }

  private long replace(Standing standing, long change) {
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
        .bind("overlapped", DatastreamRef.ids(standing.overlapped()))
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
        .bind("overlapped", DatastreamRef.ids(standing.overlapped()))
        .execute();
  }

  private long append(Standing standing, long change) {
    if (standing.overlapped().isEmpty()) {
      return append("true", change, update -> {});
    }
    Consumer<Update> overlapped =
        update -> update.bind("overlapped", DatastreamRef.ids(standing.overlapped()));
    return append("s.datastream_id <> ALL(:overlapped)", change, overlapped)
        + append(
            "s.datastream_id = ANY(:overlapped) AND NOT EXISTS (SELECT FROM observation o WHERE "
                + SAME_KEY
                + ")",
            change,
            overlapped);
  }

  /**
   * In the order of the key, whatever that of the file: the index grows at its end, and the values
   * of a series lie together, where a read finds them in a few pages.
   */
  private long append(String condition, long change, Consumer<Update> bindings) {
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
}
