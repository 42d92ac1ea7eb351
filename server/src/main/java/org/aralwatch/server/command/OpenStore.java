package org.aralwatch.server.command;

import java.nio.file.Path;
import java.util.Optional;
import org.aralwatch.geodata.embedded.EmbeddedPostgres;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.DatabaseSettings;
import org.aralwatch.server.http.Health;

/**
 * The store that a role works on: the one named, the one that a process of this data directory
 * runs, or an embedded one of its own.
 *
 * @param origin how it was come by
 */
record OpenStore(Database database, Origin origin) {

  enum Origin {
    /** Named by its address. */
    EXTERNAL,
    /** Embedded, run by another process on this host. */
    JOINED,
    /** Embedded, run by this process. */
    OWN;

    Health.StoreKind kind() {
      return this == EXTERNAL ? Health.StoreKind.EXTERNAL : Health.StoreKind.EMBEDDED;
    }
  }

  /**
   * Opens it, leaving {@code closing} in charge.
   *
   * @throws RuntimeException with one clear sentence where it cannot be used
   */
  static OpenStore open(StoreOptions options, Closing closing) {
    if (options.database().isPresent()) {
      return connect(settings(options.database().get()), Origin.EXTERNAL, closing);
    }
    Optional<RunningStore> running = RunningStore.find(options.data());
    if (running.isPresent()) {
      return connect(DatabaseSettings.of(running.get().jdbcUrl()), Origin.JOINED, closing);
    }
    return openOwn(options.data(), closing);
  }

  /**
   * As {@link #open}, but never joins another process: two of a kind on one directory are one too
   * many.
   */
  static OpenStore openExclusively(StoreOptions options, Closing closing) {
    if (options.database().isPresent()) {
      return connect(settings(options.database().get()), Origin.EXTERNAL, closing);
    }
    return openOwn(options.data(), closing);
  }

  private static DatabaseSettings settings(String jdbcUrl) {
    try {
      return DatabaseSettings.of(jdbcUrl);
    } catch (IllegalArgumentException e) {
      throw new Unusable(e.getMessage() + ".", e);
    }
  }

  private static OpenStore openOwn(Path directory, Closing closing) {
    EmbeddedPostgres postgres =
        closing.add(
            Closing.Stage.DATABASE,
            "embedded PostgreSQL",
            EmbeddedPostgres.start(EmbeddedPostgres.Settings.of(directory)));
    String url =
        postgres.jdbcUrl() + "?user=" + postgres.username() + "&password=" + postgres.password();
    OpenStore store = connect(DatabaseSettings.of(url), Origin.OWN, closing);
    closing.add(Closing.Stage.CONNECTIONS, "announcement", RunningStore.announce(directory, url));
    return store;
  }

  private static OpenStore connect(DatabaseSettings settings, Origin origin, Closing closing) {
    Database database = Database.open(settings);
    return new OpenStore(closing.add(Closing.Stage.CONNECTIONS, "connections", database), origin);
  }
}
