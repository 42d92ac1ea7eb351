package org.aralwatch.benchmarks.store;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** A database server of this benchmark's own, on which records are made by name. */
public interface StoreServer extends AutoCloseable {
  /** Half a second apart. */
  int DROP_ATTEMPTS = 20;

  /** As {@code --store} names it. */
  String name();

  /** With user and password, of the server's own database. */
  String url();

  /** With user and password, of one of its databases. */
  default String url(String database) {
    return url().replaceFirst("^(jdbc:postgresql://[^/]+/)[^?]*", "$1" + database);
  }

  default List<String> databases() {
    return Jdbi.create(url())
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT datname FROM pg_database WHERE datname LIKE 'bench%'")
                    .mapTo(String.class)
                    .list());
  }

  default void create(String database) {
    if (!databases().contains(database)) {
      Jdbi.create(url()).useHandle(handle -> handle.execute("CREATE DATABASE " + database));
    }
  }

  /**
   * Drops a database if it is there. Not with FORCE, which only a superuser may use against the
   * worker of TimescaleDB; that leaves by itself, in its own time.
   */
  default void drop(String database) {
    for (int attempt = 1; ; attempt++) {
      try {
        Jdbi.create(url())
            .useHandle(handle -> handle.execute("DROP DATABASE IF EXISTS " + database));
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

  @Override
  void close();
}
