package org.aralwatch.server.command;

/** A role cannot go on; the message is one clear sentence for whoever started it. */
final class Unusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unusable(String message) {
    super(message);
  }

  Unusable(String message, Throwable cause) {
    super(message, cause);
  }
}
