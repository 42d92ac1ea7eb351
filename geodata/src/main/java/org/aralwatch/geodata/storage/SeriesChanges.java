package org.aralwatch.geodata.storage;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Writes down what a load did to its datastreams: counts and extents, and the revisions that make
 * caches right. Most of it the load noted as it staged; it is counted again only where rows were
 * unsorted or overlap the record.
 */
final class SeriesChanges {
  private final Handle handle;
  private final long change;
  private final List<DatastreamRef> noted;
  private final List<DatastreamRef> others;

  /**
   * @param standing of datastreams that are all written
   */
  SeriesChanges(Handle handle, long change, Standing standing) {
    this.handle = handle;
    this.change = change;
    this.noted = standing.noted();
    this.others = Stream.concat(standing.unsorted().stream(), standing.mixed().stream()).toList();
  }

  void write(long revision) {
    describeNoted(revision);
    describeOthers(revision);
    raiseMonths(revision);
  }

  /** As {@link #write}, where rows were changed or taken away: counts and extents are made anew. */
  void writeRecounted(long revision) {
    handle
        .createUpdate(
            """
            UPDATE datastream d
            SET first_begin = n.first_begin, last_end = n.last_end,
                observation_count = coalesce(n.rows, 0), tail = %s, revision = :revision
            FROM unnest(:ids) AS w (id)
            LEFT JOIN (SELECT datastream_id AS id, min(begin_time) AS first_begin,
                              max(end_time) AS last_end, count(*) AS rows
                       FROM observation WHERE datastream_id = ANY(:ids)
                       GROUP BY datastream_id) AS n USING (id)
            WHERE d.id = w.id
            """
                .formatted(Tail.ofRecorded("d.id")))
        .bind("ids", DatastreamRef.ids(others))
        .bind("revision", revision)
        .execute();
    raiseMonths(revision);
  }

  private void describeNoted(long revision) {
    // New ones were written with it.
    List<DatastreamRef> changed = noted.stream().filter(ref -> !ref.isNew()).toList();
    if (changed.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            UPDATE datastream d
            SET first_begin = least(d.first_begin,
                  timestamptz 'epoch' + n.first_begin * interval '1 microsecond'),
                last_end = greatest(d.last_end,
                  timestamptz 'epoch' + n.last_end * interval '1 microsecond'),
                observation_count = d.observation_count + n.rows,
                tail = n.tail, revision = :revision, withdrawn_by = NULL
            FROM unnest(:ids, :begins, :ends, :counts, :tails)
              AS n (id, first_begin, last_end, rows, tail)
            WHERE d.id = n.id
            """)
        .bind("ids", SqlArray.ofInts(changed.stream().mapToInt(DatastreamRef::id).toArray()))
        .bind("begins", longs(changed, ref -> ref.firstBegin))
        .bind("ends", longs(changed, ref -> ref.lastEnd))
        .bind("counts", longs(changed, ref -> ref.rows))
        .bind(
            "tails",
            SqlArray.ofBytes(
                changed.stream().map(DatastreamRef::tailWithStaged).map(Tail::encode).toList()))
        .bind("revision", revision)
        .execute();
  }

  private static SqlArray longs(List<DatastreamRef> refs, ToLongFunction<DatastreamRef> part) {
    return SqlArray.ofLongs(refs.stream().mapToLong(part).toArray());
  }

  /** Those without a staged row left are as they were. What was replaced counted before. */
  private void describeOthers(long revision) {
    if (others.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            UPDATE datastream d
            SET first_begin = least(d.first_begin, n.first_begin),
                last_end = greatest(d.last_end, n.last_end),
                observation_count = d.observation_count + n.rows - coalesce(r.rows, 0),
                tail = %s, revision = :revision, withdrawn_by = NULL
            FROM (SELECT datastream_id, min(begin_time) AS first_begin, max(end_time) AS last_end,
                         count(*) AS rows
                  FROM staged WHERE datastream_id = ANY(:ids) GROUP BY datastream_id) AS n
            LEFT JOIN (SELECT datastream_id, count(*) AS rows FROM observation_history
                       WHERE replaced_by = :change AND datastream_id = ANY(:ids)
                       GROUP BY datastream_id) AS r USING (datastream_id)
            WHERE d.id = n.datastream_id
            """
                .formatted(Tail.ofRecorded("d.id")))
        .bind("change", change)
        .bind("ids", DatastreamRef.ids(others))
        .bind("revision", revision)
        .execute();
  }

  private void raiseMonths(long revision) {
    if (!noted.isEmpty()) {
      raise(
          "SELECT id, date '1970-01-01' + day FROM unnest(:ids, :days) AS noted (id, day)",
          update -> update.bind("ids", notedIds()).bind("days", notedMonths()),
          revision);
    }
    if (!others.isEmpty()) {
      raise(
          """
          SELECT DISTINCT datastream_id, date_trunc('month', begin_time AT TIME ZONE 'UTC')::date
          FROM staged WHERE datastream_id = ANY(:ids)""",
          update -> update.bind("ids", DatastreamRef.ids(others)),
          revision);
    }
  }

  /** An id for each month of a datastream, as {@link #notedMonths} has them. */
  private SqlArray notedIds() {
    return SqlArray.ofInts(
        noted.stream()
            .flatMapToInt(ref -> IntStream.generate(ref::id).limit(ref.months.firstDays().length))
            .toArray());
  }

  private SqlArray notedMonths() {
    return SqlArray.ofInts(
        noted.stream().flatMapToInt(ref -> IntStream.of(ref.months.firstDays())).toArray());
  }

  /**
   * @param months SQL for datastreams and first days of months
   */
  private void raise(String months, Consumer<Update> bindings, long revision) {
    Update update =
        handle
            .createUpdate(
                """
                INSERT INTO value_revision (layer_id, property_id, month, revision)
                SELECT DISTINCT f.layer_id, d.property_id, t.month, cast(:revision as bigint)
                FROM (%s) AS t (id, month)
                JOIN datastream d ON d.id = t.id
                JOIN feature f ON f.id = d.feature_id
                ORDER BY 1, 2, 3
                ON CONFLICT (layer_id, property_id, month) DO UPDATE SET revision = excluded.revision
                """
                    .formatted(months))
            .bind("revision", revision);
    bindings.accept(update);
    update.execute();
  }
}
