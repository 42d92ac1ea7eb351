package org.aralwatch.geodata.storage;

import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/**
 * The details of staged rows, in a table of their own that is made when the first comes: most files
 * have none. Belongs to one {@link LoadTransaction}; not thread-safe.
 */
final class StagedDetails {
  private static final int PIECE_ROWS = 4_000;
  private static final String COPY =
      """
      COPY staged_detail (line, datastream_id, begin_time, original, original_unit,
                          detection_limit, quantification_limit) FROM STDIN (FORMAT binary)""";

  private final BinaryCopy rows = new BinaryCopy(1 << 16);
  private boolean created;
  private boolean staged;

  void add(long line, DatastreamRef datastream, long beginMicros, Detail detail) {
    staged = true;
    rows.beginRow(7);
    rows.longField(line);
    rows.intField(datastream.id());
    rows.timestampField(beginMicros);
    rows.textOrNullField(detail.original());
    rows.textOrNullField(detail.originalUnit());
    rows.doubleOrNullField(detail.detectionLimit());
    rows.doubleOrNullField(detail.quantificationLimit());
  }

  /** Whether so many are at hand that they are to be sent. */
  boolean isFull() {
    return rows.rows() >= PIECE_ROWS;
  }

  /** Sends what is at hand; no other rows may be on their way on this connection. */
  void send(Handle handle) {
    if (rows.rows() == 0) {
      return;
    }
    create(handle);
    Connection connection = handle.getConnection();
    try {
      rows.finish(connection, COPY);
    } catch (SQLException e) {
      throw new StorageException("cannot stage details: " + e.getMessage(), e);
    }
  }

  private void create(Handle handle) {
    if (!created) {
      handle.execute(
          """
          CREATE TEMPORARY TABLE staged_detail (
            line bigint, datastream_id integer, begin_time timestamptz, original text,
            original_unit text, detection_limit double precision,
            quantification_limit double precision) ON COMMIT DROP
          """);
      created = true;
    }
  }

  /**
   * SQL: a staged row s and a recorded one o, with the change of its values in {@code
   * o.value_change}, differ in their details. Empty where neither has any.
   *
   * @param overlapped datastreams that may have recorded rows like staged ones
   */
  String differing(Handle handle, SqlArray overlapped) {
    boolean recorded =
        handle
            .createQuery(
                """
                SELECT EXISTS (SELECT FROM unnest(:ids) AS w (id) WHERE EXISTS (
                  SELECT FROM observation_detail d WHERE d.datastream_id = w.id))
                """)
            .bind("ids", overlapped)
            .mapTo(Boolean.class)
            .one();
    if (!staged && !recorded) {
      return "";
    }
    create(handle);
    handle.execute(
        "CREATE INDEX IF NOT EXISTS staged_detail_ix ON staged_detail (datastream_id, begin_time)");
    handle.execute("ANALYZE staged_detail");
    return """
        EXISTS (
          SELECT FROM (VALUES (1)) AS one
          LEFT JOIN LATERAL (
            SELECT * FROM staged_detail n WHERE n.datastream_id = s.datastream_id
              AND n.begin_time = s.begin_time AND n.line = s.line
            ORDER BY n.ctid LIMIT 1) AS n ON true
          LEFT JOIN observation_detail d ON d.datastream_id = o.datastream_id
            AND d.begin_time = o.begin_time AND d.change_id = o.value_change
          WHERE (n.original, n.original_unit, n.detection_limit, n.quantification_limit)
            IS DISTINCT FROM
                (d.original, d.original_unit, d.detection_limit, d.quantification_limit))""";
  }

  /** Keeps those of the rows that are left in {@code staged}. */
  void insert(Handle handle, long change) {
    if (!staged) {
      return;
    }
    handle
        .createUpdate(
            """
            INSERT INTO observation_detail (datastream_id, begin_time, change_id, original,
              original_unit, detection_limit, quantification_limit)
            SELECT DISTINCT ON (s.datastream_id, s.begin_time) s.datastream_id, s.begin_time, :change,
              n.original, n.original_unit, n.detection_limit, n.quantification_limit
            FROM staged_detail n
            JOIN staged s ON s.datastream_id = n.datastream_id AND s.begin_time = n.begin_time
              AND s.line = n.line
            ORDER BY s.datastream_id, s.begin_time, n.ctid
            """)
        .bind("change", change)
        .execute();
  }
}
