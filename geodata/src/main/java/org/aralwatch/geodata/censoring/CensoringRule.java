package org.aralwatch.geodata.censoring;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How values that are only known to lie below or above a limit enter a mean or a sum.
 *
 * <p>The greatest censored shares are those of the decision tree of USEPA's Tech Notes 10 (Baseline
 * Assessment of Left-Censored Environmental Data Using R, 2014), as its tool TADA has it: up to
 * half Kaplan-Meier, up to four fifths regression on order statistics, beyond no estimate at all;
 * and for a fraction of the limit the 70 % of TADA's design (USEPA/EPATADA#40). Zero and the limit
 * itself are bounds of the truth at any share, so they are never refused for it.
 */
public enum CensoringRule {
  /** A value below its limit counts as 0: the result is at most what is true. */
  ZERO("zero", 1),
  /** A value below its limit counts as half of it: the convention of many laboratories. */
  HALF("half", 0.7),
  /** A value counts as its limit: of values below limits the result is at least what is true. */
  LIMIT("limit", 1),
  /** The mean of the Kaplan-Meier estimate of the distribution; knows no distribution's form. */
  KAPLAN_MEIER("kaplan-meier", 0.5),
  /** Regression on order statistics: a lognormal line through the measured values fills in. */
  ROS("ros", 0.8);

  private final String code;
  private final double greatestShare;

  CensoringRule(String code, double greatestShare) {
    this.code = code;
    this.greatestShare = greatestShare;
  }

  /** As in requests: zero, half, limit, kaplan-meier, ros. */
  public String code() {
    return code;
  }

  /** The greatest share of censored values, 0 to 1, at which it still gives a mean. */
  public double greatestShare() {
    return greatestShare;
  }

  /** Whether each censored value is replaced by a number of its own. */
  boolean substitutes() {
    return this == ZERO || this == HALF || this == LIMIT;
  }

  /**
   * @throws IllegalArgumentException for an unknown code; names the known ones
   */
  public static CensoringRule ofCode(String code) {
    return Arrays.stream(values())
        .filter(rule -> rule.code.equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown rule '"
                        + code
                        + "' for censored values; one of "
                        + Arrays.stream(values())
                            .map(CensoringRule::code)
                            .collect(Collectors.joining(", "))));
  }
}
