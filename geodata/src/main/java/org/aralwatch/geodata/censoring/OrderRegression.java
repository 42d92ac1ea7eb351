package org.aralwatch.geodata.censoring;

import java.util.Arrays;
import java.util.TreeMap;
import org.aralwatch.geodata.observation.Qualifier;

/**
 * Robust regression on order statistics: the logarithms of the measured values make a line over the
 * normal quantiles of their plotting positions, and the line gives each censored value a number.
 * Only their mean and spread mean anything, never one of those numbers. Plotting positions for any
 * number of limits are those of D. R. Helsel and T. A. Cohn, Water Resources Research 24 (1988),
 * 1997-2004. Limits above all measured values say nothing and are left out, as NADA for R does.
 */
final class OrderRegression {
  private OrderRegression() {}

  /**
   * The values with the censored ones replaced, in their order; NaN for one that is left out.
   * Censored ones of one limit share the mean of their numbers, since none of them is the lower.
   *
   * @param values all measured ones positive
   */
  static double[] filled(double[] values, boolean[] censored, Qualifier censoredSide) {
    boolean mirrored = censoredSide == Qualifier.GREATER_THAN;
    double[] seen =
        mirrored ? Arrays.stream(values).map(value -> -value).toArray() : values.clone();
    double[] position = positions(seen, censored);
    Line line = new Line();
    for (int i = 0; i < values.length; i++) {
      if (!censored[i]) {
        line.add(quantile(position[i], mirrored), Math.log(values[i]));
      }
    }
    double[] filled = values.clone();
    TreeMap<Double, double[]> ofLimit = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      if (censored[i] && !Double.isNaN(position[i])) {
        double[] sum = ofLimit.computeIfAbsent(values[i], limit -> new double[2]);
        sum[0] += Math.exp(line.at(quantile(position[i], mirrored)));
        sum[1]++;
      }
    }
    for (int i = 0; i < values.length; i++) {
      if (censored[i]) {
        double[] sum = ofLimit.get(values[i]);
        filled[i] = sum == null ? Double.NaN : sum[0] / sum[1];
      }
    }
    return filled;
  }

  private static double quantile(double position, boolean mirrored) {
    return NormalQuantile.of(mirrored ? 1 - position : position);
  }

  /** For each value the share of the distribution below it; NaN for one that is left out. */
  static double[] positions(double[] values, boolean[] censored) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      highest = censored[i] ? highest : Math.max(highest, values[i]);
    }
    double[] limits = limits(values, censored, highest);
    int groups = limits.length;
    // Of Helsel and Cohn: A measured from this limit to the next, B all below it, C censored at it.
    int[] measured = new int[groups + 1];
    int[] below = new int[groups + 1];
    int[] at = new int[groups + 1];
    for (int i = 0; i < values.length; i++) {
      if (censored[i] && values[i] > highest) {
        continue;
      }
      int group = group(limits, values[i]);
      if (censored[i]) {
        at[group]++;
      } else {
        measured[group]++;
      }
      for (int j = group + (censored[i] ? 0 : 1); j <= groups; j++) {
        below[j]++;
      }
    }
    double[] exceeding = new double[groups + 2];
    for (int j = groups; j >= 1; j--) {
      exceeding[j] =
          exceeding[j + 1]
              + (double) measured[j] / (measured[j] + below[j]) * (1 - exceeding[j + 1]);
    }
    exceeding[0] = 1;
    return ranked(values, censored, highest, limits, measured, at, exceeding);
  }

  private static double[] ranked(
      double[] values,
      boolean[] censored,
      double highest,
      double[] limits,
      int[] measured,
      int[] at,
      double[] exceeding) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
    int[] measuredRank = new int[measured.length];
    int[] censoredRank = new int[at.length];
    double[] positions = new double[values.length];
    for (int i : order) {
      int group = group(limits, values[i]);
      if (!censored[i]) {
        int rank = ++measuredRank[group];
        positions[i] =
            1
                - exceeding[group]
                + (exceeding[group] - exceeding[group + 1]) * rank / (measured[group] + 1);
      } else if (values[i] > highest) {
        positions[i] = Double.NaN;
      } else {
        int rank = ++censoredRank[group];
        positions[i] = (1 - exceeding[group]) * rank / (at[group] + 1);
      }
    }
    return positions;
  }

  private static double[] limits(double[] values, boolean[] censored, double highest) {
    double[] limits = new double[values.length];
    int size = 0;
    for (int i = 0; i < values.length; i++) {
      if (censored[i] && values[i] <= highest) {
        limits[size++] = values[i];
      }
    }
    return Arrays.stream(limits, 0, size).sorted().distinct().toArray();
  }

  /** 0 below the lowest limit, j from limit j to the next. */
  private static int group(double[] limits, double value) {
    int found = Arrays.binarySearch(limits, value);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Least squares of y over x. */
  private static final class Line {
    private int n;
    private double meanX;
    private double meanY;
    private double xx;
    private double xy;

    void add(double x, double y) {
      n++;
      double dx = x - meanX;
      meanX += dx / n;
      meanY += (y - meanY) / n;
      xx += dx * (x - meanX);
      xy += dx * (y - meanY);
    }

    double at(double x) {
      return meanY + (xx == 0 ? 0 : xy / xx) * (x - meanX);
    }
  }
}
