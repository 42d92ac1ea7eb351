package org.aralwatch.ingest.pipeline;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress for people: on a terminal a bar that is drawn anew at most five times a second,
 * elsewhere a plain line every ten seconds, so that a log stays a log. One thread loads; any may
 * write {@link #above} the bar.
 */
public final class TerminalProgress implements Progress {
  private static final long SECOND = 1_000_000_000L;
  private static final int BAR = 28;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final LongSupplier nanos;
  private final long interval;
  private final boolean bar;
  private String file = "";
  private long size;
  private long begun;
  private long lastShown;
  private long bytes;
  private long rows;
  private String step = "";
  private boolean lineOpen;

  private TerminalProgress(PrintStream out, boolean bar, LongSupplier nanos) {
    this.out = out;
    this.bar = bar;
    this.nanos = nanos;
    this.interval = bar ? SECOND / 5 : 10 * SECOND;
  }

  /** A bar where the program talks to a terminal, else plain lines. */
  public static TerminalProgress on(PrintStream out) {
    boolean terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
    return terminal ? bar(out, System::nanoTime) : lines(out, System::nanoTime);
  }

  /** A stream for what others print meanwhile: the bar makes way for it, and comes again below. */
  public PrintStream above(PrintStream other) {
    OutputStream stream =
        new OutputStream() {
          @Override
          public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            synchronized (TerminalProgress.this) {
              erase();
              other.write(bytes, offset, length);
              other.flush();
            }
          }
        };
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  static TerminalProgress bar(PrintStream out, LongSupplier nanos) {
    return new TerminalProgress(out, true, nanos);
  }

  static TerminalProgress lines(PrintStream out, LongSupplier nanos) {
    return new TerminalProgress(out, false, nanos);
  }

  @Override
  public void begin(String newFile, long newSize) {
    file = newFile;
    size = newSize;
    bytes = 0;
    rows = 0;
    step = "";
    begun = nanos.getAsLong();
    // A bar shows at once, a plain line only when there is something to wait for.
    lastShown = bar ? begun - interval : begun;
  }

  @Override
  public void reading(long bytesRead, long rowsRead) {
    bytes = bytesRead;
    rows = rowsRead;
    showWhenDue();
  }

  @Override
  public void step(String name) {
    step = name;
    if (bar) {
      show();
    } else {
      showWhenDue();
    }
  }

  @Override
  public void end() {
    erase();
  }

  private synchronized void erase() {
    if (lineOpen) {
      out.print(ERASE_LINE);
      out.flush();
      lineOpen = false;
    }
  }

  private void showWhenDue() {
    if (nanos.getAsLong() - lastShown >= interval) {
      show();
    }
  }

  private synchronized void show() {
    lastShown = nanos.getAsLong();
    int percent = size == 0 ? 0 : (int) Math.min(100, bytes * 100 / size);
    double seconds = Math.max((lastShown - begun) / (double) SECOND, 1e-3);
    String counts =
        String.format(
            Locale.ROOT,
            "%3d %%  %,d rows  %,d rows/s  %s",
            percent,
            rows,
            (long) (rows / seconds),
            step);
    if (bar) {
      int filled = percent * BAR / 100;
      out.print(
          ERASE_LINE + file + " [" + "#".repeat(filled) + " ".repeat(BAR - filled) + "] " + counts);
      lineOpen = true;
    } else {
      out.println(file + ": " + counts);
    }
    out.flush();
  }
}
