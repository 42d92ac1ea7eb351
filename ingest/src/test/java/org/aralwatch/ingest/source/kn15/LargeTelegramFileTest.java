package org.aralwatch.ingest.source.kn15;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.aralwatch.ingest.source.BadFileException;
import org.junit.jupiter.api.Test;

class LargeTelegramFileTest {
  private static final int MEGABYTES = 50;
  private static final String TELEGRAM = "16290 14081 10417 20021 30410 46510 51605 83126 00051=\n";

  /** The same text again and again, about as many megabytes as wanted, without holding them. */
  private static InputStream repeated(String text, int megabytes) {
    byte[] block = text.repeat((1 << 20) / text.length()).getBytes(StandardCharsets.UTF_8);
    Enumeration<InputStream> blocks =
        Collections.enumeration(
            IntStream.range(0, megabytes)
                .<InputStream>mapToObj(i -> new ByteArrayInputStream(block))
                .toList());
    return new SequenceInputStream(blocks);
  }

  @Test
  void everyValueOfAFileOfFiftyMegabytesIsPushed() throws IOException {
    AtomicLong rows = new AtomicLong();
    AtomicLong lastLine = new AtomicLong();
    try (InputStream in = repeated(TELEGRAM, MEGABYTES)) {
      new Kn15Table(LocalDate.of(2024, 4, 15), StandardCharsets.UTF_8)
          .read(
              in,
              row -> {
                rows.incrementAndGet();
                lastLine.set(row.line());
              });
    }
    long telegrams = (long) MEGABYTES * ((1 << 20) / TELEGRAM.length());
    assertThat(rows.get()).isEqualTo(1 + 8 * telegrams);
    assertThat(lastLine.get()).isEqualTo(telegrams);
  }

  @Test
  void aLargeFileOfSomethingElseIsGivenUpEarly() throws IOException {
    try (InputStream in = repeated("value;", 5_000)) {
      assertThatThrownBy(
              () ->
                  new Kn15Table(LocalDate.of(2024, 4, 15), StandardCharsets.UTF_8)
                      .read(in, row -> {}))
          .isInstanceOf(BadFileException.class);
      assertThat(in.read()).isNotNegative();
    }
  }

  @Test
  void oneEndlessTelegramIsToldInOneRow() throws IOException {
    AtomicLong rows = new AtomicLong();
    InputStream head = new ByteArrayInputStream(TELEGRAM.getBytes(StandardCharsets.UTF_8));
    try (InputStream in = new SequenceInputStream(head, repeated("10417 ", MEGABYTES))) {
      new Kn15Table(LocalDate.of(2024, 4, 15), StandardCharsets.UTF_8)
          .read(in, row -> rows.incrementAndGet());
    }
    assertThat(rows.get()).isEqualTo(1 + 8 + 1);
  }
}
