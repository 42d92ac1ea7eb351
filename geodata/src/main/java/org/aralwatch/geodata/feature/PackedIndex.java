package org.aralwatch.geodata.feature;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Boxes of items 0..n-1, searchable: an R-tree packed into one array, {@value #FANOUT} children to
 * a node, over items in the order given. The caller orders them along a space-filling curve.
 *
 * <p>JTS has the same tree as {@code HPRtree}, but builds it at the first query, cannot tell a
 * visitor that a whole node is inside, and returns items in no stated order. Here both come free:
 * hits come in ascending order of items. Immutable and so thread-safe.
 */
final class PackedIndex {
  private static final int FANOUT = 16;

  /** What to do with a node or an item, by its box. */
  enum Answer {
    NONE,
    SOME,
    ALL
  }

  interface Question {
    /** Whether nothing, something or everything inside this box is wanted. */
    Answer about(double minX, double minY, double maxX, double maxY);
  }

  /** Four numbers a node: minX, minY, maxX, maxY; level 0 (the items) first, the root last. */
  private final double[] boxes;

  /** First node of each level in {@link #boxes}; one more entry ends the last. */
  private final int[] levels;

  /**
   * @param itemBoxes minX, minY, maxX, maxY of each item; an item with minX greater than maxX is
   *     never found
   */
  PackedIndex(double[] itemBoxes) {
    int items = itemBoxes.length / 4;
    int[] starts = new int[16];
    int depth = 0;
    int total = items;
    for (int size = items; size > 1; ) {
      starts[++depth] = total;
      size = (size + FANOUT - 1) / FANOUT;
      total += size;
    }
    starts[depth + 1] = total;
    levels = Arrays.copyOf(starts, depth + 2);
    boxes = Arrays.copyOf(itemBoxes, total * 4);
    for (int level = 1; level <= depth; level++) {
      for (int node = levels[level]; node < levels[level + 1]; node++) {
        int first = levels[level - 1] + (node - levels[level]) * FANOUT;
        union(node * 4, first, Math.min(first + FANOUT, levels[level]));
      }
    }
  }

  private void union(int target, int first, int end) {
    double minX = Double.POSITIVE_INFINITY;
    double minY = Double.POSITIVE_INFINITY;
    double maxX = Double.NEGATIVE_INFINITY;
    double maxY = Double.NEGATIVE_INFINITY;
    for (int child = first; child < end; child++) {
      minX = Math.min(minX, boxes[child * 4]);
      minY = Math.min(minY, boxes[child * 4 + 1]);
      maxX = Math.max(maxX, boxes[child * 4 + 2]);
      maxY = Math.max(maxY, boxes[child * 4 + 3]);
    }
    boxes[target] = minX;
    boxes[target + 1] = minY;
    boxes[target + 2] = maxX;
    boxes[target + 3] = maxY;
  }

  /** Calls {@code hit} with every item whose box meets the given one, ascending. */
  void search(double minX, double minY, double maxX, double maxY, IntConsumer hit) {
    search(
        (nodeMinX, nodeMinY, nodeMaxX, nodeMaxY) -> {
          if (nodeMinX > maxX || nodeMaxX < minX || nodeMinY > maxY || nodeMaxY < minY) {
            return Answer.NONE;
          }
          boolean inside =
              nodeMinX >= minX && nodeMaxX <= maxX && nodeMinY >= minY && nodeMaxY <= maxY;
          return inside ? Answer.ALL : Answer.SOME;
        },
        hit,
        hit);
  }

  /**
   * Calls {@code certain} with every item that is wanted whole, and {@code possible} with every
   * item of which something is; together ascending.
   */
  void search(Question question, IntConsumer certain, IntConsumer possible) {
    if (boxes.length > 0) {
      descend(levels.length - 2, 0, question, certain, possible);
    }
  }

  private void descend(
      int level, int index, Question question, IntConsumer certain, IntConsumer possible) {
    int box = (levels[level] + index) * 4;
    if (boxes[box] > boxes[box + 2]) {
      return;
    }
    Answer answer = question.about(boxes[box], boxes[box + 1], boxes[box + 2], boxes[box + 3]);
    if (answer == Answer.NONE) {
      return;
    }
    if (level == 0) {
      (answer == Answer.ALL ? certain : possible).accept(index);
    } else if (answer == Answer.ALL) {
      all(level, index, certain);
    } else {
      int end = Math.min((index + 1) * FANOUT, levels[level] - levels[level - 1]);
      for (int child = index * FANOUT; child < end; child++) {
        descend(level - 1, child, question, certain, possible);
      }
    }
  }

  private void all(int level, int index, IntConsumer certain) {
    long span = 1;
    for (int i = 0; i < level; i++) {
      span *= FANOUT;
    }
    int end = (int) Math.min((index + 1) * span, levels[1] - levels[0]);
    for (int item = (int) (index * span); item < end; item++) {
      if (boxes[item * 4] <= boxes[item * 4 + 2]) {
        certain.accept(item);
      }
    }
  }
}
