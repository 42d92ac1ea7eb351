package org.aralwatch.server.command;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be closed when the process ends, in order and once, whether a command comes to its end,
 * fails or is stopped by a signal. Thread-safe.
 */
final class Closing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final Map<Stage, Deque<Part>> open = new EnumMap<>(Stage.class);
  private boolean closing;

  /** In the order of closing; what was opened last in a stage closes first. */
  enum Stage {
    REQUESTS,
    WORKER,
    QUERIES,
    CONNECTIONS,
    DATABASE
  }

  private record Part(String name, AutoCloseable what) {}

  private Closing() {}

  /** Closes at the end of the process, if nobody has before. */
  static Closing atExit() {
    Closing closing = new Closing();
    Runtime.getRuntime().addShutdownHook(new Thread(closing::close, "closing"));
    return closing;
  }

  /**
   * Takes charge of {@code what}.
   *
   * @throws IllegalStateException when the process is ending already; {@code what} is closed then
   */
  <T extends AutoCloseable> T add(Stage stage, String name, T what) {
    synchronized (this) {
      if (!closing) {
        open.computeIfAbsent(stage, s -> new ArrayDeque<>()).push(new Part(name, what));
        return what;
      }
    }
    close(new Part(name, what));
    throw new IllegalStateException("the process is ending");
  }

  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      // The lock is held to the end: a second caller returns when all is closed.
      for (Stage stage : Stage.values()) {
        Deque<Part> parts = open.getOrDefault(stage, new ArrayDeque<>());
        while (!parts.isEmpty()) {
          close(parts.pop());
        }
      }
    }
  }

  private static void close(Part part) {
    try {
      part.what().close();
      LOG.debug("closed: {}", part.name());
    } catch (Exception e) {
      // The others must be closed all the same.
      LOG.warn("{} was not closed in order: {}", part.name(), e.toString());
    }
  }
}
