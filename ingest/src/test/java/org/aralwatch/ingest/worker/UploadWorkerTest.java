package org.aralwatch.ingest.worker;

import static org.aralwatch.ingest.pipeline.Fixtures.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.DatabaseSettings;
import org.aralwatch.geodata.storage.RecordCheck;
import org.aralwatch.geodata.storage.Sha256;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.geodata.storage.Upload;
import org.aralwatch.geodata.storage.UploadStore;
import org.aralwatch.ingest.mapping.MappingException;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.pipeline.Await;
import org.aralwatch.ingest.pipeline.ChildProcess;
import org.aralwatch.ingest.pipeline.Fixtures;
import org.aralwatch.ingest.pipeline.Load;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class UploadWorkerTest {
  private TestDatabase database;
  private UploadStore uploads;
  private UploadQueue queue;

  @BeforeEach
  void create() {
    database = TestDatabase.create();
    uploads = new UploadStore(database.jdbi());
    queue = new UploadQueue(database.database());
  }

  @AfterEach
  void dropWhenSound() {
    assertThat(new RecordCheck(database.database()).run(rule -> {}))
        .allMatch(RecordCheck.Finding::holds);
    assertThat(count(database, "SELECT count(*) FROM scheduled_tasks WHERE picked")).isZero();
    database.close();
  }

  @Test
  void anUploadIsPreviewedFirstAndStoredWhenItIsCommitted() throws Exception {
    long id = submit(Fixtures.dailyRows("s1", 400) + "s1,Q,bad,1\n");
    assertThat(uploads.find(id).orElseThrow().status()).isEqualTo("queued");
    assertThat(queue.commit(id, true)).isEqualTo(UploadQueue.Answer.NOT_READY);
    try (UploadWorker worker = worker()) {
      worker.start();
      Upload previewed = await(id, "previewed");
      assertThat(previewed.report().orElseThrow().path("stored").asInt()).isEqualTo(400);
      assertThat(previewed.report().orElseThrow().path("rejected").asInt()).isEqualTo(1);
      assertThat(previewed.percent()).isEqualTo(100);
      assertThat(count(database, "SELECT count(*) FROM observation")).isZero();
      assertThat(count(database, "SELECT count(*) FROM upload_reject")).isEqualTo(1);

      assertThat(queue.commit(id, true)).isEqualTo(UploadQueue.Answer.QUEUED);
      Upload stored = await(id, "stored");

      assertThat(stored.report().orElseThrow().path("stored").asInt()).isEqualTo(400);
      assertThat(stored.rowsRead()).isEqualTo(401);
      assertThat(count(database, "SELECT count(*) FROM observation")).isEqualTo(400);
      assertThat(count(database, "SELECT count(*) FROM upload_reject")).isEqualTo(1);
      assertThat(queue.commit(id, true)).isEqualTo(UploadQueue.Answer.DONE);
      noTaskIsLeft();
    }
  }

  @Test
  void committingTwiceStoresOnce() throws Exception {
    long id = submit(Fixtures.dailyRows("s1", 40));
    try (UploadWorker worker = worker()) {
      worker.start();
      await(id, "previewed");
      assertThat(queue.commit(id, true)).isEqualTo(UploadQueue.Answer.QUEUED);
      assertThat(queue.commit(id, true)).isIn(UploadQueue.Answer.QUEUED, UploadQueue.Answer.DONE);
      await(id, "stored");
      noTaskIsLeft();
    }
    assertThat(count(database, "SELECT count(*) FROM change_set WHERE kind = 'upload'"))
        .isEqualTo(1);
  }

  @Test
  void theSameFileSentTwiceIsStoredOnceAndTheSecondIsUnchanged() throws Exception {
    String text = Fixtures.dailyRows("s1", 40);
    long first = submit(text);
    long second = submit(text);
    try (UploadWorker one = worker();
        UploadWorker two = worker()) {
      one.start();
      two.start();
      await(first, "previewed");
      await(second, "previewed");
      queue.commit(first, true);
      queue.commit(second, true);
      Await.until(
          "both are done",
          () ->
              new HashSet<>(List.of(status(first), status(second)))
                  .equals(Set.of("stored", "unchanged")));
      noTaskIsLeft();
    }
    assertThat(count(database, "SELECT count(*) FROM observation")).isEqualTo(40);
    assertThat(count(database, "SELECT count(*) FROM blob")).isEqualTo(1);
  }

  @Test
  void aBadFileFailsWithAReasonAndDoesNotStopTheWorker() throws Exception {
    long bad = submit("code,type,date,value\ns1,Q,\"2020");
    long wrongColumns = submit("a,b\n1,2\n");
    long good = submit(Fixtures.dailyRows("s1", 4));
    try (UploadWorker worker = worker()) {
      worker.start();
      Upload failed = await(bad, "failed");
      assertThat(failed.error().orElseThrow().path("detail").asText())
          .isEqualTo("line 2: a quote that opens in this row is never closed");
      assertThat(await(wrongColumns, "failed").error().orElseThrow().path("type").asText())
          .isEqualTo("/problems/bad-mapping");
      await(good, "previewed");
      assertThat(queue.commit(bad, true)).isEqualTo(UploadQueue.Answer.NOT_READY);
      noTaskIsLeft();
    }
  }

  @Test
  void rowsAreStoredWithoutTheRejectedOnesOnlyWhenThatIsAccepted() throws Exception {
    long id = submit(Fixtures.dailyRows("s1", 4) + "s1,Q,bad,1\n");
    try (UploadWorker worker = worker()) {
      worker.start();
      await(id, "previewed");
      assertThat(queue.commit(id, false)).isEqualTo(UploadQueue.Answer.HAS_REJECTS);
      assertThat(status(id)).isEqualTo("previewed");
      assertThat(queue.commit(id, true)).isEqualTo(UploadQueue.Answer.QUEUED);
      await(id, "stored");
    }
  }

  @Test
  void aStoredUploadIsTakenBackWholeAndTheOtherOnesStand() throws Exception {
    long first = submit(Fixtures.dailyRows("s1", 40));
    long second = submit(Fixtures.dailyRows("s1", 60));
    try (UploadWorker worker = worker()) {
      worker.start();
      store(first);
      store(second);
      assertThat(count(database, "SELECT count(*) FROM observation")).isEqualTo(60);

      assertThat(queue.revert(first, "test", "wrong station")).isEqualTo(UploadQueue.Answer.QUEUED);
      await(first, "reverted");
      // The second has said the same of the forty days.
      assertThat(count(database, "SELECT count(*) FROM observation")).isEqualTo(60);

      queue.revert(second, "test", "wrong station");
      await(second, "reverted");
      assertThat(count(database, "SELECT count(*) FROM observation")).isZero();
      assertThat(queue.revert(second, "test", "again")).isEqualTo(UploadQueue.Answer.DONE);
      noTaskIsLeft();
    }
  }

  @Test
  void aCancelledUploadIsNotStored() throws Exception {
    long queued = submit(Fixtures.dailyRows("s1", 40));
    assertThat(queue.cancel(queued)).isEqualTo(UploadQueue.Answer.DONE);
    long previewed = submit(Fixtures.dailyRows("s1", 40));
    try (UploadWorker worker = worker()) {
      worker.start();
      await(previewed, "previewed");
      assertThat(queue.cancel(previewed)).isEqualTo(UploadQueue.Answer.DONE);
      assertThat(queue.commit(previewed, true)).isEqualTo(UploadQueue.Answer.NOT_READY);
      noTaskIsLeft();
    }
    assertThat(status(queued)).isEqualTo("cancelled");
    assertThat(count(database, "SELECT count(*) FROM observation")).isZero();
  }

  @Test
  void aFileWithoutAMappingIsProposedOneAndPreviewedByTheAnswer() throws Exception {
    String text = Fixtures.dailyRows("s1", 40);
    long id =
        queue.submit(
            "test.csv",
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            Optional.empty(),
            "test");
    try (UploadWorker worker = worker()) {
      worker.start();
      Upload proposed = await(id, "proposed");
      assertThat(proposed.proposal().orElseThrow().path("mapping").path("time").path("column"))
          .hasToString("\"date\"");
      assertThat(proposed.proposal().orElseThrow().path("questions")).isNotEmpty();
      assertThat(queue.commit(id, true)).isEqualTo(UploadQueue.Answer.NOT_READY);

      assertThat(queue.changeMapping(id, Fixtures.daily(), OptionalInt.empty()))
          .isEqualTo(UploadQueue.Answer.QUEUED);
      Upload previewed = await(id, "previewed");
      assertThat(previewed.mappingName()).isEqualTo("daily");
      assertThat(previewed.preview().orElseThrow().path("observations")).hasSize(40);
      assertThat(previewed.preview().orElseThrow().path("stations").get(0).path("state"))
          .hasToString("\"new\"");
    }
  }

  private void store(long id) throws InterruptedException {
    await(id, "previewed");
    queue.commit(id, false);
    Await.until(
        "upload " + id + " is done", () -> Set.of("stored", "unchanged").contains(status(id)));
  }

  @Test
  void aMappingThatDoesNotFitTheRecordIsRefusedAtOnce() {
    String definition = Fixtures.DAILY.replace("m3/s", "mg/L");
    assertThatThrownBy(
            () ->
                queue.submit(
                    "a.csv",
                    new ByteArrayInputStream(new byte[] {1}),
                    Mappings.parse("daily", definition),
                    "test"))
        .isInstanceOf(MappingException.class);
    assertThat(count(database, "SELECT count(*) FROM upload")).isZero();
    assertThat(count(database, "SELECT count(*) FROM blob")).isZero();
  }

  @Test
  void anUploadThatIsNotThereCannotBeCommitted() {
    assertThat(queue.commit(4_711, true)).isEqualTo(UploadQueue.Answer.UNKNOWN);
  }

  @Test
  void theJobOfAKilledWorkerIsTakenOver() throws Exception {
    long id = submit(Fixtures.dailyRows("s1", 400));
    try (Handle blocking = database.jdbi().open()) {
      // The load cannot create its station while this is held.
      blocking.begin();
      blocking.execute("SELECT pg_advisory_xact_lock(hashtext('aralwatch.create'))");
      ChildProcess child = ChildProcess.start(Working.class, database.url());
      child.awaitLine("working");
      Await.until(
          "the load waits for the lock",
          () ->
              count(
                      database,
                      """
                      SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                      """)
                  == 1);
      child.kill();
      blocking.rollback();
    }
    try (UploadWorker worker = worker()) {
      worker.start();
      await(id, "previewed");
      queue.commit(id, true);
      await(id, "stored");
      noTaskIsLeft();
    }
    assertThat(count(database, "SELECT count(*) FROM observation")).isEqualTo(400);
  }

  @Test
  void aRunningWorkerFindsTheUploadOfAKilledLoad() throws Exception {
    Load load = new Load(database.database(), Clock.systemUTC());
    try (UploadWorker worker =
        new UploadWorker(database.database(), load, 1, Duration.ofMillis(200))) {
      worker.start();
      long id = abandoned();
      Upload failed = await(id, "failed");
      assertThat(failed.error().orElseThrow().path("type").asText())
          .isEqualTo("/problems/interrupted");
    }
  }

  /** What is left of a load by a process that is no more: the upload, and nobody has its lock. */
  private long abandoned() {
    return uploads.create(
        new Upload.New(
            "killed.csv",
            Sha256.of(new byte[32]),
            4,
            "daily",
            Fixtures.daily().definition(),
            "test",
            "committing"));
  }

  @Test
  void aWorkerThatStopsLeavesItsJobToTheNext() throws Exception {
    long id = submit(Fixtures.dailyRows("s1", 400));
    worker().close();
    UploadWorker idle = worker();
    idle.start();
    idle.close();
    assertThat(status(id)).isIn("queued", "previewed");
    try (UploadWorker worker = worker()) {
      worker.start();
      await(id, "previewed");
      noTaskIsLeft();
    }
  }

  @Test
  void aPoolTooSmallForTheJobsIsRefused() {
    assertThatThrownBy(
            () ->
                new UploadWorker(
                    database.database(), new Load(database.database(), Clock.systemUTC()), 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 jobs at once need a pool of 17 connections");
  }

  private UploadWorker worker() {
    return new UploadWorker(
        database.database(), new Load(database.database(), Clock.systemUTC()), 1);
  }

  private long submit(String text) throws IOException {
    return queue.submit(
        "test.csv",
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        Fixtures.daily(),
        "test");
  }

  private String status(long id) {
    return uploads.find(id).orElseThrow().status();
  }

  private Upload await(long id, String status) throws InterruptedException {
    Await.until("upload " + id + " is " + status, () -> status(id).equals(status));
    return uploads.find(id).orElseThrow();
  }

  private void noTaskIsLeft() throws InterruptedException {
    Await.until(
        "no task is left", () -> count(database, "SELECT count(*) FROM scheduled_tasks") == 0);
  }

  /** A worker in a process of its own. */
  static final class Working {
    private Working() {}

    public static void main(String[] args) throws InterruptedException {
      Database database = Database.open(new DatabaseSettings(args[0], null, null, 6));
      new UploadWorker(database, new Load(database, Clock.systemUTC()), 1).start();
      System.out.println("working");
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
