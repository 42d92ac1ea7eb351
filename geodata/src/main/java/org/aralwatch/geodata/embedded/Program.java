package org.aralwatch.geodata.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs one of the short programs beside the server and waits for it. */
final class Program {
  private Program() {}

  /** Exit status, and what was written to standard output and error. */
  record Outcome(int status, String output) {
    boolean succeeded() {
      return status == 0;
    }

    /** The output's last line that is not blank, where programs put the reason of a failure. */
    String lastLine() {
      List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
      return lines.isEmpty() ? "exit status " + status : lines.get(lines.size() - 1).strip();
    }
  }

  /**
   * A process to be started in {@code directory} with next to nothing of our environment: PGDATA,
   * LD_LIBRARY_PATH and their like would change what the programs do.
   */
  static ProcessBuilder builder(List<String> command, Path directory) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(List.of("PATH"));
    environment.put("LC_ALL", "C"); // messages are recognised by their text
    return builder;
  }

  /**
   * Runs a program to its end.
   *
   * @throws IOException if it cannot be started at all, or does not end in time
   */
  static Outcome run(List<String> command, Path directory, Duration timeout) throws IOException {
    Process process = builder(command, directory).redirectErrorStream(true).start();
    process.getOutputStream().close();
    CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> readAll(process));
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(command.get(0) + " did not end within " + timeout.toSeconds() + " s");
      }
      return new Outcome(process.exitValue(), output.join());
    } catch (InterruptedException e) {
      throw interrupted("running " + command.get(0), e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String readAll(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps the interrupt for the caller and says what it interrupted. */
  static EmbeddedPostgresException interrupted(String doing, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new EmbeddedPostgresException("Interrupted while " + doing + ".", cause);
  }
}
