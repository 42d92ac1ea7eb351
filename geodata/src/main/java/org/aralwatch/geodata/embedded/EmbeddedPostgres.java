package org.aralwatch.geodata.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own, durable and private to this host: it listens on 127.0.0.1 only
 * and asks everybody for a password. One data directory has one server, and that belongs to one
 * process at a time.
 *
 * <p>The data directory holds {@code postgres/} (the cluster), {@code password}, {@code lock} and
 * {@code postgres.log}. After a crash of this process or of the host the next {@link #start}
 * recovers by itself: it stops what is left running and PostgreSQL replays its log.
 *
 * <p>Shutting down is the caller's business, by {@link #close} after its last query; no shutdown
 * hook is left installed. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  /** Name of the database and of the role that owns it. */
  private static final String NAME = "aralwatch";

  private static final int FREE_PORT_ATTEMPTS = 5;
  private static final int CONNECT_TIMEOUT_SECONDS = 10;
  private static final String INVALID_PASSWORD = "28P01";

  private final DirectoryLock lock;
  private final Postmaster postmaster;
  private final Path dataDirectory;
  private final int port;
  private final String password;
  private final String version;
  private boolean closed;

  private EmbeddedPostgres(
      DirectoryLock lock,
      Postmaster postmaster,
      Path dataDirectory,
      int port,
      String password,
      String version) {
    this.lock = lock;
    this.postmaster = postmaster;
    this.dataDirectory = dataDirectory;
    this.port = port;
    this.password = password;
    this.version = version;
  }

  /**
   * Where and how to run.
   *
   * @param dataDirectory holds everything that must be kept; made if missing
   * @param port to listen on; 0 for any free one, chosen anew at every start
   * @param startupTimeout from the launch of the server to its first answer. Generous by default:
   *     it includes the recovery after a crash, and a server that fails is noticed at once
   * @param cacheDirectory for the unpacked programs, 50 MB that can be lost; empty for the user's
   *     own ({@code $XDG_CACHE_HOME/aralwatch/postgres}, {@code ~/.cache/aralwatch/postgres}), or
   *     {@code binaries} in the data directory where that cannot be used
   * @param durability set by the factories
   */
  public record Settings(
      Path dataDirectory,
      int port,
      Duration startupTimeout,
      Optional<Path> cacheDirectory,
      Durability durability) {

    public Settings {
      Objects.requireNonNull(dataDirectory, "dataDirectory");
      Objects.requireNonNull(cacheDirectory, "cacheDirectory");
      Objects.requireNonNull(durability, "durability");
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException("port " + port + " is not in 0 to 65535");
      }
      if (startupTimeout.isNegative() || startupTimeout.isZero()) {
        throw new IllegalArgumentException("startupTimeout " + startupTimeout + " is not positive");
      }
    }

    /** Durable, on a free port. */
    public static Settings of(Path dataDirectory) {
      return new Settings(
          dataDirectory, 0, Duration.ofMinutes(10), Optional.empty(), Durability.DURABLE);
    }

    /**
     * For data that nobody will miss: commits are faster, and a crash of the host may destroy the
     * whole cluster.
     */
    public static Settings forTests(Path dataDirectory) {
      return new Settings(
          dataDirectory, 0, Duration.ofMinutes(1), Optional.empty(), Durability.FOR_TESTS);
    }

    /** The same on this port, 0 for any free one. */
    public Settings withPort(int newPort) {
      return new Settings(dataDirectory, newPort, startupTimeout, cacheDirectory, durability);
    }

    /** The same with another limit on the time to start. */
    public Settings withStartupTimeout(Duration newTimeout) {
      return new Settings(dataDirectory, port, newTimeout, cacheDirectory, durability);
    }

    /** The same with the programs unpacked in this directory. */
    public Settings withCacheDirectory(Path newCache) {
      return new Settings(dataDirectory, port, startupTimeout, Optional.of(newCache), durability);
    }

    /** Whether an acknowledged commit survives a power cut. */
    public boolean durable() {
      return durability == Durability.DURABLE;
    }
  }

  /**
   * Starts the server in a data directory, making the cluster if there is none, and returns when it
   * answers.
   *
   * @throws EmbeddedPostgresException if it cannot; nothing is left running then
   */
  public static EmbeddedPostgres start(Settings settings) {
    long begin = System.nanoTime();
    String archive = Binaries.archiveForThisMachine();
    Path data = dataDirectory(settings.dataDirectory());
    DirectoryLock lock = DirectoryLock.acquire(data);
    EmbeddedPostgres started = null;
    try {
      started = start(settings, archive, data, lock);
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "The data directory " + data + " cannot be used: " + EmbeddedPostgresException.reason(e),
          e);
    } finally {
      if (started == null) {
        lock.close();
      }
    }
    LOG.info(
        "PostgreSQL {} is ready on 127.0.0.1:{} after {} ms, data in {}",
        started.version,
        started.port,
        (System.nanoTime() - begin) / 1_000_000,
        data);
    if (!settings.durable()) {
      LOG.info("This PostgreSQL is for tests: its data may not survive a crash of the host");
    }
    return started;
  }

  /** The directory as a real path, since the lock, and what is found in /proc, go by it. */
  private static Path dataDirectory(Path directory) {
    try {
      Files.createDirectories(directory);
      Path real = directory.toRealPath();
      if (Files.isWritable(real) && Files.isExecutable(real)) {
        return real;
      }
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "The data directory "
              + directory.toAbsolutePath()
              + " cannot be created: "
              + EmbeddedPostgresException.reason(e)
              + ".",
          e);
    }
    throw new EmbeddedPostgresException(
        "The data directory "
            + directory.toAbsolutePath()
            + " cannot be written by user "
            + System.getProperty("user.name")
            + ".");
  }

  private static EmbeddedPostgres start(
      Settings settings, String archive, Path data, DirectoryLock lock) throws IOException {
    Cluster cluster = new Cluster(data);
    ServerAccount account = ServerAccount.forCluster(cluster.directory());
    account.letPass(data);
    Binaries binaries = Binaries.unpack(archive, caches(settings, data, account), account);
    StaleServer.stop(cluster);
    cluster.prepare(binaries, account, settings.durability());
    String password = cluster.password();

    int attempts = settings.port() == 0 ? FREE_PORT_ATTEMPTS : 1;
    for (int attempt = 0; attempt < attempts; attempt++) {
      int port = settings.port() == 0 ? freePort() : settings.port();
      cluster.configure(port, settings.durability(), account);
      Postmaster postmaster =
          Postmaster.launch(binaries, account, cluster, data.resolve("postgres.log"));
      if (comesUp(postmaster, settings.startupTimeout(), port, password, cluster)) {
        return new EmbeddedPostgres(lock, postmaster, data, port, password, binaries.version());
      }
    }
    throw new EmbeddedPostgresException(
        settings.port() == 0
            ? "No free port was found for PostgreSQL on 127.0.0.1."
            : "Port "
                + settings.port()
                + " on 127.0.0.1 is taken: choose another one for PostgreSQL.");
  }

  /**
   * Waits for the server and prepares its database.
   *
   * @return false if the port is taken; the server has been stopped then, and if this throws
   */
  private static boolean comesUp(
      Postmaster postmaster, Duration timeout, int port, String password, Cluster cluster)
      throws IOException {
    // A recovery can take minutes, and our caller has nothing to close yet.
    Thread ifThisProcessEnds = new Thread(postmaster::stop, "stop-postgres");
    Runtime runtime = Runtime.getRuntime();
    boolean up = false;
    try {
      runtime.addShutdownHook(ifThisProcessEnds);
      try {
        if (postmaster.awaitReady(timeout) == Postmaster.Start.READY) {
          prepareDatabase(port, password, cluster);
          up = true;
        }
      } finally {
        runtime.removeShutdownHook(ifThisProcessEnds);
      }
      return up;
    } catch (IllegalStateException e) {
      up = false;
      throw new EmbeddedPostgresException("This process is being shut down.", e);
    } finally {
      if (!up) {
        postmaster.stop();
      }
    }
  }

  private static List<Path> caches(Settings settings, Path data, ServerAccount account) {
    if (settings.cacheDirectory().isPresent()) {
      return List.of(settings.cacheDirectory().get().toAbsolutePath());
    }
    List<Path> caches = new ArrayList<>();
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path home = Path.of(System.getProperty("user.home"));
    if (account.isAnotherUser()) {
      LOG.debug("The server cannot be expected to reach our own cache directory");
    } else if (xdg != null && Path.of(xdg).isAbsolute()) {
      caches.add(Path.of(xdg, "aralwatch", "postgres"));
    } else if (home.isAbsolute()) { // it is "?" for a user without an entry in /etc/passwd
      caches.add(home.resolve(".cache/aralwatch/postgres"));
    }
    caches.add(data.resolve("binaries"));
    return caches;
  }

  /** Somebody else may take it before the server does; then another one is tried. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Sees to it that our role and database exist. The role is no superuser, as on a server that is
   * somebody else's, so nothing comes to depend on more, and no query reaches the host's files.
   */
  private static void prepareDatabase(int port, String password, Cluster cluster) {
    PGSimpleDataSource server = new PGSimpleDataSource();
    server.setServerNames(new String[] {"127.0.0.1"});
    server.setPortNumbers(new int[] {port});
    server.setDatabaseName("postgres");
    server.setUser(Cluster.SUPERUSER);
    server.setPassword(password);
    server.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
    try (Connection connection = server.getConnection();
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "SELECT FROM pg_roles WHERE rolname = '" + NAME + "'")) {
        // One statement, and so one transaction. The password is our own, of A-Za-z0-9_- only.
        statement.execute(
            "CREATE ROLE "
                + NAME
                + " LOGIN CREATEDB IN ROLE pg_monitor PASSWORD '"
                + password
                + "'");
      }
      if (!exists(statement, "SELECT FROM pg_database WHERE datname = '" + NAME + "'")) {
        statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
      }
    } catch (SQLException e) {
      if (INVALID_PASSWORD.equals(e.getSQLState())) {
        throw new EmbeddedPostgresException(
            "The password file beside "
                + cluster.directory()
                + " is not this cluster's: put the right one back from a backup.",
            e);
      }
      throw new EmbeddedPostgresException(
          "PostgreSQL started, but its database cannot be opened: " + e.getMessage(), e);
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  /** Without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
  }

  /** Owner of the database, no superuser; may create further databases and read statistics. */
  public String username() {
    return NAME;
  }

  public String password() {
    return password;
  }

  /** The TCP port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Of the server, such as "17.6". */
  public String version() {
    return version;
  }

  /**
   * Stops the server and gives the data directory free. Open connections are cut, their
   * transactions rolled back. Takes as long as writing a checkpoint, at most about a minute.
   * Closing again does nothing.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    postmaster.stop();
    lock.close();
    LOG.info("PostgreSQL has stopped, data in {}", dataDirectory);
  }
}
