package org.aralwatch.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.aralwatch.benchmarks.peer.ServerSettings;
import org.aralwatch.benchmarks.report.Figure;
import org.aralwatch.benchmarks.report.FigureBook;
import org.aralwatch.benchmarks.report.Machine;
import org.aralwatch.benchmarks.report.PerformancePage;
import org.aralwatch.benchmarks.report.Target;
import org.aralwatch.benchmarks.report.TerminalTable;
import org.aralwatch.benchmarks.row.Bench;
import org.aralwatch.benchmarks.row.Row;
import org.aralwatch.benchmarks.row.Rows;
import org.aralwatch.benchmarks.store.AtExit;
import org.aralwatch.benchmarks.store.EmbeddedServer;
import org.aralwatch.benchmarks.store.Record;
import org.aralwatch.benchmarks.store.StoreServer;
import org.aralwatch.benchmarks.store.TimescaleServer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Measures the figures to reach and writes them down. */
@Command(
    name = "scripts/bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure the figures to reach on both stores.",
      "",
      "Prints a table and writes docs/performance.md out of the newest figures. Data is made at the"
          + " first run and kept."
    })
public final class Main implements Callable<Integer> {
  private static final int TIMESCALE_PORT = 54_327;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private enum StoreChoice {
    embedded,
    timescaledb,
    both
  }

  @Option(
      names = "--store",
      paramLabel = "STORE",
      defaultValue = "both",
      description = "embedded, timescaledb or both (the default).")
  private StoreChoice store;

  @Option(
      names = "--scale",
      paramLabel = "MILLIONS",
      defaultValue = "1",
      description =
          "Growth from 1 million observations to 10, or to 10 and 100: 10 or 100. Without it growth is"
              + " left out.")
  private int millions;

  @Option(
      names = "--only",
      paramLabel = "ROW",
      split = ",",
      description =
          "Only these rows: ingest, dry-run, series, polygon, briefing, cached-tiles, cold-tiles,"
              + " start, growth.")
  private Set<String> only = Set.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds of each measurement, 1 to 9; ${DEFAULT-VALUE} if not given.")
  private int rounds;

  @Option(names = "--prepare", description = "Make the data and measure nothing.")
  private boolean prepare;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where data is kept; 100 million observations take 20 GB for each store.")
  private Path data;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where the page is written; docs/performance.md if not given.")
  private Path report;

  @Option(names = "--home", hidden = true, required = true)
  private Path home;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() {
    check();
    Path directory = data.toAbsolutePath().normalize();
    List<Row> rows =
        Rows.all(millions, Main::tell).stream()
            .filter(row -> only.isEmpty() || only.contains(row.name()))
            .toList();
    Machine machine = Machine.current();
    tell(machine.describe());
    tell("load at the start: %.1f".formatted(Machine.load()));
    FigureBook book = FigureBook.open(directory.resolve("figures.json"), machine);
    for (StoreChoice choice : List.of(StoreChoice.embedded, StoreChoice.timescaledb)) {
      if (store == choice || store == StoreChoice.both) {
        run(choice, directory, rows, book);
      }
    }
    if (!prepare) {
      System.out.print(TerminalTable.of(book.figures()));
      write(book);
    }
    return 0;
  }

  private void check() {
    if (!Set.of(1, 10, 100).contains(millions)) {
      throw new ParameterException(
          spec.commandLine(), "--scale is " + millions + "; it must be 1, 10 or 100");
    }
    if (rounds < 1 || rounds > 9) {
      throw new ParameterException(
          spec.commandLine(), "--rounds is " + rounds + "; it must be from 1 to 9");
    }
    Set<String> known = new TreeSet<>();
    for (Target target : Target.values()) {
      known.add(target.row());
    }
    for (String row : only) {
      if (!known.contains(row)) {
        throw new ParameterException(
            spec.commandLine(),
            "there is no row '" + row + "'; one of " + String.join(", ", known));
      }
    }
    if (only.contains("growth") && millions == 1) {
      throw new ParameterException(
          spec.commandLine(), "growth has nothing to grow to: give --scale 10 or --scale 100");
    }
  }

  private void run(StoreChoice choice, Path directory, List<Row> rows, FigureBook book) {
    StoreServer server = start(choice, directory);
    AtExit atExit = AtExit.stop(server::close);
    try {
      Bench bench = new Bench(server, home, directory, rounds, figure -> found(figure, book));
      Files.createDirectories(directory.resolve("files"));
      if (prepare) {
        Rows.prepare(bench, millions, Main::tell);
        return;
      }
      try (Record record = Record.open(server, "bench_empty")) {
        book.describeStore(server.name(), record.database().capability().describe());
      }
      for (Row row : rows) {
        tell("%s: %s".formatted(server.name(), row.name()));
        row.measure(bench);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + directory, e);
    } finally {
      atExit.forget();
      server.close();
    }
  }

  private StoreServer start(StoreChoice choice, Path directory) {
    return choice == StoreChoice.embedded
        ? EmbeddedServer.start(directory.resolve("embedded"))
        : TimescaleServer.start(
            home, directory.resolve("timescaledb"), TIMESCALE_PORT, ServerSettings.options());
  }

  private static void found(Figure figure, FigureBook book) {
    book.add(figure);
    System.out.print(TerminalTable.line(figure));
    System.out.flush();
  }

  private void write(FigureBook book) {
    Path page = report == null ? home.resolve("docs/performance.md") : report;
    try {
      Files.writeString(page, PerformancePage.of(book));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + page, e);
    }
    tell("written: " + page);
  }

  private static void tell(String text) {
    System.err.println(text);
  }
}
