package org.aralwatch.geodata.quality;

/**
 * From where on a test calls a value suspect, and from where on it fails: above the border, the
 * border itself still passes. NaN for a level that the test does not have.
 */
public record Levels(double suspect, double fail) {

  /**
   * @throws IllegalArgumentException when both are NaN, a border is negative or infinite, or
   *     "suspect" lies above "fail"
   */
  public Levels {
    if (Double.isNaN(suspect) && Double.isNaN(fail)) {
      throw new IllegalArgumentException("a test needs a border, for suspect or for fail");
    }
    if (suspect < 0 || fail < 0 || Double.isInfinite(suspect) || Double.isInfinite(fail)) {
      throw new IllegalArgumentException(
          "a border is a number from 0 on; suspect " + suspect + ", fail " + fail);
    }
    if (suspect > fail) {
      throw new IllegalArgumentException("suspect " + suspect + " lies above fail " + fail);
    }
  }

  /** Of a test that never fails a value. */
  public static Levels suspectOnly(double suspect) {
    return new Levels(suspect, Double.NaN);
  }

  /** What is said of this size; a NaN passes. */
  public Level of(double size) {
    if (size > fail) {
      return Level.FAIL;
    }
    return size > suspect ? Level.SUSPECT : Level.PASS;
  }

  /** The same borders in another unit. */
  Levels times(double factor) {
    return new Levels(suspect * factor, fail * factor);
  }
}
