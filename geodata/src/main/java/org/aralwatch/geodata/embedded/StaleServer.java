package org.aralwatch.geodata.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The server that a killed JVM leaves behind. Whoever calls this holds the directory's lock, so
 * such a server has no owner any more.
 *
 * <p>It is recognised by what it is, not by the number in {@code postmaster.pid}, which may be
 * another program's by now: a process named "postgres" whose working directory is the cluster. All
 * server processes go there first thing and stay.
 */
final class StaleServer {
  private static final Duration FAST = Duration.ofSeconds(60);
  private static final Duration IMMEDIATE = Duration.ofSeconds(10);

  private StaleServer() {}

  /**
   * Stops what is still running in the cluster and removes its pid file, which would otherwise keep
   * a new postmaster from starting if the pid is in use again.
   */
  static void stop(Cluster cluster) throws IOException {
    List<Long> left = processesIn(cluster.directory());
    if (!left.isEmpty()) {
      EmbeddedPostgres.LOG.warn(
          "A PostgreSQL server without its AralWatch process is still running in {} (pids {});"
              + " stopping it",
          cluster.directory(),
          left);
      stop(cluster, left);
    }
    if (Files.deleteIfExists(cluster.pidFile()) && left.isEmpty()) {
      EmbeddedPostgres.LOG.warn(
          "The database in {} was not shut down in order; PostgreSQL recovers it from its log",
          cluster.directory());
    }
  }

  private static void stop(Cluster cluster, List<Long> processes) throws IOException {
    Path directory = cluster.directory();
    long postmaster = recordedPid(cluster.pidFile());
    if (processes.contains(postmaster)) {
      Signal.FAST_SHUTDOWN.send(List.of(postmaster));
      if (endedWithin(FAST, directory)) {
        return;
      }
    }
    // The postmaster hangs, or is gone and its children have not noticed: crash recovery follows.
    for (Signal signal : List.of(Signal.IMMEDIATE_SHUTDOWN, Signal.KILL)) {
      signal.send(processesIn(directory));
      if (endedWithin(IMMEDIATE, directory)) {
        return;
      }
    }
    throw new EmbeddedPostgresException(
        "The PostgreSQL processes "
            + processesIn(directory)
            + " left behind in "
            + directory
            + " cannot be stopped: end them and start again.");
  }

  private static boolean endedWithin(Duration timeout, Path directory) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!processesIn(directory).isEmpty()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(25);
      } catch (InterruptedException e) {
        throw Program.interrupted("stopping the server left behind in " + directory, e);
      }
    }
    return true;
  }

  /** The pid on the file's first line, or -1. */
  private static long recordedPid(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return -1;
    }
    String first = Files.readString(pidFile).lines().findFirst().orElse("").strip();
    return first.matches("\\d{1,18}") ? Long.parseLong(first) : -1;
  }

  private static List<Long> processesIn(Path cluster) throws IOException {
    List<Long> pids = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.toList()) {
        String name = process.getFileName().toString();
        if (name.matches("\\d+") && isServerOf(cluster, process)) {
          pids.add(Long.parseLong(name));
        }
      }
    }
    return pids;
  }

  private static boolean isServerOf(Path cluster, Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip().equals("postgres")
          && worksIn(cluster, process);
    } catch (IOException e) {
      return false; // it ended while we looked
    }
  }

  private static boolean worksIn(Path cluster, Path process) throws IOException {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).equals(cluster);
    } catch (AccessDeniedException e) {
      // Another user's process, or root without CAP_SYS_PTRACE; the postmaster's command line is
      // for everybody to read.
      byte[] commandLine = Files.readAllBytes(process.resolve("cmdline"));
      return List.of(new String(commandLine, StandardCharsets.UTF_8).split("\0"))
          .contains(cluster.toString());
    }
  }
}
