package org.aralwatch.ingest.pipeline;

/** Ends a load whose upload somebody has cancelled; nothing of it is stored. */
public final class LoadCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LoadCancelledException(long upload) {
    super("upload " + upload + " was cancelled");
  }
}
