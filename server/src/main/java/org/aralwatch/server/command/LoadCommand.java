package org.aralwatch.server.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.mapping.MappingException;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.pipeline.IngestReport;
import org.aralwatch.ingest.pipeline.Load;
import org.aralwatch.ingest.pipeline.TerminalProgress;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.SourceFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "load",
    description = {
      "Load files into the record.",
      "",
      "Each is read, mapped, checked and stored in one transaction, and loading it again changes"
          + " nothing. Ends with 0 when everything is stored or was already, 1 when rows were"
          + " rejected, 2 when nothing was stored."
    })
final class LoadCommand implements Callable<Integer> {
  private static final String ACTOR = "command line";

  @Mixin private StoreOptions store;
  @Mixin private LogOptions log;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files to load, in this order.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--mapping",
      paramLabel = "NAME|FILE",
      description =
          "What the columns mean: a mapping file, or the name of one that the program or the store"
              + " has. Without it, FILE.mapping.json beside each file.")
  private String mapping;

  @Option(names = "--dry-run", description = "Count what would become of every row; store nothing.")
  private boolean dryRun;

  @Option(
      names = "--json",
      description = "Print the reports as JSON, one a line, instead of tables.")
  private boolean json;

  @Override
  public Integer call() {
    log.forPerson();
    TerminalProgress progress = Screen.progress(json ? System.err : System.out);
    try (Closing closing = Closing.atExit()) {
      Database database = OpenStore.open(store, closing).database();
      database.migrate();
      Load load = new Load(database, Clock.systemUTC());
      Mappings mappings = new Mappings(database.jdbi());
      Outcome outcome = new Outcome();
      StoppableWork work = closing.add(Closing.Stage.WORKER, "load", new StoppableWork());
      try {
        for (Path file : files) {
          outcome.add(load(file, mappings, load, progress));
        }
      } catch (RuntimeException e) {
        if (!work.isStopped()) {
          throw e;
        }
        // The process ends as its signal says, whatever is returned here.
        System.err.println("aralwatch: stopped; nothing stored of the file it was at.");
      } finally {
        work.done();
      }
      return outcome.exitCode();
    }
  }

  /** The worst of several files: rejected rows before a file of which nothing came. */
  private static final class Outcome {
    private boolean stored;
    private boolean complete = true;

    void add(int exitCode) {
      stored |= exitCode != ExitCode.NOTHING_STORED;
      complete &= exitCode == ExitCode.OK;
    }

    int exitCode() {
      if (!stored) {
        return ExitCode.NOTHING_STORED;
      }
      return complete ? ExitCode.OK : ExitCode.FINDINGS;
    }
  }

  /** A bad file is named, and the next one runs. */
  private int load(Path path, Mappings mappings, Load load, TerminalProgress progress) {
    if (Thread.interrupted()) {
      throw new IllegalStateException("stopped between two files");
    }
    try {
      SourceFile file = SourceFile.of(path);
      Mapping wanted = mapping(path, mappings);
      IngestReport report =
          dryRun
              ? load.dryRun(file, wanted, ACTOR, progress)
              : load.store(file, wanted, ACTOR, progress);
      System.out.print(json ? Json.write(report) + "\n" : report.toText());
      System.out.flush();
      if (report.rows() == 0) {
        System.err.println(path + ": the file has a header and no rows");
      }
      return report.exitCode();
    } catch (BadFileException | MappingException e) {
      System.err.println(path + ": " + e.getMessage());
      return ExitCode.NOTHING_STORED;
    }
  }

  private Mapping mapping(Path file, Mappings mappings) {
    if (mapping == null) {
      Path beside = Path.of(file + ".mapping.json");
      if (!Files.exists(beside)) {
        throw new BadFileException(
            "no --mapping was given, and there is no " + beside.getFileName() + " beside it");
      }
      return Mappings.read(beside);
    }
    Path given = Path.of(mapping);
    return Files.isRegularFile(given) ? Mappings.read(given) : mappings.get(mapping);
  }
}
