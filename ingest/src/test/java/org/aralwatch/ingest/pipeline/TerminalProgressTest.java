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
  void whatOthersPrintStandsOnALineOfItsOwnAboveTheBar() {
    TerminalProgress progress = TerminalProgress.bar(out, () -> millis * 1_000_000);
    PrintStream log = progress.above(out);
    log.println("before");
    progress.begin("a.csv", 100);
    progress.reading(0, 0);
    log.println("meanwhile");
    millis = 300;
    progress.reading(100, 1);
    progress.end();
    log.println("after");
    String bar = "\r\u001b[Ka.csv [";
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .startsWith("before\n" + bar)
        .contains("rows/s  \r\u001b[Kmeanwhile\n" + bar)
        .endsWith("rows/s  \r\u001b[Kafter\n");
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
