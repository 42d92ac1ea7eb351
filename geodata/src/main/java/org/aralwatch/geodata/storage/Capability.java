package org.aralwatch.geodata.storage;

import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

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
                SELECT coalesce(installed_version, default_version)
                FROM pg_available_extensions
                WHERE name = 'timescaledb'
                  AND (installed_version IS NOT NULL
                       OR current_setting('shared_preload_libraries') LIKE '%timescaledb%')
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

  /** One line for the log and the page. */
  public String describe() {
    return "PostgreSQL "
        + postgresVersion
        + timescaleVersion
            .map(v -> ", TimescaleDB " + v + " (" + edition.code() + " edition)")
            .orElse(", without TimescaleDB");
  }
}
