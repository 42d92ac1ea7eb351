package org.aralwatch.geodata.storage;

/** Hears of rows that give another value for a time that an earlier row of the file has given. */
@FunctionalInterface
public interface DuplicateSink {
  /**
   * @param line line of the row that was not taken
   * @param firstLine line of the row that was
   */
  void conflicting(long line, long firstLine, double result, double firstResult);
}
