package org.aralwatch.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The life of the all-in-one process with its embedded database. */
@Tag("process")
@Tag("embedded")
class RunProcessTest {
  private static final Pattern TOKEN = Pattern.compile("aw_[A-Za-z0-9_-]{43}");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  private ProgramProcess run(String... more) {
    String[] arguments = new String[more.length + 5];
    System.arraycopy(new String[] {"run", "--port", "0", "--data", data()}, 0, arguments, 0, 5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return ProgramProcess.start(directory, arguments);
  }

  private ProgramProcess role(String... arguments) {
    return ProgramProcess.start(directory, arguments);
  }

  private String data() {
    return directory.resolve("my data").toString();
  }

  @Test
  void theFirstStartShowsTheSampleAndTheTokenAndTheSecondKeepsTheData() {
    String firstToken;
    try (ProgramProcess first = run().awaitReady()) {
      assertThat(first.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(first.get("/").body()).contains("<title>AralWatch");
      assertThat(first.get("/api/v1/themes").body()).contains("\"empty\":false");
      assertThat(first.out()).contains("Sample record: ").containsPattern(TOKEN);
      firstToken = first.out();
      assertThat(first.signal("TERM").exitCode()).isEqualTo(143);
      assertThat(first.err()).doesNotContain("WARN").doesNotContain("ERROR");
      assertThat(Path.of(data(), "running.json")).doesNotExist();
    }
    assertThat(firstToken).isNotEmpty();
    try (ProgramProcess second = run().awaitReady()) {
      assertThat(second.out()).doesNotContainPattern(TOKEN).doesNotContain("Sample record");
      assertThat(second.get("/api/v1/themes").body()).contains("\"empty\":false");
      assertThat(second.signal("INT").exitCode()).isEqualTo(130);
      assertThat(second.err()).contains("PostgreSQL has stopped").doesNotContain("WARN");
    }
  }

  @Test
  void afterAKillTheNextStartRecoversAndTheRecordIsClean() {
    try (ProgramProcess killed = run("--verbose")) {
      // In the middle of the sample, as far as a test can be sure of it.
      TestServer.await(() -> killed.err().contains("load aral"));
      assertThat(killed.signal("KILL").exitCode()).isEqualTo(137);
    }
    try (ProgramProcess next = run().awaitReady()) {
      assertThat(next.get("/api/v1/themes").body()).contains("\"empty\":false");
      ProgramProcess check = role("check", "--data", data());
      assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
      assertThat(check.out()).contains("The record is clean");
      assertThat(next.signal("TERM").exitCode()).isEqualTo(143);
    }
  }

  @Test
  void aStopInMidSampleIsAsQuietAsAnyOther() {
    try (ProgramProcess loading = run("--verbose")) {
      TestServer.await(() -> loading.err().contains("load aral"));
      assertThat(loading.signal("INT").exitCode()).isEqualTo(130);
      assertThat(loading.err()).doesNotContain("WARN").doesNotContain("ERROR");
      assertThat(loading.out()).doesNotContain("not loaded");
    }
  }

  @Test
  void aStopInMidStartIsAsQuietAsAnyOther() {
    try (ProgramProcess starting = run()) {
      TestServer.await(() -> starting.err().contains("Created the database cluster"));
      assertThat(starting.signal("TERM").exitCode()).isEqualTo(143);
      assertThat(starting.err()).doesNotContain("fault").doesNotContain("ERROR");
    }
  }

  @Test
  void otherRolesJoinTheStoreOfARunningProcess() throws IOException {
    try (ProgramProcess running = run("--no-sample").awaitReady()) {
      Path announcement = Path.of(data(), "running.json");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(announcement)))
          .isEqualTo("rw-------");

      ProgramProcess token = role("token", "--data", data(), "somebody", "--role", "writer");
      assertThat(token.exitCode()).as(token.err()).isZero();
      assertThat(token.out().strip()).matches(TOKEN);
      ProgramProcess nobodys = role("token", "--data", data(), "--organisation", "nope", "x");
      assertThat(nobodys.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(nobodys.err()).contains("no organisation 'nope'").contains("uzhydromet");
      assertThat(nobodys.out()).isEmpty();

      Path file = directory.resolve("levels.csv");
      Files.writeString(
          file, "station,property,date,value,note\nshardara,volume,2001-03-01,1234.5,\n");
      String[] load = {"load", "--data", data(), "--mapping", "shardara-news", file.toString()};
      ProgramProcess dry =
          role(
              "load", "--dry-run", "--data", data(), "--mapping", "shardara-news", file.toString());
      assertThat(dry.exitCode()).as(dry.err()).isZero();
      assertThat(dry.out()).contains("dry run");
      ProgramProcess first = role(load);
      assertThat(first.exitCode()).as(first.err()).isZero();
      assertThat(first.out()).containsPattern("stored +1");
      ProgramProcess second = role(load);
      assertThat(second.exitCode()).isZero();
      assertThat(second.out()).containsPattern("stored +0").containsPattern("unchanged +1");
      TestServer.await(
          () ->
              running
                  .get("/api/v1/datastreams?property=reservoir-volume")
                  .body()
                  .contains("shardara"));

      ProgramProcess other = run();
      assertThat(other.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(other.err().lines()).hasSize(1);
      assertThat(other.err()).contains("is in use by process " + running.pid());

      assertThat(running.signal("TERM").exitCode()).isEqualTo(143);
    }
  }

  @Test
  void aLoadStoppedByASignalSaysSoAndItsUploadHasFailed() throws IOException {
    Path file = directory.resolve("large.csv");
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("station,property,date,value,note\n");
      for (int i = 0; i < 2_000_000; i++) {
        out.write("shardara,volume,2001-03-01,1234.5,\n");
      }
    }
    try (ProgramProcess running = run("--no-sample").awaitReady()) {
      Jdbi store = Jdbi.create(RunningStore.find(Path.of(data())).orElseThrow().jdbcUrl());
      try (ProgramProcess load =
          role("load", "--data", data(), "--mapping", "shardara-news", file.toString())) {
        TestServer.await(() -> uploads(store).equals(List.of("committing")));
        assertThat(load.signal("INT").exitCode()).isEqualTo(130);
        assertThat(load.err().lines()).hasSize(1);
        assertThat(load.err()).contains("stopped").contains("nothing");
      }
      assertThat(uploads(store)).containsExactly("failed");
      assertThat(running.signal("TERM").exitCode()).isEqualTo(143);
    }
  }

  private static List<String> uploads(Jdbi store) {
    return store.withHandle(
        handle -> handle.createQuery("SELECT status FROM upload").mapTo(String.class).list());
  }

  @Test
  void aRoleStartsTheStoreForItselfWhereNobodyRunsIt() throws IOException {
    ProgramProcess migrate = role("migrate", "--data", data());
    assertThat(migrate.exitCode()).as(migrate.err()).isZero();
    assertThat(migrate.err()).isEmpty();

    Path bad = directory.resolve("bad.csv");
    Files.writeString(bad, "station,property,date,value,note\nshardara,volume,never,1,\n");
    ProgramProcess rejected =
        role("load", "--json", "--data", data(), "--mapping", "shardara-news", bad.toString());
    assertThat(rejected.exitCode()).isEqualTo(ExitCode.NOTHING_STORED);
    assertThat(rejected.out()).startsWith("{").contains("\"rejected\":1");

    Path empty = directory.resolve("empty.csv");
    Files.writeString(empty, "station,property,date,value,note\n");
    ProgramProcess nothing =
        role("load", "--data", data(), "--mapping", "shardara-news", empty.toString());
    assertThat(nothing.exitCode()).isEqualTo(ExitCode.NOTHING_STORED);
    assertThat(nothing.err().strip()).endsWith("empty.csv: the file has a header and no rows");

    ProgramProcess missing =
        role(
            "load",
            "--data",
            data(),
            "--mapping",
            "shardara-news",
            directory.resolve("no.csv").toString());
    assertThat(missing.exitCode()).isEqualTo(ExitCode.NOTHING_STORED);
    assertThat(missing.err().lines()).hasSize(1);
    assertThat(missing.err()).contains("there is no file");
  }
}
