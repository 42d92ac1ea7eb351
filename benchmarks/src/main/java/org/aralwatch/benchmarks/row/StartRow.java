package org.aralwatch.benchmarks.row;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.aralwatch.benchmarks.client.ServerProcess;
import org.aralwatch.benchmarks.data.BaseRecord;
import org.aralwatch.benchmarks.report.Target;
import org.aralwatch.benchmarks.store.Record;
import org.aralwatch.benchmarks.store.StoreServer;

/** Starts of the real command, built before, until it says that it is ready. */
final class StartRow implements Row {
  @Override
  public String name() {
    return "start";
  }

  @Override
  public void measure(Bench bench) {
    try (Record record = BaseRecord.open(bench.store(), bench.scratch())) {
      List<String> ready = List.of("serve", "--database", record.url());
      start(bench, ready);
      bench.found(
          Target.START_READY,
          bench.rounds(() -> start(bench, ready)),
          Optional.empty(),
          "the shapes of tiles are prepared after that");
    }
    boolean embedded = bench.store().name().equals("embedded");
    String where =
        embedded
            ? "an embedded database of its own, in a directory that did not exist"
            : "an empty database on a server that runs";
    bench.found(
        Target.START_EMPTY,
        bench.rounds(() -> startEmpty(bench, embedded, "--no-sample")),
        Optional.empty(),
        where);
    bench.found(
        Target.START_SAMPLE,
        bench.rounds(() -> startEmpty(bench, embedded)),
        Optional.empty(),
        where);
  }

  private static double start(Bench bench, List<String> arguments) {
    try (ServerProcess server =
        ServerProcess.start(bench.home(), bench.directory().resolve("server.log"), arguments)) {
      return server.secondsToReady();
    }
  }

  private static double startEmpty(Bench bench, boolean embedded, String... options) {
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(List.of(options));
    if (embedded) {
      Path directory = bench.directory().resolve("start");
      delete(directory);
      arguments.addAll(List.of("--data", directory.toString()));
      double seconds = start(bench, arguments);
      delete(directory);
      return seconds;
    }
    StoreServer server = bench.store();
    String name = "bench_start";
    server.drop(name);
    server.create(name);
    arguments.addAll(List.of("--database", server.url(name)));
    double seconds = start(bench, arguments);
    server.drop(name);
    return seconds;
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }
}
