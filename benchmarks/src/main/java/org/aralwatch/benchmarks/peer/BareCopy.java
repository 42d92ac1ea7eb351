package org.aralwatch.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.aralwatch.benchmarks.store.Copying;
import org.aralwatch.benchmarks.store.Record;
import org.postgresql.copy.CopyManager;

/**
 * The limit of ingest: the same rows by COPY into the same table with the same indexes, and nothing
 * else done. In COPY's text form, as psql would send it.
 */
public final class BareCopy {
  private static final String COLUMNS =
      "datastream_id, begin_time, end_time, result, qualifier, flag, tests, change_id,"
          + " observation_day";

  /** The first value of every series, then the second, as the file has them. */
  private static final String FILE_ORDER =
      "ORDER BY row_number() OVER (PARTITION BY datastream_id ORDER BY begin_time), datastream_id";

  private final Record record;
  private final Path rows;

  public BareCopy(Record record, Path rows) {
    this.record = record;
    this.rows = rows;
  }

  public boolean hasRows() {
    return Files.exists(rows);
  }

  /** Keeps the rows of the record, in the order of the file they came from. */
  public void takeRows() {
    Path partial = rows.resolveSibling(rows.getFileName() + ".partial");
    record.jdbi().useHandle(handle -> Copying.copy(handle, copy -> takeRows(copy, partial)));
  }

  private Path takeRows(CopyManager copy, Path partial) throws IOException, SQLException {
    try (OutputStream out = Files.newOutputStream(partial)) {
      copy.copyOut(
          "COPY (SELECT " + COLUMNS + " FROM observation " + FILE_ORDER + ") TO STDOUT", out);
    }
    return Files.move(partial, rows);
  }

  /** Copies them, in a transaction that is committed. */
  public double rowsPerSecond() {
    return record.jdbi().withHandle(handle -> Copying.copy(handle, this::copyIn));
  }

  private double copyIn(CopyManager copy) throws IOException, SQLException {
    try (InputStream in = Files.newInputStream(rows)) {
      long begin = System.nanoTime();
      long count = copy.copyIn("COPY observation (" + COLUMNS + ") FROM STDIN", in, 1 << 18);
      return count * 1e9 / (System.nanoTime() - begin);
    }
  }
}
