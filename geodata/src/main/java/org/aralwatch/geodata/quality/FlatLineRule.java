package org.aralwatch.geodata.quality;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/**
 * How often a value may repeat (QARTOD flat line test): a value is flagged that equals so many of
 * the values before it. Earlier ones keep their flags, as in the manuals: not until the run is long
 * enough is it known to be one.
 */
public final class FlatLineRule {
  /** No rule looks back further, so that the context of a series stays small. */
  public static final int MOST = 64;

  private final Run suspect;
  private final Run fail;
  private final double tolerance;
  private final double[] natural;

  /**
   * A run of equal values.
   *
   * @param count least number of values, the flagged one among them
   * @param span least time from the begin of the first to the end of the flagged one
   */
  public record Run(int count, Duration span) {
    /**
     * @throws IllegalArgumentException unless the count is from 2 to {@link FlatLineRule#MOST}
     */
    public Run {
      if (count < 2 || count > MOST) {
        throw new IllegalArgumentException(
            "a flat line has from 2 to " + MOST + " values, not " + count);
      }
    }
  }

  /**
   * @param suspect null for no such level
   * @param fail null for no such level
   * @param tolerance how far from the flagged value an equal one may be, in the property's unit
   * @param natural values that may repeat for ever, as the 0 mm of a dry month
   * @throws IllegalArgumentException when there is no level, or "fail" comes before "suspect"
   */
  public FlatLineRule(Run suspect, Run fail, double tolerance, double... natural) {
    if (suspect == null && fail == null) {
      throw new IllegalArgumentException("a flat line needs a length, for suspect or for fail");
    }
    if (suspect != null && fail != null && fail.count() < suspect.count()) {
      throw new IllegalArgumentException(
          "a run of " + fail.count() + " fails before one of " + suspect.count() + " is suspect");
    }
    if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
      throw new IllegalArgumentException("the tolerance is a number from 0 on, not " + tolerance);
    }
    this.suspect = suspect;
    this.fail = fail;
    this.tolerance = tolerance;
    this.natural = natural.clone();
  }

  public double tolerance() {
    return tolerance;
  }

  /** Whether the value may repeat for ever. */
  public boolean isNatural(double value) {
    for (double one : natural) {
      if (value == one) {
        return true;
      }
    }
    return false;
  }

  /** How many values, the flagged one among them, the test looks at. */
  public int count() {
    return Math.max(suspect == null ? 0 : suspect.count(), fail == null ? 0 : fail.count());
  }

  /**
   * What is said of the last of a run.
   *
   * @param count number of equal values, the last among them
   * @param spanMicros from the begin of the first to the end of the last
   */
  public Level level(int count, long spanMicros) {
    if (reaches(fail, count, spanMicros)) {
      return Level.FAIL;
    }
    return reaches(suspect, count, spanMicros) ? Level.SUSPECT : Level.PASS;
  }

  private static boolean reaches(Run run, int count, long spanMicros) {
    return run != null && count >= run.count() && spanMicros >= run.span().toNanos() / 1_000;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FlatLineRule that
        && Objects.equals(suspect, that.suspect)
        && Objects.equals(fail, that.fail)
        && tolerance == that.tolerance
        && Arrays.equals(natural, that.natural);
  }

  @Override
  public int hashCode() {
    return Objects.hash(suspect, fail, tolerance, Arrays.hashCode(natural));
  }

  @Override
  public String toString() {
    return "FlatLineRule[" + suspect + ", " + fail + ", " + tolerance + "]";
  }
}
