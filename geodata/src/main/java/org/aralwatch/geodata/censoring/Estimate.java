package org.aralwatch.geodata.censoring;

import java.util.Optional;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.Refusal;

/**
 * A statistic of censored values.
 *
 * @param value NaN where there is none
 * @param qualifier whether the truth lies below or above the value
 * @param refusal why there is none, or why it is but a limit
 */
public record Estimate(double value, Qualifier qualifier, Optional<Refusal> refusal) {
  static Estimate of(double value) {
    return new Estimate(value, Qualifier.NONE, Optional.empty());
  }

  public static Estimate of(double value, Qualifier qualifier) {
    return new Estimate(value, qualifier, Optional.empty());
  }

  static Estimate refused(Refusal refusal) {
    return new Estimate(Double.NaN, Qualifier.NONE, Optional.of(refusal));
  }

  static Estimate beyond(double limit, Qualifier qualifier) {
    return new Estimate(limit, qualifier, Optional.of(Refusal.ALL_CENSORED));
  }
}
