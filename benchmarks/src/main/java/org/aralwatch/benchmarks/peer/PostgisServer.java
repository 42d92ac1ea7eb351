package org.aralwatch.benchmarks.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.aralwatch.benchmarks.store.AtExit;
import org.aralwatch.benchmarks.store.Programs;
import org.jdbi.v3.core.Jdbi;

/**
 * A private PostgreSQL with PostGIS of Debian's packages, with the memory that the embedded server
 * has. As root it runs in a user namespace, as the embedded one does.
 */
final class PostgisServer implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql");
  private static final Path EXTENSIONS = Path.of("/usr/share/postgresql");

  private final List<String> account;
  private final Path programs;
  private final Path cluster;
  private final String url;
  private final AtExit atExit = AtExit.stop(this::stop);

  private PostgisServer(List<String> account, Path programs, Path cluster, String url) {
    this.account = account;
    this.programs = programs;
    this.cluster = cluster;
    this.url = url;
  }

  /** Starts it in a directory; empty where the packages are not installed. */
  static Optional<PostgisServer> start(Path directory) {
    return programs().map(found -> start(found, directory));
  }

  /** Of the newest version that has PostGIS. */
  private static Optional<Path> programs() {
    if (!Files.isDirectory(PROGRAMS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(PROGRAMS)) {
      return versions
          .filter(
              version ->
                  Files.exists(
                      EXTENSIONS.resolve(version.getFileName() + "/extension/postgis.control")))
          .max(Comparator.naturalOrder())
          .map(version -> version.resolve("bin"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + PROGRAMS, e);
    }
  }

  private static PostgisServer start(Path programs, Path directory) {
    try {
      boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
      List<String> account = root ? List.of("unshare", "--user", "--") : List.of();
      Path cluster = directory.resolve("cluster").toAbsolutePath();
      Path password = directory.resolve("password").toAbsolutePath();
      if (!Files.exists(cluster)) {
        Files.createDirectories(directory);
        Files.writeString(password, UUID.randomUUID().toString());
        run(
            account,
            programs.resolve("initdb").toString(),
            "--username=bench",
            "--auth=scram-sha-256",
            "--pwfile=" + password,
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--pgdata=" + cluster);
      }
      int port = freePort();
      PostgisServer server =
          new PostgisServer(
              account,
              programs,
              cluster,
              "jdbc:postgresql://127.0.0.1:%d/postgres?user=bench&password=%s"
                  .formatted(port, Files.readString(password)));
      server.control(
          "start",
          "--log=" + directory.resolve("postgis.log").toAbsolutePath(),
          "--options=-p "
              + port
              + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' "
              + ServerSettings.options());
      server.jdbi().useHandle(handle -> handle.execute("CREATE EXTENSION IF NOT EXISTS postgis"));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start PostGIS in " + directory, e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void run(List<String> account, String... command) {
    List<String> whole = new ArrayList<>(account);
    whole.addAll(List.of(command));
    Programs.run(whole, Map.of());
  }

  private void control(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(programs.resolve("pg_ctl").toString());
    command.addAll(List.of("--wait", "--silent", "--pgdata=" + cluster));
    command.addAll(List.of(arguments));
    run(account, command.toArray(String[]::new));
  }

  Jdbi jdbi() {
    return Jdbi.create(url);
  }

  String jdbcUrl() {
    return url;
  }

  String describe() {
    return jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT 'PostGIS ' || extversion || ' on PostgreSQL '
                               || split_part(current_setting('server_version'), ' ', 1)
                        FROM pg_extension WHERE extname = 'postgis'
                        """)
                    .mapTo(String.class)
                    .one());
  }

  @Override
  public void close() {
    atExit.forget();
    stop();
  }

  private void stop() {
    control("stop", "--mode=fast");
  }
}
