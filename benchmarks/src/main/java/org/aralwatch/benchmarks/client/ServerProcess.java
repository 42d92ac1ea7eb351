package org.aralwatch.benchmarks.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aralwatch.benchmarks.store.AtExit;

/** The program in a process of its own, started as users start it, on a free port. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("\\s*map\\s+(http://\\S+)");
  private static final int STOP_SECONDS = 30;

  private final Process process;
  private final AtExit atExit;
  private final URI address;
  private final double secondsToReady;

  private ServerProcess(Process process, URI address, double secondsToReady) {
    this.process = process;
    this.atExit = AtExit.stop(process::destroy);
    this.address = address;
    this.secondsToReady = secondsToReady;
  }

  /**
   * Starts a role and returns when it says that it is ready.
   *
   * @param log takes its log
   * @param arguments role and options
   */
  public static ServerProcess start(Path home, Path log, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("scripts/aralwatch").toString());
    command.addAll(arguments);
    command.addAll(List.of("--host", "127.0.0.1", "--port", "0"));
    long begin = System.nanoTime();
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      URI address = null;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        Matcher found = ADDRESS.matcher(line);
        if (found.matches()) {
          address = URI.create(found.group(1));
        }
        if (line.startsWith("Ready")) {
          return new ServerProcess(process, address, (System.nanoTime() - begin) / 1e9);
        }
      }
      process.destroy();
      throw new IllegalStateException(String.join(" ", command) + " did not start; see " + log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.get(0), e);
    }
  }

  public URI address() {
    return address;
  }

  /** From the start of the command to its word that it is ready. */
  public double secondsToReady() {
    return secondsToReady;
  }

  @Override
  public void close() {
    atExit.forget();
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("a server did not stop within " + STOP_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
