package org.aralwatch.geodata.storage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Makes the roll-ups of what was staged, finest level first. Where rows ascend and are newer than
 * all recorded ones, those made while they passed ({@link StagedRollups}) are taken; spans that
 * recorded rows may lie in, too, are made anew from the record.
 */
final class RollupWriter {
  private static final String STAGED = "staged o WHERE o.datastream_id = ANY(:ids)";

  private final Handle handle;
  private final Standing standing;

  RollupWriter(Handle handle, Standing standing) {
    this.handle = handle;
    this.standing = standing;
  }

  void run() {
    List<DatastreamRef> fresh = standing.fresh();
    List<DatastreamRef> recorded = standing.recorded();
    RollupLevel finer = null;
    for (RollupLevel level : RollupLevel.values()) {
      if (!recorded.isEmpty()) {
        clearTouched(level);
      }
      if (finer != null) {
        insertFiner(level, finerRows(finer), through(fresh, finer));
        insertFiner(level, touchedFinerRows(level, finer), through(recorded, finer));
      }
      insertStaged(level, entering(standing.noted(), level));
      insertEntering(level, STAGED, entering(standing.unsorted(), level));
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

  /** Names the spans that are made anew and removes what stands of them. */
  private void clearTouched(RollupLevel level) {
    handle.execute(
        "CREATE TEMPORARY TABLE touched_%s (datastream_id integer, start_day date) ON COMMIT DROP"
            .formatted(level.table()));
    List<DatastreamRef> mixed = standing.mixed();
    if (!mixed.isEmpty()) {
      handle
          .createUpdate(
              """
              INSERT INTO touched_%s
              SELECT DISTINCT datastream_id, %s FROM staged WHERE datastream_id = ANY(:ids)
              """
                  .formatted(level.table(), level.spanOf("observation_day")))
          .bind("ids", DatastreamRef.ids(mixed))
          .execute();
    }
    List<DatastreamRef> ids = new ArrayList<>();
    List<Integer> startDays = new ArrayList<>();
    standing
        .appended()
        .forEach(
            (ref, lastRecordedDay) -> {
              for (LocalDate span : spansMadeAnew(level, ref, lastRecordedDay)) {
                ids.add(ref);
                startDays.add((int) span.toEpochDay());
              }
            });
    handle
        .createUpdate(
            """
            INSERT INTO touched_%s
            SELECT id, date '1970-01-01' + day FROM unnest(:ids, :days) AS appended (id, day)
            """
                .formatted(level.table()))
        .bind("ids", SqlArray.ofInts(ids.stream().mapToInt(DatastreamRef::id).toArray()))
        .bind("days", SqlArray.ofInts(startDays.stream().mapToInt(Integer::intValue).toArray()))
        .execute();
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

  /**
   * Where the datastream enters, only a span that recorded rows may lie in; above, every one that
   * has new rows, and the holes between them.
   */
  private static List<LocalDate> spansMadeAnew(
      RollupLevel level, DatastreamRef ref, int lastRecordedDay) {
    LocalDate first = level.firstDayOf(LocalDate.ofEpochDay(ref.firstDay));
    if (level.isEntryOf(ref.support())) {
      return spans(level, first, lastRecordedDay);
    }
    return level.isKeptOf(ref.support()) ? spans(level, first, ref.lastDay) : List.of();
  }

  private static List<LocalDate> spans(RollupLevel level, LocalDate first, int lastDay) {
    return Stream.iterate(first, span -> span.toEpochDay() <= lastDay, level::after).toList();
  }

  private void insertStaged(RollupLevel level, List<DatastreamRef> of) {
    if (of.isEmpty()) {
      return;
    }
    String madeAnew =
        """
         AND NOT EXISTS (SELECT FROM touched_%s t
                         WHERE t.datastream_id = s.datastream_id AND t.start_day = s.start_day)"""
            .formatted(level.table());
    insertRows(
        level,
        "SELECT "
            + RollupSql.COLUMNS
            + " FROM staged_rollup s WHERE datastream_id = ANY(:ids)"
            + (standing.recorded().isEmpty() ? "" : madeAnew),
        of);
  }

  private void insertEntering(RollupLevel level, String from, List<DatastreamRef> of) {
    insert(level, RollupSql.observations(level, from), of);
  }

  private void insert(RollupLevel level, String partials, List<DatastreamRef> of) {
    if (!of.isEmpty()) {
      insertRows(level, RollupSql.aggregate(partials), of);
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
