package org.aralwatch.geodata.storage;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Makes the roll-ups of the spans named in the table {@code touched} anew, finest level first. */
final class RollupWriter {
  private static final String STAGED = "staged o WHERE o.datastream_id = ANY(:ids)";

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
      if (!fresh) {
        clearTouched(level);
      }
      if (finer != null) {
        insert(level, RollupSql.finer(level, finerRows(level, finer, fresh)), datastreams);
      }
      List<DatastreamRef> entering =
          datastreams.stream().filter(ref -> level.isEntryOf(ref.support())).toList();
      enter(level, entering, fresh);
      finer = level;
    }
  }

  /** The part of a level that is made of observations. */
  private void enter(RollupLevel level, List<DatastreamRef> entering, boolean fresh) {
    Map<Boolean, List<DatastreamRef>> byOneRow =
        entering.stream()
            .collect(
                Collectors.partitioningBy(
                    ref -> fresh && level == RollupLevel.DAY && ref.oneRowPerDay));
    if (!byOneRow.get(true).isEmpty()) {
      insertRows(level, RollupSql.only(STAGED), byOneRow.get(true));
    }
    if (!byOneRow.get(false).isEmpty()) {
      insert(
          level,
          RollupSql.observations(level, fresh ? STAGED : recordedRows(level)),
          byOneRow.get(false));
    }
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

  private void insert(RollupLevel level, String partials, List<DatastreamRef> of) {
    insertRows(level, RollupSql.aggregate(level, partials), of);
  }

  /** In the order of the key, so that the index grows at its end. */
  private void insertRows(RollupLevel level, String rows, List<DatastreamRef> of) {
    handle
        .createUpdate(
            "INSERT INTO %s (%s) %s ORDER BY datastream_id, start_day"
                .formatted(level.table(), RollupSql.COLUMNS, rows))
        .bindArray("ids", Integer.class, of.stream().map(DatastreamRef::id).toList())
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

  private static String finerRows(RollupLevel level, RollupLevel finer, boolean fresh) {
    if (fresh) {
      return finer.table() + " r WHERE r.datastream_id = ANY(:ids)";
    }
    return """
        touched_%1$s t JOIN %2$s r ON r.datastream_id = t.datastream_id
          AND r.start_day >= t.start_day AND r.start_day < (t.start_day + interval '1 %3$s')::date
        WHERE t.datastream_id = ANY(:ids)
        """
        .formatted(level.table(), finer.table(), level.unit());
  }
}
