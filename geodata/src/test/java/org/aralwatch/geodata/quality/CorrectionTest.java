package org.aralwatch.geodata.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectionTest {
  private static final double GAP = Double.NaN;
  private static final long HOUR = 3_600_000_000L;
  private static final Duration DAY = Duration.ofDays(1);

  private static long[] hours(int... hours) {
    return java.util.Arrays.stream(hours).mapToLong(hour -> hour * HOUR).toArray();
  }

  @Test
  void aShiftMovesEachValueAndLeavesGapsAndItsArgument() {
    double[] values = {1, GAP, -3};
    assertThat(Correction.shift(values, 0.5)).containsExactly(1.5, GAP, -2.5);
    assertThat(values).containsExactly(1, GAP, -3);
    assertThat(Correction.shift(new double[0], 1)).isEmpty();
  }

  @Test
  void aScaleMultiplies() {
    assertThat(Correction.scale(new double[] {2, GAP, -4}, 2.5)).containsExactly(5, GAP, -10);
    assertThat(Correction.scale(new double[] {2}, 0.5)).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aFactorIsAboveZero(double factor) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Correction.scale(new double[] {1}, factor));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsAddedIsANumber(double amount) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Correction.shift(new double[] {1}, amount));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Correction.drift(hours(0), new double[] {1}, 0, amount, HOUR, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Correction.drift(hours(0), new double[] {1}, 0, 1, HOUR, amount));
  }

  @Test
  void aDriftGrowsInAStraightLineBetweenTwoCalibrations() {
    // Clean at noon, a decimetre too high ten hours later.
    double[] drifted = {5, 5.01, 5.05, GAP, 5.1};
    double[] corrected = Correction.drift(hours(0, 1, 5, 7, 10), drifted, 0, 0, 10 * HOUR, -0.1);
    assertThat(corrected)
        .containsExactly(
            new double[] {5, 5, 5, GAP, 5}, org.assertj.core.data.Offset.offset(1e-12));
    assertThat(Correction.drift(hours(102), new double[] {0}, 100 * HOUR, 0, 110 * HOUR, 5))
        .containsExactly(1);
    // Between two offsets, and with a span wider than the values.
    assertThat(Correction.drift(hours(5), new double[] {0}, 0, 1, 10 * HOUR, 3)).containsExactly(2);
  }

  @Test
  void aDriftHasABeginAnEndAndTheValuesBetween() {
    double[] one = {1};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Correction.drift(hours(0), one, 0, 0, 0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Correction.drift(hours(3), one, 0, 0, 2 * HOUR, 1))
        .withMessageContaining("outside");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Correction.drift(hours(0), one, HOUR, 0, 2 * HOUR, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Correction.drift(hours(0, 1), one, 0, 0, HOUR, 1));
  }

  @Test
  void markedValuesAreFilledFromTheLineBetweenTheirNeighbours() {
    double[] values = {0, 99, GAP, 8, GAP, 4};
    boolean[] marked = {false, true, true, false, false, false};
    assertThat(Correction.interpolate(hours(0, 1, 3, 4, 5, 6), values, marked, DAY))
        .containsExactly(0, 2, 6, 8, GAP, 4);
  }

  @Test
  void aGapThatNobodyMarkedStaysAndIsPassedOver() {
    double[] values = {0, GAP, GAP, 9};
    boolean[] marked = {false, false, true, false};
    assertThat(Correction.interpolate(hours(0, 1, 2, 3), values, marked, DAY))
        .containsExactly(0, GAP, 6, 9);
  }

  @Test
  void noLineIsDrawnThroughALongerGapOrBeyondAnEnd() {
    double[] values = {7, 1, 7, 3, 7};
    boolean[] marked = {true, false, true, false, true};
    long[] times = hours(0, 1, 2, 4, 5);
    assertThat(Correction.interpolate(times, values, marked, Duration.ofHours(3)))
        .containsExactly(
            new double[] {GAP, 1, 1 + 2 / 3.0, 3, GAP}, org.assertj.core.data.Offset.offset(1e-12));
    assertThat(Correction.interpolate(times, values, marked, Duration.ofHours(3).minusNanos(1_000)))
        .containsExactly(GAP, 1, GAP, 3, GAP);
  }

  @Test
  void timesOfAnInterpolationAscend() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Correction.interpolate(hours(1, 1), new double[2], new boolean[2], DAY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Correction.interpolate(hours(1, 2), new double[2], new boolean[1], DAY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Correction.interpolate(hours(1), new double[2], new boolean[2], DAY));
  }

  @Test
  void onlyMarkedValuesAreReplaced() {
    double[] values = {1, 2, GAP};
    assertThat(
            Correction.replace(
                values, new boolean[] {false, true, true}, new double[] {GAP, 20, 30}))
        .containsExactly(1, 20, 30);
    assertThat(values).containsExactly(1, 2, GAP);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Correction.replace(
                    values, new boolean[] {true, false, false}, new double[] {GAP, 0, 0}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Correction.replace(values, new boolean[3], new double[2]));
  }
}
