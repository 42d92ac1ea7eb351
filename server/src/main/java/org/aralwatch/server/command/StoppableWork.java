package org.aralwatch.server.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Work of the main thread that a signal is to stop in order: closing interrupts it and waits until
 * it has written down that it was stopped.
 */
final class StoppableWork implements AutoCloseable {
  /** A merge of a very large file takes longer; a worker marks its upload then. */
  private static final int SECONDS = 5;

  private final Thread worker = Thread.currentThread();
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean stopped;

  /** Whether a signal came while the work was not done: what fails now, fails because of it. */
  boolean isStopped() {
    return stopped;
  }

  /** No work is left that could be stopped. */
  void done() {
    done.countDown();
  }

  @Override
  public void close() {
    if (done.getCount() == 0) {
      return;
    }
    stopped = true;
    worker.interrupt();
    try {
      if (!done.await(SECONDS, TimeUnit.SECONDS)) {
        System.err.println("aralwatch: stopped within a step; nothing of the file is stored.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
