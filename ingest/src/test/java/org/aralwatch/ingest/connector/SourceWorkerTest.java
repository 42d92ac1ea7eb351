package org.aralwatch.ingest.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.DatabaseSettings;
import org.aralwatch.geodata.storage.Source;
import org.aralwatch.ingest.pipeline.Await;
import org.aralwatch.ingest.pipeline.ChildProcess;
import org.aralwatch.ingest.pipeline.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The timetable in real time, on a store of its own pool. */
@Tag("database")
class SourceWorkerTest {
  private static final String ROWS = "code,type,date,value\ns1,Q,2026-11-01,10\n";

  private SourceFixture fixture;
  private FakeService service;
  private Database pool;
  private Sources sources;
  private final List<String> ran = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    fixture = new SourceFixture();
    service = fixture.service;
    pool = Database.open(new DatabaseSettings(fixture.database.url(), null, null, 8));
    sources = new Sources(pool, Clock.systemUTC());
  }

  @AfterEach
  void stop() throws IOException {
    pool.close();
    fixture.close();
  }

  private SourceWorker worker() {
    return new SourceWorker(
        pool, Clock.systemUTC(), 1, (name, success) -> ran.add(name + " " + success));
  }

  private void add(String name) {
    sources.add(
        "test",
        fixture.web(
            name,
            "{\"address\": \"%s\", \"form\": \"csv\"}".formatted(service.uri("/" + name)),
            ""),
        "tester");
  }

  @Test
  void aSourceThatIsAddedIsReadAtOnceAndStaysOnTheTimetable() throws Exception {
    service.on("/rivers", FakeService.csv(ROWS));
    try (SourceWorker worker = worker()) {
      worker.start();
      add("rivers");
      Await.until("it is read", () -> fixture.source("rivers").lastSuccessAt().isPresent());
      Await.until(
          "the next run is in an hour",
          () ->
              fixture
                  .source("rivers")
                  .nextRunAt()
                  .filter(next -> next.isAfter(Instant.now().plus(Duration.ofMinutes(59))))
                  .isPresent());
    }
    assertThat(fixture.observations()).isEqualTo(1);
    assertThat(ran).containsExactly("rivers true");
  }

  @Test
  void twoWorkersNeverReadASourceAtOnce() throws Exception {
    service.on("/rivers", FakeService.csv(ROWS));
    try (SourceWorker one = worker();
        SourceWorker two = worker()) {
      one.start();
      two.start();
      add("rivers");
      Await.until("it is read", () -> fixture.source("rivers").lastSuccessAt().isPresent());
      sources.run("rivers");
      sources.run("rivers");
      Await.until("it is read again", () -> fixture.source("rivers").counts().runs() == 2);
      Await.until("nothing is under way", () -> fixture.source("rivers").runBeganAt().isEmpty());
    }
    assertThat(service.requests()).hasSize(2);
    assertThat(fixture.allUploads()).hasSize(1);
  }

  @Test
  void runsThatWereMissedAreMadeUpForByOne() throws Exception {
    service.on("/rivers", FakeService.csv(ROWS));
    add("rivers");
    // Nobody worked for three weeks, more than after which a scheduler drops what it does not know.
    fixture
        .database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE source_timetable SET execution_time = now() - interval '21 days'"));
    try (SourceWorker worker = worker()) {
      worker.start();
      Await.until("it is read", () -> fixture.source("rivers").lastSuccessAt().isPresent());
    }
    assertThat(fixture.source("rivers").counts().runs()).isEqualTo(1);
    assertThat(service.requests()).hasSize(1);
  }

  @Test
  void aPausedSourceLeavesTheTimetableAndComesBackWhenItIsResumed() throws Exception {
    service.on("/rivers", FakeService.csv(ROWS));
    add("rivers");
    sources.pause("rivers");
    try (SourceWorker worker = worker()) {
      worker.start();
      Await.until(
          "it has left the timetable",
          () -> Fixtures.count(fixture.database, "SELECT count(*) FROM source_timetable") == 0);
      assertThat(service.requests()).isEmpty();
      sources.resume("rivers");
      Await.until("it is read", () -> fixture.source("rivers").lastSuccessAt().isPresent());
    }
  }

  @Test
  void aWorkerThatStopsGivesBackASourceThatItWaitsFor() throws Exception {
    service.on("/rivers", FakeService.answer(503, Map.of("Retry-After", "90"), ""));
    add("rivers");
    SourceWorker worker = worker();
    worker.start();
    Await.until("it was asked", () -> !service.requests().isEmpty());
    worker.close();
    service.on("/rivers", FakeService.csv(ROWS));
    try (SourceWorker next = worker()) {
      next.start();
      Await.until("it is read", () -> fixture.source("rivers").lastSuccessAt().isPresent());
    }
    assertThat(fixture.source("rivers").failures()).isZero();
    assertThat(fixture.observations()).isEqualTo(1);
  }

  @Test
  void theRunOfAKilledWorkerIsTakenOverAndNothingIsStoredTwice() throws Exception {
    service.on("/rivers", service.drip(), FakeService.csv(ROWS));
    add("rivers");
    ChildProcess child = ChildProcess.start(Working.class, fixture.database.url());
    child.awaitLine("working");
    Await.until("it reads", () -> !service.requests().isEmpty());
    child.kill();
    try (SourceWorker worker = worker()) {
      worker.start();
      Await.until("it is read", () -> fixture.source("rivers").lastSuccessAt().isPresent());
    }
    Source source = fixture.source("rivers");
    assertThat(source.counts()).isEqualTo(new Source.Counts(2, 1, 1, 0, 0, 0));
    assertThat(fixture.allUploads()).hasSize(1);
  }

  /** A worker in a process of its own. */
  static final class Working {
    private Working() {}

    public static void main(String[] args) throws InterruptedException {
      Database database = Database.open(new DatabaseSettings(args[0], null, null, 6));
      new SourceWorker(database, Clock.systemUTC(), 1, (name, success) -> {}).start();
      System.out.println("working");
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
