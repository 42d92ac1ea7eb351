package org.aralwatch.ingest.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are too large, too odd or wrong: a proposal, or one clear refusal. */
class HostileFileProposalTest {
  /** A file of any size that is made while it is read; rows are numbered by their place. */
  private static final class Endless extends InputStream {
    private final long size;
    private final byte[] line;
    private final AtomicLong read;
    private long at;

    Endless(long size, String line, AtomicLong read) {
      this.size = size;
      this.line = line.getBytes(StandardCharsets.UTF_8);
      this.read = read;
    }

    @Override
    public int read() {
      if (at >= size) {
        return -1;
      }
      read.incrementAndGet();
      return line[(int) (at++ % line.length)] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (at >= size) {
        return -1;
      }
      int count = (int) Math.min(length, size - at);
      for (int i = 0; i < count; i++) {
        target[offset + i] = line[(int) ((at + i) % line.length)];
      }
      at += count;
      read.addAndGet(count);
      return count;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.min(count, size - at);
      at += skipped;
      return skipped;
    }
  }

  private static Proposal endless(long size, String line, AtomicLong read) throws IOException {
    return new Detector(format -> null)
        .propose(
            new SourceFile("a.csv", size, () -> new Endless(size, line, read)),
            Known.reviewed(),
            SavedMappings.NONE);
  }

  @Test
  void ofTenGigabytesAFewMegabytesAreRead() throws IOException {
    AtomicLong read = new AtomicLong();
    Proposal proposal = endless(10L << 30, "15194;2001-01-31;12,5\n", read);

    assertThat(Detected.at(proposal, "/csv/delimiter")).isEqualTo(";");
    assertThat(Detected.at(proposal, "/time/format")).isEqualTo("yyyy-MM-dd");
    assertThat(read.get()).isLessThan(4L << 20);
  }

  @Test
  void oneLineOfTenGigabytesIsRefused() {
    assertThatThrownBy(() -> endless(10L << 30, "12,5;", new AtomicLong()))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("no line end");
  }

  @Test
  void rowsFurtherOnCount() {
    StringBuilder text = new StringBuilder("Дата;Пост;Расход, м3/с\n");
    for (int i = 0; i < 5_000; i++) {
      text.append("0")
          .append(i % 9 + 1)
          .append(".01.2001;15194;")
          .append(i < 4_000 ? "5" : "5,25")
          .append('\n');
    }
    assertThat(Detected.at(Detected.text("a.csv", text.toString()), "/decimal")).isEqualTo(",");
  }

  @Test
  void wordsAndCodesThatAreRareAreFoundInRowsThatAreNotKept() {
    StringBuilder text = new StringBuilder("Дата;Пост;Расход, м3/с;QC\n");
    for (int i = 0; i < 12_000; i++) {
      text.append(String.format("%02d.01.2001;15194;", i % 28 + 1));
      text.append(i == 5_003 ? "н/д" : i == 6_007 ? "-999" : "12,5").append(';');
      text.append(i == 7_001 ? "Suspect" : "Good").append('\n');
    }
    Proposal proposal = Detected.text("a.csv", text.toString());

    assertThat(Detected.at(proposal, "/value/missing")).isEqualTo("[\"н/д\",\"-999\"]");
    assertThat(Detected.at(proposal, "/flag/values")).isEqualTo("{\"Good\":1,\"Suspect\":3}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a\n",
        "\"a;b\n\"\"c",
        "1\n2\n3\n",
        "a;b\n",
        "Дата;Расход\n",
        "а;а;а\nа;а;а\n",
        "NaN;Inf;1e999\nNaN;Inf;1e999\n",
        "31.02.2020;5\n30.02.2020;6\n32.01.2020;7\n",
        "0020-01-01;5\n9999-12-31;6\n0000-00-00;7\n",
        "=1+1;=A1\n=2+2;=A2\n",
        "2020-01-01T00:00:00Z\n2020-01-01T00:00:00+25:00\n",
        "год;2020;2020\nгод;2020;2020\n",
        "Year;Month\n99999999999;1\n",
        "\uFEFF\uFEFFДата;Q\n01.01.2001;5\n",
        "a\tb\rc\td\r",
        "'a';'b'\n'1';'2'\n'3';'4'\n'5';'6'\n"
      })
  void anyTextGivesAProposal(String text) {
    Proposal proposal = Detected.text("a.csv", text);

    assertThat(proposal.toJson().path("mapping").isObject()).isTrue();
    assertThat(proposal.questions()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", ";;;;\n;;;;\n", ",,,\n\n\n"})
  void textWithoutACellIsRefused(String text) {
    assertThatThrownBy(() -> Detected.text("a.csv", text))
        .isInstanceOf(BadFileException.class)
        .hasMessage("the file has no rows");
  }

  @Test
  void tenThousandColumnsAreLookedAt() {
    String row = "1.5,".repeat(10_000) + "2\n";
    Proposal proposal = Detected.text("a.csv", row + row + row);

    assertThat(proposal.mapping().path("layout").asText()).isNotEmpty();
  }

  @Test
  void mutationsGiveAProposalOrARefusal() {
    byte[] seed =
        ("Сводка;;\nДата;Пост;Расход, м³/с\n01.01.2001;15194;12,5\n02.01.2001;15194;<0,1\n"
                + "03.01.2001;15194;н/д\n\"04.01.2001\";16279;-999\nИтого;;1 234,5\n")
            .getBytes(StandardCharsets.UTF_8);
    Random random = new Random(5);
    int proposed = 0;
    for (int run = 0; run < 3_000; run++) {
      ByteArrayOutputStream mutated = new ByteArrayOutputStream();
      for (byte b : seed) {
        int dice = random.nextInt(60);
        if (dice == 0) {
          mutated.write(random.nextInt(256));
        } else if (dice == 1) {
          mutated.write(b);
          mutated.write(b);
        } else if (dice > 2) {
          mutated.write(b);
        }
      }
      try {
        Detected.bytes("a.csv", mutated.toByteArray());
        proposed++;
      } catch (BadFileException refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
    assertThat(proposed).isGreaterThan(2_000);
  }
}
