package org.aralwatch.geodata.reference;

import java.util.Optional;

/** A unit that is none, or that is one of something else; the message is for who wrote it. */
public final class UnitException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String suggestion;

  /** What is wrong. */
  public enum Kind {
    /** The code is no UCUM code. */
    UNKNOWN,
    /** Both are units, of different dimensions or of different things. */
    INCOMMENSURABLE,
    /** The conversion needs to be told more: the species, or temperature and pressure. */
    INCOMPLETE
  }

  UnitException(Kind kind, String message, Optional<String> suggestion) {
    super(message);
    this.kind = kind;
    this.suggestion = suggestion.orElse(null);
  }

  UnitException(Kind kind, String message) {
    this(kind, message, Optional.empty());
  }

  public Kind kind() {
    return kind;
  }

  /** The UCUM code that was probably meant. */
  public Optional<String> suggestion() {
    return Optional.ofNullable(suggestion);
  }
}
