package org.aralwatch.geodata.censoring;

import java.util.Arrays;
import java.util.Optional;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.Refusal;

/**
 * Values of which some are only known to lie below or above a limit, with the weights they have in
 * a mean. Grows, and can be used again after {@link #clear}. Not thread-safe.
 */
public final class CensoredSample {
  /** Ours: through two points any line goes, and two masses make no distribution. */
  private static final int LEAST_MEASURED = 3;

  private double[] values = new double[16];
  private byte[] sides = new byte[16];
  private double[] weights = new double[16];
  private int size;
  private int below;
  private int above;

  /**
   * @param value finite; the limit where {@code qualifier} is not NONE
   * @param weight not negative; the length of the period, 0 for all where values are of instants
   */
  public CensoredSample add(double value, Qualifier qualifier, double weight) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
      sides = Arrays.copyOf(sides, size * 2);
      weights = Arrays.copyOf(weights, size * 2);
    }
    values[size] = value;
    sides[size] = (byte) qualifier.symbol();
    weights[size] = weight;
    size++;
    below += qualifier == Qualifier.LESS_THAN ? 1 : 0;
    above += qualifier == Qualifier.GREATER_THAN ? 1 : 0;
    return this;
  }

  public void clear() {
    size = 0;
    below = 0;
    above = 0;
  }

  public int size() {
    return size;
  }

  /** How many are below a limit. */
  public int below() {
    return below;
  }

  /** How many are above a limit. */
  public int above() {
    return above;
  }

  private int measured() {
    return size - below - above;
  }

  /** Of the number of values, 0 to 1. */
  public double censoredShare() {
    return size == 0 ? 0 : (below + above) / (double) size;
  }

  /**
   * The mean, weighted; plain where no value has a weight.
   *
   * @throws IllegalStateException of no values
   */
  public Estimate mean(CensoringRule rule) {
    requireValues();
    if (below + above == 0) {
      return Estimate.of(weightedMean(Arrays.copyOf(values, size)));
    }
    if (measured() == 0 && (below == 0 || above == 0)) {
      return beyondLimits(rule);
    }
    return refusal(rule).map(Estimate::refused).orElseGet(() -> Estimate.of(meanBy(rule)));
  }

  /**
   * The sum.
   *
   * @throws IllegalStateException of no values
   */
  public Estimate sum(CensoringRule rule) {
    requireValues();
    if (below + above == 0) {
      return Estimate.of(Arrays.stream(values, 0, size).sum());
    }
    if (!rule.substitutes()) {
      return Estimate.refused(Refusal.NO_SUM);
    }
    if (below == size || above == size) {
      double sum = Arrays.stream(values, 0, size).sum();
      return rule == CensoringRule.LIMIT ? Estimate.of(sum, side()) : Estimate.beyond(sum, side());
    }
    return refusal(rule)
        .map(Estimate::refused)
        .orElseGet(() -> Estimate.of(Arrays.stream(substituted(rule)).sum()));
  }

  /**
   * The value below which {@code share} of the distribution lies: by Kaplan-Meier, else of the
   * values as the rule fills them in, the lowest at and below which that share lies. Weighted by
   * length only by Kaplan-Meier.
   *
   * @param share 0 to 1, as 0.5 for the median
   */
  public Estimate percentile(double share, CensoringRule rule) {
    requireValues();
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("a percentile of " + share + " is not between 0 and 1");
    }
    if (measured() == 0 && (below == 0 || above == 0)) {
      return Estimate.beyond(beyond(), side());
    }
    if (below + above > 0 && refusal(rule).filter(r -> r != Refusal.TOO_CENSORED).isPresent()) {
      return Estimate.refused(refusal(rule).orElseThrow());
    }
    // A percentile above all limits is known however many lie below them.
    Estimate distribution = below > 0 && above > 0 ? null : kaplanMeier().percentile(share);
    if (rule == CensoringRule.KAPLAN_MEIER || below + above == 0) {
      return distribution;
    }
    if (refusal(rule).isPresent()) {
      return Estimate.refused(refusal(rule).orElseThrow());
    }
    double[] filled = rule.substitutes() ? substituted(rule) : regressed();
    double[] sorted =
        Arrays.stream(filled).filter(value -> !Double.isNaN(value)).sorted().toArray();
    return Estimate.of(sorted[(int) Math.ceil(share * sorted.length - 1e-9) - 1]);
  }

  /** The standard error of the Kaplan-Meier mean; NaN where there is none. */
  public double standardError() {
    return below > 0 && above > 0 || measured() == 0
        ? Double.NaN
        : kaplanMeier().standardError().orElse(Double.NaN);
  }

  private void requireValues() {
    if (size == 0) {
      throw new IllegalStateException("no values have no statistic");
    }
  }

  private Optional<Refusal> refusal(CensoringRule rule) {
    if (rule == CensoringRule.LIMIT) {
      return Optional.empty();
    }
    if (rule.substitutes()) {
      return Optional.ofNullable(
          hasLimitBelowZero()
              ? Refusal.NOT_POSITIVE
              : below > rule.greatestShare() * size ? Refusal.TOO_CENSORED : null);
    }
    if (below > 0 && above > 0) {
      return Optional.of(Refusal.BOTH_SIDES);
    }
    if (rule == CensoringRule.ROS && hasMeasuredNotAboveZero()) {
      return Optional.of(Refusal.NOT_POSITIVE);
    }
    if (below + above > rule.greatestShare() * size) {
      return Optional.of(Refusal.TOO_CENSORED);
    }
    return measured() < LEAST_MEASURED ? Optional.of(Refusal.TOO_FEW) : Optional.empty();
  }

  private boolean hasLimitBelowZero() {
    for (int i = 0; i < size; i++) {
      if (sides[i] == '<' && values[i] < 0) {
        return true;
      }
    }
    return false;
  }

  private boolean hasMeasuredNotAboveZero() {
    for (int i = 0; i < size; i++) {
      if (sides[i] == ' ' && values[i] <= 0) {
        return true;
      }
    }
    return false;
  }

  /** All are censored to one side. The mean of the limits is a limit of the mean. */
  private Estimate beyondLimits(CensoringRule rule) {
    return rule == CensoringRule.LIMIT
        ? Estimate.of(weightedMean(Arrays.copyOf(values, size)), side())
        : Estimate.beyond(beyond(), side());
  }

  /** The limit that holds for all: the highest of those below, the lowest of those above. */
  private double beyond() {
    return below > 0
        ? Arrays.stream(values, 0, size).max().orElseThrow()
        : Arrays.stream(values, 0, size).min().orElseThrow();
  }

  private Qualifier side() {
    return above > 0 && below == 0 ? Qualifier.GREATER_THAN : Qualifier.LESS_THAN;
  }

  private double meanBy(CensoringRule rule) {
    if (rule.substitutes()) {
      return weightedMean(substituted(rule));
    }
    if (rule == CensoringRule.KAPLAN_MEIER) {
      return kaplanMeier().mean();
    }
    // The line knows no limits: of few values it may give a mean that those rule out.
    double mean = weightedMean(regressed());
    double bound = weightedMean(Arrays.copyOf(values, size));
    return above > 0 ? Math.max(mean, bound) : Math.min(mean, bound);
  }

  /** Of a value above its limit, the limit is the only number that can stand for it. */
  private double[] substituted(CensoringRule rule) {
    double[] numbers = Arrays.copyOf(values, size);
    for (int i = 0; i < size; i++) {
      if (sides[i] == '<') {
        numbers[i] =
            rule == CensoringRule.ZERO ? 0 : rule == CensoringRule.HALF ? values[i] / 2 : values[i];
      }
    }
    return numbers;
  }

  private double[] regressed() {
    return OrderRegression.filled(Arrays.copyOf(values, size), censored(), side());
  }

  private KaplanMeier kaplanMeier() {
    double[] each = Arrays.copyOf(weights, size);
    if (!isWeighted()) {
      Arrays.fill(each, 1);
    }
    return KaplanMeier.of(Arrays.copyOf(values, size), censored(), each, side());
  }

  private boolean[] censored() {
    boolean[] censored = new boolean[size];
    for (int i = 0; i < size; i++) {
      censored[i] = sides[i] != ' ';
    }
    return censored;
  }

  /** Values of instants have no length and count one each. */
  private boolean isWeighted() {
    for (int i = 0; i < size; i++) {
      if (weights[i] > 0) {
        return true;
      }
    }
    return false;
  }

  private double weightedMean(double[] numbers) {
    boolean weighted = isWeighted();
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < size; i++) {
      if (!Double.isNaN(numbers[i])) {
        double own = weighted ? weights[i] : 1;
        sum += numbers[i] * own;
        weight += own;
      }
    }
    return sum / weight;
  }
}
