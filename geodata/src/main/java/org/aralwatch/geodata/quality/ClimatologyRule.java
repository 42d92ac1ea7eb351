package org.aralwatch.geodata.quality;

/**
 * How a series' own record is made into a {@link Climatology}.
 *
 * @param deviations borders in standard deviations of the month's values
 * @param leastYears of fewer years nothing is said
 */
public record ClimatologyRule(Levels deviations, int leastYears) {

  /**
   * @throws IllegalArgumentException unless there is at least one year
   */
  public ClimatologyRule {
    if (leastYears < 1) {
      throw new IllegalArgumentException("a climatology of " + leastYears + " years");
    }
  }
}
