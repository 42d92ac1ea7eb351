package org.aralwatch.geodata.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The files of a database cluster in a data directory: {@code postgres/} and {@code password}. All
 * methods need the directory's lock.
 */
final class Cluster {
  /** Runs the cluster; only this package connects as it. */
  static final String SUPERUSER = "postgres";

  private static final Duration INITDB_TIMEOUT = Duration.ofMinutes(5);
  private static final int PASSWORD_BYTES = 32;

  private final Path dataDirectory;
  private final Path directory;
  private final Path passwordFile;

  Cluster(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
    this.directory = dataDirectory.resolve("postgres");
    this.passwordFile = dataDirectory.resolve("password");
  }

  Path directory() {
    return directory;
  }

  boolean exists() {
    return Files.exists(directory);
  }

  /**
   * Makes the cluster if there is none, and checks that these binaries can read it.
   *
   * @throws EmbeddedPostgresException if it is another major version's, or cannot be made
   */
  void prepare(Binaries binaries, ServerAccount account, Durability durability) throws IOException {
    if (!exists()) {
      create(binaries, account, durability);
      return;
    }
    Path versionFile = directory.resolve("PG_VERSION");
    if (!Files.isRegularFile(versionFile)) {
      throw new EmbeddedPostgresException(
          directory + " is not a PostgreSQL cluster: move it away, or choose another directory.");
    }
    String version = Files.readString(versionFile).strip();
    if (!version.equals(binaries.majorVersion())) {
      throw new EmbeddedPostgresException(
          "The cluster "
              + directory
              + " is of PostgreSQL "
              + version
              + " and cannot be read by the embedded PostgreSQL "
              + binaries.version()
              + ".");
    }
  }

  /** The password of both database roles. */
  String password() throws IOException {
    if (!Files.exists(passwordFile)) {
      throw new EmbeddedPostgresException(
          "The password file "
              + passwordFile
              + " of the existing cluster is missing: put it back from a backup.");
    }
    return Files.readString(passwordFile).strip();
  }

  /** The file in which a running postmaster writes its pid, and how far its start has come. */
  Path pidFile() {
    return directory.resolve("postmaster.pid");
  }

  /** Writes the configuration for the next start. */
  void configure(int port, Durability durability, ServerAccount account) throws IOException {
    write("postgresql.conf", ServerConfiguration.postgresql(port, durability), account);
    write("pg_hba.conf", ServerConfiguration.HOST_BASED_AUTHENTICATION, account);
  }

  private void write(String name, String content, ServerAccount account) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, content);
    account.own(file);
  }

  /**
   * The cluster is made under another name and renamed when it is whole and on disk, so a start
   * that is broken off leaves nothing that looks like a cluster. The password is on disk before.
   */
  private void create(Binaries binaries, ServerAccount account, Durability durability)
      throws IOException {
    long begin = System.nanoTime();
    Path unfinished = dataDirectory.resolve("postgres.unfinished");
    Directories.deleteIfExists(unfinished);
    writePassword(account);
    Files.createDirectory(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    account.own(unfinished);
    try {
      initdb(unfinished, binaries, account, durability);
      Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Directories.deleteIfExists(unfinished);
    }
    Directories.force(dataDirectory);
    EmbeddedPostgres.LOG.info(
        "Created the database cluster {} in {} ms",
        directory,
        (System.nanoTime() - begin) / 1_000_000);
  }

  private void writePassword(ServerAccount account) throws IOException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        passwordFile, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
    Directories.forceFile(passwordFile);
    account.own(passwordFile); // initdb reads it
  }

  private void initdb(Path target, Binaries binaries, ServerAccount account, Durability durability)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            account.command(
                binaries.program("initdb"),
                "--pgdata=" + target,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--data-checksums",
                "--encoding=UTF8",
                // PostgreSQL's own C.UTF-8: order by code point, Unicode upper and lower case, and
                // independent of the system's libraries, so that an upgrade of those corrupts no
                // index. Orders of a language are there by name: COLLATE "ru-x-icu".
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"));
    if (durability == Durability.FOR_TESTS) {
      command.add("--no-sync");
    }
    Program.Outcome outcome = Program.run(command, dataDirectory, INITDB_TIMEOUT);
    if (outcome.succeeded()) {
      return;
    }
    EmbeddedPostgres.LOG.debug("initdb said:\n{}", outcome.output());
    if (outcome.output().contains("No space left on device")) {
      throw new EmbeddedPostgresException(
          "The disk is full: a new database in "
              + dataDirectory
              + " needs about 100 MB, and "
              + Files.getFileStore(dataDirectory).getUsableSpace() / (1024 * 1024)
              + " MB are free.");
    }
    String reason =
        outcome
            .output()
            .lines()
            .filter(line -> line.contains("error:") || line.contains("FATAL:"))
            .findFirst()
            .orElse(outcome.lastLine());
    throw new EmbeddedPostgresException(
        "The database cluster " + directory + " cannot be created: " + reason);
  }
}
