package org.aralwatch.benchmarks.store;

/** Stops what this program started, also when it is stopped itself. */
public final class AtExit {
  private final Thread hook;

  private AtExit(Thread hook) {
    this.hook = hook;
  }

  public static AtExit stop(Runnable stop) {
    Thread hook = new Thread(stop, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    return new AtExit(hook);
  }

  /** It was stopped in good order. */
  public void forget() {
    if (Thread.currentThread() != hook) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
