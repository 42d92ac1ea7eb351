package org.aralwatch.ingest.connector;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before another attempt: twice as long each time up to a cap, and somewhere in
 * the upper half of that, so that many who failed together do not come back together.
 *
 * @param first longest wait after the first failure
 * @param cap longest wait at all
 */
record Backoff(Duration first, Duration cap) {
  /** Further doubling would overflow, and every cap is reached long before. */
  private static final int MOST_DOUBLINGS = 30;

  /**
   * @param failures so far, at least 1
   */
  Duration wait(int failures, RandomGenerator random) {
    long ceiling =
        Math.min(
            cap.toMillis(),
            first.toMillis() << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1)));
    return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
  }
}
