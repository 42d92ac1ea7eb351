package org.aralwatch.benchmarks.store;

import java.nio.file.Path;
import org.aralwatch.geodata.embedded.EmbeddedPostgres;

/** The embedded PostgreSQL, durable as users run it. */
public final class EmbeddedServer implements StoreServer {
  private final EmbeddedPostgres postgres;

  private EmbeddedServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  public static EmbeddedServer start(Path directory) {
    return new EmbeddedServer(EmbeddedPostgres.start(EmbeddedPostgres.Settings.of(directory)));
  }

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public String url() {
    return postgres.jdbcUrl() + "?user=" + postgres.username() + "&password=" + postgres.password();
  }

  @Override
  public void close() {
    postgres.close();
  }
}
