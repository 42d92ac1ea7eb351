package org.aralwatch.geodata.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.aralwatch.geodata.embedded.EmbeddedPostgres;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * A fresh, migrated database for one test class: on the embedded PostgreSQL, or on the server that
 * {@code ARALWATCH_TEST_DATABASE} names, which must then be a TimescaleDB: the same tests run on
 * both.
 */
public final class TestDatabase implements AutoCloseable {
  private static final int DROP_ATTEMPTS = 20;
  private static final String SERVER = System.getenv("ARALWATCH_TEST_DATABASE");

  private final String name;
  private final String url;
  private final Database database;

  private TestDatabase(String name, String url, Database database) {
    this.name = name;
    this.url = url;
    this.database = database;
  }

  public static TestDatabase create() {
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    admin().useHandle(handle -> handle.execute("CREATE DATABASE " + name));
    String url = serverUrl().replaceFirst("^(jdbc:postgresql://[^/]+/)[^?]*", "$1" + name);
    Database database = Database.open(new DatabaseSettings(url, null, null, 6));
    database.migrate();
    return new TestDatabase(name, url, database);
  }

  /** Whether the tests run on a TimescaleDB. */
  public static boolean isTimescale() {
    return SERVER != null && !SERVER.isBlank();
  }

  public Database database() {
    return database;
  }

  public Jdbi jdbi() {
    return database.jdbi();
  }

  /** Proves references, history, counts and roll-ups. */
  public void assertSound() {
    assertThat(new RecordCheck(database).run(rule -> {})).allMatch(RecordCheck.Finding::holds);
  }

  /** With user and password, for another process. */
  public String url() {
    return url;
  }

  public Vocabulary vocabulary() {
    return Vocabulary.load(database.jdbi());
  }

  /**
   * Drops the database. Not with FORCE, which would end TimescaleDB's background worker too, and
   * that only a superuser may; without, the extension takes its worker away itself, in its own
   * time.
   */
  @Override
  public void close() {
    database.close();
    Jdbi admin = admin();
    for (int attempt = 1; ; attempt++) {
      try {
        admin.useHandle(
            handle -> {
              handle
                  .createQuery(
                      """
                      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                      WHERE datname = :name AND usename = current_user
                      """)
                  .bind("name", name)
                  .mapTo(Boolean.class)
                  .list();
              handle.execute("DROP DATABASE " + name);
            });
        return;
      } catch (UnableToExecuteStatementException e) {
        if (attempt == DROP_ATTEMPTS) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Jdbi admin() {
    return Jdbi.create(serverUrl());
  }

  private static String serverUrl() {
    return isTimescale() ? SERVER : Embedded.URL;
  }

  /** Started once in a test run, for all classes; wiped at its end. */
  private static final class Embedded {
    static final String URL = start();

    private static String start() {
      try {
        Path directory = Files.createTempDirectory("aralwatch-test-");
        EmbeddedPostgres postgres =
            EmbeddedPostgres.start(EmbeddedPostgres.Settings.forTests(directory));
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      postgres.close();
                      delete(directory);
                    }));
        return postgres.jdbcUrl()
            + "?user="
            + postgres.username()
            + "&password="
            + postgres.password();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path directory) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot wipe " + directory, e);
      }
    }
  }
}
