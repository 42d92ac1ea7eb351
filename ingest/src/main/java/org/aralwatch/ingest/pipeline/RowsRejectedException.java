package org.aralwatch.ingest.pipeline;

/**
 * Ends a load in which rows are rejected, and nobody has said that the others may be stored without
 * them. Nothing is stored.
 */
public final class RowsRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RowsRejectedException(long rejected) {
    super(
        rejected
            + (rejected == 1 ? " row is" : " rows are")
            + " rejected, and the others may be stored only when that is accepted");
  }
}
