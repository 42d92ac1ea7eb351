package org.aralwatch.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.aralwatch.geodata.storage.FeatureRef;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.ingest.mapping.BoundMapping;
import org.aralwatch.ingest.mapping.MappingException;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.csv.CsvTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class MutatedFileTest {
  private static final int MUTANTS = 20_000;
  private static final String[] SPLINTERS = {
    "\"",
    ",",
    "\n",
    "\r",
    "\0",
    "\ufeff",
    "-",
    "<",
    "e",
    "1e999",
    "NaN",
    "NA",
    "24:00",
    "31",
    "\t",
    "\u0661",
    "9999999999",
    ",,,,,,,,,,,,,,,,,,,",
    "\uD83D\uDE00"
  };

  @ParameterizedTest
  @ValueSource(strings = {"chirchik-river-basin", "airnow-bishkek"})
  void aMutatedFileIsReadOrRefusedButNeverCrashesTheReader(String name) throws IOException {
    byte[] whole =
        (name.startsWith("air") ? ExampleFiles.AIRNOW : ExampleFiles.CHIRCHIK)
            .getBytes(StandardCharsets.UTF_8);
    BoundMapping mapping;
    try (TestDatabase database = TestDatabase.create()) {
      mapping = BoundMapping.bind(Fixtures.example(name), database.vocabulary());
    }
    Random random = new Random(7);
    for (int i = 0; i < MUTANTS; i++) {
      Counting sink = new Counting();
      byte[] mutant = mutate(whole, random);
      try {
        new MappedTable(
                new CsvTable(mapping.mapping().csv()), mapping, "mutant.csv", new NoStations())
            .read(new ByteArrayInputStream(mutant), sink);
        assertThat(sink.outcomes).isEqualTo(sink.rows);
      } catch (BadFileException | MappingException e) {
        assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception");
      } catch (RuntimeException e) {
        throw new AssertionError(
            "mutant " + i + ":\n" + new String(mutant, StandardCharsets.UTF_8), e);
      }
    }
  }

  private static final class NoStations implements StationFinder {
    @Override
    public Optional<FeatureRef> find(String layer, String code) {
      return Optional.empty();
    }

    @Override
    public List<String> codes(String layer) {
      return List.of();
    }
  }

  private static byte[] mutate(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes = Arrays.copyOf(bytes, at);
        case 2 -> {
          int end = Math.min(bytes.length, at + random.nextInt(20));
          bytes = joined(bytes, at, new byte[0], end);
        }
        default ->
            bytes =
                joined(
                    bytes,
                    at,
                    SPLINTERS[random.nextInt(SPLINTERS.length)].getBytes(StandardCharsets.UTF_8),
                    at);
      }
    }
    return bytes;
  }

  private static byte[] joined(byte[] bytes, int head, byte[] middle, int tail) {
    byte[] joined = Arrays.copyOf(bytes, head + middle.length + bytes.length - tail);
    System.arraycopy(middle, 0, joined, head, middle.length);
    System.arraycopy(bytes, tail, joined, head + middle.length, bytes.length - tail);
    return joined;
  }

  /** Counts what comes of each row: one thing in a long layout. */
  private static final class Counting implements ObservationSink {
    private int rows;
    private int outcomes;

    @Override
    public void beginTable(String name) {}

    @Override
    public void tableLeftOut(String name) {}

    @Override
    public void beginRow(long line) {
      rows++;
    }

    @Override
    public void accept(Observation observation) {
      assertThat(Double.isFinite(observation.result())).isTrue();
      assertThat(observation.endMicros()).isGreaterThanOrEqualTo(observation.beginMicros());
      outcomes++;
    }

    @Override
    public void refused(StationState station) {}

    @Override
    public void missing(long line) {
      outcomes++;
    }

    @Override
    public void ignored(long line) {
      outcomes++;
    }

    @Override
    public void reject(long line, RejectReason reason, String column, String text) {
      outcomes++;
    }
  }
}
