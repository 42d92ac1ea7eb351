package org.aralwatch.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was measured on.
 *
 * @param processor as it names itself
 * @param memory bytes
 */
public record Machine(String processor, int cores, long memory, String system, String java) {
  public static Machine current() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        find(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        find(Path.of("/etc/os-release"), "PRETTY_NAME")
            .map(name -> name.replace("\"", "") + ", ")
            .orElse("")
            .concat(System.getProperty("os.name") + " " + System.getProperty("os.version")),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
  }

  /** Processes that ran or waited for a core, on average over the last minute. */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** The value of the first line {@code KEY: VALUE} or {@code KEY=VALUE}. */
  private static Optional<String> find(Path file, String key) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(key.length()).replaceFirst("^\\s*[:=]\\s*", ""))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  public String describe() {
    return "%s, %d cores, %.0f GB; %s; %s"
        .formatted(processor, cores, memory / Math.pow(2, 30), system, java);
  }
}
