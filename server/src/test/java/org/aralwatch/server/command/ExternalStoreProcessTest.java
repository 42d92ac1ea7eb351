package org.aralwatch.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.aralwatch.geodata.storage.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one database that is named by its address. */
@Tag("process")
@Tag("database")
class ExternalStoreProcessTest {
  @TempDir private Path directory;

  @Test
  void aServerAndAWorkerShareADatabaseWithARun() {
    try (TestDatabase database = TestDatabase.create();
        ProgramProcess all = start("run", "--port", "0", "--database", database.url());
        ProgramProcess server = start("serve", "--port", "0", "--database", database.url());
        ProgramProcess worker = start("work", "--database", database.url())) {
      all.awaitReady();
      server.awaitReady();
      worker.awaitReady();
      assertThat(all.get("/health/ready").body()).contains("\"kind\":\"external\"");
      TestServer.await(() -> server.get("/api/v1/themes").body().contains("\"empty\":false"));
      assertThat(all.out() + all.err()).doesNotContain("password");
      for (ProgramProcess program : new ProgramProcess[] {worker, server, all}) {
        assertThat(program.signal("TERM").exitCode()).isEqualTo(143);
        assertThat(program.err()).doesNotContain("ERROR");
      }
    }
  }

  private ProgramProcess start(String... arguments) {
    return ProgramProcess.start(directory, arguments);
  }
}
