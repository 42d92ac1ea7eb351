package org.aralwatch.server.command;

import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.aralwatch.geodata.embedded.EmbeddedPostgres;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.DatabaseSettings;
import org.aralwatch.geodata.storage.StorageException;
import org.aralwatch.server.http.Health;

/**
 * The store that a role works on: the one named, the one that a process of this data directory
 * runs, or an embedded one of its own.
 *
 * @param origin how it was come by
 */
record OpenStore(Database database, Origin origin) {
  /** There when {@link EmbeddedPostgres} has made its cluster, whole. */
  private static final String CLUSTER = "postgres/PG_VERSION";

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
   * Opens a store that is there, leaving {@code closing} in charge. A mistyped directory must not
   * become an empty record that is then found sound.
   *
   * @throws RuntimeException with one clear sentence where there is none or it cannot be used
   */
  static OpenStore open(StoreOptions options, Closing closing) {
    if (options.database().isEmpty() && !Files.exists(options.data().resolve(CLUSTER))) {
      throw new Unusable(
          "There is no record in "
              + options.data().toAbsolutePath().normalize()
              + ": name its directory with --data, or start scripts/run, or migrate, to make one.");
    }
    return openOrCreate(options, closing);
  }

  /** As {@link #open}, but makes a store where there is none. */
  static OpenStore openOrCreate(StoreOptions options, Closing closing) {
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
   * As {@link #openOrCreate}, but never joins another process: two of a kind on one directory are
   * one too many.
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
    Database database = reach(settings);
    return new OpenStore(closing.add(Closing.Stage.CONNECTIONS, "connections", database), origin);
  }

  private static Database reach(DatabaseSettings settings) {
    try {
      return Database.open(settings);
    } catch (StorageException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof UnknownHostException) {
          // What the driver says of it is that the attempt failed.
          throw new Unusable(
              "cannot reach the database at "
                  + settings.address()
                  + ": there is no host '"
                  + cause.getMessage()
                  + "'.",
              e);
        }
      }
      throw e;
    }
  }
}
