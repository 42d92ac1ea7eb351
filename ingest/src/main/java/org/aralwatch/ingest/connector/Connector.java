package org.aralwatch.ingest.connector;

import java.io.IOException;

/** Knows the questions and answers of one kind of service. Holds no state of a source. */
interface Connector {
  /**
   * Reads what has come since the mark and hands it over. What was read before a failure stays
   * handed over, up to the last mark that was reached.
   *
   * @throws FetchException when the source cannot be read to the end
   * @throws InterruptedException when the process stops
   */
  void read(Reading reading) throws FetchException, InterruptedException, IOException;
}
