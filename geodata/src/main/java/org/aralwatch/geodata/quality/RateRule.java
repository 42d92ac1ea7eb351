package org.aralwatch.geodata.quality;

import java.time.Duration;

/**
 * How fast a value may change (QARTOD rate of change test).
 *
 * @param perHour borders of the change in an hour, on the scale of the series
 * @param least a change in less time is taken as one of this time, so that the noise of an
 *     instrument read every minute is not multiplied by sixty
 */
public record RateRule(Levels perHour, Duration least) {
  private static final double HOUR_MICROS = 3_600_000_000.0;

  /**
   * @throws IllegalArgumentException unless the least time is positive
   */
  public RateRule {
    if (least.isZero() || least.isNegative()) {
      throw new IllegalArgumentException("the least time between two values is " + least);
    }
  }

  /**
   * What is said of the later of two values.
   *
   * @param x0 the earlier one's place on the scale of the series; a NaN passes
   * @param micros time between both, microseconds
   */
  public Level level(double x0, double x1, long micros) {
    double hours = Math.max(micros, least.toNanos() / 1_000) / HOUR_MICROS;
    return perHour.of(Math.abs(x1 - x0) / hours);
  }
}
