package org.aralwatch.ingest.source.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.aralwatch.ingest.mapping.CsvFormat;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.Row;
import org.aralwatch.ingest.source.TableReader;
import org.aralwatch.ingest.source.TableReader.RowSink;
import org.aralwatch.ingest.source.archive.ZipBuilder.Entry;
import org.aralwatch.ingest.source.csv.CsvTable;
import org.aralwatch.ingest.source.sheet.WorkbookBuilder;
import org.aralwatch.ingest.source.sheet.XlsxTable;
import org.junit.jupiter.api.Test;

class ZipTablesTest {
  @Test
  void everyFileIsATableWithItsPathAsName() {
    byte[] zip = new ZipBuilder().add("2001/Chu.csv", "a,b\n1,2\n").add("Naryn.csv", "c\n").build();
    assertThat(read(zip))
        .containsExactly("= 2001/Chu.csv", "1: a|b", "2: 1|2", "= Naryn.csv", "1: c");
  }

  @Test
  void sheetsOfAWorkbookFollowItsPath() {
    byte[] book =
        new WorkbookBuilder()
            .sheet("2001", "<row r='1'><c r='A1'><v>1</v></c></row>")
            .sheet("2002", "")
            .build();
    byte[] zip = new ZipBuilder().add("folder/book.xlsx", book).add("b.csv", "x\n").build();
    assertThat(read(zip))
        .containsExactly(
            "= folder/book.xlsx/2001", "1: 1", "= folder/book.xlsx/2002", "= b.csv", "1: x");
  }

  @Test
  void whatSystemsAddIsPassedOver() {
    byte[] zip =
        new ZipBuilder()
            .add("data/", "")
            .add("data/a.csv", "1\n")
            .add("__MACOSX/data/._a.csv", "\0\5\26")
            .add("data/.DS_Store", "\0")
            .add("data/Thumbs.db", "\0")
            .build();
    assertThat(read(zip)).containsExactly("= data/a.csv", "1: 1");
  }

  @Test
  void filesWithoutAReaderAreLeftOut() {
    byte[] zip = new ZipBuilder().add("readme.txt", "Hello").add("a.csv", "1\n").build();
    assertThat(read(zip)).containsExactly("= a.csv", "1: 1");
  }

  @Test
  void aFileThatIsNotReadMayBeEncrypted() {
    Entry secret = Entry.stored("readme.txt", "Hello").flagged(ZipBuilder.ENCRYPTED);
    byte[] zip = new ZipBuilder().add(secret).add("a.csv", "1\n").build();
    assertThat(read(zip)).containsExactly("= a.csv", "1: 1");
  }

  @Test
  void anArchiveInTheArchiveIsReadAlike() {
    byte[] inner = new ZipBuilder().add("a.csv", "1\n").build();
    byte[] zip = new ZipBuilder().add("2001.zip", inner).build();
    assertThat(read(zip)).containsExactly("= 2001.zip/a.csv", "1: 1");
  }

  @Test
  void aDeeperArchiveIsRefused() {
    byte[] zip = new ZipBuilder().add("a.csv", "1\n").build();
    for (String name : List.of("c.zip", "b.zip")) {
      zip = new ZipBuilder().add(name, zip).build();
    }
    assertRefused(
        zip, "b.zip: b.zip/c.zip: an archive in an archive in an archive; unpack it, and pack");
  }

  @Test
  void aWorkbookInTheInnerArchiveIsRead() {
    byte[] book =
        new WorkbookBuilder().sheet("S", "<row r='3'><c r='A3'><v>1</v></c></row>").build();
    byte[] inner = new ZipBuilder().add("b.xlsx", book).build();
    byte[] zip = new ZipBuilder().add("i.zip", inner).build();
    assertThat(read(zip)).containsExactly("= i.zip/b.xlsx/S", "3: 1");
  }

  @Test
  void whatIsWrongInAFileIsSaidWithItsPath() {
    byte[] zip = new ZipBuilder().add("x/a.csv", "1\n\"2\n").build();
    assertRefused(zip, "x/a.csv: line 2: a quote that opens");
  }

  @Test
  void anEmptyFileIsNamed() {
    assertRefused(new ZipBuilder().add("a.csv", "").build(), "a.csv: the file is empty");
  }

  @Test
  void aWorkbookIsNoArchiveOfFiles() {
    byte[] book = new WorkbookBuilder().sheet("S", "").build();
    assertRefused(book, "the file is an Excel workbook, not an archive of files");
  }

  @Test
  void anArchiveWithoutFilesIsRefused() {
    assertRefused(new ZipBuilder().add("folder/", "").build(), "the archive has no files");
    assertRefused(new ZipBuilder().build(), "the archive has no files");
  }

  @Test
  void aFileThatIsNoArchiveIsRefused() {
    assertRefused("a;b\n".getBytes(StandardCharsets.UTF_8), "the file is no ZIP archive");
  }

  @Test
  void theCheckSumCountsWhenAReaderStopsEarly() {
    Entry entry = Entry.deflated("a.csv", new byte[100_000]);
    byte[] zip = new ZipBuilder().add(entry.saying(100_000, 1)).build();
    assertThatThrownBy(() -> read(zip, name -> Optional.of((in, sink) -> in.read())))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("another check sum");
  }

  @Test
  void allLevelsTogetherUnpackToALimit() throws IOException {
    // A stored member costs nothing to write: the count is what is tested, and it is shared.
    byte[] inner = new ZipBuilder().add("a.csv", "1\n").build();
    byte[] zip = new ZipBuilder().add("i.zip", inner).build();
    try (ZipContainer outer = ZipContainer.of(new ByteArrayInputStream(zip));
        InputStream in = outer.open(outer.members().get(0));
        Spool spool = Spool.of(in)) {
      assertThat(spool.budget().level()).isEqualTo(1);
      assertThatThrownBy(() -> spool.budget().take(Budget.MOST_BYTES - inner.length + 1))
          .isInstanceOf(BadFileException.class)
          .hasMessageContaining("more than 8 GiB");
    }
  }

  private static void assertRefused(byte[] zip, String message) {
    assertThatThrownBy(() -> read(zip))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith(message);
  }

  private static List<String> read(byte[] zip) {
    return read(zip, ZipTablesTest::reader);
  }

  private static Optional<TableReader> reader(String name) {
    if (name.endsWith(".xlsx")) {
      return Optional.of(new XlsxTable());
    }
    CsvFormat comma = CsvFormat.USUAL;
    return name.endsWith(".csv") ? Optional.of(new CsvTable(comma)) : Optional.empty();
  }

  private static List<String> read(byte[] zip, Function<String, Optional<TableReader>> readers) {
    List<String> lines = new ArrayList<>();
    RowSink sink =
        new RowSink() {
          @Override
          public void beginTable(String name) {
            lines.add("= " + name);
          }

          @Override
          public void accept(Row row) {
            lines.add(WorkbookBuilder.shown(row));
          }
        };
    try {
      new ZipTables(readers).read(new ByteArrayInputStream(zip), sink);
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
