package org.aralwatch.geodata.quality;

import java.time.Duration;
import java.util.Arrays;

/**
 * Corrections of a span of a series, as a person decides them. Pure functions on columns: what goes
 * in is left as it is, the new values come out. Values are in the property's unit, times are
 * microseconds since the epoch, NaN is a gap and stays one but for {@link #interpolate}.
 *
 * <p>Censored values and limits: shift, scale and drift move a limit as they move a value, since
 * the instrument was off for both; the caller keeps the qualifier, but for a negative factor, which
 * would turn it and is refused. Interpolated and replaced values have no qualifier.
 */
public final class Correction {
  /** How a value was corrected; the codes stand in {@code reference/quality-decisions.json}. */
  public enum Method {
    SHIFT("shift"),
    SCALE("scale"),
    DRIFT("drift"),
    INTERPOLATE("interpolate"),
    REPLACE("replace");

    private final String code;

    Method(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    /**
     * @throws IllegalArgumentException naming the codes there are
     */
    public static Method ofCode(String code) {
      for (Method method : values()) {
        if (method.code.equals(code)) {
          return method;
        }
      }
      throw new IllegalArgumentException(
          "unknown correction '" + code + "'; one of shift, scale, drift, interpolate, replace");
    }
  }

  private Correction() {}

  /**
   * Each value and {@code by}.
   *
   * @param by in the values' unit
   * @throws IllegalArgumentException unless it is a finite number
   */
  public static double[] shift(double[] values, double by) {
    requireFinite("shift", by);
    return Arrays.stream(values).map(value -> value + by).toArray();
  }

  /**
   * Each value times {@code factor}.
   *
   * @throws IllegalArgumentException unless the factor is finite and above 0
   */
  public static double[] scale(double[] values, double factor) {
    requireFinite("factor", factor);
    if (factor <= 0) {
      throw new IllegalArgumentException("a factor is above 0, not " + factor);
    }
    return Arrays.stream(values).map(value -> value * factor).toArray();
  }

  /**
   * Takes out a drift between two calibrations: to each value is added what lies, in a straight
   * line in time, between {@code atFrom} at {@code from} and {@code atTo} at {@code to}.
   *
   * @param times ascending, each within [from, to]
   * @param atFrom what must be added at the first calibration, in the values' unit
   * @param atTo what must be added at the second one
   * @throws IllegalArgumentException when {@code to} is not after {@code from}, a time lies
   *     outside, or there is not a time for each value
   */
  public static double[] drift(
      long[] times, double[] values, long from, double atFrom, long to, double atTo) {
    requirePairs(times, values);
    requireFinite("drift", atFrom);
    requireFinite("drift", atTo);
    if (to <= from) {
      throw new IllegalArgumentException("a drift from " + from + " to " + to);
    }
    double[] corrected = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      if (times[i] < from || times[i] > to) {
        throw new IllegalArgumentException(
            "the time " + times[i] + " lies outside the drift from " + from + " to " + to);
      }
      double share = (double) (times[i] - from) / (to - from);
      corrected[i] = values[i] + atFrom + (atTo - atFrom) * share;
    }
    return corrected;
  }

  /**
   * Fills the marked values from the line between the nearest unmarked ones before and after.
   *
   * @param times ascending
   * @param marked which ones are to be filled, gaps or wrong values
   * @param longest between the two that a line is drawn through may lie no more time than this
   * @return the values with the filled ones; where a marked one has no neighbour on one side, or
   *     they lie too far apart, NaN
   * @throws IllegalArgumentException when the columns differ in length or times do not ascend
   */
  public static double[] interpolate(
      long[] times, double[] values, boolean[] marked, Duration longest) {
    requirePairs(times, values);
    if (marked.length != values.length) {
      throw new IllegalArgumentException(values.length + " values and " + marked.length + " marks");
    }
    long longestMicros = longest.toNanos() / 1_000;
    double[] filled = values.clone();
    int before = -1;
    for (int i = 0; i < values.length; i++) {
      if (i > 0 && times[i] <= times[i - 1]) {
        throw new IllegalArgumentException("times do not ascend at " + times[i]);
      }
      if (marked[i]) {
        filled[i] = Double.NaN;
      } else if (!Double.isNaN(values[i])) {
        if (before >= 0 && times[i] - times[before] <= longestMicros) {
          fill(times, filled, marked, before, i);
        }
        before = i;
      }
    }
    return filled;
  }

  private static void fill(long[] times, double[] filled, boolean[] marked, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (marked[i]) {
        double share = (double) (times[i] - times[from]) / (times[to] - times[from]);
        filled[i] = filled[from] + (filled[to] - filled[from]) * share;
      }
    }
  }

  /**
   * The marked values taken from {@code replacements}, the others as they are.
   *
   * @throws IllegalArgumentException when the columns differ in length, or a replacement is no
   *     finite number
   */
  public static double[] replace(double[] values, boolean[] marked, double[] replacements) {
    if (marked.length != values.length || replacements.length != values.length) {
      throw new IllegalArgumentException(
          values.length
              + " values, "
              + marked.length
              + " marks and "
              + replacements.length
              + " replacements");
    }
    double[] replaced = values.clone();
    for (int i = 0; i < values.length; i++) {
      if (marked[i]) {
        requireFinite("replacement", replacements[i]);
        replaced[i] = replacements[i];
      }
    }
    return replaced;
  }

  private static void requirePairs(long[] times, double[] values) {
    if (times.length != values.length) {
      throw new IllegalArgumentException(times.length + " times and " + values.length + " values");
    }
  }

  private static void requireFinite(String what, double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("the " + what + " is a number, not " + number);
    }
  }
}
