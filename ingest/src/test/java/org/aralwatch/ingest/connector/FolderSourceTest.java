package org.aralwatch.ingest.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.storage.Sha256;
import org.aralwatch.geodata.storage.Source;
import org.aralwatch.geodata.storage.Source.FileState;
import org.aralwatch.geodata.storage.Upload;
import org.aralwatch.ingest.pipeline.Await;
import org.aralwatch.ingest.pipeline.Fixtures;
import org.aralwatch.ingest.worker.UploadQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class FolderSourceTest {
  private static final String ROWS =
      "code,type,date,value\ns1,Q,2026-11-01,10\ns1,Q,2026-11-02,11\n";

  @TempDir private Path inbox;
  private SourceFixture fixture;

  @BeforeEach
  void start() {
    fixture = new SourceFixture();
    add("");
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  private void add(String more) {
    fixture.sources.add(
        "test",
        """
        {"name": "inbox", "title": "A folder", "kind": "folder", "schedule": {"every": "PT10S"},
         "mapping": %s, "parameters": {"path": "%s", "still": "PT30S"} %s}
        """
            .formatted(Fixtures.DAILY, inbox, more),
        "tester");
  }

  private Instant look() throws InterruptedException {
    return fixture.process().step("inbox").orElseThrow();
  }

  /** Looks until a file has stood still and is taken. */
  private void takeStill() throws InterruptedException {
    look();
    fixture.time.pass(Duration.ofSeconds(30));
    look();
  }

  /** Looks until nothing is being loaded. */
  private void settle() throws InterruptedException {
    Await.until(
        "the folder's files are settled",
        () -> {
          try {
            look();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
          }
          return fixture.files.openFiles("inbox").stream()
              .allMatch(file -> file.state() == FileState.WAITING);
        });
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(inbox.resolve(name), text);
  }

  /** Files below a directory of the folder, without the names of their claims. */
  private List<String> files(String below) throws IOException {
    List<String> names = new ArrayList<>();
    Path directory = inbox.resolve(below);
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        all.filter(Files::isRegularFile).forEach(path -> names.add(path.getFileName().toString()));
      }
    }
    names.sort(null);
    return names;
  }

  private JsonNode report(String below) throws IOException {
    try (Stream<Path> all = Files.walk(inbox.resolve(below))) {
      Path file = all.filter(path -> path.endsWith(Claim.REPORT)).findFirst().orElseThrow();
      return Json.read(Files.readString(file));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.csv",
        "Расход воды 2026 (исправлено).csv",
        " two  blanks .csv",
        "quote's & \"more\".csv",
        "aralwatch-report.json",
        "no-suffix"
      })
  void aFileIsLoadedAndMovedWithItsReport(String name) throws Exception {
    write(name, ROWS);
    takeStill();
    settle();
    assertThat(files("done")).containsExactlyInAnyOrder(name, Claim.reportName(name));
    assertThat(files("taken")).isEmpty();
    assertThat(inbox.resolve(name)).doesNotExist();
    assertThat(fixture.observations()).isEqualTo(2);
    Upload upload = fixture.allUploads().get(0);
    assertThat(upload.fileName()).isEqualTo(name);
    assertThat(upload.actor()).isEqualTo("source inbox");
    assertThat(fixture.bytes(upload)).isEqualTo(ROWS);
    assertThat(fixture.source("inbox").counts().stored()).isEqualTo(2);
  }

  @Test
  void theReportTellsWhatBecameOfTheFile() throws Exception {
    write("a.csv", ROWS);
    takeStill();
    settle();
    JsonNode report = report("done");
    assertThat(report.path("file").asText()).isEqualTo("a.csv");
    assertThat(report.path("state").asText()).isEqualTo("stored");
    assertThat(report.path("sentence").asText())
        .isEqualTo("stored as upload 1: 2 values new, 0 revised, 0 unchanged, 0 rejected");
    assertThat(report.path("sha256").asText()).isEqualTo(fixture.upload(1).sha256().hex());
    assertThat(report.path("report").path("rows").asInt()).isEqualTo(2);
  }

  @Test
  void aFileThatGrowsIsLeftAloneUntilItStandsStill() throws Exception {
    write("a.csv", ROWS.substring(0, 30));
    look();
    fixture.time.pass(Duration.ofSeconds(29));
    look();
    assertThat(files("taken")).isEmpty();
    write("a.csv", ROWS);
    fixture.time.pass(Duration.ofSeconds(1));
    look();
    fixture.time.pass(Duration.ofSeconds(29));
    look();
    assertThat(files("taken")).isEmpty();
    fixture.time.pass(Duration.ofSeconds(1));
    look();
    settle();
    assertThat(fixture.bytes(fixture.upload(1))).isEqualTo(ROWS);
  }

  @Test
  void aFileOfWhichOnlyTheTimeChangesIsBeingWritten() throws Exception {
    Path file = write("a.csv", ROWS);
    look();
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    fixture.time.pass(Duration.ofSeconds(30));
    look();
    assertThat(file).exists();
  }

  @Test
  void aFileThatIsStillWrittenAfterItWasTakenIsReadWhenItStandsStill() throws Exception {
    write("a.csv", ROWS);
    look();
    fixture.time.pass(Duration.ofSeconds(30));
    // Claimed by a process that is killed before it reads; the writer had the file open.
    Path claim = Files.createDirectory(inbox.resolve("taken/inbox.20261124T100030000Z-00000001"));
    Path taken = claim.resolve("a.csv");
    Files.move(inbox.resolve("a.csv"), taken, StandardCopyOption.ATOMIC_MOVE);
    Files.writeString(taken, ROWS + "s1,Q,2026-11-03,12\n");
    look();
    assertThat(fixture.allUploads()).isEmpty();
    fixture.time.pass(Duration.ofSeconds(30));
    look();
    settle();
    assertThat(fixture.observations()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".hidden.csv", "~$book.xlsx", "a.csv.part", "a.TMP", "a.crdownload", "a.filepart"})
  void whatProgramsKeepWhileTheyWriteIsNotTaken(String name) throws Exception {
    write(name, ROWS);
    takeStill();
    assertThat(inbox.resolve(name)).exists();
  }

  @Test
  void directoriesAndLinksAreNotTaken() throws Exception {
    Files.createDirectory(inbox.resolve("folder.csv"));
    Files.createSymbolicLink(inbox.resolve("link.csv"), write(".target", ROWS));
    takeStill();
    assertThat(fixture.allUploads()).isEmpty();
    assertThat(inbox.resolve("link.csv")).exists();
  }

  @Test
  void aBadFileGoesToFailedAndTheNextOneRuns() throws Exception {
    write("bad.csv", "a,b\n1,2\n");
    write("good.csv", ROWS);
    takeStill();
    settle();
    assertThat(files("failed")).containsExactly(Claim.REPORT, "bad.csv");
    assertThat(files("done")).containsExactly(Claim.REPORT, "good.csv");
    assertThat(report("failed").path("error").path("type").asText())
        .isEqualTo("/problems/bad-mapping");
    assertThat(fixture.source("inbox").failures()).as("the folder itself is well").isZero();
    assertThat(fixture.problem("inbox").orElse("")).startsWith("bad.csv: upload ");
  }

  @Test
  void aFileWithRejectedRowsWaitsForAPersonAndOthersPass() throws Exception {
    write("a.csv", ROWS + "s1,Q,bad,1\n");
    takeStill();
    settle();
    Source waiting = fixture.source("inbox");
    assertThat(waiting.waiting()).hasSize(1);
    assertThat(files("taken")).containsExactly("a.csv");
    write("b.csv", ROWS.replace("s1", "s2"));
    takeStill();
    settle();
    assertThat(files("done")).contains("b.csv");

    new UploadQueue(fixture.database.database()).commit(waiting.waiting().get(0), true);
    Await.until(
        "it is stored", () -> fixture.upload(waiting.waiting().get(0)).status().equals("stored"));
    look();
    assertThat(files("done")).contains("a.csv", "b.csv");
    assertThat(fixture.observations()).isEqualTo(4);
  }

  @Test
  void rejectedRowsAreAcceptedWhereTheDefinitionSaysSo() throws Exception {
    add(", \"acceptRejects\": true");
    write("a.csv", ROWS + "s1,Q,bad,1\n");
    takeStill();
    settle();
    assertThat(files("done")).contains("a.csv");
    assertThat(fixture.observations()).isEqualTo(2);
  }

  @Test
  void theSameFileAgainIsNoNewUpload() throws Exception {
    write("a.csv", ROWS);
    takeStill();
    settle();
    write("a.csv", ROWS);
    fixture.time.pass(Duration.ofSeconds(1));
    takeStill();
    settle();
    assertThat(fixture.allUploads()).hasSize(1);
    assertThat(files("done")).containsExactly("a.csv", "a.csv", Claim.REPORT, Claim.REPORT);
    assertThat(fixture.source("inbox").counts().files()).isEqualTo(2);
  }

  @Test
  void aNewFileOfTheSameNameIsAFileOfItsOwn() throws Exception {
    write("a.csv", ROWS);
    look();
    fixture.time.pass(Duration.ofSeconds(30));
    look();
    write("a.csv", ROWS.replace(",11", ",12"));
    takeStill();
    settle();
    assertThat(fixture.allUploads()).hasSize(2);
    assertThat(fixture.source("inbox").counts().revised()).isEqualTo(1);
  }

  @Test
  void aFolderThatIsNotThereIsAFailureAndIsNotMade() throws Exception {
    Path gone = inbox.resolve("share");
    fixture.sources.add(
        "test",
        """
        {"name": "share", "title": "A share", "kind": "folder", "schedule": {"every": "PT10S"},
         "mapping": %s, "parameters": {"path": "%s"}}
        """
            .formatted(Fixtures.DAILY, gone),
        "tester");
    Instant next = fixture.process().step("share").orElseThrow();
    assertThat(fixture.problem("share")).hasValue("there is no folder " + gone);
    assertThat(next).isBefore(fixture.time.instant().plusSeconds(11));
    assertThat(gone).doesNotExist();
    Files.createDirectory(gone);
    fixture.process().step("share");
    assertThat(fixture.source("share").failures()).isZero();
  }

  /** Moments at which the process may be killed, in the order of the way of a file. */
  enum Kill {
    BEFORE_THE_RENAME,
    AFTER_THE_RENAME,
    AFTER_THE_NOTE,
    AFTER_THE_QUEUE,
    AFTER_THE_KEY,
    AFTER_THE_REPORT,
    AFTER_THE_MOVE
  }

  @ParameterizedTest
  @EnumSource(Kill.class)
  void aFileIsLoadedOnceWhereverTheProcessIsKilled(Kill kill) throws Exception {
    write("a.csv", ROWS);
    look();
    fixture.time.pass(Duration.ofSeconds(30));
    leaveAsKilled(kill);

    look();
    fixture.time.pass(Duration.ofSeconds(30));
    look();
    settle();

    assertThat(files("done")).containsExactly("a.csv", Claim.REPORT);
    assertThat(files("taken")).isEmpty();
    assertThat(inbox.resolve("a.csv")).doesNotExist();
    assertThat(fixture.allUploads()).hasSize(1);
    assertThat(fixture.observations()).isEqualTo(2);
    Source.Counts counts = fixture.source("inbox").counts();
    assertThat(counts.files()).isEqualTo(1);
    assertThat(counts.stored()).isEqualTo(2);
    assertThat(directories("taken")).isZero();
  }

  private long directories(String below) throws IOException {
    try (Stream<Path> all = Files.list(inbox.resolve(below))) {
      return all.count();
    }
  }

  /** Does what the watch does, by hand, up to the kill. */
  private void leaveAsKilled(Kill kill) throws Exception {
    String key = "inbox.20261124T100030000Z-0000002a";
    Path claim = Files.createDirectory(inbox.resolve("taken").resolve(key));
    if (kill == Kill.BEFORE_THE_RENAME) {
      return;
    }
    Path file = claim.resolve("a.csv");
    Files.move(inbox.resolve("a.csv"), file, StandardCopyOption.ATOMIC_MOVE);
    if (kill == Kill.AFTER_THE_RENAME) {
      return;
    }
    long note =
        fixture.files.take(
            "inbox",
            Optional.of(key),
            "a.csv",
            Optional.of(Sha256.digest(Files.readAllBytes(file))),
            JsonNodeFactory.instance.objectNode());
    if (kill == Kill.AFTER_THE_NOTE) {
      return;
    }
    long upload =
        new UploadQueue(fixture.database.database())
            .submit(
                "a.csv",
                new ByteArrayInputStream(Files.readAllBytes(file)),
                Fixtures.daily(),
                "source inbox");
    if (kill == Kill.AFTER_THE_QUEUE) {
      return;
    }
    fixture.files.loading(note, upload);
    if (kill == Kill.AFTER_THE_KEY) {
      return;
    }
    UploadQueue queue = new UploadQueue(fixture.database.database());
    Await.until("it is previewed", () -> queue.commit(upload, true) == UploadQueue.Answer.QUEUED);
    Await.until("it is stored", () -> fixture.upload(upload).status().equals("stored"));
    Files.writeString(claim.resolve(Claim.REPORT), "{}");
    if (kill == Kill.AFTER_THE_REPORT) {
      return;
    }
    Files.move(claim, inbox.resolve("done").resolve(key), StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void twoWorkersTakeAFileOnce() throws Exception {
    write("a.csv", ROWS);
    look();
    fixture.time.pass(Duration.ofSeconds(30));
    SourceLock lock = new SourceLock(fixture.database.jdbi());
    List<Thread> workers = new ArrayList<>();
    List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 2; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  for (int n = 0; n < 20; n++) {
                    lock.tryHolding("inbox", () -> fixture.process().step("inbox"));
                  }
                } catch (InterruptedException | RuntimeException e) {
                  failures.add(e);
                }
              });
      workers.add(thread);
      thread.start();
    }
    for (Thread thread : workers) {
      thread.join();
    }
    settle();
    assertThat(failures).isEmpty();
    assertThat(fixture.allUploads()).hasSize(1);
    assertThat(files("done")).containsExactly("a.csv", Claim.REPORT);
  }

  @Test
  void aFileTakenOutOfTheFolderBeforeItWasReadIsToldOf() throws Exception {
    leaveNoteWithoutFile();
    look();
    assertThat(fixture.files.openFiles("inbox")).isEmpty();
    assertThat(fixture.problem("inbox"))
        .hasValue("a.csv: the file was taken out of the folder before it was read");
  }

  private void leaveNoteWithoutFile() {
    fixture.files.take(
        "inbox",
        Optional.of("inbox.20261124T100030000Z-0000002a"),
        "a.csv",
        Optional.of(Sha256.digest(new byte[] {1})),
        JsonNodeFactory.instance.objectNode());
  }

  @Test
  void claimsOfAnotherSourceAreLeftToIt() throws Exception {
    look();
    Path claim = Files.createDirectory(inbox.resolve("taken/inbox-2.20261124T100030000Z-00000001"));
    Files.writeString(claim.resolve("a.csv"), ROWS);
    takeStill();
    assertThat(fixture.allUploads()).isEmpty();
    assertThat(claim.resolve("a.csv")).exists();
  }
}
