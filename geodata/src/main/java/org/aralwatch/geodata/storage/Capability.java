package org.aralwatch.geodata.storage;

import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the store at hand can do; read once, at start. It decides the physical layout only, never a
 * result.
 *
 * @param postgresVersion as "17.6"
 * @param timescaleVersion as "2.19.3"; empty where the extension cannot be had
 */
public record Capability(
    String postgresVersion, Optional<String> timescaleVersion, Edition edition) {

  /** Editions of TimescaleDB: the Apache one refuses compression and continuous aggregates. */
  public enum Edition {
    NONE,
    APACHE,
    COMMUNITY;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Capability.class);

  /** Oldest server with UNIQUE NULLS NOT DISTINCT, on which the schema relies. */
  private static final int LEAST_MAJOR_VERSION = 15;

  static Capability read(Handle handle) {
    int number =
        handle
            .createQuery("SELECT current_setting('server_version_num')::int")
            .mapTo(Integer.class)
            .one();
    String version =
        handle
            .createQuery("SELECT split_part(current_setting('server_version'), ' ', 1)")
            .mapTo(String.class)
            .one();
    if (number / 10_000 < LEAST_MAJOR_VERSION) {
      throw new StorageException(
          "PostgreSQL " + version + " is too old: " + LEAST_MAJOR_VERSION + " or later is needed");
    }
    Optional<String> timescale =
        handle
            .createQuery(
                """
                SELECT installed_version FROM pg_available_extensions
                WHERE name = 'timescaledb' AND installed_version IS NOT NULL
                """)
            .mapTo(String.class)
            .findOne();
    if (timescale.isEmpty()) {
      return new Capability(version, timescale, Edition.NONE);
    }
    String licence =
        handle
            .createQuery("SELECT coalesce(current_setting('timescaledb.license', true), 'apache')")
            .mapTo(String.class)
            .one();
    return new Capability(
        version, timescale, licence.equals("timescale") ? Edition.COMMUNITY : Edition.APACHE);
  }

  /**
   * Creates the extension where the server has it loaded. Without it everything works the same, so
   * a refusal is told and not fatal.
   */
  static void prepare(Handle handle) {
    // The loader's own setting tells that it is preloaded; shared_preload_libraries itself may be
    // read by privileged roles only.
    boolean loadable =
        handle
            .createQuery(
                """
                SELECT EXISTS (SELECT FROM pg_available_extensions
                               WHERE name = 'timescaledb' AND installed_version IS NULL)
                       AND current_setting('timescaledb.max_background_workers', true) IS NOT NULL
                """)
            .mapTo(Boolean.class)
            .one();
    if (loadable) {
      try {
        handle.execute("CREATE EXTENSION IF NOT EXISTS timescaledb");
      } catch (UnableToExecuteStatementException e) {
        LOG.warn(
            "going on without TimescaleDB, which this role may not create: {}", e.getMessage());
      }
    }
  }

  /** One line for the log and the page. */
  public String describe() {
    return "PostgreSQL "
        + postgresVersion
        + timescaleVersion
            .map(v -> ", TimescaleDB " + v + " (" + edition.code() + " edition)")
            .orElse(", without TimescaleDB");
  }
}
