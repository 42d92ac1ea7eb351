package org.aralwatch.ingest.source.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir private Path folder;

  @Test
  void theCopyHasTheBytesOfTheInput() throws IOException {
    try (Spool spool = Spool.of(new ByteArrayInputStream("abcdef".getBytes()), file())) {
      assertThat(spool.size()).isEqualTo(6);
      assertThat(spool.bytes(2, 3)).asString().isEqualTo("cde");
      assertThat(spool.bytes(4, 100)).asString().isEqualTo("ef");
    }
  }

  @Test
  void nothingIsLeftAfterwards() throws IOException {
    Spool.of(new ByteArrayInputStream(new byte[100_000]), file()).close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void nothingIsLeftWhenTheInputFails() throws IOException {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    Path file = file();
    assertThatThrownBy(() -> Spool.of(failing, file)).hasMessage("gone");
    assertThat(folder).isEmptyDirectory();
  }

  private Path file() throws IOException {
    return Files.createTempFile(folder, "aralwatch-", ".spool");
  }
}
