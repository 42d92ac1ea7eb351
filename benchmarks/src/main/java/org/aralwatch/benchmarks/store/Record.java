package org.aralwatch.benchmarks.store;

import java.util.Optional;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.DatabaseSettings;
import org.jdbi.v3.core.Jdbi;

/** A migrated record in a database of its own, with notes on what was made in it. */
public final class Record implements AutoCloseable {
  private final String url;
  private final Database database;

  private Record(String url, Database database) {
    this.url = url;
    this.database = database;
  }

  /** Opens it, or makes an empty one. */
  public static Record open(StoreServer server, String name) {
    server.create(name);
    String url = server.url(name);
    Database database = Database.open(new DatabaseSettings(url, null, null, 6));
    database.migrate();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    CREATE TABLE IF NOT EXISTS bench_note
                      (key text CONSTRAINT bench_note_pk PRIMARY KEY, value text NOT NULL)
                    """));
    return new Record(url, database);
  }

  public String url() {
    return url;
  }

  public Database database() {
    return database;
  }

  public Jdbi jdbi() {
    return database.jdbi();
  }

  public Optional<String> note(String key) {
    return jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT value FROM bench_note WHERE key = :key")
                    .bind("key", key)
                    .mapTo(String.class)
                    .findOne());
  }

  public void note(String key, String value) {
    jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO bench_note (key, value) VALUES (:key, :value)
                        ON CONFLICT (key) DO UPDATE SET value = excluded.value
                        """)
                    .bind("key", key)
                    .bind("value", value)
                    .execute());
  }

  /** Outside of a transaction, as VACUUM has to be. */
  public void execute(String sql) {
    jdbi().useHandle(handle -> handle.execute(sql));
  }

  @Override
  public void close() {
    database.close();
  }
}
