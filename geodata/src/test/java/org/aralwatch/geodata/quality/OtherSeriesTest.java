package org.aralwatch.geodata.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that look at other stations, other properties and the place. */
class OtherSeriesTest {
  private static final double GAP = Double.NaN;

  @Test
  void theMedianOfNeighboursNeedsEnoughOfThem() {
    assertThat(NeighbourTest.median(new double[] {3, 1, 2}, 3)).isEqualTo(2);
    assertThat(NeighbourTest.median(new double[] {4, 1, 2, 100}, 3)).isEqualTo(3);
    assertThat(NeighbourTest.median(new double[] {3, GAP, 2}, 3)).isNaN();
    assertThat(NeighbourTest.median(new double[] {3, GAP, 2}, 2)).isEqualTo(2.5);
    assertThat(NeighbourTest.median(new double[] {}, 0)).isNaN();
    assertThat(NeighbourTest.median(new double[] {7}, 0)).isEqualTo(7);
  }

  @Test
  void nearNeighboursCountMore() {
    double[] values = {10, 20, GAP};
    assertThat(NeighbourTest.inverseDistance(values, new double[] {1, 2, 1}, 2))
        .isCloseTo((10 + 20 / 4.0) / 1.25, within(1e-12));
    assertThat(NeighbourTest.inverseDistance(values, new double[] {1, 2, 1}, 3)).isNaN();
    assertThat(NeighbourTest.inverseDistance(values, new double[] {0, 2, 1}, 1)).isEqualTo(10);
    assertThat(NeighbourTest.inverseDistance(new double[] {7}, new double[] {2}, 0)).isEqualTo(7);
    assertThat(NeighbourTest.inverseDistance(new double[] {GAP}, new double[] {3}, 0)).isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeighbourTest.inverseDistance(values, new double[] {1}, 1));
  }

  @Test
  void aStationThatAlwaysLiesLowerIsNoOutlierAndOneDayIs() {
    Random random = new Random(4);
    double[] estimates = new double[100];
    double[] values = new double[100];
    for (int i = 0; i < 100; i++) {
      estimates[i] = 15 + 10 * Math.sin(i / 8.0);
      values[i] = estimates[i] - 12 + random.nextGaussian();
    }
    values[40] += 9;
    values[41] = GAP;
    estimates[42] = GAP;
    double[] scores = NeighbourTest.scores(values, estimates, 0.1);
    for (int i = 0; i < 100; i++) {
      Level expected = i == 40 ? Level.SUSPECT : Level.PASS;
      assertThat(NeighbourTest.LEVELS.of(scores[i])).as("value %d", i).isEqualTo(expected);
    }
    assertThat(scores[40]).isBetween(6.0, 12.0);
    assertThat(scores[41]).isNaN();
    assertThat(scores[42]).isNaN();
  }

  @Test
  void aScoreIsInDeviationsOfTheUsualDifference() {
    // Differences −3 to 3, ten times over: median 0, median absolute deviation 2.
    double[] values = new double[70];
    for (int i = 0; i < 70; i++) {
      values[i] = i % 7 - 3;
    }
    double[] scores = NeighbourTest.scores(values, new double[70], 0);
    assertThat(scores[6]).isCloseTo(3 / (1.4826 * 2), within(1e-12));
    assertThat(NeighbourTest.scores(values, new double[70], 10)[6]).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void withoutACommonPastNothingIsSaid() {
    double[] values = new double[NeighbourTest.LEAST_COMMON];
    values[0] = 5;
    assertThat(NeighbourTest.scores(values, new double[values.length], 0.1)[0]).isEqualTo(50);
    assertThat(NeighbourTest.scores(values, new double[values.length], 0)[0]).isInfinite();
    assertThat(NeighbourTest.scores(values, new double[values.length], 0)[1]).isZero();
    values[1] = GAP;
    assertThat(NeighbourTest.scores(values, new double[values.length], 0.1)).containsOnly(GAP);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeighbourTest.scores(values, new double[1], 0.1));
  }

  @ParameterizedTest
  @CsvSource({
    // ioos test_location, test_location_bbox; a position that lacks a half is none
    "80, NaN, FAIL",
    "-78.5, 50, FAIL",
    "500.5, -60, FAIL",
    "74.59, 91, FAIL",
    "NaN, 42.83, FAIL",
    "NaN, NaN, PASS",
    // the station stands at 74.59 E, 42.83 N; a minute of latitude is 1.85 km
    "74.59, 42.83, PASS",
    "74.59, 42.8480, PASS",
    "74.59, 42.8481, SUSPECT",
    "74.59, 42.92, SUSPECT",
    "74.59, 42.9201, FAIL",
    // longitude and latitude swapped
    "42.83, 74.59, FAIL",
  })
  void aValueIsMeasuredWhereItsStationStands(double longitude, double latitude, Level level) {
    LocationTest test = new LocationTest(new Levels(2.005, 10));
    assertThat(test.level(longitude, latitude, 74.59, 42.83)).isEqualTo(level);
  }

  @Test
  void theEndsOfTheEarthAreOnIt() {
    LocationTest test = new LocationTest(Levels.suspectOnly(1));
    assertThat(test.level(180, 0, -180, 0)).isEqualTo(Level.PASS);
    assertThat(test.level(0, -90, 0, -90)).isEqualTo(Level.PASS);
    assertThat(test.level(-180.0001, 0, 180, 0)).isEqualTo(Level.FAIL);
    assertThat(test.level(0, 90.0001, 0, 90)).isEqualTo(Level.FAIL);
  }

  @Test
  void theDistanceGoesOverTheAntimeridian() {
    LocationTest test = new LocationTest(new Levels(3, 10));
    assertThat(test.level(-179.99, 0, 179.99, 0)).isEqualTo(Level.PASS);
    assertThat(test.level(-179.97, 0, 179.99, 0)).isEqualTo(Level.SUSPECT);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 20, PASS",
    "20, 20, PASS",
    "20.4, 20, PASS",
    "20.6, 20, SUSPECT",
    "22.1, 20, FAIL",
    "NaN, 20, PASS",
    "10, NaN, PASS",
  })
  void aPartIsNotMoreThanTheWhole(double part, double whole, Level level) {
    assertThat(MultiVariableTest.notAbove(part, whole, new Levels(0.5, 2))).isEqualTo(level);
  }

  @Test
  void aLevelThatJumpsWithoutTheDischargeIsSuspect() {
    double[] level = new double[40];
    double[] discharge = new double[40];
    for (int i = 0; i < 40; i++) {
      level[i] = i % 2 * 0.1;
      discharge[i] = i % 2 * 5;
    }
    for (int i = 20; i < 40; i++) {
      level[i] += 2;
    }
    Level[] alone = MultiVariableTest.jumpsAlone(level, discharge, MultiVariableTest.Steps.QARTOD);
    assertThat(alone[20]).isEqualTo(Level.SUSPECT);
    assertThat(Arrays.stream(alone).filter(said -> said != Level.PASS)).hasSize(1);
    for (int i = 20; i < 40; i++) {
      discharge[i] += 80;
    }
    assertThat(MultiVariableTest.jumpsAlone(level, discharge, MultiVariableTest.Steps.QARTOD))
        .containsOnly(Level.PASS);
    // Without the other one nothing is known.
    discharge[20] = GAP;
    assertThat(MultiVariableTest.jumpsAlone(level, discharge, MultiVariableTest.Steps.QARTOD))
        .containsOnly(Level.PASS);
  }

  @ParameterizedTest
  @CsvSource({
    // both first steps are of 2, and the deviation of the four steps is 1
    "2, 2, PASS",
    "1.99, 2, SUSPECT",
    "1.99, 1.99, PASS",
  })
  void aJumpIsAboveItsBorderAndTheOtherOneUpToIts(double own, double other, Level level) {
    Level[] said =
        MultiVariableTest.jumpsAlone(
            new double[] {5, 7, 7, 7, 7},
            new double[] {100, 102, 102, 102, 102},
            new MultiVariableTest.Steps(own, other));
    assertThat(said).containsExactly(Level.PASS, level, Level.PASS, Level.PASS, Level.PASS);
  }

  @Test
  void columnsOfUnequalLengthAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                MultiVariableTest.jumpsAlone(
                    new double[2], new double[3], MultiVariableTest.Steps.QARTOD));
    assertThatIllegalArgumentException().isThrownBy(() -> new MultiVariableTest.Steps(0, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new MultiVariableTest.Steps(2, 0));
    assertThat(
            MultiVariableTest.jumpsAlone(
                new double[1], new double[1], MultiVariableTest.Steps.QARTOD))
        .containsOnly(Level.PASS);
  }
}
