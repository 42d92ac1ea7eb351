package org.aralwatch.geodata.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.aralwatch.geodata.reference.ReferenceData;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store: a pool of connections and what the server behind it can do. Thread-safe. */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final DatabaseSettings settings;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private volatile Capability capability;

  private Database(DatabaseSettings settings, HikariDataSource pool) {
    this.settings = settings;
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.capability = jdbi.withHandle(Capability::read);
  }

  /**
   * Connects; migrates nothing.
   *
   * @throws StorageException when the server cannot be reached, refuses us or is too old
   */
  public static Database open(DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(settings.jdbcUrl());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(Math.min(2, settings.poolSize()));
    config.setPoolName("aralwatch");
    // A request that finds no connection for so long answers 503 rather than wait on.
    config.setConnectionTimeout(5_000);
    config.setInitializationFailTimeout(5_000);
    config.addDataSourceProperty("ApplicationName", "aralwatch");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new StorageException(
          "cannot reach the database at " + settings.address() + ": " + rootMessage(e), e);
    }
    try {
      return new Database(settings, pool);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static String rootMessage(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
  }

  /**
   * Brings the tables and the reviewed reference data to this program's state. Safe to run from
   * several processes at once, and writes nothing where nothing is new.
   *
   * @throws StorageException when the schema is newer than this program or a migration fails
   */
  public void migrate() {
    jdbi.useHandle(Capability::prepare);
    capability = jdbi.withHandle(Capability::read);
    try {
      flyway().migrate();
    } catch (FlywayException e) {
      throw new StorageException(
          "cannot migrate the database at " + settings.address() + ": " + rootMessage(e), e);
    }
    ReferenceData.apply(jdbi);
    // Of a record of before they were kept.
    jdbi.useHandle(Tail::fillMissing);
    LOG.info("database ready: {} at {}", capability.describe(), settings.address());
  }

  /**
   * For what only reads: makes sure that the tables are those of this program; changes nothing.
   *
   * @throws StorageException when there is no record, or one that was not migrated
   */
  public void requireMigrated() {
    try {
      if (flyway().info().pending().length > 0) {
        throw new StorageException(
            "the database at "
                + settings.address()
                + " holds no record of this version; 'scripts/aralwatch migrate' makes it one");
      }
    } catch (FlywayException e) {
      throw new StorageException(
          "cannot read the database at " + settings.address() + ": " + rootMessage(e), e);
    }
  }

  private Flyway flyway() {
    List<String> locations = new ArrayList<>(List.of("classpath:db/migration/core"));
    if (capability.edition() != Capability.Edition.NONE) {
      locations.add("classpath:db/migration/timescaledb");
    }
    if (capability.edition() == Capability.Edition.COMMUNITY) {
      locations.add("classpath:db/migration/community");
    }
    return Flyway.configure()
        .dataSource(pool)
        .locations(locations.toArray(String[]::new))
        // A store that gains the extension later takes up its migrations then.
        .outOfOrder(true)
        .ignoreMigrationPatterns("*:missing")
        .load();
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  public DataSource dataSource() {
    return pool;
  }

  /** As of the start, or of the migration in it, which may have created the extension. */
  public Capability capability() {
    return capability;
  }

  public DatabaseSettings settings() {
    return settings;
  }

  @Override
  public void close() {
    pool.close();
  }
}
