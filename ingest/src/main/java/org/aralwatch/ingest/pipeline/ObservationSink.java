package org.aralwatch.ingest.pipeline;

/** Takes what a reader finds, in file order. */
public interface ObservationSink {
  /**
   * A table begins; the lines that follow are its own.
   *
   * @param name of the sheet or the member of an archive; "" for the file's only table
   */
  void beginTable(String name);

  /** A table that the mapping leaves out, or that is empty. */
  void tableLeftOut(String name);

  /** A row begins; its values, or its rejection, follow. */
  void beginRow(long line);

  void accept(Observation observation);

  /** A station whose values are rejected; told with each of them, before the rejection. */
  void refused(StationState station);

  /** A value that the source says it does not have. */
  void missing(long line);

  /** A row that holds nothing, or that the mapping leaves out. */
  void ignored(long line);

  /**
   * A row, or one value of it, that cannot be taken; the flow goes on.
   *
   * @param column header of the column at fault; "" where it is the row
   * @param text the cell at fault, or what the row begins with
   */
  void reject(long line, RejectReason reason, String column, String text);
}
