package org.aralwatch.ingest.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.ReadTable;
import org.aralwatch.ingest.source.TableReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no reader of JSON takes, and what it says then. */
class HostileJsonTest {
  private static final String GOOD = "[\n{\"a\": \"пост\"},\n{\"a\": 2}\n]";

  static Stream<Arguments> broken() {
    return Stream.of(
            Arguments.of("", "the file is empty"),
            Arguments.of(
                "{\"value\":\n\n[{\"a\": 1}",
                "line 3: the file ends within a value: it is cut off"),
            Arguments.of("{\"a\": \"x", "line 1: the file ends within a value: it is cut off"),
            Arguments.of(
                "{\"value\": [{\"a\": 1,\n\"a\": 2}]}",
                "line 2: the name 'a' is twice in an object"),
            Arguments.of(
                "[{\"a\":\nNaN}]",
                "line 2: NaN and infinities are no JSON: a missing value is null"),
            Arguments.of(
                "[{\"a\": -Infinity}]",
                "line 1: NaN and infinities are no JSON: a missing value is null"),
            Arguments.of("[{\"a\": 1}]]", "line 1: no JSON: Unexpected close marker ']'"),
            Arguments.of("[{\"a\": 01}]", "line 1: no JSON: Invalid numeric value: Leading zeroes"),
            Arguments.of("[{\"a\": .5}]", "line 1: no JSON: Unexpected character ('.'"),
            Arguments.of("[{'a': 1}]", "line 1: no JSON: Unexpected character ('''"),
            Arguments.of("[{\"a\": 1},]", "line 1: no JSON: Unexpected character (']'"),
            Arguments.of("// x\n[]", "line 1: no JSON: Unexpected character ('/'"),
            Arguments.of("<html>", "line 1: no JSON: Unexpected character ('<'"),
            Arguments.of("[{\"a\": \"x\ty\"}]", "line 1: no JSON: Illegal unquoted character"),
            Arguments.of("[{\"a\": 1,\n\"b\": \"\\u0000\"}]", "line 2: a NUL character in a text"),
            Arguments.of(
                "[{\"a\": \"\\ud800x\"}]",
                "line 1: half a character (a surrogate alone) in a text"),
            Arguments.of("[1,\n2,\0]", "line 2: a NUL character: the file is no JSON text"),
            Arguments.of("[".repeat(100), "line 1: nested deeper than 64 levels"),
            Arguments.of("{\"a\":".repeat(100_000), "line 1: nested deeper than 64 levels"),
            Arguments.of(
                "[{\"a\": \"" + "x".repeat(2_000_000) + "\"}]",
                "line 1: a text longer than 1048576 characters"),
            Arguments.of(
                "[{\"" + "x".repeat(2_000) + "\": 1}]",
                "line 1: a name longer than 1000 characters"),
            Arguments.of(
                "[{\"a\": " + "1".repeat(2_000) + "}]",
                "line 1: a number longer than 1000 characters"),
            Arguments.of(manyNames(60_000), "line 1: an object with more than 50000 names"))
        .map(arguments -> arguments);
  }

