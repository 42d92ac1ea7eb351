package org.aralwatch.server.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.aralwatch.server.Start;

/** The whole program as a user starts it: a process of its own, in an empty directory. */
final class RunningProgram implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("map\\s+(http://\\S+)");
  private static final Pattern TOKEN = Pattern.compile("admin token\\s+(aw_\\S+)");

  private final Process process;
  private final Path directory;
  private final Path output;
  private final String address;

  private RunningProgram(Process process, Path directory, Path output) {
    this.process = process;
    this.directory = directory;
    this.output = output;
    this.address = await(ADDRESS);
    await(Pattern.compile("(Ready) in"));
  }

  /** Starts "run" with these arguments on a free port, and returns when it is ready. */
  static RunningProgram run(String... arguments) {
    try {
      Path directory = Files.createTempDirectory("aralwatch-program-");
      Path output = directory.resolve("output.txt");
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Djava.awt.headless=true",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Start.class.getName(),
                  "run",
                  "--port",
                  "0",
                  "--data",
                  directory.resolve("data").toString()));
      command.addAll(Arrays.asList(arguments));
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(directory.resolve("log.txt").toFile())
              .start();
      return new RunningProgram(process, directory, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the map is, with a slash at its end. */
  String address() {
    return address;
  }

  String token() {
    return await(TOKEN);
  }

  private String await(Pattern wanted) {
    try {
      for (int i = 0; i < 1_200 && process.isAlive(); i++) {
        Matcher matcher = wanted.matcher(Files.readString(output));
        if (matcher.find()) {
          return matcher.group(1);
        }
        Thread.sleep(100);
      }
      throw new IllegalStateException(
          "the program never said "
              + wanted
              + ":\n"
              + Files.readString(output)
              + Files.readString(directory.resolve("log.txt")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the program did not stop in a minute");
      }
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
