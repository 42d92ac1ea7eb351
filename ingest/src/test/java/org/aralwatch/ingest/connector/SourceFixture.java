package org.aralwatch.ingest.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.aralwatch.geodata.storage.BlobStore;
import org.aralwatch.geodata.storage.RecordCheck;
import org.aralwatch.geodata.storage.Source;
import org.aralwatch.geodata.storage.SourceFileStore;
import org.aralwatch.geodata.storage.SourceStore;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.geodata.storage.Upload;
import org.aralwatch.geodata.storage.UploadStore;
import org.aralwatch.ingest.pipeline.Fixtures;
import org.aralwatch.ingest.pipeline.Load;
import org.aralwatch.ingest.worker.UploadWorker;

/** A record with an upload worker, a service that replays, and a clock that is set. */
final class SourceFixture implements AutoCloseable {
  /** Steps of a source until it rests; more would be one that does not come to rest. */
  private static final int MOST_STEPS = 2_000;

  final TestDatabase database = TestDatabase.create();
  final SourceStore store = new SourceStore(database.jdbi());
  final SourceFileStore files = new SourceFileStore(database.jdbi());
  final UploadStore uploads = new UploadStore(database.jdbi());
  final TestTime time = new TestTime("2026-11-24T10:00:00Z");
  final FakeService service;
  final Map<String, String> environment = new HashMap<>();
  final List<SourceRun.Ran> ran = new ArrayList<>();
  final Sources sources = new Sources(database.database(), time);
  private final UploadWorker worker =
      new UploadWorker(database.database(), new Load(database.database(), Clock.systemUTC()), 1);

  SourceFixture() {
    try {
      service = new FakeService();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    worker.start();
  }

  /** A step as another process would do it: nothing is remembered but what is stored. */
  SourceRun process() {
    return new SourceRun(
        database.database(),
        new HttpFetcher(new HostLimits(time, time), time, time, new Random(3)),
        time,
        new Random(5),
        environment::get,
        ran::add);
  }

  /** A definition of a web service with CSV in the layout of {@link Fixtures#DAILY}. */
  String web(String name, String parameters, String more) {
    return """
        {"name": "%s", "title": "A service", "kind": "http", "schedule": {"every": "PT1H"},
         "mapping": %s, "limits": {"requestsPerMinute": 6000}, "parameters": %s %s}
        """
        .formatted(name, Fixtures.DAILY, parameters, more);
  }

  /** Steps until nothing is to be done before the next run; tells when that is. */
  Instant run(String name) throws InterruptedException {
    for (int i = 0; i < MOST_STEPS; i++) {
      Instant next = process().step(name).orElse(Instant.MAX);
      Source source = source(name);
      if (source.runBeganAt().isEmpty()) {
        return next;
      }
      if (Duration.between(time.instant(), next).compareTo(Duration.ofSeconds(10)) > 0) {
        return next;
      }
      // The upload worker lives in real time.
      Thread.sleep(20);
    }
    throw new AssertionError("source " + name + " does not come to rest");
  }

  Source source(String name) {
    return store.find(name).orElseThrow();
  }

  Upload upload(long id) {
    return uploads.find(id).orElseThrow();
  }

  List<Upload> allUploads() {
    List<Upload> all = new ArrayList<>(uploads.list(Long.MAX_VALUE, 1_000));
    java.util.Collections.reverse(all);
    return all;
  }

  String bytes(Upload upload) {
    return new String(
        new BlobStore(database.jdbi()).range(upload.sha256(), 0, 1 << 20),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  long observations() {
    return Fixtures.count(database, "SELECT count(*) FROM observation");
  }

  Optional<String> problem(String name) {
    return source(name).lastProblem();
  }

  @Override
  public void close() throws IOException {
    worker.close();
    service.close();
    assertThat(new RecordCheck(database.database()).run(rule -> {}))
        .allMatch(RecordCheck.Finding::holds);
    database.close();
  }
}
