package org.aralwatch.geodata.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerConfigurationTest {
  private static final long MIB = 1024 * 1024;

  @ParameterizedTest(name = "{0} MiB")
  @CsvSource({
    "256, 64, 256, 64, 8",
    "4096, 512, 2048, 128, 8",
    "16384, 2048, 8192, 512, 32",
    "262144, 2048, 131072, 512, 32"
  })
  void takesAModestShareOfTheMachinesMemory(
      long memory, int sharedBuffers, int cache, int maintenance, int work) {
    assertThat(
            ServerConfiguration.postgresql(5432, Durability.DURABLE, memory * MIB, "posix").lines())
        .contains(
            "shared_buffers = " + sharedBuffers + "MB",
            "effective_cache_size = " + cache + "MB",
            "maintenance_work_mem = " + maintenance + "MB",
            "work_mem = " + work + "MB");
  }
}
