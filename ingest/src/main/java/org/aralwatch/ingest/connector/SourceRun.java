package org.aralwatch.ingest.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.Sha256;
import org.aralwatch.geodata.storage.Source;
import org.aralwatch.geodata.storage.Source.FileState;
import org.aralwatch.geodata.storage.SourceFileStore;
import org.aralwatch.geodata.storage.SourceStore;
import org.aralwatch.ingest.mapping.MappingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a source forward by one step: begins a run and reads, or looks how what was read is being
 * loaded, and ends the run when it is. Each step can be done again after a process was killed in
 * it. Thread-safe; one step of a source at a time.
 */
final class SourceRun {
  private static final Logger LOG = LoggerFactory.getLogger(SourceRun.class);

  /** Between two looks at what is being loaded. */
  private static final Duration LOADING = Duration.ofSeconds(1);

  /** Between two looks at what waits for a person. */
  private static final Duration WAITING = Duration.ofSeconds(30);

  /** That nothing has come is noted at most so often. */
  private static final Duration LOOKED = Duration.ofMinutes(1);

  private static final Backoff WEB = new Backoff(Duration.ofMinutes(1), Duration.ofDays(1));
  private static final Backoff FOLDER = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));

  /** Where another attempt will be answered alike, until a person has done something. */
  private static final Duration LASTING = Duration.ofHours(1);

  private final SourceStore store;
  private final SourceFileStore files;
  private final SourceDefinitions definitions;
  private final Loads loads;
  private final HttpFetcher fetcher;
  private final Clock clock;
  private final RandomGenerator random;
  private final UnaryOperator<String> environment;
  private final Consumer<Ran> listener;

  /** That a run has ended. */
  record Ran(String source, boolean success) {}

  /**
   * @param environment values of environment variables, null where there is none
   * @param listener told of each run that ended, from the thread of the step
   */
  SourceRun(
      Database database,
      HttpFetcher fetcher,
      Clock clock,
      RandomGenerator random,
      UnaryOperator<String> environment,
      Consumer<Ran> listener) {
    this.store = new SourceStore(database.jdbi());
    this.files = new SourceFileStore(database.jdbi());
    this.definitions = new SourceDefinitions(database.jdbi());
    this.loads = new Loads(database);
    this.fetcher = fetcher;
    this.clock = clock;
    this.random = random;
    this.environment = environment;
    this.listener = listener;
  }

  /**
   * One step.
   *
   * @return when the next is due; empty where there is none, as for a source that is paused
   * @throws InterruptedException when the process stops; the step is done again then
   */
  Optional<Instant> step(String name) throws InterruptedException {
    Optional<Source> found = store.find(name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Source source = found.get();
    if (source.paused() && source.runBeganAt().isEmpty()) {
      return Optional.empty();
    }
    SourceDefinition definition;
    try {
      definition = definitions.parse(name, source.definition());
    } catch (SourceException e) {
      // The record may have changed since it was added, or the mapping.
      return Optional.of(failed(source, Duration.ZERO, FetchException.lasting(e.getMessage())));
    }
    try {
      return Optional.of(
          definition.kind() == SourceDefinition.Kind.FOLDER
              ? look(definition, source)
              : advance(definition, source));
    } catch (MappingException e) {
      return Optional.of(
          failed(source, interval(definition), FetchException.lasting(e.getMessage())));
    }
  }

  private static Duration interval(SourceDefinition definition) {
    return definition.schedule() instanceof Schedule.Every every ? every.interval() : Duration.ZERO;
  }

  private Instant look(SourceDefinition definition, Source source) {
    Path spool = temporary();
    try {
      Instant now = clock.instant();
      FolderWatch.Look look =
          new FolderWatch(store, files, loads, random, spool).look(definition, source.mark(), now);
      boolean seldom =
          source.lastSuccessAt().filter(last -> last.plus(LOOKED).isAfter(now)).isEmpty();
      if (look.stored() > 0) {
        succeeded(source);
      } else if (source.failures() > 0 || seldom) {
        store.looked(source.name(), now);
      }
      if (!look.failures().isEmpty()) {
        // A bad file is no failure of the folder: it is told of, and the next look comes in time.
        store.fileFailed(source.name(), String.join("; ", look.failures()), now);
        listener.accept(new Ran(source.name(), false));
      }
      Instant next = definition.schedule().next(clock.instant());
      Instant soon = clock.instant().plus(LOADING);
      return look.loading() && soon.isBefore(next) ? soon : next;
    } catch (FetchException e) {
      return failed(source, Duration.ZERO, e);
    } finally {
      delete(spool);
    }
  }

  private Instant advance(SourceDefinition definition, Source source) throws InterruptedException {
    Optional<Instant> later = settle(definition, source);
    if (later.isPresent()) {
      return later.get();
    }
    Source now = store.find(source.name()).orElse(source);
    if (now.runBeganAt().isPresent() && !isInterrupted(now)) {
      return end(definition, now);
    }
    if (now.paused()) {
      // It was paused while its run was broken off: there is nothing to end.
      store.ended(now.name());
      return clock.instant();
    }
    read(definition, now);
    return clock.instant();
  }

  /**
   * Looks at the files of the run in the order in which they were read: a mark is moved only when
   * all before it is in the record.
   *
   * @return when to look again; empty where nothing is open
   */
  private Optional<Instant> settle(SourceDefinition definition, Source source) {
    for (Source.File file : files.openFiles(source.name())) {
      if (file.state() == FileState.TAKEN) {
        Optional<Long> upload = files.findUnnoted(file, definition.actor());
        if (upload.isEmpty()) {
          // Its bytes went with the process that was killed; they are read again.
          files.forget(file.id());
          interrupted(source.name());
          continue;
        }
        files.loading(file.id(), upload.get());
        return Optional.of(clock.instant());
      }
      Loads.Outcome outcome = loads.advance(definition, file);
      if (outcome.state().isOpen()) {
        return Optional.of(
            clock.instant().plus(outcome.state() == FileState.WAITING ? WAITING : LOADING));
      }
      LOG.info("source {}: {}: {}", source.name(), file.fileName(), outcome.sentence());
      if (outcome.state() == FileState.FAILED) {
        files.dropMarksAfter(file);
        store.runStopped(source.name(), problem(FetchException.lasting(outcome.sentence())));
      }
      loads.settle(file, outcome);
    }
    return Optional.empty();
  }

  private void read(SourceDefinition definition, Source source) throws InterruptedException {
    Instant began = clock.instant();
    store.began(source.name(), began, problemOfInterruption());
    Path directory = temporary();
    try {
      Secrets secrets = secrets(definition);
      Reading reading =
          new Reading(
              definition,
              source.mark(),
              began,
              fetcher,
              secrets,
              directory,
              batch -> submit(definition, source.name(), began, batch, directory));
      try {
        connector(definition.kind()).read(reading);
      } finally {
        reading.finish();
      }
      store.runRead(source.name());
    } catch (FetchException e) {
      store.runStopped(source.name(), problem(e));
    } catch (IOException e) {
      LOG.warn("source {}: what it gave cannot be kept", source.name(), e);
      store.runStopped(
          source.name(),
          problem(FetchException.passing("what it gave cannot be kept on this host: " + e)));
    } finally {
      delete(directory);
    }
  }

  private Secrets secrets(SourceDefinition definition) throws FetchException {
    if (definition.credentials().isEmpty()) {
      return Secrets.NONE;
    }
    String variable = definition.credentials().get().environment();
    return Secrets.of(variable, Optional.ofNullable(environment.apply(variable)));
  }

  private static Connector connector(SourceDefinition.Kind kind) {
    return switch (kind) {
      case OPENAQ -> new OpenAqConnector();
      case USGS_EARTHQUAKES -> new EarthquakeConnector();
      case FIRMS -> new FirmsConnector();
      case HTTP -> new WebConnector();
      case FOLDER -> throw new IllegalArgumentException("a folder is looked at, not read");
    };
  }

  private void submit(
      SourceDefinition definition, String name, Instant began, Reading.Batch batch, Path directory)
      throws IOException {
    if (batch.answers().isEmpty()) {
      if (files.openFiles(name).isEmpty()) {
        store.moveMark(name, batch.mark());
      }
      return;
    }
    Envelope envelope =
        Envelope.of(
            batch,
            name,
            began,
            definition.kind() == SourceDefinition.Kind.OPENAQ
                ? Envelope.Packing.JOINED
                : Envelope.Packing.ARCHIVE,
            directory);
    Sha256 sha256 = digest(envelope.file());
    JsonNode mapping = definition.mapping();
    if (loads.isStored(sha256, mapping) && files.openFiles(name).isEmpty()) {
      LOG.info("source {}: nothing has changed since it was read last", name);
      store.moveMark(name, batch.mark());
      return;
    }
    loads.submit(
        definition,
        Optional.empty(),
        envelope.name(),
        envelope.file(),
        sha256,
        mapping,
        batch.mark());
  }

  private static Sha256 digest(Path file) throws IOException {
    var digest = Sha256.newDigest();
    try (var in = new java.security.DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return Sha256.of(digest.digest());
  }

  /** Everything of the run is settled. */
  private Instant end(SourceDefinition definition, Source source) {
    if (source.runProblem().isEmpty()) {
      succeeded(source);
      return definition.schedule().next(clock.instant());
    }
    JsonNode problem = source.runProblem().get();
    String sentence = problem.path("sentence").asText();
    FetchException why =
        problem.path("lasting").asBoolean()
            ? FetchException.lasting(sentence)
            : problem.hasNonNull("notBefore")
                ? FetchException.passing(
                    sentence, Instant.parse(problem.path("notBefore").asText()))
                : FetchException.passing(sentence);
    return failed(source, Duration.ZERO, why);
  }

  private void succeeded(Source source) {
    store.succeeded(source.name(), clock.instant());
    listener.accept(new Ran(source.name(), true));
    if (source.failures() > 0) {
      LOG.info("source {} is read again, after {} failures", source.name(), source.failures());
    }
  }

  private Instant failed(Source source, Duration atLeast, FetchException why) {
    Instant now = clock.instant();
    int failures = store.failed(source.name(), why.getMessage(), now);
    listener.accept(new Ran(source.name(), false));
    Backoff backoff = source.kind().equals("folder") ? FOLDER : WEB;
    Duration wait = backoff.wait(failures, random);
    wait = wait.compareTo(atLeast) < 0 ? atLeast : wait;
    if (!why.mayPass() && wait.compareTo(LASTING) < 0 && !source.kind().equals("folder")) {
      wait = LASTING;
    }
    Instant next = now.plus(wait);
    if (why.notBefore().isPresent() && why.notBefore().get().isAfter(next)) {
      next = why.notBefore().get();
    }
    LOG.warn(
        "source {} failed ({} in a row): {}; it is tried again at {}",
        source.name(),
        failures,
        why.getMessage(),
        next);
    return next;
  }

  private static ObjectNode problem(FetchException why) {
    ObjectNode problem = JsonNodeFactory.instance.objectNode();
    problem.put("sentence", why.getMessage()).put("lasting", !why.mayPass());
    why.notBefore().ifPresent(time -> problem.put("notBefore", time.toString()));
    return problem;
  }

  /** Stands in the store while a source is being read; whoever finds it there, reads anew. */
  private static ObjectNode problemOfInterruption() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sentence", "the program ended while it read the source")
        .put("interrupted", true);
  }

  private void interrupted(String name) {
    store.runStopped(name, problemOfInterruption());
  }

  private static boolean isInterrupted(Source source) {
    return source.runProblem().map(p -> p.path("interrupted").asBoolean()).orElse(false);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("aralwatch-source-");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory can be made", e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      LOG.warn("{} was not removed: {}", directory, e.toString());
    }
  }
}
