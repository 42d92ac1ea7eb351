package org.aralwatch.benchmarks.peer;

import org.aralwatch.benchmarks.report.Machine;

/**
 * What the embedded server is given on a machine of this size, for those that are measured beside
 * it: a comparison of default settings would be one of memory.
 */
public final class ServerSettings {
  private static final long MEBIBYTE = 1 << 20;

  private ServerSettings() {}

  /** As options of the program {@code postgres}. */
  public static String options() {
    long memory = Machine.current().memory() / MEBIBYTE;
    return String.join(
        " ",
        "-c shared_buffers=" + Math.max(64, Math.min(2048, memory / 8)) + "MB",
        "-c effective_cache_size=" + memory / 2 + "MB",
        "-c maintenance_work_mem=" + Math.max(64, Math.min(512, memory / 32)) + "MB",
        "-c work_mem=" + Math.max(8, Math.min(32, memory / 512)) + "MB",
        "-c max_wal_size=2GB",
        "-c checkpoint_timeout=10min",
        "-c jit=off",
        "-c random_page_cost=1.1");
  }
}
