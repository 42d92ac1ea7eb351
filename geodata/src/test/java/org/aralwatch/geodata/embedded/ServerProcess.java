package org.aralwatch.geodata.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A process of its own that starts a durable server in the directory given, stores three rows,
 * prints a line and stays until it is ended; SIGTERM and SIGINT let it close the server.
 */
final class ServerProcess {
  private ServerProcess() {}

  public static void main(String[] args) throws SQLException, InterruptedException {
    long begin = System.nanoTime();
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(EmbeddedPostgres.Settings.of(Path.of(args[0])));
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
    long ready = System.nanoTime();
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS reading (value integer)");
      statement.execute("INSERT INTO reading SELECT generate_series(1, 3)");
    }
    System.out.println("stored, started in " + (ready - begin) / 1_000_000 + " ms");
    Thread.sleep(Long.MAX_VALUE);
  }

  static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }

  /** The postmaster's pid, from the file that only a running one leaves. */
  static long postmasterPid(Path dataDirectory) {
    try {
      Path file = dataDirectory.resolve("postgres/postmaster.pid");
      return Long.parseLong(Files.readAllLines(file).get(0).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
