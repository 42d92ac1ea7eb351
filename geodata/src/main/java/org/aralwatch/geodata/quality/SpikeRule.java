package org.aralwatch.geodata.quality;

/**
 * How far a value may stand out from its neighbours in time (QARTOD spike test: the value n−1
 * beside n−2 and n).
 *
 * @param levels borders, on the scale of the series
 */
public record SpikeRule(Method method, Levels levels) {

  /** What is compared with the borders. */
  public enum Method {
    /**
     * The distance to the line between both neighbours at the value's time: the manuals' average of
     * both where the three are evenly spaced. The neighbours of a spike stand out by half of it.
     */
    REFERENCE("reference") {
      @Override
      double size(double t0, double x0, double t1, double x1, double t2, double x2) {
        return Math.abs(x1 - (x0 + (x2 - x0) * ((t1 - t0) / (t2 - t0))));
      }
    },
    /**
     * The smaller of the distances to both neighbours where the value lies above both or below
     * both, else 0, as the method "differential" of ioos_qc: the flank of a flood is no spike.
     */
    DIFFERENCE("difference") {
      @Override
      double size(double t0, double x0, double t1, double x1, double t2, double x2) {
        double before = x1 - x0;
        double after = x1 - x2;
        return before * after > 0 ? Math.min(Math.abs(before), Math.abs(after)) : 0;
      }
    };

    private final String code;

    Method(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    abstract double size(double t0, double x0, double t1, double x1, double t2, double x2);

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
          "unknown spike method '" + code + "'; one of reference, difference");
    }
  }

  /**
   * What is said of the middle one of three values.
   *
   * @param t0 time of the one before, in any unit; {@code t0 < t1 < t2}
   * @param x0 its place on the scale of the series; a NaN among the three passes
   */
  public Level level(double t0, double x0, double t1, double x1, double t2, double x2) {
    return levels.of(method.size(t0, x0, t1, x1, t2, x2));
  }
}
