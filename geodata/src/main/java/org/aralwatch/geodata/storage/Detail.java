package org.aralwatch.geodata.storage;

/**
 * What a file says of a value beyond the value. Kept beside the row, and only where it says more
 * than the row does: a value that differs in this is another row.
 *
 * @param original the value as the file has it, at most {@link #LONGEST} characters; null where the
 *     result says it
 * @param originalUnit UCUM code of the unit in which the file has it; null where it is the
 *     datastream's
 * @param detectionLimit in the datastream's unit; NaN where none is told
 * @param quantificationLimit in the datastream's unit; NaN where none is told
 */
public record Detail(
    String original, String originalUnit, double detectionLimit, double quantificationLimit) {
  /** Characters; a value is a number or a word. */
  public static final int LONGEST = 100;

  /** Says nothing; not kept. */
  public static final Detail NONE = new Detail(null, null, Double.NaN, Double.NaN);

  /**
   * @throws IllegalArgumentException when a text is too long or a limit is infinite
   */
  public Detail {
    if (original != null && original.length() > LONGEST
        || originalUnit != null && originalUnit.length() > LONGEST) {
      throw new IllegalArgumentException(
          "an original value or unit has more than " + LONGEST + " characters: " + original);
    }
    if (Double.isInfinite(detectionLimit) || Double.isInfinite(quantificationLimit)) {
      throw new IllegalArgumentException(
          "a limit of detection or quantification is infinite for " + original);
    }
    // PostgreSQL's text holds no NUL.
    original = original == null ? null : original.replace('\0', '\u2400');
  }

  /** Whether it says anything. */
  public boolean isEmpty() {
    return equals(NONE);
  }
}
