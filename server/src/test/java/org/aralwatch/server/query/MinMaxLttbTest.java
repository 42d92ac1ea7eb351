package org.aralwatch.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinMaxLttbTest {
  @Test
  void aLineThatFitsStaysWhole() {
    MinMaxLttb.Selection all =
        MinMaxLttb.select(new double[] {1, 2, 3}, new double[] {5, 6, 7}, 3, new BitSet(), 3);

    assertThat(all.kept().stream()).containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 2",
    "5, 3",
    "5, 4",
    "1000, 2",
    "1000, 3",
    "1000, 4",
    "1000, 5",
    "1000, 17",
    "1000, 999",
    "1000, 500",
    "20011, 2000",
    "100000, 2000"
  })
  void asManyPointsAsAskedForAreKept(int size, int maxRows) {
    double[] y = walk(size);

    MinMaxLttb.Selection selection = MinMaxLttb.select(steps(size), y, size, new BitSet(), maxRows);

    assertThat(selection.rows()).isEqualTo(maxRows);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 10, 100, 2_000})
  void endsAndExtremesStay(int maxRows) {
    int size = 50_000;
    double[] y = walk(size);
    y[12_345] = 1e6;
    y[23_456] = -1e6;

    BitSet kept = MinMaxLttb.select(steps(size), y, size, new BitSet(), maxRows).kept();

    assertThat(kept.stream()).contains(0, 12_345, 23_456, size - 1);
  }

  @Test
  void twoPointsAreTheEnds() {
    BitSet kept = MinMaxLttb.select(steps(100), walk(100), 100, new BitSet(), 2).kept();

    assertThat(kept.stream()).containsExactly(0, 99);
  }

  @Test
  void theEdgesOfAHoleStay() {
    BitSet holes = new BitSet();
    holes.set(400);

    MinMaxLttb.Selection selection = MinMaxLttb.select(steps(1_000), walk(1_000), 1_000, holes, 20);

    assertThat(selection.holes()).isEqualTo(holes);
    assertThat(selection.kept().stream()).contains(399, 400);
    assertThat(selection.rows()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 8, 9, 16, 50, 400, 4_000})
  void ofManyHolesTheLongestStayAndTheRowsAreNeverTooMany(int maxRows) {
    int size = 5_000;
    double[] x = steps(size);
    BitSet holes = new BitSet();
    for (int i = 2; i < size; i += 3) {
      holes.set(i);
      for (int later = i; later < size; later++) {
        x[later] += i % 97;
      }
    }

    MinMaxLttb.Selection selection = MinMaxLttb.select(x, walk(size), size, holes, maxRows);

    assertThat(selection.rows()).isLessThanOrEqualTo(maxRows);
    assertThat(selection.holes().cardinality()).isEqualTo(maxRows / 8);
    selection.holes().stream()
        .forEach(
            hole ->
                assertThat(selection.kept().get(hole) && selection.kept().get(hole - 1)).isTrue());
    double shortestKept =
        selection.holes().stream().mapToDouble(i -> x[i] - x[i - 1]).min().orElse(Double.MAX_VALUE);
    holes.andNot(selection.holes());
    double longestClosed = holes.stream().mapToDouble(i -> x[i] - x[i - 1]).max().orElse(0);
    assertThat(shortestKept).isGreaterThanOrEqualTo(longestClosed);
  }

  @Test
  void aFlatLineIsThinnedToo() {
    assertThat(MinMaxLttb.select(steps(9_999), new double[9_999], 9_999, new BitSet(), 100).rows())
        .isEqualTo(100);
  }

  @Test
  void everyPeakOfARegularWaveThatHasRoomStays() {
    int size = 10_000;
    double[] y = new double[size];
    for (int peak = 50; peak < size; peak += 100) {
      y[peak] = 10;
    }

    BitSet kept = MinMaxLttb.select(steps(size), y, size, new BitSet(), 500).kept();

    for (int peak = 50; peak < size; peak += 100) {
      assertThat(kept.get(peak)).as("peak at %d", peak).isTrue();
    }
  }

  private static double[] steps(int size) {
    double[] x = new double[size];
    for (int i = 0; i < size; i++) {
      x[i] = i * 3_600e6;
    }
    return x;
  }

  private static double[] walk(int size) {
    Random random = new Random(7);
    double[] y = new double[size];
    for (int i = 1; i < size; i++) {
      y[i] = y[i - 1] + random.nextGaussian();
    }
    return y;
  }
}