  private static String manyNames(int count) {
    StringBuilder text = new StringBuilder("{\"value\": [{");
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",").append("\"n").append(i).append("\":1");
    }
    return text.append("}]}").toString();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void brokenTextIsRefusedWithItsLine(String text, String message) {
    assertThatThrownBy(() -> ReadTable.of(new JsonTable(), text))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'x': 1, 'x': 2; the name 'x' is twice in an object",
        "'x': NaN; NaN and infinities are no JSON: a missing value is null",
        "'x': [1,]; no JSON: Unexpected character (']'",
        "'name': '\\u0000'; a NUL character in a text",
        "'name': '\\ud800'; half a character (a surrogate alone) in a text",
        "'x': DEEP; nested deeper than 64 levels",
        "'name': 'LONG'; a text longer than 1048576 characters",
        "'x' 1; no JSON: Unexpected character ('1'",
      })
  void theReadersOfServicesRefuseTheSame(String member, String message) {
    String text =
        member
            .replace('\'', '"')
            .replace("DEEP", "[".repeat(100))
            .replace("LONG", "x".repeat(2_000_000));
    for (TableReader reader : List.of(new SensorThingsTable(), new OpenAqTable())) {
      String list = reader instanceof OpenAqTable ? "results" : "value";
      assertThatThrownBy(
              () -> ReadTable.of(reader, "{\n\"" + list + "\": [\n{" + text + "}]}"),
              reader.getClass().getSimpleName())
          .isInstanceOf(BadFileException.class)
          .hasMessageStartingWith("line 3: " + message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void anEncodingIsKnownByItsMarkOrItsZeros(String encoding) {
    for (String mark : List.of("", "\ufeff")) {
      byte[] bytes = (mark + GOOD).getBytes(Charset.forName(encoding));
      assertThat(ReadTable.of(new JsonTable(), bytes).columns("a")).containsExactly("пост", "2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1251", "KOI8-R"})
  void anotherEncodingIsRefusedWithItsLine(String encoding) {
    assertThatThrownBy(
            () -> ReadTable.of(new JsonTable(), GOOD.getBytes(Charset.forName(encoding))))
        .isInstanceOf(BadFileException.class)
        .hasMessage("line 2: bytes that are no UTF-8, the encoding of JSON");
  }

  @Test
  void halfACharacterOfUtf16IsRefused() {
    byte[] whole = ("\ufeff" + GOOD).getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> ReadTable.of(new JsonTable(), Arrays.copyOf(whole, whole.length - 1)))
        .isInstanceOf(BadFileException.class)
        .hasMessage("line 4: bytes that are no UTF-16LE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-32LE", "UTF-32BE"})
  void utf32IsRefused(String encoding) {
    assertThatThrownBy(
            () -> ReadTable.of(new JsonTable(), GOOD.getBytes(Charset.forName(encoding))))
        .isInstanceOf(BadFileException.class)
        .hasMessage("line 1: a NUL character: the file is no JSON text");
  }

  @Test
  void everyTruncationIsRefused() {
    String text = "{\"value\": [{\"phenomenonTime\": \"2024-06-01T00:00:00Z\", \"result\": 1.5}]}";
    for (int length = 1; length < text.length(); length++) {
      String cut = text.substring(0, length);
      assertThatThrownBy(() -> ReadTable.of(new SensorThingsTable(), cut), cut)
          .isInstanceOf(BadFileException.class);
    }
  }

  @Test
  void manyRecordsAreNotHeld() throws IOException {
    long[] rows = new long[1];
    new JsonTable().read(repeated("{\"a\":1.5,\"b\":{\"c\":\"x\"}}\n", 500_000), row -> rows[0]++);
    assertThat(rows[0]).isEqualTo(500_001);
  }

  @Test
  void theCopyIsDeletedWhateverHappens() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    ReadTable.of(new JsonTable(), GOOD);
    assertThatThrownBy(() -> ReadTable.of(new JsonTable(), "[1,\0]"))
        .isInstanceOf(BadFileException.class);
    assertThatThrownBy(
            () ->
                new JsonTable()
                    .read(
                        new InputStream() {
                          @Override
                          public int read() throws IOException {
                            throw new IOException("the disk is gone");
                          }
                        },
                        row -> {}))
        .isInstanceOf(IOException.class);
    long own = ProcessHandle.current().pid();
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("aralwatch-" + own)))
          .isEmpty();
    }
  }

  private static InputStream repeated(String text, long times) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long end = times * bytes.length;
    return new InputStream() {
      private long at;

      @Override
      public int read() {
        return at == end ? -1 : bytes[(int) (at++ % bytes.length)];
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        int count = 0;
        for (; count < length && at < end; count++) {
          target[offset + count] = bytes[(int) (at++ % bytes.length)];
        }
        return count == 0 ? -1 : count;
      }
    };
  }
}
