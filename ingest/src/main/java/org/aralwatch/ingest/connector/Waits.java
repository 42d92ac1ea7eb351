package org.aralwatch.ingest.connector;

import java.time.Duration;

/** Waits; tests pass without. */
@FunctionalInterface
interface Waits {
  /**
   * @throws InterruptedException when the process stops
   */
  void sleep(Duration duration) throws InterruptedException;
}
