package org.aralwatch.server.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.aralwatch.geodata.storage.Source;
import org.aralwatch.ingest.connector.SourceException;
import org.aralwatch.ingest.connector.Sources;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
    name = "sources",
    description = {
      "Sources that come by themselves: watched folders and web services.",
      "",
      "  list         how each fares: last success, next run, last error",
      "  add FILE     add the source that FILE defines, or change it",
      "  run NAME     have it read now",
      "  pause NAME   have it not read until it is resumed",
      "  resume NAME  have it read again",
      "",
      "They are read by 'aralwatch run' and 'aralwatch work'; docs/sources.md tells how they are"
          + " defined."
    })
final class SourcesCommand implements Callable<Integer> {
  private static final String ACTOR = "command line";
  private static final int LARGEST_DEFINITION = 1 << 20;

  @Mixin private StoreOptions store;
  @Mixin private LogOptions log;

  @Parameters(index = "0", paramLabel = "ACTION", description = "list, add, run, pause or resume.")
  private String action;

  @Parameters(
      index = "1",
      paramLabel = "FILE|NAME",
      arity = "0..1",
      description = "The definition to add, or the source that is meant.")
  private String subject;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    log.forPerson();
    if (!List.of("list", "add", "run", "pause", "resume").contains(action)) {
      throw new ParameterException(
          spec.commandLine(),
          "Unknown action '" + action + "': use list, add, run, pause or resume.");
    }
    if (action.equals("list") == (subject != null)) {
      throw new ParameterException(
          spec.commandLine(),
          action.equals("list")
              ? "'sources list' takes nothing more."
              : "Say which " + (action.equals("add") ? "FILE" : "source") + " to " + action + ".");
    }
    try (Closing closing = Closing.atExit()) {
      OpenStore open = OpenStore.open(store, closing);
      open.database().migrate();
      Sources sources = new Sources(open.database(), Clock.systemUTC());
      return switch (action) {
        case "add" -> add(sources);
        case "list" -> list(sources.list(), System.out);
        case "run" -> told(sources.run(subject), "is read as soon as a worker is free");
        case "pause" -> told(sources.pause(subject), "is paused");
        default -> told(sources.resume(subject), "is read again");
      };
    }
  }

  private int add(Sources sources) {
    Path file = Path.of(subject);
    try {
      if (Files.size(file) > LARGEST_DEFINITION) {
        throw new Unusable(file + " is too large to be the definition of a source.");
      }
      String name = sources.add(subject, Files.readString(file), ACTOR);
      System.out.println("Source '" + name + "' is added; it is read as soon as a worker is free.");
      return ExitCode.OK;
    } catch (IOException e) {
      throw new Unusable("Cannot read " + file + ": " + e + ".", e);
    } catch (SourceException e) {
      System.err.println(subject + " defines no source that can be read:");
      e.problems().forEach(problem -> System.err.println("  " + problem));
      return ExitCode.NOTHING_STORED;
    }
  }

  private int told(Sources.Answer answer, String done) {
    switch (answer) {
      case UNKNOWN -> throw new Unusable("There is no source '" + subject + "'.");
      case PAUSED -> throw new Unusable("Source '" + subject + "' is paused: resume it first.");
      case DONE -> System.out.println("Source '" + subject + "' " + done + ".");
    }
    return ExitCode.OK;
  }

  /** One line for each source, and one more for what a person should know. */
  static int list(List<Source> sources, PrintStream out) {
    if (sources.isEmpty()) {
      out.println("There are no sources; 'aralwatch sources add FILE' adds one.");
      return ExitCode.OK;
    }
    out.printf(
        "%-24s %-16s %-8s %-20s %-20s %s%n",
        "SOURCE", "KIND", "STATE", "LAST SUCCESS", "NEXT RUN", "STORED");
    for (Source source : sources) {
      out.printf(
          "%-24s %-16s %-8s %-20s %-20s %d%n",
          source.name(),
          source.kind(),
          source.state().code(),
          time(source.lastSuccessAt()),
          time(source.nextRunAt()),
          source.counts().stored() + source.counts().revised());
      if (!source.waiting().isEmpty()) {
        out.println("    waits for a person: uploads " + source.waiting());
      }
      source
          .lastProblem()
          .ifPresent(problem -> out.println("    " + time(source.lastProblemAt()) + " " + problem));
    }
    return ExitCode.OK;
  }

  private static String time(Optional<Instant> time) {
    return time.map(t -> t.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("-");
  }
}
