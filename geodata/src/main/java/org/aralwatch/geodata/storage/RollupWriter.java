package org.aralwatch.geodata.storage;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Makes the roll-ups of the spans named in the table {@code touched} anew, finest level first. */
final class RollupWriter {
  private final Handle handle;
  private final List<DatastreamRef> datastreams;

  RollupWriter(Handle handle, List<DatastreamRef> datastreams) {
    this.handle = handle;
    this.datastreams = datastreams;
  }

  /**
   * @param fresh whether the datastreams had no rows before, so that the staged rows are all there
   *     is
   */
  void run(boolean fresh) {
    RollupLevel finer = null;
    for (RollupLevel level : RollupLevel.values()) {
      String span = level.spanOf("t.day");
      handle.execute(
          "CREATE TEMPORARY TABLE touched_"
              + level.table()
              + " ON COMMIT DROP AS SELECT DISTINCT t.datastream_id, "
              + span
              + " AS start_day FROM touched t");
      // Without it a planner that knows little of the record yet compares every row with every
      // span.
      handle.execute("CREATE INDEX ON touched_" + level.table() + " (datastream_id, start_day)");
      handle.execute("ANALYZE touched_" + level.table());
      if (!fresh) {
        handle.execute(
            """
            DELETE FROM %1$s r USING touched_%1$s t
            WHERE r.datastream_id = t.datastream_id AND r.start_day = t.start_day
            """
                .formatted(level.table()));
      }
      if (finer != null) {
        insert(level, RollupSql.finer(level, finerRows(level, finer)));
      }
      List<Integer> entering = Merge.idsEntering(level, datastreams);
      if (!entering.isEmpty()) {
        insert(
            level,
            RollupSql.observations(level, fresh ? stagedRows() : recordedRows(level)),
            entering);
      }
      finer = level;
    }
  }

  private void insert(RollupLevel level, String partials) {
    insert(level, partials, null);
  }

  private void insert(RollupLevel level, String partials, List<Integer> ids) {
    var update =
        handle.createUpdate(
            "INSERT INTO "
                + level.table()
                + " ("
                + RollupSql.COLUMNS
                + ") "
                + RollupSql.aggregate(level, partials));
    if (ids != null) {
      update.bindArray("ids", Integer.class, ids);
    }
    update.execute();
  }

  private static String stagedRows() {
    return "staged o WHERE o.datastream_id = ANY(:ids)";
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

  private static String finerRows(RollupLevel level, RollupLevel finer) {
    return """
        touched_%1$s t JOIN %2$s r ON r.datastream_id = t.datastream_id
          AND r.start_day >= t.start_day AND r.start_day < (t.start_day + interval '1 %3$s')::date
        """
        .formatted(level.table(), finer.table(), level.unit());
  }
}
