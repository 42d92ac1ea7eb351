package org.aralwatch.ingest.source.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.aralwatch.ingest.mapping.CsvFormat;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.Row;
import org.aralwatch.ingest.source.TableReader;

/**
 * CSV after RFC 4180 (October 2005, https://www.rfc-editor.org/rfc/rfc4180), with any delimiter and
 * quote, comment lines, and LF, CR or CR LF as line ends. Empty lines are left out. Times, numbers
 * and missing-value codes are the mapping's business. Cells reach the row without a String each.
 */
public final class CsvTable implements TableReader {
  /** Characters a row may have; a longer one is a file without line ends or an open quote. */
  private static final int LONGEST_ROW = 1 << 22;

  private final CsvFormat format;

  public CsvTable(CsvFormat format) {
    this.format = format;
  }

  @Override
  public void read(InputStream in, RowSink sink) throws IOException {
    StrictText text = new StrictText(in, format.encoding(), format.quote());
    RowHandler handler = new RowHandler();
    // Closing it would only close the text, which leaves the input to the caller.
    @SuppressWarnings("resource")
    CsvReader<Row> reader =
        CsvReader.builder()
            .fieldSeparator(format.delimiter())
            .quoteCharacter(format.quote())
            .commentStrategy(
                format.comment().isPresent() ? CommentStrategy.SKIP : CommentStrategy.NONE)
            .commentCharacter(format.comment().orElse('#'))
            .skipEmptyLines(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .allowExtraCharsAfterClosingQuote(false)
            .maxBufferSize(LONGEST_ROW)
            .build(handler, text);
    try {
      for (Row row : reader) {
        sink.accept(row);
      }
    } catch (CsvParseException e) {
      throw badFile(e, handler.row.line());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (text.isEmpty()) {
      throw new BadFileException("the file is empty");
    }
    if (handler.endsInOpenQuote(text.closingQuotes())) {
      throw new BadFileException(
          handler.row.line(), "a quote that opens in this row is never closed");
    }
  }

  private static BadFileException badFile(CsvParseException e, long line) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
      if (root instanceof BadFileException known) {
        return known;
      }
    }
    String message = String.valueOf(root.getMessage());
    if (message.contains("buffer")) {
      return new BadFileException(
          "a row after line "
              + line
              + " is longer than "
              + LONGEST_ROW
              + " characters: a quote is never closed, or the file has no line ends");
    }
    return new BadFileException("after line " + line + ": no CSV: " + message, e);
  }

  /** Gathers the fields that FastCSV finds into the one row. */
  private final class RowHandler extends CsvCallbackHandler<Row> {
    private final Row row = new Row();
    private RecordType type = RecordType.DATA;
    private boolean lastQuoted;
    private boolean lastOnlyQuotes;
    private int lastQuotes;

    @Override
    protected RecordType getRecordType() {
      return type;
    }

    @Override
    protected int getFieldCount() {
      return row.size();
    }

    @Override
    protected void beginRecord(long startingLineNumber) {
      row.begin(startingLineNumber);
      type = RecordType.DATA;
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
      row.add(buffer, offset, length);
      lastQuoted = quoted;
      if (quoted) {
        int at = offset + length;
        while (at > offset && buffer[at - 1] == format.quote()) {
          at--;
        }
        lastQuotes = offset + length - at;
        lastOnlyQuotes = at == offset;
      }
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
      type = RecordType.COMMENT;
    }

    @Override
    protected void setEmpty() {
      type = RecordType.EMPTY;
    }

    @Override
    protected Row buildRecord() {
      return row;
    }

    /**
     * FastCSV takes the end of the file for a closing quote. A closed field ends with its own
     * quotes doubled and one more; one without other characters has the opening quote there as
     * well.
     */
    boolean endsInOpenQuote(long closingQuotes) {
      return lastQuoted && closingQuotes != 2L * lastQuotes + 1 + (lastOnlyQuotes ? 1 : 0);
    }
  }
}
