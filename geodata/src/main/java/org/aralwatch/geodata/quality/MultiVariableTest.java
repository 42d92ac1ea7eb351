package org.aralwatch.geodata.quality;

/**
 * Compares values of two properties, or of two statistics of one, at the same place and time
 * (QARTOD multi-variate test). Pure functions; NaN is a gap.
 */
public final class MultiVariableTest {
  private MultiVariableTest() {}

  /**
   * What is said of a part that may not be more than the whole, as PM2.5 than PM10 or the lowest
   * temperature of a day than the highest. Of two that contradict each other it is not known which
   * one is wrong: both get the same.
   *
   * @param excess borders of the part less the whole, in their common unit
   */
  public static Level notAbove(double part, double whole, Levels excess) {
    return excess.of(part - whole);
  }

  /**
   * Looks for jumps of one series without one of another that goes with it, as of a water level
   * without one of the discharge: a step of more than so many standard deviations of all first
   * differences while that of the other is no more than so many of its own. Suspect only, as in the
   * manuals: with two series it is not known which one is wrong.
   *
   * @param values of the tested series at consecutive times
   * @param others of the other one at the same times
   * @param deviations borders for both; the manuals' example is 2 and 2
   * @return for each value what is said of its step from the one before; the first passes
   * @throws IllegalArgumentException when there is not one for each
   */
  public static Level[] jumpsAlone(double[] values, double[] others, Steps deviations) {
    if (values.length != others.length) {
      throw new IllegalArgumentException(values.length + " values and " + others.length);
    }
    double own = deviations.own() * deviationOfSteps(values);
    double other = deviations.other() * deviationOfSteps(others);
    Level[] levels = new Level[values.length];
    for (int i = 0; i < levels.length; i++) {
      boolean jumps = i > 0 && Math.abs(values[i] - values[i - 1]) > own;
      boolean alone = i > 0 && Math.abs(others[i] - others[i - 1]) <= other;
      levels[i] = jumps && alone ? Level.SUSPECT : Level.PASS;
    }
    return levels;
  }

  /**
   * @param own a step of the tested series is a jump above so many deviations
   * @param other the other series did not jump up to so many of its own
   */
  public record Steps(double own, double other) {
    /** The example of the QARTOD manuals. */
    public static final Steps QARTOD = new Steps(2, 2);

    public Steps {
      if (!(own > 0 && other > 0)) {
        throw new IllegalArgumentException("deviations are positive: " + own + ", " + other);
      }
    }
  }

  /** About 0, as in the manuals: root of the mean square; NaN where there is no step. */
  private static double deviationOfSteps(double[] values) {
    double squares = 0;
    int n = 0;
    for (int i = 1; i < values.length; i++) {
      double step = values[i] - values[i - 1];
      if (!Double.isNaN(step)) {
        squares += step * step;
        n++;
      }
    }
    return Math.sqrt(squares / n);
  }
}
