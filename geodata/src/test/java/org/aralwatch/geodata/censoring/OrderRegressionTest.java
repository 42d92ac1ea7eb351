package org.aralwatch.geodata.censoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.aralwatch.geodata.observation.Qualifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the tables of statsmodels (statsmodels/imputation/tests/test_ros.py), after Helsel. */
class OrderRegressionTest {
  private static final double[] VALUES = {
    5, 5, 5.5, 5.75, 9.5, 9.5, 11, 2, 4.2, 4.62, 5.57, 5.66, 5.86, 6.65, 6.78, 6.79, 7.5, 7.5, 7.5,
    8.63, 8.71, 8.99, 9.85, 10.82, 11.25, 11.25, 12.2, 14.92, 16.77, 17.81, 19.16, 19.19, 19.64,
    20.18, 22.97
  };
  private static final int CENSORED = 7;
  private static final double[] POSITIONS = {
    0.07414188, 0.11121281, 0.14828375, 0.14828375, 0.20869565, 0.34285714, 0.4173913, 0.05560641,
    0.11121281, 0.16681922, 0.24713959, 0.27185355, 0.32652382, 0.35648013, 0.38643645, 0.41639276,
    0.44634907, 0.47630539, 0.5062617, 0.53621802, 0.56617433, 0.59613064, 0.64596273, 0.66583851,
    0.71190476, 0.73809524, 0.76428571, 0.79047619, 0.81666667, 0.84285714, 0.86904762, 0.8952381,
    0.92142857, 0.94761905, 0.97380952
  };
  private static final double[] FILLED = {
    3.11279729, 3.60634338, 4.04602788, 4.04602788, 4.71008116, 6.14010906, 6.97841457
  };

  private static boolean[] censored() {
    boolean[] censored = new boolean[VALUES.length];
    for (int i = 0; i < CENSORED; i++) {
      censored[i] = true;
    }
    return censored;
  }

  /** statsmodels hands the positions of all censored values out anew in ascending order. */
  @Test
  void plottingPositionsAreThoseOfHelselAndCohn() {
    double[] positions = OrderRegression.positions(VALUES, censored());
    Arrays.sort(positions, 0, CENSORED);
    for (int i = 0; i < POSITIONS.length; i++) {
      assertThat(positions[i]).as("of " + VALUES[i]).isCloseTo(POSITIONS[i], within(5e-9));
    }
  }

  /** Ours are the means of those of one limit, which have no order among themselves. */
  @Test
  void numbersOnTheLineStandForTheCensoredValues() {
    double[] filled = OrderRegression.filled(VALUES, censored(), Qualifier.LESS_THAN);
    assertThat(Arrays.stream(filled, 0, CENSORED).sum())
        .isCloseTo(Arrays.stream(FILLED).sum(), within(5e-8));
    assertThat(filled[1]).isEqualTo(filled[0]);
    assertThat(filled[6]).as("of the one below 11, at 0.342857").isCloseTo(FILLED[5], within(5e-9));
    assertThat(filled[7]).isEqualTo(2);
  }

  @Test
  void valuesAboveLimitsAreTheMirror() {
    double[] up =
        OrderRegression.positions(
            new double[] {1, 2, 4, 8}, new boolean[] {true, false, false, false});
    double[] filledUp =
        OrderRegression.filled(
            new double[] {1, 2, 4, 8},
            new boolean[] {true, false, false, false},
            Qualifier.LESS_THAN);
    double[] filledDown =
        OrderRegression.filled(
            new double[] {1, 1 / 2.0, 1 / 4.0, 1 / 8.0},
            new boolean[] {true, false, false, false},
            Qualifier.GREATER_THAN);
    assertThat(up).hasSize(4);
    assertThat(filledDown[0]).isCloseTo(1 / filledUp[0], within(1e-12));
  }

  /** The normal distribution, integrated; and what statsmodels has at plotting positions. */
  @ParameterizedTest
  @CsvSource({
    "0.055606407322654455, -1.5927654676048002",
    "0.24713958810068648, -0.6835186393930371",
    "0.5062617016850427, 0.015696403006170083",
    "0.97380952380952390, 1.9399896117517081",
    "0.5, 0"
  })
  void quantilesOfTheNormalDistribution(double probability, double quantile) {
    assertThat(NormalQuantile.of(probability)).isCloseTo(quantile, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({"1e-6", "1e-4", "0.01", "0.0749", "0.0751", "0.3", "0.9", "0.999", "0.999999"})
  void theDistributionUpToAQuantileIsItsProbability(double probability) {
    double quantile = NormalQuantile.of(probability);
    int steps = 200_000;
    double from = -9;
    double width = (quantile - from) / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double x = from + i * width;
      double weight = i == 0 || i == steps ? 1 : i % 2 == 0 ? 2 : 4;
      sum += weight * Math.exp(-x * x / 2);
    }
    assertThat(sum * width / 3 / Math.sqrt(2 * Math.PI)).isCloseTo(probability, within(1e-12));
  }
}
