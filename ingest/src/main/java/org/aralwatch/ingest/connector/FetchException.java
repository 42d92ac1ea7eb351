package org.aralwatch.ingest.connector;

import java.time.Instant;
import java.util.Optional;

/** A source that could not be read; the message is a sentence for people and holds no secret. */
final class FetchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient Optional<Instant> notBefore;

  /** What may come of another attempt. */
  enum Kind {
    /** Trouble that may pass by itself, as a broken connection. */
    PASSING,
    /** The same request will be answered alike: a key refused, an address that is not there. */
    LASTING
  }

  private FetchException(Kind kind, String message, Optional<Instant> notBefore, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.notBefore = notBefore;
  }

  static FetchException passing(String message) {
    return new FetchException(Kind.PASSING, message, Optional.empty(), null);
  }

  static FetchException passing(String message, Throwable cause) {
    return new FetchException(Kind.PASSING, message, Optional.empty(), cause);
  }

  /**
   * @param notBefore when the host wants to be asked again
   */
  static FetchException passing(String message, Instant notBefore) {
    return new FetchException(Kind.PASSING, message, Optional.of(notBefore), null);
  }

  static FetchException lasting(String message) {
    return new FetchException(Kind.LASTING, message, Optional.empty(), null);
  }

  boolean mayPass() {
    return kind == Kind.PASSING;
  }

  Optional<Instant> notBefore() {
    return notBefore;
  }
}
