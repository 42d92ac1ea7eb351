package org.aralwatch.geodata.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
final class BinariesTest {
  private final String archive = Binaries.archiveForThisMachine();

  @TempDir private Path directory;

  @Test
  void areWholeInTheFirstDirectoryThatServesIfTwoUnpackAtOnce() throws IOException {
    ServerAccount account = ServerAccount.forCluster(directory.resolve("postgres"));
    List<Path> caches = List.of(Path.of("/proc/aralwatch"), directory);
    Path broken = Files.createDirectory(directory.resolve("0123456789abcdef.unfinished1"));
    Files.createDirectory(broken.resolve("bin"));

    CompletableFuture<Binaries> other =
        CompletableFuture.supplyAsync(() -> Binaries.unpack(archive, caches, account));
    Binaries binaries = Binaries.unpack(archive, caches, account);

    assertThat(other.join()).isEqualTo(binaries);
    assertThat(binaries.majorVersion()).isEqualTo("17");
    try (Stream<Path> entries = Files.list(directory)) {
      assertThat(entries).containsExactlyInAnyOrder(binaries.home(), broken);
    }
  }

  @Test
  void nameTheDirectoryIfNoneCanBeWritten() throws IOException {
    ServerAccount account = ServerAccount.forCluster(directory.resolve("postgres"));
    List<Path> caches = List.of(Path.of("/proc/aralwatch"));
    assertThatThrownBy(() -> Binaries.unpack(archive, caches, account))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("cannot be unpacked into /proc/aralwatch");
  }
}
