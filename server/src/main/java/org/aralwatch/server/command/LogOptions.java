package org.aralwatch.server.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** How much the log on standard error tells. */
final class LogOptions {
  @Option(
      names = {"-v", "--verbose"},
      description = "Log more to standard error, and the cause of a failure.")
  private boolean verbose;

  boolean isVerbose() {
    return verbose;
  }

  /**
   * For roles that serve: what happens is logged. At a terminal the greeting tells what the store
   * would say of its start.
   */
  void forService() {
    set(verbose ? Level.DEBUG : Level.INFO);
    if (!verbose && System.console() != null) {
      ((Logger) LoggerFactory.getLogger("org.aralwatch.geodata")).setLevel(Level.WARN);
    }
  }

  /** For roles that a person waits for: the result alone, and what is wrong. */
  void forPerson() {
    set(verbose ? Level.DEBUG : Level.WARN);
  }

  private static void set(Level level) {
    ((Logger) LoggerFactory.getLogger("org.aralwatch")).setLevel(level);
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME))
        .setLevel(level == Level.DEBUG ? Level.INFO : level);
  }
}
