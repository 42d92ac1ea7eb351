package org.aralwatch.geodata.quality;

import java.util.Locale;

/** What a person who has looked at a value decides; kept apart from the tests' bits. */
public enum Decision {
  /** The value is right, whatever the tests say. */
  ACCEPTED,
  /** The value is suspect, whatever the tests say. */
  DOUBTED,
  /** The value is wrong, whatever the tests say. */
  REJECTED,
  /** The value was replaced by a better one; the old one stays in the history. */
  CORRECTED,
  /** Something was said of the value, and nothing decided. */
  COMMENTED;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException naming the codes there are
   */
  public static Decision ofCode(String code) {
    for (Decision decision : values()) {
      if (decision.code().equals(code)) {
        return decision;
      }
    }
    throw new IllegalArgumentException(
        "unknown decision '"
            + code
            + "'; one of accepted, doubted, rejected, corrected, commented");
  }
}
