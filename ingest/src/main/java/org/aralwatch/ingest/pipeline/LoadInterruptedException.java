package org.aralwatch.ingest.pipeline;

/** The loading thread was asked to stop; nothing of the file was stored. */
public final class LoadInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LoadInterruptedException() {
    super("the load was interrupted; nothing of it was stored");
  }
}
