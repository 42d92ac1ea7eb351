package org.aralwatch.ingest.pipeline;

import java.io.IOException;
import java.io.InputStream;

/** Reads one format. */
public interface ObservationReader {
  /**
   * Pushes every row, in file order; does not close {@code in}.
   *
   * @throws org.aralwatch.ingest.source.BadFileException when the file cannot be read as a whole
   * @throws org.aralwatch.ingest.mapping.MappingException when it has not the columns of the
   *     mapping
   */
  void read(InputStream in, ObservationSink sink) throws IOException;
}
