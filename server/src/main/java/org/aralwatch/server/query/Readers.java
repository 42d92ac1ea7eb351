package org.aralwatch.server.query;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Reads several things from the store at once. */
final class Readers {
  /** While one parses, the store reads for the other. */
  private static final int THREADS = 2;

  private Readers() {}

  /**
   * The results in the order of the items.
   *
   * @throws RuntimeException what reading the first of those that failed threw
   */
  static <T, R> List<R> map(List<T> items, Function<T, R> read) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "catalog-reader");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<R>> begun = new ArrayList<>();
      items.forEach(item -> begun.add(threads.submit(() -> read.apply(item))));
      List<R> results = new ArrayList<>();
      for (Future<R> future : begun) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
