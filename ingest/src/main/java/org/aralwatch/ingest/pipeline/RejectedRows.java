package org.aralwatch.ingest.pipeline;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.aralwatch.ingest.mapping.CsvFormat;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.source.FileFormat;
import org.aralwatch.ingest.source.Row;
import org.aralwatch.ingest.source.SourceFile;
import org.aralwatch.ingest.source.TableReader.RowSink;

/**
 * The rejected rows of a file as a file of their own, to be corrected and sent again with the same
 * mapping: the rows before the header, the header, and those rows, as they are in the file, in
 * UTF-8. Rows of several tables become a ZIP archive with a member for each. The rows are read from
 * the file once more, so a million of them need not be kept.
 */
public final class RejectedRows {
  private final Mapping mapping;
  private final Instant received;
  private final Map<String, BitSet> lines = new HashMap<>();

  /**
   * @param received when the file came in
   */
  public RejectedRows(Mapping mapping, Instant received) {
    this.mapping = mapping;
    this.received = received;
  }

  /**
   * Notes a rejected row.
   *
   * @param table of the row; "" for the only one of a file
   * @param line from 1
   */
  public void add(String table, long line) {
    lines.computeIfAbsent(table, key -> new BitSet()).set(Math.toIntExact(line));
  }

  /** Whether the rows are of several tables, so that they are written as an archive. */
  public boolean isArchive() {
    return lines.size() > 1;
  }

  /**
   * Writes them; does not close {@code out}.
   *
   * @throws org.aralwatch.ingest.source.BadFileException when the file cannot be read any more
   */
  public void write(SourceFile file, OutputStream out) throws IOException {
    try (InputStream in = new BufferedInputStream(file.open(), 1 << 16)) {
      ZipOutputStream zip = isArchive() ? new ZipOutputStream(out) : null;
      Writing writing = new Writing(zip == null ? out : zip, zip);
      try {
        FormatReaders.of(mapping, file, received).read(in, writing);
        writing.endTable();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      if (zip != null) {
        zip.finish();
      }
      out.flush();
    }
  }

  private final class Writing implements RowSink {
    private final OutputStream out;
    private final ZipOutputStream zip;
    private final int before = mapping.header().rowsBefore();
    private BitSet wanted = lines.get("");
    private CsvWriter csv;
    private Writer text;
    private int headerRows;
    private long written;

    Writing(OutputStream out, ZipOutputStream zip) {
      this.out = out;
      this.zip = zip;
    }

    @Override
    public void beginTable(String name) {
      endTable();
      wanted = lines.get(name);
      headerRows = 0;
      written = 0;
      if (wanted != null && zip != null) {
        try {
          zip.putNextEntry(new ZipEntry(name.endsWith(".csv") ? name : name + ".csv"));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public void accept(Row row) {
      if (wanted == null) {
        return;
      }
      boolean skipped = mapping.header().skips(row.line());
      boolean header = !skipped && headerRows < mapping.header().rows() && !row.isBlank();
      headerRows += header ? 1 : 0;
      if (!skipped && !header && !wanted.get((int) Math.min(row.line(), Integer.MAX_VALUE))) {
        return;
      }
      CsvWriter target = writer();
      // Rows before the header are counted by their lines.
      while ((skipped || header) && written + 1 < Math.min(row.line(), before)) {
        target.writeRecord("");
        written++;
      }
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(row.text(i));
      }
      target.writeRecord(cells);
      written++;
    }

    private CsvWriter writer() {
      if (csv == null) {
        CsvFormat dialect = mapping.format() == FileFormat.CSV ? mapping.csv() : CsvFormat.USUAL;
        text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try {
          // The mark is believed before the encoding that the mapping declares.
          text.write('\ufeff');
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        csv =
            CsvWriter.builder()
                .fieldSeparator(dialect.delimiter())
                .quoteCharacter(dialect.quote())
                .build(text);
      }
      return csv;
    }

    void endTable() {
      if (csv != null) {
        try {
          csv.flush();
          text.flush();
          if (zip != null) {
            zip.closeEntry();
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        csv = null;
      }
    }
  }
}
