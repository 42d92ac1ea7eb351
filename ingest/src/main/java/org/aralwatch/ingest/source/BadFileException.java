package org.aralwatch.ingest.source;

/** A file that cannot be taken as a whole; the message is one clear sentence with the place. */
public final class BadFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadFileException(String message) {
    super(message);
  }

  /**
   * @param line of the file, from 1
   */
  public BadFileException(long line, String message) {
    super("line " + line + ": " + message);
  }

  public BadFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
