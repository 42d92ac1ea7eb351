package org.aralwatch.geodata.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The right to use a data directory: held by one process at a time, given back by the system when
 * that process dies, however it dies.
 *
 * <p>It is a POSIX record lock, so the postmaster, a child, does not inherit it: a postmaster left
 * behind by a killed JVM never keeps the next start out.
 */
final class DirectoryLock implements AutoCloseable {
  /**
   * What this JVM holds. A POSIX lock belongs to the process, and closing any other channel on the
   * same file drops it, so a second attempt from this JVM must not even open the file. And a
   * channel that nobody refers to is closed by the garbage collector, which must not happen because
   * a caller has dropped a running server out of sight.
   */
  private static final Map<Path, DirectoryLock> HELD_HERE = new HashMap<>();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * @param directory an existing directory, as a real path
   * @throws EmbeddedPostgresException if another process, or another caller in this one, holds it
   */
  static DirectoryLock acquire(Path directory) {
    synchronized (HELD_HERE) {
      if (HELD_HERE.containsKey(directory)) {
        throw inUse(directory, "this process (" + ProcessHandle.current().pid() + ")");
      }
      DirectoryLock lock = lock(directory);
      HELD_HERE.put(directory, lock);
      return lock;
    }
  }

  private static DirectoryLock lock(Path directory) {
    Path file = directory.resolve("lock");
    FileChannel channel = null;
    DirectoryLock held = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        String pid = Files.readString(file).strip();
        throw inUse(directory, pid.isEmpty() ? "another process" : "process " + pid);
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      held = new DirectoryLock(directory, channel);
      return held;
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "The data directory "
              + directory
              + " cannot be locked: "
              + EmbeddedPostgresException.reason(e),
          e);
    } finally {
      if (held == null && channel != null) {
        closeQuietly(channel);
      }
    }
  }

  private static EmbeddedPostgresException inUse(Path directory, String holder) {
    return new EmbeddedPostgresException(
        "The data directory "
            + directory
            + " is in use by "
            + holder
            + "; stop that first, or choose another directory.");
  }

  /** The pid stays in the file; only the lock means anything. */
  @Override
  public void close() {
    synchronized (HELD_HERE) {
      closeQuietly(channel);
      HELD_HERE.remove(directory);
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      EmbeddedPostgres.LOG.warn("A lock file was not closed in order", e);
    }
  }
}
