package org.aralwatch.server.command;

import java.io.PrintStream;
import org.aralwatch.ingest.pipeline.TerminalProgress;

/** What the person at the terminal sees: progress and log share it. */
final class Screen {
  private Screen() {}

  /** Progress on {@code out}; from now on the log goes above its bar. */
  static TerminalProgress progress(PrintStream out) {
    TerminalProgress progress = TerminalProgress.on(out);
    System.setErr(progress.above(System.err));
    return progress;
  }
}
