package org.aralwatch.benchmarks.report;

import java.util.Arrays;
import java.util.List;

/**
 * What several rounds gave for one figure: their median, and how far they lie apart.
 *
 * @param median of the rounds; the mean of the middle two where their number is even
 */
public record Reading(double median, double low, double high, int rounds) {
  /**
   * @throws IllegalArgumentException when there was no round
   */
  public static Reading of(List<Double> rounds) {
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("a reading needs at least one round");
    }
    List<Double> sorted = rounds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Reading(median, sorted.get(0), sorted.get(sorted.size() - 1), sorted.size());
  }

  public static Reading of(double... rounds) {
    return of(Arrays.stream(rounds).boxed().toList());
  }
}
