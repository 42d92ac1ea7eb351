package org.aralwatch.geodata.quality;

import java.util.Arrays;

/**
 * Compares a series with what its neighbours say of the same times (QARTOD neighbour test). Each
 * value is compared with an estimate out of the neighbours' values; how far they lie apart counts
 * in units of how far they usually do: the distance of the difference to the median of all
 * differences, by their median absolute deviation made comparable to a standard deviation. So a
 * station that always lies below its neighbours, on a mountain, is no outlier. Pure functions; NaN
 * is a gap everywhere.
 */
public final class NeighbourTest {
  /** The median absolute deviation of a normal distribution is 1 / 1.4826 of its deviation. */
  private static final double TO_DEVIATION = 1.4826;

  /** Borders in robust deviations: 3.5, as Iglewicz and Hoaglin 1993 set it; never a fail. */
  public static final Levels LEVELS = Levels.suspectOnly(3.5);

  /** Of fewer common times nothing is said. */
  public static final int LEAST_COMMON = 30;

  private NeighbourTest() {}

  /** The median of the neighbours' values; NaN where fewer than {@code least} have one. */
  public static double median(double[] values, int least) {
    double[] there = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    return there.length < Math.max(1, least) ? Double.NaN : medianOf(there);
  }

  /**
   * The mean of the neighbours' values weighted by the inverse square of their distance; NaN where
   * fewer than {@code least} have one. One that stands at the place itself (distance 0) is taken as
   * it is.
   *
   * @param distances of each neighbour, in any unit; 0 or more
   * @throws IllegalArgumentException when there is not a distance for each value
   */
  public static double inverseDistance(double[] values, double[] distances, int least) {
    if (values.length != distances.length) {
      throw new IllegalArgumentException(
          values.length + " values and " + distances.length + " distances");
    }
    int n = 0;
    double sum = 0;
    double weights = 0;
    double atPlace = Double.NaN;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        continue;
      }
      n++;
      if (distances[i] == 0) {
        atPlace = values[i];
      } else {
        double weight = 1 / (distances[i] * distances[i]);
        sum += weight * values[i];
        weights += weight;
      }
    }
    if (n < Math.max(1, least)) {
      return Double.NaN;
    }
    return Double.isNaN(atPlace) ? sum / weights : atPlace;
  }

  /**
   * How far each value lies from its estimate, in robust deviations; NaN where value or estimate is
   * missing, and everywhere when fewer than {@link #LEAST_COMMON} times have both.
   *
   * @param values of the series, on the scale in which they are compared
   * @param estimates out of the neighbours, on the same scale
   * @param leastDeviation a smaller deviation counts as this one: the resolution of the values
   * @throws IllegalArgumentException when there is not an estimate for each value
   */
  public static double[] scores(double[] values, double[] estimates, double leastDeviation) {
    if (values.length != estimates.length) {
      throw new IllegalArgumentException(
          values.length + " values and " + estimates.length + " estimates");
    }
    double[] differences = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      differences[i] = values[i] - estimates[i];
    }
    double[] there = Arrays.stream(differences).filter(d -> !Double.isNaN(d)).toArray();
    double[] scores = new double[values.length];
    if (there.length < LEAST_COMMON) {
      Arrays.fill(scores, Double.NaN);
      return scores;
    }
    double usual = medianOf(there);
    double[] distances = Arrays.stream(there).map(d -> Math.abs(d - usual)).toArray();
    double deviation = Math.max(TO_DEVIATION * medianOf(distances), leastDeviation);
    for (int i = 0; i < scores.length; i++) {
      double distance = Math.abs(differences[i] - usual);
      // Where all differences are the same, any other one is infinitely far.
      scores[i] = distance == 0 ? 0 : distance / deviation;
    }
    return scores;
  }

  private static double medianOf(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
  }
}
