package org.aralwatch.geodata.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedIndexTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 15, 16, 17, 256, 257, 5000})
  void findsWhatAScanFinds(int items) {
    double[] boxes = boxes(items);
    PackedIndex index = new PackedIndex(boxes);
    Random random = new Random(items);
    for (int i = 0; i < 200; i++) {
      double x = random.nextDouble() * 110 - 5;
      double y = random.nextDouble() * 110 - 5;
      double size = random.nextDouble() * random.nextDouble() * 100;
      List<Integer> found = new ArrayList<>();
      index.search(x, y, x + size, y + size, found::add);
      assertThat(found).isEqualTo(scan(boxes, x, y, x + size, y + size));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 17, 5000})
  void tellsWhatIsCertainFromWhatIsPossible(int items) {
    double[] boxes = boxes(items);
    List<Integer> certain = new ArrayList<>();
    List<Integer> possible = new ArrayList<>();
    new PackedIndex(boxes)
        .search(
            (minX, minY, maxX, maxY) ->
                minX > 50
                    ? PackedIndex.Answer.NONE
                    : maxX <= 50 ? PackedIndex.Answer.ALL : PackedIndex.Answer.SOME,
            certain::add,
            possible::add);
    for (int i = 0; i < items; i++) {
      boolean empty = boxes[4 * i] > boxes[4 * i + 2];
      assertThat(certain.contains(i)).isEqualTo(!empty && boxes[4 * i + 2] <= 50);
      assertThat(possible.contains(i))
          .isEqualTo(!empty && boxes[4 * i] <= 50 && boxes[4 * i + 2] > 50);
    }
  }

  /** Every tenth is empty. */
  private static double[] boxes(int items) {
    Random random = new Random(1);
    double[] boxes = new double[4 * items];
    for (int i = 0; i < items; i++) {
      double x = random.nextDouble() * 100;
      double y = random.nextDouble() * 100;
      boolean empty = i % 10 == 9;
      boxes[4 * i] = empty ? 0 : x;
      boxes[4 * i + 1] = empty ? 0 : y;
      boxes[4 * i + 2] = empty ? -1 : x + random.nextDouble() * 3;
      boxes[4 * i + 3] = empty ? -1 : y + random.nextDouble() * 3;
    }
    return boxes;
  }

  private static List<Integer> scan(
      double[] boxes, double minX, double minY, double maxX, double maxY) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < boxes.length / 4; i++) {
      if (boxes[4 * i] <= boxes[4 * i + 2]
          && boxes[4 * i] <= maxX
          && boxes[4 * i + 2] >= minX
          && boxes[4 * i + 1] <= maxY
          && boxes[4 * i + 3] >= minY) {
        found.add(i);
      }
    }
    return found;
  }
}
