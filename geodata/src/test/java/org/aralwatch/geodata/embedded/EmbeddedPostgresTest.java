package org.aralwatch.geodata.embedded;

import static org.aralwatch.geodata.embedded.ServerProcess.connect;
import static org.aralwatch.geodata.embedded.ServerProcess.postmasterPid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.aralwatch.geodata.embedded.EmbeddedPostgres.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
final class EmbeddedPostgresTest {
  @TempDir private static Path directory;

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() {
    postgres = EmbeddedPostgres.start(Settings.of(directory));
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void isDurableAndPrivateByDefault() throws SQLException, IOException {
    assertThat(
            query(
                postgres,
                "SELECT name || '=' || setting FROM pg_settings WHERE name IN ('fsync',"
                    + " 'full_page_writes', 'synchronous_commit', 'data_checksums',"
                    + " 'listen_addresses', 'unix_socket_directories',"
                    + " 'server_encoding') ORDER BY 1"))
        .containsExactly(
            "data_checksums=on",
            "fsync=on",
            "full_page_writes=on",
            "listen_addresses=127.0.0.1",
            "server_encoding=UTF8",
            "synchronous_commit=on",
            "unix_socket_directories=");
    assertThat(query(postgres, "SHOW server_version")).containsExactly(postgres.version());
    assertThat(postgres.password()).hasSizeGreaterThanOrEqualTo(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("password"))))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file("postgres/pg_hba.conf"))).doesNotContain("trust");
  }

  @Test
  void ordersTextByCodePointAndKnowsUnicodeCase() throws SQLException {
    assertThat(query(postgres, "SELECT upper('қарақалпақстан')")).containsExactly("ҚАРАҚАЛПАҚСТАН");
    assertThat(query(postgres, "SELECT x FROM unnest(ARRAY['б','Я','a','B']) x ORDER BY x"))
        .containsExactly("B", "a", "Я", "б");
  }

  @Test
  void givesItsRoleTheDatabaseButNotTheServer() throws SQLException {
    execute(postgres, "CREATE SCHEMA apart", "CREATE EXTENSION btree_gist");
    assertThatThrownBy(() -> query(postgres, "SELECT pg_read_file('/etc/passwd')"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void refusesAWrongPassword() {
    for (String user : List.of(postgres.username(), Cluster.SUPERUSER)) {
      assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), user, "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void refusesASecondStartInTheSameDirectory() throws SQLException {
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(Settings.forTests(directory)))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
    }
    assertThat(query(postgres, "SELECT 1")).containsExactly("1");
  }

  @Test
  void keepsTheServerOutOfTheTerminalsProcessGroup() throws IOException {
    long postmaster = postmasterPid(directory);
    String[] stat = Files.readString(Path.of("/proc/" + postmaster + "/stat")).split(" ");
    String group = stat[4];
    String session = stat[5];
    assertThat(List.of(group, session)).containsOnly(String.valueOf(postmaster));
    assertThat(postgres.port()).isPositive();
  }

  private static Path file(String name) {
    return directory.resolve(name);
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
