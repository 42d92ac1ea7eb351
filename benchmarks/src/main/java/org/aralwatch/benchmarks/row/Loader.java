package org.aralwatch.benchmarks.row;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Locale;
import org.aralwatch.benchmarks.data.Loading;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.DatabaseSettings;
import org.aralwatch.ingest.pipeline.IngestReport;

/** Loads one file and says how long that took and what it needed. For {@link LoaderProcess}. */
final class Loader {
  private Loader() {}

  /** Address of the database, file. */
  public static void main(String[] arguments) {
    try (Database database = Database.open(DatabaseSettings.of(arguments[0]))) {
      long begin = System.nanoTime();
      IngestReport report = Loading.store(database, Path.of(arguments[1]), "series");
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          Locale.ROOT, "%d %.6f %.3f%n", report.rows(), seconds, peakHeap() / (1024.0 * 1024));
    }
  }

  /** Bytes, garbage included; the pools need not have had their peaks at one time. */
  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
