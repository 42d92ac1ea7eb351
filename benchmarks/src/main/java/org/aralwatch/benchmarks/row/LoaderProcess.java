package org.aralwatch.benchmarks.row;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.aralwatch.benchmarks.store.Programs;

/** A load in a Java of its own, with the heap that ingest is allowed. */
final class LoaderProcess {
  private static final String HEAP = "-Xmx256m";

  private LoaderProcess() {}

  /**
   * What came of it.
   *
   * @param rowsPerSecond from the call that loads the file to its return: with the keeping of its
   *     bytes and the commit, without the start of Java
   */
  record Result(double rowsPerSecond, double peakHeapMegabytes) {}

  static Result run(Path directory, String databaseUrl, Path file) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String line =
        Programs.run(
            List.of(
                java,
                HEAP,
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile="
                    + directory.resolveSibling("logback.xml").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                Loader.class.getName(),
                databaseUrl,
                file.toString()),
            Map.of());
    String[] parts = line.split(" ");
    return new Result(
        Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
  }
}
