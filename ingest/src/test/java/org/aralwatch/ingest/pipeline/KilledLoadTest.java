package org.aralwatch.ingest.pipeline;

import static org.aralwatch.ingest.pipeline.Fixtures.count;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.DatabaseSettings;
import org.aralwatch.geodata.storage.RecordCheck;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.geodata.storage.UploadStore;
import org.aralwatch.ingest.source.SourceFile;
import org.aralwatch.ingest.worker.UploadQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class KilledLoadTest {
  private static final int ROWS = 9_000;

  @ParameterizedTest
  @ValueSource(strings = {"read", "merge", "commit"})
  void aProcessKilledInAnyStepStoresNothingAndTheFileLoadsAfterwards(
      String step, @TempDir Path directory) throws Exception {
    Path file = directory.resolve("daily.csv");
    Files.writeString(file, Fixtures.dailyRows("killed", ROWS));
    try (TestDatabase database = TestDatabase.create()) {
      ChildProcess child = ChildProcess.start(Loading.class, database.url(), file.toString(), step);
      child.awaitLine("in " + step);

      child.kill();

      assertThat(count(database, "SELECT count(*) FROM observation")).isZero();
      assertThat(count(database, "SELECT count(*) FROM feature WHERE code = 'killed'")).isZero();
      UploadStore uploads = new UploadStore(database.jdbi());
      UploadQueue queue = new UploadQueue(database.database());
      Await.until("the killed load is marked as failed", () -> queue.failAbandoned() == 1);
      assertThat(uploads.list(Long.MAX_VALUE, 10))
          .singleElement()
          .matches(upload -> upload.status().equals("failed"));
      IngestReport report =
          new Load(database.database(), Clock.systemUTC())
              .store(SourceFile.of(file), Fixtures.daily(), "test", Progress.NONE);
      assertThat(report.stored()).isEqualTo(ROWS);
      assertThat(new RecordCheck(database.database()).run(rule -> {}))
          .allMatch(RecordCheck.Finding::holds);
    }
  }

  /** Loads a file and stays in one step of it for ever. */
  static final class Loading {
    private Loading() {}

    public static void main(String[] args) throws IOException {
      Database database = Database.open(new DatabaseSettings(args[0], null, null, 4));
      new Load(database, Clock.systemUTC())
          .store(SourceFile.of(Path.of(args[1])), Fixtures.daily(), "test", new StayingIn(args[2]));
    }
  }

  private record StayingIn(String wanted) implements Progress {
    @Override
    public void begin(String file, long bytes) {}

    @Override
    public void reading(long bytesRead, long rows) {
      // Half of the rows are read, and some of them staged.
      if (wanted.equals("read") && rows > ROWS / 2) {
        stay();
      }
    }

    @Override
    public void step(String name) {
      if (wanted.equals(name) && !name.equals("read")) {
        stay();
      }
    }

    private void stay() {
      System.out.println("in " + wanted);
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void end() {}
  }
}
