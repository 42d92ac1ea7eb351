package org.aralwatch.ingest.source;

import java.io.IOException;
import java.io.InputStream;

/** Reads one format of tables. */
public interface TableReader {
  /**
   * Pushes every row, in file order, header rows too; does not close {@code in}.
   *
   * @throws BadFileException when the file is none of this format: names the line
   */
  void read(InputStream in, RowSink sink) throws IOException;

  /** Takes rows. */
  @FunctionalInterface
  interface RowSink {
    /** The row is valid until this returns. */
    void accept(Row row);
  }
}
