package org.aralwatch.geodata.quality;

/** What a test says of a value, from mild to harsh. */
public enum Level {
  PASS,
  /** Doubtful: it still counts in aggregates, and somebody should look. */
  SUSPECT,
  /** Wrong: it does not count in aggregates. */
  FAIL;

  Level orHarsher(Level other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
