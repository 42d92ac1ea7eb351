package org.aralwatch.benchmarks.row;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.benchmarks.data.GrowthRecord;
import org.aralwatch.benchmarks.data.Loading;
import org.aralwatch.benchmarks.report.Target;
import org.aralwatch.benchmarks.store.Programs;
import org.aralwatch.benchmarks.store.Record;

/** {@code aralwatch load --dry-run} of 100,000 rows, from the command to its end. */
final class DryRunRow implements Row {
  private static final int STEPS = 10;

  @Override
  public String name() {
    return "dry-run";
  }

  @Override
  public void measure(Bench bench) {
    Path file = GrowthRecord.nextRows(bench.scratch(), STEPS);
    Path mapping = bench.scratch().resolve("series.mapping.json");
    try {
      Files.writeString(mapping, Loading.text("series"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + mapping, e);
    }
    try (Record record = GrowthRecord.empty(bench.store())) {
      List<String> command =
          List.of(
              bench.home().resolve("scripts/aralwatch").toString(),
              "load",
              "--dry-run",
              "--json",
              "--database",
              record.url(),
              "--mapping",
              mapping.toString(),
              file.toString());
      run(command);
      List<Double> seconds = bench.rounds(() -> run(command));
      bench.found(
          Target.DRY_RUN,
          seconds,
          Optional.empty(),
          "with the start of Java, for 10,000 series that are not there yet");
    }
  }

  private static double run(List<String> command) {
    long begin = System.nanoTime();
    String report = Programs.run(command, Map.of());
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (!report.contains("\"stored\":100000,")) {
      throw new IllegalStateException("the dry run did not take all rows: " + report);
    }
    return seconds;
  }
}
