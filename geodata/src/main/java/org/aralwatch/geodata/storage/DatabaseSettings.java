package org.aralwatch.geodata.storage;

import java.util.Objects;

/**
 * How to reach the store.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database?user=…&password=…}
 * @param user null where the URL names it
 * @param password null where the URL holds it
 * @param poolSize connections at most
 */
public record DatabaseSettings(String jdbcUrl, String user, String password, int poolSize) {
  /** Enough for two cores; a query holds a connection for milliseconds. */
  public static final int DEFAULT_POOL_SIZE = 12;

  /**
   * @throws IllegalArgumentException when the URL is no PostgreSQL JDBC URL or the pool is empty
   */
  public DatabaseSettings {
    Objects.requireNonNull(jdbcUrl);
    if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "database address '"
              + withoutSecrets(jdbcUrl)
              + "' must begin with jdbc:postgresql:, as in"
              + " jdbc:postgresql://localhost:5432/aralwatch?user=aralwatch&password=…");
    }
    if (poolSize < 2) {
      throw new IllegalArgumentException("pool size " + poolSize + " is below 2");
    }
  }

  public static DatabaseSettings of(String jdbcUrl) {
    return new DatabaseSettings(jdbcUrl, null, null, DEFAULT_POOL_SIZE);
  }

  /** The address as it may be logged and shown. */
  public String address() {
    return withoutSecrets(jdbcUrl);
  }

  private static String withoutSecrets(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  @Override
  public String toString() {
    return "DatabaseSettings[" + address() + ", poolSize=" + poolSize + "]";
  }
}
