package org.aralwatch.geodata.censoring;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.aralwatch.geodata.observation.Qualifier;

/**
 * The Kaplan-Meier estimate of a distribution of which some values are only known to lie below a
 * limit, of any number of limits. Survival analysis knows values above a limit; those below one are
 * it seen in a mirror (Helsel 2005, chapter 5, "flipping").
 *
 * <p>At each measured value x, going down, the distribution falls by the share of x among all that
 * is at or below x. Where the lowest of all is a limit, what is left below it is counted there as
 * if it had been measured (Efron's convention), so the mean leans to the high side.
 */
final class KaplanMeier {
  /** Measured values, ascending, each once. */
  private final double[] measured;

  /** The share of the distribution at and below each. */
  private final double[] upTo;

  /** How many were measured there, and how many are at or below. */
  private final double[] events;

  private final double[] atRisk;

  /** What is left below the lowest measured value, and where it is counted. */
  private final double left;

  private final double lowest;
  private final int detects;
  private final boolean mirrored;

  private KaplanMeier(double[] values, boolean[] censored, double[] weights, boolean mirrored) {
    this.mirrored = mirrored;
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
    double[] x = new double[values.length];
    double[] events = new double[values.length];
    double[] risk = new double[values.length];
    int size = 0;
    int count = 0;
    double below = 0;
    for (int i = 0; i < order.length; ) {
      double value = values[order[i]];
      double here = 0;
      int end = i;
      for (; end < order.length && values[order[end]] == value; end++) {
        below += weights[order[end]];
        if (!censored[order[end]]) {
          here += weights[order[end]];
          count++;
        }
      }
      if (here > 0) {
        x[size] = value;
        events[size] = here;
        risk[size++] = below;
      }
      i = end;
    }
    this.measured = Arrays.copyOf(x, size);
    this.events = Arrays.copyOf(events, size);
    this.atRisk = Arrays.copyOf(risk, size);
    this.upTo = new double[size];
    double share = 1;
    for (int i = size - 1; i >= 0; i--) {
      upTo[i] = share;
      share *= (atRisk[i] - this.events[i]) / atRisk[i];
    }
    this.left = share;
    this.lowest = values[order[0]];
    this.detects = count;
  }

  /**
   * Of values of which the censored ones are limits, all on the same side.
   *
   * @param weights positive; the lengths of periods, or 1 each
   */
  static KaplanMeier of(
      double[] values, boolean[] censored, double[] weights, Qualifier censoredSide) {
    boolean mirrored = censoredSide == Qualifier.GREATER_THAN;
    double[] seen =
        mirrored ? Arrays.stream(values).map(value -> -value).toArray() : values.clone();
    return new KaplanMeier(seen, censored, weights, mirrored);
  }

  private double seen(double value) {
    return mirrored ? -value : value;
  }

  double mean() {
    double sum = left * lowest;
    double below = left;
    for (int i = 0; i < measured.length; i++) {
      sum += (upTo[i] - below) * measured[i];
      below = upTo[i];
    }
    return seen(sum);
  }

  /**
   * Of the mean, by Greenwood's formula with the correction of NADA for R for few measured values;
   * empty where weights differ, for which it was not made, and below two measured values.
   */
  OptionalDouble standardError() {
    if (detects < 2 || !isCounted()) {
      return OptionalDouble.empty();
    }
    double area = 0;
    double sum = 0;
    for (int i = 1; i < measured.length; i++) {
      area += upTo[i - 1] * (measured[i] - measured[i - 1]);
      sum += area * area * events[i] / (atRisk[i] * (atRisk[i] - events[i]));
    }
    return OptionalDouble.of(Math.sqrt(sum * detects / (detects - 1)));
  }

  private boolean isCounted() {
    return Arrays.stream(events).allMatch(count -> count == Math.rint(count))
        && Arrays.stream(events).sum() == detects;
  }

  /**
   * The lowest measured value at and below which at least {@code share} of the distribution lies;
   * where that much lies below the lowest measured one, all that is known is that it does.
   */
  Estimate percentile(double share) {
    double wanted = mirrored ? 1 - share : share;
    if (measured.length == 0 || wanted < left || wanted == left && left > 0) {
      double limit = measured.length == 0 ? lowest : measured[0];
      return Estimate.of(seen(limit), mirrored ? Qualifier.GREATER_THAN : Qualifier.LESS_THAN);
    }
    for (int i = 0; i < measured.length; i++) {
      if (upTo[i] >= wanted - 1e-12) {
        return Estimate.of(seen(measured[i]));
      }
    }
    return Estimate.of(seen(measured[measured.length - 1]));
  }

  /** The share of the distribution below {@code value}, in the mirror for values above limits. */
  double shareBelow(double value) {
    double share = left;
    for (int i = 0; i < measured.length && measured[i] < seen(value); i++) {
      share = upTo[i];
    }
    return share;
  }
}
