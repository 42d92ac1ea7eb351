package org.aralwatch.ingest.source.sheet;

import java.io.IOException;
import java.io.InputStream;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.TableReader;
import org.aralwatch.ingest.source.archive.ZipContainer;
import org.aralwatch.ingest.source.archive.ZipKind;
import org.aralwatch.ingest.source.archive.ZipMember;

/**
 * Workbooks of Office Open XML (.xlsx, .xlsm; ECMA-376, 5th edition, part 1 of 2016, chapter 18;
 * transitional and strict). Every worksheet is a table with the name of its tab, hidden ones too;
 * sheets of charts are none. Rows without a filled cell are left out; {@link
 * org.aralwatch.ingest.source.Row#line} is the number that Excel shows beside the row.
 *
 * <p>Numbers are the characters in the file, whatever their format shows. Numbers with a format of
 * dates or times are ISO 8601 without zone, see {@link SerialDate}. Booleans are "true" and
 * "false", errors "#DIV/0!", formulas have the value that was calculated last, or are "=A1+B1" when
 * there is none. A merged cell has its value in the first cell. Texts in several fonts are one
 * text.
 */
public final class XlsxTable implements TableReader {
  @Override
  public void read(InputStream in, RowSink sink) throws IOException {
    try (ZipContainer zip = SheetFile.open(in, ZipKind.XLSX)) {
      Workbook workbook = Workbook.read(zip);
      if (workbook.sheets().isEmpty()) {
        throw new BadFileException("the workbook has no sheet with cells");
      }
      CellFormats formats = CellFormats.none();
      if (workbook.styles().isPresent()) {
        ZipMember part = workbook.styles().get();
        try (InputStream styles = zip.open(part)) {
          formats = CellFormats.read(styles, part.name());
        }
      }
      SharedStrings strings = SharedStrings.none();
      if (workbook.strings().isPresent()) {
        ZipMember part = workbook.strings().get();
        try (InputStream texts = zip.open(part)) {
          strings = SharedStrings.read(texts, part.name());
        }
      }
      SheetLimits limits = new SheetLimits();
      for (Workbook.Sheet sheet : workbook.sheets()) {
        sink.beginTable(sheet.name());
        try (InputStream rows = zip.open(sheet.part())) {
          new SheetReader(workbook, formats, strings, limits, rows, sheet.name(), sink).read();
        }
      }
    }
  }
}
