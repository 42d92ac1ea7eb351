package org.aralwatch.ingest.source.sheet;

import java.io.IOException;
import java.io.InputStream;
import org.aralwatch.ingest.source.NumberParser;
import org.aralwatch.ingest.source.NumberParser.Outcome;
import org.aralwatch.ingest.source.TableReader.RowSink;

/** Reads the rows of one worksheet (ECMA-376, part 1, 18.3.1). Not thread-safe. */
final class SheetReader {
  private static final XmlName WORKSHEET = XmlName.of(Namespace.SPREADSHEET, "worksheet");
  private static final XmlName SHEET_DATA = XmlName.of(Namespace.SPREADSHEET, "sheetData");
  private static final XmlName ROW = XmlName.of(Namespace.SPREADSHEET, "row");
  private static final XmlName C = XmlName.of(Namespace.SPREADSHEET, "c");
  private static final XmlName V = XmlName.of(Namespace.SPREADSHEET, "v");
  private static final XmlName F = XmlName.of(Namespace.SPREADSHEET, "f");
  private static final XmlName IS = XmlName.of(Namespace.SPREADSHEET, "is");
  private static final XmlName REFERENCE = XmlName.plain("r");
  private static final XmlName STYLE = XmlName.plain("s");
  private static final XmlName TYPE = XmlName.plain("t");

  /** Characters of a formula that are shown where its value is missing. */
  private static final int SHOWN_FORMULA = 200;

  private final Workbook workbook;
  private final CellFormats formats;
  private final SharedStrings strings;
  private final SerialDate dates;
  private final NumberParser numbers = new NumberParser('.');
  private final XmlScanner xml;
  private final SheetRow cells;
  private final SheetRow formula;
  private final RowSink sink;
  private long row;

  SheetReader(
      Workbook workbook,
      CellFormats formats,
      SharedStrings strings,
      SheetLimits limits,
      InputStream in,
      String name,
      RowSink sink)
      throws IOException {
    this.workbook = workbook;
    this.formats = formats;
    this.strings = strings;
    this.dates = new SerialDate(workbook.from1904());
    this.xml = new XmlScanner(in, "sheet '" + name + "'");
    this.cells = new SheetRow(xml, limits);
    this.formula = new SheetRow(xml, limits);
    this.sink = sink;
  }

  void read() throws IOException {
    xml.root();
    if (!xml.at(WORKSHEET)) {
      throw xml.bad("it is no worksheet");
    }
    int root = xml.depth();
    while (xml.nextChild(root)) {
      if (xml.at(SHEET_DATA)) {
        int data = xml.depth();
        while (xml.nextChild(data)) {
          if (xml.at(ROW)) {
            row();
          }
        }
        xml.inRow(0);
      }
    }
    xml.finish();
  }

  private void row() throws IOException {
    int reference = xml.attribute(REFERENCE);
    row = reference < 0 ? row + 1 : xml.number(reference);
    xml.inRow(row);
    if (row < 1) {
      throw xml.bad("a row whose number is '" + xml.value(reference) + "'");
    }
    cells.begin();
    int depth = xml.depth();
    int column = -1;
    while (xml.nextChild(depth)) {
      if (xml.at(C)) {
        int place = xml.attribute(REFERENCE);
        column = place < 0 ? column + 1 : column(place);
        cell();
        cells.endCell(column);
      }
    }
    cells.emit(row, sink);
  }

  /** The column of a reference like "C7", from 0. */
  private int column(int reference) {
    int length = xml.valueLength(reference);
    int column = 0;
    int at = 0;
    while (at < length && at < 4) {
      int letter = (xml.valueByte(reference, at) & ~0x20) - 'A';
      if (letter < 0 || letter > 25) {
        break;
      }
      column = column * 26 + letter + 1;
      at++;
    }
    boolean digit = at < length && Character.isDigit(xml.valueByte(reference, at));
    if (at == 0 || !digit) {
      throw xml.bad("a cell whose place is '" + xml.value(reference) + "'");
    }
    if (column > SheetLimits.MOST_COLUMNS) {
      throw xml.bad("more than " + SheetLimits.MOST_COLUMNS + " columns");
    }
    return column - 1;
  }

  /** Reads the cell that has begun into the open cell of the row. */
  private void cell() throws IOException {
    int style = xml.number(xml.attribute(STYLE));
    int typeAttribute = xml.attribute(TYPE);
    CellType type = typeAttribute < 0 ? CellType.NUMBER : CellType.of(xml, typeAttribute);
    boolean hasFormula = false;
    int depth = xml.depth();
    while (xml.nextChild(depth)) {
      if (xml.at(V)) {
        RichText.plain(xml, cells);
        value(type, style);
      } else if (xml.at(F)) {
        hasFormula = true;
        formula.begin();
        RichText.plain(xml, formula);
      } else if (xml.at(IS)) {
        RichText.read(xml, cells);
      }
    }
    if (hasFormula && isNotCalculated(type)) {
      cells.cut(0);
      cells.append('=');
      cells.append(formula.chars(), 0, Math.min(formula.cellLength(), SHOWN_FORMULA));
    }
  }

  /** A formula may give the empty text, but no empty number. */
  private boolean isNotCalculated(CellType type) {
    int length = cells.cellLength();
    if (type == CellType.FORMULA_TEXT) {
      return false;
    }
    boolean zero = length == 1 && cells.chars()[cells.cellStart()] == '0';
    return length == 0 || workbook.uncalculated() && type == CellType.NUMBER && zero;
  }

  /** Makes of the characters in the file what the cell says. */
  private void value(CellType type, int style) {
    int length = cells.cellLength();
    if (length == 0) {
      return;
    }
    switch (type) {
      case NUMBER -> number(style);
      case SHARED -> shared();
      case BOOLEAN -> {
        char c = cells.chars()[cells.cellStart()];
        if (length == 1 && (c == '0' || c == '1')) {
          cells.cut(0);
          cells.append(c == '1' ? "true" : "false");
        }
      }
      case DATE -> date(style);
      case FORMULA_TEXT, INLINE -> RichText.unescape(cells);
      case ERROR -> {}
    }
  }

  private void number(int style) {
    CellFormat format = formats.ofStyle(style);
    if (format.kind() == CellFormat.Kind.NUMBER) {
      return;
    }
    int length = cells.cellLength();
    char[] chars = cells.reserve(SerialDate.LONGEST);
    int start = cells.cellStart();
    double serial = SerialDate.plain(chars, start, length);
    if (serial < 0 && numbers.parse(chars, start, length) == Outcome.NUMBER) {
      serial = numbers.value();
    }
    int written = dates.write(serial, format, chars, start);
    if (written > 0) {
      cells.cut(written);
    }
  }

  private void shared() {
    int number = 0;
    char[] chars = cells.chars();
    int start = cells.cellStart();
    for (int i = start; i < start + cells.cellLength(); i++) {
      int digit = chars[i] - '0';
      if (digit < 0 || digit > 9 || number > SharedStrings.MOST_STRINGS) {
        throw xml.bad("a cell refers to no text");
      }
      number = number * 10 + digit;
    }
    if (number >= strings.size()) {
      throw xml.bad(
          "a cell refers to text " + number + ", of " + strings.size() + ": the file is damaged");
    }
    cells.cut(0);
    strings.appendTo(cells, number);
  }

  /** A date as ISO 8601, which the standard allows and few programs write. */
  private void date(int style) {
    String text = new String(cells.chars(), cells.cellStart(), cells.cellLength());
    cells.cut(0);
    cells.append(IsoText.of(text, formats.ofStyle(style).kind() == CellFormat.Kind.DATE));
  }
}
