package org.aralwatch.geodata.storage;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Makes the roll-ups of what was staged, finest level first. */
final class RollupWriter {
  private static final String STAGED = "staged o WHERE o.datastream_id = ANY(:ids)";

  private final Handle handle;

  RollupWriter(Handle handle) {
    this.handle = handle;
  }

  /**
   * @param fresh datastreams of which the staged rows are all there is
   * @param recorded others; of these the spans with staged rows are made anew
   */
  void run(List<DatastreamRef> fresh, List<DatastreamRef> recorded) {
    if (!recorded.isEmpty()) {
      handle
          .createUpdate(
              """
              CREATE TEMPORARY TABLE touched ON COMMIT DROP AS
              SELECT DISTINCT datastream_id, observation_day AS day FROM staged
              WHERE datastream_id = ANY(:ids)
              """)
          .bind("ids", DatastreamRef.ids(recorded))
          .execute();
      handle.execute("ANALYZE touched");
    }
    RollupLevel finer = null;
    for (RollupLevel level : RollupLevel.values()) {
      if (!recorded.isEmpty()) {
        clearTouched(level);
      }
      if (finer != null) {
        insertFiner(level, finerRows(finer), through(fresh, finer));
        insertFiner(level, touchedFinerRows(level, finer), through(recorded, finer));
      }
      insertStaged(level, entering(fresh, level).stream().filter(DatastreamRef::isNoted).toList());
      insertEntering(
          level, STAGED, entering(fresh, level).stream().filter(ref -> !ref.isNoted()).toList());
      insertEntering(level, recordedRows(level), entering(recorded, level));
      finer = level;
    }
  }

  private static List<DatastreamRef> entering(List<DatastreamRef> streams, RollupLevel level) {
    return streams.stream().filter(ref -> level.isEntryOf(ref.support())).toList();
  }

  /** Those with roll-ups of this level. */
  private static List<DatastreamRef> through(List<DatastreamRef> streams, RollupLevel level) {
    return streams.stream().filter(ref -> level.isKeptOf(ref.support())).toList();
  }

  private void clearTouched(RollupLevel level) {
    handle.execute(
        """
        CREATE TEMPORARY TABLE touched_%1$s ON COMMIT DROP AS
        SELECT DISTINCT t.datastream_id, %2$s AS start_day FROM touched t
        """
            .formatted(level.table(), level.spanOf("t.day")));
    // Without it a planner that knows little of the record yet compares every row with every span.
    handle.execute(
        "CREATE INDEX ON touched_%s (datastream_id, start_day)".formatted(level.table()));
    handle.execute("ANALYZE touched_" + level.table());
    handle.execute(
        """
        DELETE FROM %1$s r USING touched_%1$s t
        WHERE r.datastream_id = t.datastream_id AND r.start_day = t.start_day
        """
            .formatted(level.table()));
  }

  private void insertFiner(RollupLevel level, String from, List<DatastreamRef> of) {
    insert(level, RollupSql.finer(level, from), of);
  }

  private void insertStaged(RollupLevel level, List<DatastreamRef> of) {
    if (!of.isEmpty()) {
      insertRows(
          level,
          "SELECT " + RollupSql.COLUMNS + " FROM staged_rollup WHERE datastream_id = ANY(:ids)",
          of);
    }
  }

  private void insertEntering(RollupLevel level, String from, List<DatastreamRef> of) {
    insert(level, RollupSql.observations(level, from), of);
  }

  private void insert(RollupLevel level, String partials, List<DatastreamRef> of) {
    if (!of.isEmpty()) {
      insertRows(level, RollupSql.aggregate(level, partials), of);
    }
  }

  /** In the order of the key, so that the index grows at its end. */
  private void insertRows(RollupLevel level, String rows, List<DatastreamRef> of) {
    handle
        .createUpdate(
            "INSERT INTO %s (%s) %s ORDER BY datastream_id, start_day"
                .formatted(level.table(), RollupSql.COLUMNS, rows))
        .bind("ids", DatastreamRef.ids(of))
        .execute();
  }

  /**
   * Rows whose day lies in a touched span. The bounds, those of the span's days in the station's
   * zone and an hour or two for clocks that are put back at midnight, lead the index to these rows,
   * whatever the planner knows of the record: with the equality of days alone it may read a whole
   * series for every day.
   */
  private static String recordedRows(RollupLevel level) {
    return """
        touched_%1$s t JOIN datastream d ON d.id = t.datastream_id
        JOIN observation o ON o.datastream_id = t.datastream_id
          AND o.begin_time >= (t.start_day - interval '2 hours') AT TIME ZONE d.time_zone
          AND o.begin_time < (t.start_day + interval '1 %2$s 2 hours') AT TIME ZONE d.time_zone
        WHERE t.datastream_id = ANY(:ids) AND t.start_day = %3$s
        """
        .formatted(level.table(), level.unit(), level.spanOf("o.observation_day"));
  }

  private static String finerRows(RollupLevel finer) {
    return finer.table() + " r WHERE r.datastream_id = ANY(:ids)";
  }

  private static String touchedFinerRows(RollupLevel level, RollupLevel finer) {
    return """
        touched_%1$s t JOIN %2$s r ON r.datastream_id = t.datastream_id
          AND r.start_day >= t.start_day AND r.start_day < (t.start_day + interval '1 %3$s')::date
        WHERE t.datastream_id = ANY(:ids)
        """
        .formatted(level.table(), finer.table(), level.unit());
  }
}
