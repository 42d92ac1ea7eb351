package org.aralwatch.server.http;

/** The address cannot be listened on; the message is one sentence for the person who started it. */
public final class BindException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BindException(String message, Throwable cause) {
    super(message, cause);
  }
}
