package org.aralwatch.ingest.source;

import java.util.List;

/**
 * A reader that may have to say something about the file as a whole which no row can say: that it
 * is one page of several, or holds series that are no numbers. The rows are good all the same.
 */
public interface WarningReader extends TableReader {
  /**
   * What the last {@link #read} found, one sentence each, for people; at most {@link
   * Warnings#MOST}. Empty when there is nothing to say.
   */
  List<String> warnings();
}
