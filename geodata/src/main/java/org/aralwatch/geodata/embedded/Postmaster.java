package org.aralwatch.geodata.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server process, from launch to its end. Thread-safe. */
final class Postmaster {
  enum Start {
    READY,
    PORT_TAKEN
  }

  private static final long POLL_MILLIS = 10;
  private static final Duration REASSURE_EVERY = Duration.ofSeconds(10);
  private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(60);
  private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(10);
  private static final int LOG_LINES_SHOWN = 5;
  private static final long LOG_ROLLED_AT = 16L << 20;

  /** Line of postmaster.pid, from 0, that tells how far the start has come. */
  private static final int STATUS_LINE = 7;

  private final Process process;
  private final Cluster cluster;
  private final Path log;
  private final long logBegin;

  /** From ready to stop, the time in which an end is nobody's wish. */
  private boolean inService;

  private Postmaster(Process process, Cluster cluster, Path log, long logBegin) {
    this.process = process;
    this.cluster = cluster;
    this.log = log;
    this.logBegin = logBegin;
  }

  /**
   * Starts the server; it is not ready yet.
   *
   * <p>It gets a session of its own, by {@code setsid}: a Ctrl-C goes to every process of the
   * terminal's foreground group, and SIGINT tells a postmaster to throw its clients out. It has to
   * live until we have finished what we were writing, and is stopped by {@link #stop} alone. Both
   * programs before it replace themselves, so the process we start becomes the postmaster.
   *
   * <p>Its output goes to a file. A pipe to us would kill it, or block it, when we are gone.
   */
  static Postmaster launch(Binaries binaries, ServerAccount account, Cluster cluster, Path log)
      throws IOException {
    long logBegin = prepareLog(log, account);
    List<String> server =
        account.command(binaries.program("postgres"), "-D", cluster.directory().toString());
    List<String> command = Stream.concat(Stream.of("setsid"), server.stream()).toList();
    Process process;
    try {
      process =
          Program.builder(command, cluster.directory().getParent())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "PostgreSQL cannot be launched; it needs the program setsid of util-linux: "
              + e.getMessage(),
          e);
    }
    Postmaster postmaster = new Postmaster(process, cluster, log, logBegin);
    process.onExit().thenRun(postmaster::reportUnexpectedEnd);
    return postmaster;
  }

  /** Rolls a log that has grown large, keeping one; returns where the next line will be. */
  private static long prepareLog(Path log, ServerAccount account) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_ROLLED_AT) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(log)) {
      Files.createFile(
          log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      account.own(log);
    }
    return Files.size(log);
  }

  /**
   * Waits until the server accepts connections; after a crash that includes its recovery.
   *
   * @throws EmbeddedPostgresException if it ends, for another reason than its port, or takes longer
   */
  Start awaitReady(Duration timeout) throws IOException {
    long begin = System.nanoTime();
    long reassureAt = begin + REASSURE_EVERY.toNanos();
    while (!isReady()) {
      try {
        if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          return explainEnd();
        }
      } catch (InterruptedException e) {
        throw Program.interrupted("waiting for PostgreSQL to start", e);
      }
      long now = System.nanoTime();
      if (now - begin > timeout.toNanos()) {
        throw new EmbeddedPostgresException(
            "PostgreSQL was not ready after "
                + timeout.toSeconds()
                + " s; its log is "
                + log
                + ".");
      }
      if (now > reassureAt) {
        reassureAt = now + REASSURE_EVERY.toNanos();
        EmbeddedPostgres.LOG.info(
            "PostgreSQL is still starting, as it does after a crash; its log is {}", log);
      }
    }
    synchronized (this) {
      inService = true;
    }
    return Start.READY;
  }

  private boolean isReady() throws IOException {
    List<String> lines;
    try {
      lines = Files.readString(cluster.pidFile()).lines().toList();
    } catch (NoSuchFileException e) {
      return false;
    }
    return lines.size() > STATUS_LINE
        && lines.get(0).strip().equals(Long.toString(process.pid()))
        && lines.get(STATUS_LINE).startsWith("ready");
  }

  private Start explainEnd() throws IOException {
    String said = logSinceLaunch();
    if (said.contains("Address already in use")) {
      return Start.PORT_TAKEN;
    }
    List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
    throw new EmbeddedPostgresException(
        "PostgreSQL ended while starting, with status "
            + process.exitValue()
            + "; its log "
            + log
            + " ends:"
            + lines.stream()
                .skip(Math.max(0, lines.size() - LOG_LINES_SHOWN))
                .map(line -> System.lineSeparator() + "  " + line)
                .collect(Collectors.joining()));
  }

  private String logSinceLaunch() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      channel.position(logBegin);
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(1 << 20, channel.size() - logBegin));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }
  }

  private synchronized void reportUnexpectedEnd() {
    if (inService) {
      EmbeddedPostgres.LOG.error(
          "PostgreSQL ended by itself with status {}; its log is {}", process.exitValue(), log);
    }
  }

  /**
   * Ends the server: in order if it can within a minute, else at once, which is safe too but costs
   * the next start a recovery. An interrupt does not cut this short. Returns when it has ended.
   */
  synchronized void stop() {
    inService = false;
    boolean interrupted = Thread.interrupted();
    try {
      if (end(Signal.FAST_SHUTDOWN, FAST_SHUTDOWN)) {
        return;
      }
      EmbeddedPostgres.LOG.warn(
          "PostgreSQL did not shut down within {} s and is ended at once; the next start recovers"
              + " its data",
          FAST_SHUTDOWN.toSeconds());
      if (!end(Signal.IMMEDIATE_SHUTDOWN, IMMEDIATE_SHUTDOWN)) {
        process.destroyForcibly();
        endedWithin(IMMEDIATE_SHUTDOWN);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean end(Signal signal, Duration timeout) {
    if (!process.isAlive()) {
      return true;
    }
    try {
      signal.send(List.of(process.pid()));
    } catch (IOException | EmbeddedPostgresException e) {
      EmbeddedPostgres.LOG.warn("{} could not be sent to PostgreSQL", signal, e);
      return false;
    }
    return endedWithin(timeout);
  }

  private boolean endedWithin(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
