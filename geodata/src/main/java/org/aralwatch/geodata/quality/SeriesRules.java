package org.aralwatch.geodata.quality;

import java.time.Duration;
import java.util.Optional;
import org.aralwatch.geodata.observation.ObservedProperty;

/**
 * What the values of one series are tested for. The rules of a property by statistic and support
 * stand in {@link QualityRules}.
 *
 * @param grossRange outside of it a value fails
 * @param usualRange outside of it a value is suspect; lies within the gross range
 * @param scale in which spike and rate of change are measured
 * @param reach values with more time than this between the end of one and the begin of the next are
 *     no neighbours: no spike, rate of change or flat line is looked for across such a gap
 * @param climatology how the record of the series is made into a climatology
 * @param gap how many seconds may lie between the end of a value and the begin of the next
 */
public record SeriesRules(
    ValueRange grossRange,
    ValueRange usualRange,
    Scale scale,
    Duration reach,
    Optional<SpikeRule> spike,
    Optional<RateRule> rateOfChange,
    Optional<FlatLineRule> flatLine,
    Optional<ClimatologyRule> climatology,
    Optional<Levels> gap) {

  /**
   * @throws IllegalArgumentException when the usual range leaves the gross one
   */
  public SeriesRules {
    if (usualRange.isLimited() && !grossRange.holds(usualRange)) {
      throw new IllegalArgumentException(
          "the usual range " + usualRange + " leaves the gross range " + grossRange);
    }
  }

  /** The gross range alone: of a property without other rules. */
  public static SeriesRules grossRangeOf(ObservedProperty property) {
    return of(ValueRange.of(property));
  }

  /** A gross range alone. */
  public static SeriesRules of(ValueRange grossRange) {
    return new SeriesRules(
        grossRange,
        ValueRange.ALL,
        Scale.LINEAR,
        Duration.ZERO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * How many values before the tested one have a say in its bits: those that are usable (neither
   * bad nor missing nor censored). A re-test needs as many before its span, and one after it.
   */
  public int lookBack() {
    return Math.max(2, flatLine.map(rule -> rule.count() - 1).orElse(0));
  }
}
