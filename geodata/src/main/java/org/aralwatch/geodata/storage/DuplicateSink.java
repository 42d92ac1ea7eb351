package org.aralwatch.geodata.storage;

/** Hears of rows of a file that are not taken, though each for itself is good. */
@FunctionalInterface
public interface DuplicateSink {
  /**
   * A row gives another value for a time that an earlier row of the file has given.
   *
   * @param line line of the row that was not taken
   * @param firstLine line of the row that was
   */
  void conflicting(long line, long firstLine, double result, double firstResult);

  /**
   * A row would change what is approved, or add to it. Whoever does not override this has their
   * number in {@link MergeResult#approved}.
   *
   * @param line line of the row that was not taken
   */
  default void approved(long line, double result) {}
}
