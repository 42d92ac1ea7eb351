package org.aralwatch.server.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.aralwatch.geodata.Json;

/**
 * The file by which a process that runs the embedded database lets others of this user in: {@code
 * running.json} in the data directory, readable by its owner only.
 *
 * @param pid of the process that runs it
 * @param startMillis when that process started, milliseconds since 1970; a number alone may have
 *     been given to another since
 * @param jdbcUrl with user and password
 */
record RunningStore(long pid, long startMillis, String jdbcUrl) {
  private static final String NAME = "running.json";

  /** The system computes a start from its clock, which may be set meanwhile. */
  private static final long CLOCK_TOLERANCE_MILLIS = 5_000;

  /** The store that a living process runs in this directory; empty where none does. */
  static Optional<RunningStore> find(Path dataDirectory) {
    Path file = dataDirectory.resolve(NAME);
    try {
      JsonNode json = Json.mapper().readTree(Files.readString(file));
      RunningStore store =
          new RunningStore(
              json.path("pid").asLong(),
              json.path("startMillis").asLong(),
              json.path("jdbcUrl").asText());
      return Optional.of(store).filter(RunningStore::isAlive);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      // Written whole or not at all, so it is not ours; starting the database will tell.
      return Optional.empty();
    } catch (IOException e) {
      throw new Unusable(
          "The data directory "
              + dataDirectory
              + " is in use, and this user may not read "
              + file
              + ".",
          e);
    }
  }

  /** Announces the store that this process runs; closing takes it back. */
  static AutoCloseable announce(Path dataDirectory, String jdbcUrl) {
    Path file = dataDirectory.resolve(NAME);
    ProcessHandle self = ProcessHandle.current();
    RunningStore store = new RunningStore(self.pid(), startOf(self), jdbcUrl);
    try {
      Path fresh =
          Files.createTempFile(
              dataDirectory,
              NAME,
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, Json.write(store));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Unusable("Cannot write " + file + ": " + e.getMessage() + ".", e);
    }
    return () -> Files.deleteIfExists(file);
  }

  private boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(process -> Math.abs(startOf(process) - startMillis) < CLOCK_TOLERANCE_MILLIS)
        .isPresent();
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
