package org.aralwatch.benchmarks.row;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.aralwatch.benchmarks.client.ServerProcess;
import org.aralwatch.benchmarks.report.Figure;
import org.aralwatch.benchmarks.report.Machine;
import org.aralwatch.benchmarks.report.Reading;
import org.aralwatch.benchmarks.report.Target;
import org.aralwatch.benchmarks.store.Record;
import org.aralwatch.benchmarks.store.StoreServer;

/**
 * Where a row measures: the store, the places on disk, and where its figures go.
 *
 * @param home of the sources, with {@code scripts}
 * @param directory for data and logs of this benchmark
 * @param rounds of each measurement
 */
public record Bench(
    StoreServer store, Path home, Path directory, int rounds, Consumer<Figure> figures) {
  Path scratch() {
    return directory.resolve("files");
  }

  /** Starts the program's server on a record. */
  ServerProcess serve(Record record) {
    return ServerProcess.start(
        home, directory.resolve("server.log"), List.of("serve", "--database", record.url()));
  }

  /** What each round gave, in their order. */
  <T> List<T> rounds(Supplier<T> round) {
    List<T> results = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      results.add(round.get());
    }
    return results;
  }

  void found(Target target, List<Double> rounds, Optional<String> peer, String note) {
    found(target, 0, Reading.of(rounds), peer, note);
  }

  void found(Target target, int millions, Reading reading, Optional<String> peer, String note) {
    figures.accept(
        new Figure(
            target,
            store.name(),
            millions,
            Optional.of(reading),
            peer,
            note,
            Instant.now(),
            Machine.load()));
  }

  /** What cannot be measured because it is not there. */
  void notBuilt(Target target, String note) {
    figures.accept(
        new Figure(
            target,
            store.name(),
            0,
            Optional.empty(),
            Optional.empty(),
            note,
            Instant.now(),
            Machine.load()));
  }
}
