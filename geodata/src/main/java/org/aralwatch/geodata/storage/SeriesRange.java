package org.aralwatch.geodata.storage;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.aralwatch.geodata.observation.Interval;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Series and a range of begins in which rows are looked for: without an index by change, the whole
 * record would be read for a few.
 *
 * @param first no row begins before
 * @param last no row begins after
 */
record SeriesRange(Set<Integer> datastreams, OffsetDateTime first, OffsetDateTime last) {
  SeriesRange {
    datastreams = Set.copyOf(datastreams);
  }

  /** Nowhere. */
  static SeriesRange empty() {
    return new SeriesRange(
        Set.of(),
        ObservationReader.utc(Interval.ALL.from()),
        ObservationReader.utc(Interval.ALL.from()));
  }

  /** All of these series. */
  static SeriesRange whole(Collection<Integer> datastreams) {
    return new SeriesRange(
        Set.copyOf(datastreams),
        ObservationReader.utc(Interval.ALL.from()),
        ObservationReader.utc(Interval.ALL.to()));
  }

  /** Where the rows of these changes lie, as {@link ChangeSeries} noted it, else as they do. */
  static SeriesRange ofChanges(Handle handle, Collection<Long> changes) {
    SeriesRange range = empty();
    for (long change : changes) {
      range = range.with(noted(handle, change).orElseGet(() -> searched(handle, change)));
    }
    return range;
  }

  private static Optional<SeriesRange> noted(Handle handle, long change) {
    return handle
        .createQuery(
            """
            SELECT datastreams, first_time, last_time FROM change_series WHERE change_id = :change
            """)
        .bind("change", change)
        .map(
            (rs, ctx) ->
                new SeriesRange(
                    Set.of((Integer[]) rs.getArray("datastreams").getArray()),
                    rs.getObject("first_time", OffsetDateTime.class),
                    rs.getObject("last_time", OffsetDateTime.class)))
        .findOne();
  }

  private static SeriesRange searched(Handle handle, long change) {
    List<SeriesRange> found =
        handle
            .createQuery(
                """
                SELECT datastream_id, min(begin_time), max(begin_time)
                FROM (SELECT datastream_id, begin_time, change_id FROM observation
                      UNION ALL
                      SELECT datastream_id, begin_time, change_id FROM observation_history) AS o
                WHERE change_id = :change GROUP BY datastream_id
                """)
            .bind("change", change)
            .map(
                (rs, ctx) ->
                    new SeriesRange(
                        Set.of(rs.getInt(1)),
                        rs.getObject(2, OffsetDateTime.class),
                        rs.getObject(3, OffsetDateTime.class)))
            .list();
    return found.stream().reduce(empty(), SeriesRange::with);
  }

  private SeriesRange with(SeriesRange other) {
    if (datastreams.isEmpty()) {
      return other;
    }
    if (other.datastreams.isEmpty()) {
      return this;
    }
    Set<Integer> both = new TreeSet<>(datastreams);
    both.addAll(other.datastreams);
    return new SeriesRange(
        both,
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last);
  }

  SqlArray ids() {
    return SqlArray.ofInts(
        new ArrayList<>(datastreams).stream().mapToInt(Integer::intValue).sorted().toArray());
  }

  /** Binds {@code ids}, {@code first} and {@code last}. */
  <S extends SqlStatement<S>> S bind(S statement) {
    return statement.bind("ids", ids()).bind("first", first).bind("last", last);
  }
}
