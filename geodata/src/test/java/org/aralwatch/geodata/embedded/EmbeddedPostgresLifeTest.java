package org.aralwatch.geodata.embedded;

import static org.aralwatch.geodata.embedded.ServerProcess.connect;
import static org.aralwatch.geodata.embedded.ServerProcess.postmasterPid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.aralwatch.geodata.embedded.EmbeddedPostgres.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
final class EmbeddedPostgresLifeTest {
  @TempDir private Path directory;

  @Test
  void keepsDataOverARestart() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Settings.forTests(directory))) {
      execute(postgres, "CREATE TABLE lake (name text)", "INSERT INTO lake VALUES ('Арал')");
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Settings.forTests(directory))) {
      assertThat(query(postgres, "SELECT name FROM lake")).containsExactly("Арал");
    }
  }

  @Test
  void runsWithoutSyncingOnlyForTests() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Settings.forTests(directory))) {
      assertThat(query(postgres, "SHOW fsync")).containsExactly("off");
      assertThat(Settings.of(directory).durable()).isTrue();
    }
  }

  @Test
  void recoversAfterItsProcessWasKilled() throws SQLException, IOException, InterruptedException {
    Process owner = startOwner();
    long postmaster = postmasterPid(directory);
    assertThatThrownBy(() -> EmbeddedPostgres.start(Settings.of(directory)))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("in use by process " + owner.pid());

    owner.destroyForcibly().waitFor();
    assertThat(runs(postmaster)).isTrue();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Settings.of(directory))) {
      assertThat(query(postgres, "SELECT count(*) FROM reading")).containsExactly("3");
      assertThat(runs(postmaster)).isFalse();
    }
  }

  @Test
  void recoversAfterProcessAndServerWereKilled()
      throws SQLException, IOException, InterruptedException {
    Process owner = startOwner();
    ProcessHandle postmaster = ProcessHandle.of(postmasterPid(directory)).orElseThrow();
    owner.destroyForcibly().waitFor();
    List<ProcessHandle> servers = new ArrayList<>(postmaster.descendants().toList());
    postmaster.destroyForcibly();
    servers.forEach(ProcessHandle::destroyForcibly);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Settings.of(directory))) {
      assertThat(query(postgres, "SELECT count(*) FROM reading")).containsExactly("3");
    }
  }

  @Test
  void leavesAProcessAloneWhosePidAStalePidFileNames()
      throws SQLException, IOException, InterruptedException {
    EmbeddedPostgres.start(Settings.forTests(directory)).close();
    Process stranger = new ProcessBuilder("sleep", "300").directory(directory.toFile()).start();
    try {
      Files.writeString(file("postgres/postmaster.pid"), stranger.pid() + "\n");
      try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Settings.forTests(directory))) {
        assertThat(query(postgres, "SELECT 1")).containsExactly("1");
        assertThat(stranger.isAlive()).isTrue();
      }
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void stopsTheServerEvenIfTheCallerIsInterrupted() throws IOException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(Settings.forTests(directory));
    long postmaster = postmasterPid(directory);
    Thread.currentThread().interrupt();
    postgres.close();
    postgres.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(runs(postmaster)).isFalse();
    assertThat(file("postgres/postmaster.pid")).doesNotExist();
  }

  @Test
  void namesAPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> EmbeddedPostgres.start(Settings.forTests(directory).withPort(port)))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining("Port " + port + " on 127.0.0.1 is taken");
    }
  }

  @Test
  void namesADataDirectoryThatCannotBeMade() throws IOException {
    Path file = Files.createFile(file("a-file"));
    for (Path impossible : List.of(file, file.resolve("below"), Path.of("/proc/aralwatch"))) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(Settings.of(impossible)))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageStartingWith("The data directory " + impossible + " cannot be");
    }
  }

  @Test
  void namesADataDirectoryThatCannotBeWritten() {
    // /proc lets even root write nothing.
    assertThatThrownBy(() -> EmbeddedPostgres.start(Settings.of(Path.of("/proc"))))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageStartingWith("The data directory /proc cannot be");
  }

  @Test
  void refusesAClusterOfAnotherMajorVersion() throws IOException {
    Files.createDirectory(file("postgres"));
    Files.writeString(file("postgres/PG_VERSION"), "16\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(Settings.of(directory)))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining(file("postgres") + " is of PostgreSQL 16 and cannot be read by");
  }

  @Test
  void showsTheEndOfTheLogIfTheServerDoesNotStart() throws IOException {
    EmbeddedPostgres.start(Settings.forTests(directory)).close();
    Files.delete(file("postgres/global/pg_control"));
    assertThatThrownBy(() -> EmbeddedPostgres.start(Settings.forTests(directory)))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("ended while starting")
        .hasMessageContaining("pg_control");
  }

  @Test
  void refusesAPasswordFileOfAnotherCluster() throws IOException {
    EmbeddedPostgres.start(Settings.forTests(directory)).close();
    Files.writeString(file("password"), "somebody-elses\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(Settings.forTests(directory)))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("is not this cluster's");
    assertThat(file("postgres/postmaster.pid")).doesNotExist();
  }

  @Test
  void startsOverAClusterWhoseMakingWasBrokenOff() throws IOException {
    Files.createDirectories(file("postgres.unfinished/base"));
    Files.writeString(file("password"), "of-the-first-attempt\n");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Settings.forTests(directory))) {
      assertThat(postgres.password()).isNotEqualTo("of-the-first-attempt");
      assertThat(file("postgres.unfinished")).doesNotExist();
    }
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private Process startOwner() throws IOException {
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = owner.inputReader();
    String line = output.readLine();
    while (line != null && !line.startsWith("stored")) {
      line = output.readLine(); // the log goes to standard output too
    }
    assertThat(line).as("the process stored its rows").isNotNull();
    return owner;
  }

  /** A process that has ended may keep its number until its parent has asked for it. */
  private static boolean runs(long pid) throws IOException {
    Path commandLine = Path.of("/proc/" + pid + "/cmdline");
    return Files.exists(commandLine) && !Files.readString(commandLine).isEmpty();
  }

  private static void execute(EmbeddedPostgres postgres, String... statements) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> query(EmbeddedPostgres postgres, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
