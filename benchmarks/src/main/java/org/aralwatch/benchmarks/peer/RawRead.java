package org.aralwatch.benchmarks.peer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.aralwatch.benchmarks.report.Sample;
import org.aralwatch.benchmarks.store.Record;

/** What any program pays that reads the rows of a series and works on them itself. */
public final class RawRead {
  private static final String SQL =
      """
      SELECT begin_time, end_time, result, flag FROM observation
      WHERE datastream_id = ? ORDER BY begin_time
      """;
  private static final int FETCH_ROWS = 10_000;

  private final Record record;

  public RawRead(Record record) {
    this.record = record;
  }

  /** Of each series, all rows, after one warm-up. */
  public Sample times(List<Integer> datastreams) {
    read(datastreams.get(0));
    return Sample.ofNanos(datastreams.stream().mapToLong(this::read).toArray());
  }

  private long read(int datastream) {
    long begin = System.nanoTime();
    try (Connection connection = record.database().dataSource().getConnection()) {
      // Without a transaction the driver would read all rows before it gives the first.
      connection.setAutoCommit(false);
      readRows(connection, datastream);
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read series " + datastream, e);
    }
    return System.nanoTime() - begin;
  }

  private static void readRows(Connection connection, int datastream) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setFetchSize(FETCH_ROWS);
      statement.setInt(1, datastream);
      double sum = 0;
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sum += rows.getDouble(3) + rows.getTimestamp(1).getTime() % 2;
        }
      }
      if (Double.isNaN(sum)) {
        throw new IllegalStateException("series " + datastream + " holds what is no number");
      }
    }
  }
}
