package org.aralwatch.ingest.pipeline;

/** Takes what a reader finds, in file order. */
public interface ObservationSink {
  /** A row begins; its values, or its rejection, follow. */
  void beginRow(long line);

  void accept(Observation observation);

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
