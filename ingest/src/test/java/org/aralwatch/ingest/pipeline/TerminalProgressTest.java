package org.aralwatch.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long millis;

  @Test
  void aBarIsDrawnAnewFiveTimesASecondAndErasedAtTheEnd() {
    TerminalProgress progress = TerminalProgress.bar(out, () -> millis * 1_000_000);
    progress.begin("a.csv", 1_000);
    for (millis = 0; millis <= 1_000; millis += 10) {
      progress.reading(millis, millis * 10);
    }
    progress.end();
    String[] drawn = bytes.toString(StandardCharsets.UTF_8).split("\r\u001b\\[K", -1);
    // The first is before the first bar, the last after the last was erased.
    assertThat(drawn).hasSize(8).startsWith("").endsWith("");
    assertThat(drawn[3])
        .isEqualTo("a.csv [###########                 ]  40 %  4,000 rows  10,000 rows/s  ");
  }

  @Test
  void withoutATerminalALineComesEveryTenSeconds() {
    TerminalProgress progress = TerminalProgress.lines(out, () -> millis * 1_000_000);
    progress.begin("a.csv", 100_000);
    progress.step("read");
    for (millis = 0; millis <= 25_000; millis += 100) {
      progress.reading(millis, millis);
    }
    progress.step("merge");
    progress.end();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            a.csv:  10 %  10,000 rows  1,000 rows/s  read
            a.csv:  20 %  20,000 rows  1,000 rows/s  read
            """);
  }

  @Test
  void aFastFileLeavesNoLineInALog() {
    TerminalProgress progress = TerminalProgress.lines(out, () -> millis * 1_000_000);
    progress.begin("a.csv", 10);
    progress.reading(10, 1);
    progress.step("commit");
    progress.end();
    assertThat(bytes.size()).isZero();
  }
}
