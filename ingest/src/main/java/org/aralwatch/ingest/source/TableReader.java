package org.aralwatch.ingest.source;

import java.io.IOException;
import java.io.InputStream;

/** Reads one format as tables: the formats that describe themselves too, see {@link #read}. */
public interface TableReader {
  /**
   * Pushes every row, in file order, header rows too; does not close {@code in}. A format without
   * columns of its own is pushed as a table whose first row names them; its reader's class comment
   * lists them.
   *
   * @throws BadFileException when the file is none of this format: names the line
   */
  void read(InputStream in, RowSink sink) throws IOException;

  /** Takes rows. */
  @FunctionalInterface
  interface RowSink {
    /**
     * A table begins and the one before it, if any, has ended; the rows that follow are its own,
     * and their lines count from 1 again. Formats of one table without a name do not say it.
     *
     * @param name of the sheet, or of the member of an archive
     */
    default void beginTable(String name) {}

    /** The row is valid until this returns. */
    void accept(Row row);
  }
}
