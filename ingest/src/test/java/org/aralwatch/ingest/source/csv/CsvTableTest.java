package org.aralwatch.ingest.source.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aralwatch.ingest.mapping.CsvFormat;
import org.aralwatch.ingest.source.BadFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  private static final CsvFormat COMMA = format(',', StandardCharsets.UTF_8, '#');

  @Test
  void rowsComeWithTheLineOnWhichTheyBegin() {
    assertThat(rows(COMMA, "# a comment\na,b\n\n1,\"two\nlines\"\r\n2,x\r3,y"))
        .containsExactly("2: a|b", "4: 1|two\nlines", "6: 2|x", "7: 3|y");
  }

  @Test
  void quotesDelimitersAndBlanksAreTakenAway() {
    assertThat(rows(COMMA, "\"a,b\", c ,\"say \"\"hi\"\"\",\u00a0d\u00a0,\n"))
        .containsExactly("1: a,b|c|say \"hi\"|d|");
  }

  @Test
  void aHashIsDataWhereNoCommentIsDeclared() {
    assertThat(rows(format(';', StandardCharsets.UTF_8, null), "#1;2\n"))
        .containsExactly("1: #1|2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1251", "KOI8-R", "UTF-8", "UTF-16LE", "UTF-16BE"})
  void theDeclaredEncodingIsUsed(String encoding) {
    Charset charset = Charset.forName(encoding);
    assertThat(rows(format(';', charset, null), "пост;Уровень\n".getBytes(charset)))
        .containsExactly("1: пост|Уровень");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void aByteOrderMarkIsBelievedBeforeTheDeclaredEncoding(String encoding) {
    byte[] marked = ("\ufeffпост;1\n").getBytes(Charset.forName(encoding));
    CsvFormat declared = format(';', Charset.forName("windows-1251"), null);
    assertThat(rows(declared, marked)).containsExactly("1: пост|1");
  }

  @Test
  void aMarkThatComesByteByByteIsFound() throws IOException {
    byte[] bytes = "\ufeffa,b\n".getBytes(StandardCharsets.UTF_8);
    InputStream trickle =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(1, length));
          }
        };
    List<String> rows = new ArrayList<>();
    new CsvTable(COMMA).read(trickle, row -> rows.add(row.text(0)));
    assertThat(rows).containsExactly("a");
  }

  @Test
  void bytesThatAreNotOfTheEncodingAreNamedWithTheirLine() {
    byte[] bytes = "a,b\nc,d\nпост,1\n".getBytes(Charset.forName("windows-1251"));
    assertThatThrownBy(() -> rows(COMMA, bytes))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith("line 3: the bytes EF ")
        .hasMessageContaining("are no UTF-8")
        .hasMessageContaining("windows-1251");
  }

  @Test
  void aCharacterCutOffAtTheEndIsNamed() {
    byte[] whole = "a,ж".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> rows(COMMA, java.util.Arrays.copyOf(whole, whole.length - 1)))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith("line 1: the bytes D0 are no UTF-8");
  }

  @Test
  void aNulByteIsNamedWithItsLine() {
    assertThatThrownBy(() -> rows(COMMA, "a,b\n1,\0\n"))
        .isInstanceOf(BadFileException.class)
        .hasMessage("line 2: a NUL byte: the file is no text, or its encoding is not UTF-8");
  }

  @Test
  void anEmptyFileIsNamed() {
    assertThatThrownBy(() -> rows(COMMA, ""))
        .isInstanceOf(BadFileException.class)
        .hasMessage("the file is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\n1,\"cut off",
        "a,b\n1,\"cut off\n",
        "a,b\n1,\"cut \"\"off\"\"",
        "a,b\n1,\"",
        "a,b\n1,\"\"\"",
        "a,b\n1,\"x\n2,y\n3,z\n"
      })
  void aQuoteThatIsNeverClosedIsNamedWithItsLine(String text) {
    assertThatThrownBy(() -> rows(COMMA, text))
        .isInstanceOf(BadFileException.class)
        .hasMessage("line 2: a quote that opens in this row is never closed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,\"x\"",
        "1,\"x\"\n",
        "1,\"x\"\r\n\r\n",
        "1,\"\"",
        "1,\"x\"\"\"",
        "1,\"\"\"\"",
        "1,\"a\nb\"\n"
      })
  void aQuoteThatIsClosedAtTheEndOfTheFileIsFine(String text) {
    assertThat(rows(COMMA, text)).hasSize(1);
  }

  @Test
  void charactersAfterAClosingQuoteAreNamed() {
    assertThatThrownBy(() -> rows(COMMA, "a,b\n1,2\n\"x\"y,3\n"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("line 3");
  }

  @Test
  void aLineWithoutEndIsNotTakenIntoMemory() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            java.util.Arrays.fill(target, offset, offset + length, (byte) 'x');
            return length;
          }
        };
    assertThatThrownBy(() -> new CsvTable(COMMA).read(endless, row -> {}))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("longer than 4194304 characters");
  }

  @Test
  void tenMillionColumnsAreNotTaken() {
    assertThatThrownBy(() -> rows(COMMA, ",".repeat(100_000)))
        .isInstanceOf(BadFileException.class)
        .hasMessage("line 1: more than 16384 columns");
  }

  private static CsvFormat format(char delimiter, Charset encoding, Character comment) {
    return new CsvFormat(delimiter, encoding, Optional.ofNullable(comment), '"');
  }

  private static List<String> rows(CsvFormat format, String text) {
    return rows(format, text.getBytes(format.encoding()));
  }

  private static List<String> rows(CsvFormat format, byte[] bytes) {
    List<String> rows = new ArrayList<>();
    try {
      new CsvTable(format)
          .read(
              new ByteArrayInputStream(bytes),
              row -> {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < row.size(); i++) {
                  cells.add(row.text(i));
                }
                rows.add(row.line() + ": " + String.join("|", cells));
              });
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return rows;
  }
}
