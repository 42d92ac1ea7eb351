package org.aralwatch.geodata.storage;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.aralwatch.geodata.storage.Replay.Basis;
import org.aralwatch.geodata.storage.Replay.Values;
import org.jdbi.v3.core.Handle;

/**
 * Rows that are to stand otherwise, though no file brings them: what a revert, a review or a
 * correction does to the record. They are gathered in the table {@code staged}, then written with
 * their history and roll-ups, as those of a load are. Belongs to one transaction.
 */
final class Restatement {
  private static final String SAME_KEY =
      "o.datastream_id = s.datastream_id AND o.begin_time = s.begin_time";

  private static final String CREATE =
      """
      CREATE TEMPORARY TABLE staged (
        datastream_id integer, begin_time timestamptz, end_time timestamptz,
        result double precision, qualifier "char", flag smallint, tests integer,
        observation_day date, gone boolean, altered boolean, upload_change bigint,
        value_change bigint, decision "char", decided_by bigint) ON COMMIT DROP""";

  static final String COLUMNS =
      """
      datastream_id, begin_time, end_time, result, qualifier, flag, tests, observation_day, gone,
      altered, upload_change, value_change, decision, decided_by""";

  private static final String COPY = "COPY staged (" + COLUMNS + ") FROM STDIN (FORMAT binary)";
  private static final int PIECE_ROWS = 4_000;

  private final Handle handle;
  private final long change;
  private final BinaryCopy rows = new BinaryCopy(1 << 20);
  private List<DatastreamRef> changed = List.of();

  /**
   * @param change to which the rows belong
   */
  Restatement(Handle handle, long change) {
    this.handle = handle;
    this.change = change;
    // As in a load: hash tables and sorts of a million rows.
    handle.execute("SET LOCAL work_mem = '128MB'");
    handle.execute(CREATE);
  }

  /**
   * @param altered whether a reader sees another value than before
   */
  void add(
      int datastream,
      long begin,
      int epochDay,
      Values values,
      boolean gone,
      boolean altered,
      Basis basis) {
    rows.beginRow(14);
    rows.intField(datastream);
    rows.timestampField(begin);
    rows.timestampField(values.end());
    rows.doubleField(values.result());
    rows.charField(values.qualifier());
    rows.shortField(values.flag());
    rows.intField(values.tests());
    rows.dateField(epochDay);
    rows.booleanField(gone);
    rows.booleanField(altered);
    rows.longField(basis.uploadChange());
    rows.longField(basis.valueChange());
    if (basis.decision() == Replay.UNDECIDED) {
      rows.nullField();
      rows.nullField();
    } else {
      rows.charField(basis.decision());
      rows.longField(basis.decidedBy());
    }
    if (rows.rows() >= PIECE_ROWS) {
      send();
    }
  }

  private void send() {
    try {
      rows.finish(handle.getConnection(), COPY);
    } catch (SQLException e) {
      throw new StorageException("cannot stage rows: " + e.getMessage(), e);
    }
  }

  /** How many of the gathered rows lie in approved periods and would be another value. */
  long countApproved() {
    send();
    return handle
        .createQuery("SELECT count(*) FROM staged s WHERE altered AND " + Approvals.COVERED)
        .mapTo(Long.class)
        .one();
  }

  /** Leaves out those that lie in approved periods; gives how many. */
  long removeApproved() {
    send();
    return handle.createUpdate("DELETE FROM staged s WHERE " + Approvals.COVERED).execute();
  }

  /**
   * Writes what was gathered. The datastreams are locked by the caller.
   *
   * @param datastreams among which those of the gathered rows are
   * @return how many rows there are
   */
  long apply(List<DatastreamRef> datastreams) {
    send();
    handle.execute("ANALYZE staged");
    Set<Integer> staged =
        handle.createQuery("SELECT DISTINCT datastream_id FROM staged").mapTo(Integer.class).set();
    changed = datastreams.stream().filter(ref -> staged.contains(ref.id())).toList();
    if (changed.isEmpty()) {
      return 0;
    }
    SqlArray ids = DatastreamRef.ids(changed);
    long count =
        handle
            .createUpdate(
                """
                INSERT INTO observation_history (datastream_id, begin_time, end_time, result,
                  qualifier, flag, tests, change_id, observation_day, replaced_by)
                SELECT o.datastream_id, o.begin_time, o.end_time, o.result, o.qualifier, o.flag,
                  o.tests, o.change_id, o.observation_day, :change
                FROM observation o JOIN staged s ON %s
                WHERE o.datastream_id = ANY(:ids)
                """
                    .formatted(SAME_KEY))
            .bind("change", change)
            .bind("ids", ids)
            .execute();
    handle
        .createUpdate(
            """
            INSERT INTO observation_basis (datastream_id, begin_time, change_id, upload_change,
              value_change, decision, decided_by)
            SELECT datastream_id, begin_time, :change, upload_change, value_change, decision,
              decided_by
            FROM staged WHERE NOT gone
            """)
        .bind("change", change)
        .execute();
    handle
        .createUpdate(
            """
            UPDATE observation o SET end_time = s.end_time, result = s.result,
              qualifier = s.qualifier, flag = s.flag, tests = s.tests, change_id = :change
            FROM staged s WHERE o.datastream_id = ANY(:ids) AND NOT s.gone AND %s
            """
                .formatted(SAME_KEY))
        .bind("change", change)
        .bind("ids", ids)
        .execute();
    handle
        .createUpdate(
            """
            DELETE FROM observation o USING staged s
            WHERE o.datastream_id = ANY(:ids) AND s.gone AND %s
            """
                .formatted(SAME_KEY))
        .bind("ids", ids)
        .execute();
    new RollupWriter(handle, Standing.ofChanged(changed)).run();
    return count;
  }

  /** Those of the rows that were written. */
  List<DatastreamRef> changed() {
    return changed;
  }

  /** Counts, extents, tails and the revisions of caches follow what was written. */
  void describe(long revision) {
    if (!changed.isEmpty()) {
      new SeriesChanges(handle, change, Standing.ofChanged(changed)).writeRecounted(revision);
    }
  }
}
