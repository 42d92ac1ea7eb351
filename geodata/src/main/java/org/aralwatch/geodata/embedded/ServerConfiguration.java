package org.aralwatch.geodata.embedded;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The server's two configuration files. They are written anew at every start, so that what is
 * secure and durable is what this class says, not what an earlier version or an edit left behind.
 */
final class ServerConfiguration {
  private static final long MIB = 1024 * 1024;

  /** What parallel queries may want of /dev/shm. Docker gives a container 64 MB. */
  private static final long ENOUGH_SHARED_MEMORY = 256 * MIB;

  /** Passwords for everyone, over the loopback interface; anything else is refused. */
  static final String HOST_BASED_AUTHENTICATION =
      """
      # Written by AralWatch at every start.
      host all all 127.0.0.1/32 scram-sha-256
      """;

  private ServerConfiguration() {}

  /**
   * The content of {@code postgresql.conf}.
   *
   * @param port to listen on, at 127.0.0.1
   */
  static String postgresql(int port, Durability durability) {
    return postgresql(port, durability, machineMemory(), dynamicSharedMemory());
  }

  /**
   * @param memory of the machine or container, bytes. A server JVM and the system's file cache live
   *     in it too, so the shares are modest.
   */
  static String postgresql(int port, Durability durability, long memory, String dynamicMemory) {
    String durable = durability == Durability.DURABLE ? "on" : "off";
    return """
        # Written by AralWatch at every start; changes made here are lost.

        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        max_connections = 100
        password_encryption = 'scram-sha-256'
        ssl = off

        # A commit that was acknowledged survives a power cut.
        fsync = %s
        full_page_writes = %s
        synchronous_commit = %s

        shared_buffers = %dMB
        effective_cache_size = %dMB
        maintenance_work_mem = %dMB
        work_mem = %dMB
        dynamic_shared_memory_type = %s

        # Bulk loads write much WAL; a checkpoint every few seconds would halve their speed.
        max_wal_size = 2GB
        checkpoint_timeout = 10min

        # Queries take milliseconds and compiling one takes longer. Random reads of an SSD or of
        # the file cache cost little more than sequential ones.
        jit = off
        random_page_cost = 1.1

        timezone = 'UTC'
        log_timezone = 'UTC'
        datestyle = 'ISO, YMD'
        lc_messages = 'C'
        lc_monetary = 'C'
        lc_numeric = 'C'
        lc_time = 'C'
        default_text_search_config = 'pg_catalog.simple'

        # Standard error goes to postgres.log.
        logging_collector = off
        log_line_prefix = '%%m [%%p] '
        log_checkpoints = off
        """
        .formatted(
            port,
            durable,
            durable,
            durable,
            megabytes(memory / 8, 64, 2048),
            megabytes(memory / 2, 256, Integer.MAX_VALUE),
            megabytes(memory / 32, 64, 512),
            megabytes(memory / 512, 8, 32),
            dynamicMemory);
  }

  private static long megabytes(long bytes, long least, long most) {
    return Math.max(least, Math.min(most, bytes / MIB));
  }

  private static long machineMemory() {
    // Unlike /proc/meminfo this respects a container's limit.
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  /**
   * POSIX shared memory is the fastest, but a small /dev/shm fails parallel queries in mid-flight;
   * files in the cluster's own directory are then the safe way.
   */
  private static String dynamicSharedMemory() {
    try {
      FileStore shm = Files.getFileStore(Path.of("/dev/shm"));
      return shm.getUsableSpace() >= ENOUGH_SHARED_MEMORY ? "posix" : "mmap";
    } catch (IOException e) {
      EmbeddedPostgres.LOG.debug("There is no /dev/shm to use", e);
      return "mmap";
    }
  }
}
