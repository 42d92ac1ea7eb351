package org.aralwatch.ingest.pipeline;

import java.util.function.BooleanSupplier;

/** Waits for what another thread or process does. */
public final class Await {
  private static final int TRIES = 1_200;
  private static final long PAUSE_MILLIS = 50;

  private Await() {}

  /** Asks twenty times a second; gives up after a minute, which is no measure of anything. */
  public static void until(String what, BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new AssertionError("waited in vain until " + what);
  }
}
