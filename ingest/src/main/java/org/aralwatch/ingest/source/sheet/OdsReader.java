package org.aralwatch.ingest.source.sheet;

import java.io.IOException;
import java.io.InputStream;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.TableReader.RowSink;

/** Reads the tables in the content of an OpenDocument spreadsheet. Not thread-safe. */
final class OdsReader {
  /**
   * Rows that stand in the file once and in the sheet more often, unless they are empty. Programs
   * write rows that are alike as one; rows of measurements differ by their time.
   */
  static final int MOST_REPEATED_ROWS = 65_536;

  private static final XmlName DOCUMENT = XmlName.of(Namespace.OFFICE, "document-content");
  private static final XmlName BODY = XmlName.of(Namespace.OFFICE, "body");
  private static final XmlName SPREADSHEET = XmlName.of(Namespace.OFFICE, "spreadsheet");
  private static final XmlName TABLE = XmlName.of(Namespace.TABLE, "table");
  private static final XmlName NAME = XmlName.of(Namespace.TABLE, "name");
  private static final XmlName ROW = XmlName.of(Namespace.TABLE, "table-row");
  private static final XmlName ROWS = XmlName.of(Namespace.TABLE, "table-rows");
  private static final XmlName HEADER_ROWS = XmlName.of(Namespace.TABLE, "table-header-rows");
  private static final XmlName ROW_GROUP = XmlName.of(Namespace.TABLE, "table-row-group");
  private static final XmlName CELL = XmlName.of(Namespace.TABLE, "table-cell");
  private static final XmlName COVERED = XmlName.of(Namespace.TABLE, "covered-table-cell");
  private static final XmlName ROWS_REPEATED = XmlName.of(Namespace.TABLE, "number-rows-repeated");
  private static final XmlName COLUMNS_REPEATED =
      XmlName.of(Namespace.TABLE, "number-columns-repeated");

  private final XmlScanner xml;
  private final SheetLimits limits = new SheetLimits();
  private final RowSink sink;
  private SheetRow cells;
  private OdsCell cell;
  private long line;
  private long repeatedRows;

  OdsReader(InputStream in, RowSink sink) throws IOException {
    this.xml = new XmlScanner(in, "part 'content.xml'");
    this.sink = sink;
  }

  void read() throws IOException {
    xml.root();
    if (!xml.at(DOCUMENT)) {
      throw xml.bad("it is no OpenDocument file");
    }
    int tables = 0;
    int root = xml.depth();
    while (xml.nextChild(root)) {
      if (xml.at(BODY)) {
        int body = xml.depth();
        while (xml.nextChild(body)) {
          tables += xml.at(SPREADSHEET) ? tables() : 0;
        }
      }
    }
    xml.finish();
    if (tables == 0) {
      throw new BadFileException("the spreadsheet has no table");
    }
  }

  private int tables() throws IOException {
    int count = 0;
    int depth = xml.depth();
    while (xml.nextChild(depth)) {
      if (xml.at(TABLE)) {
        count++;
        if (count > SheetLimits.MOST_SHEETS) {
          throw xml.bad("more than " + SheetLimits.MOST_SHEETS + " tables");
        }
        String name = xml.value(NAME);
        table(name == null ? "Table" + count : name);
      }
    }
    return count;
  }

  private void table(String name) throws IOException {
    sink.beginTable(name);
    cells = new SheetRow(xml, limits);
    cell = new OdsCell(xml, cells);
    line = 1;
    xml.in("sheet '" + name + "'");
    rows();
    xml.in("part 'content.xml'");
  }

  private void rows() throws IOException {
    int depth = xml.depth();
    while (xml.nextChild(depth)) {
      if (xml.at(ROW)) {
        row();
      } else if (xml.at(ROW_GROUP) || xml.at(HEADER_ROWS) || xml.at(ROWS)) {
        rows();
      }
    }
  }

  private void row() throws IOException {
    xml.inRow(line);
    int times = repeated(ROWS_REPEATED);
    cells.begin();
    int depth = xml.depth();
    long column = 0;
    while (xml.nextChild(depth)) {
      boolean filled = xml.at(CELL);
      if (filled || xml.at(COVERED)) {
        int columns = repeated(COLUMNS_REPEATED);
        if (filled) {
          cell.read();
        }
        if (cells.cellLength() > 0) {
          if (column + columns > SheetLimits.MOST_COLUMNS) {
            throw xml.bad("more than " + SheetLimits.MOST_COLUMNS + " columns");
          }
          cells.endCell((int) column);
          cells.repeatCell(columns - 1);
        }
        column += columns;
      }
    }
    if (cells.isEmpty()) {
      line += times;
      return;
    }
    repeatedRows += times - 1;
    if (repeatedRows > MOST_REPEATED_ROWS) {
      throw xml.bad("more than " + MOST_REPEATED_ROWS + " repeated rows that are not empty");
    }
    for (int i = 0; i < times; i++) {
      cells.emit(line++, sink);
    }
  }

  private int repeated(XmlName name) {
    int attribute = xml.attribute(name);
    if (attribute < 0) {
      return 1;
    }
    int times = xml.number(attribute);
    if (times < 1) {
      throw xml.bad("rows or cells repeated '" + xml.value(attribute) + "' times");
    }
    return times;
  }
}
