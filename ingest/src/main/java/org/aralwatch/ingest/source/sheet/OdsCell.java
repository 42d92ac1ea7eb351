package org.aralwatch.ingest.source.sheet;

import java.io.IOException;

/**
 * Reads one cell of an OpenDocument table: its value where it has one, else its text, as
 * OpenDocument 1.3, part 3, 9.1.4 and 19.385 and the following say. Not thread-safe.
 */
final class OdsCell {
  private static final XmlName TYPE = XmlName.of(Namespace.OFFICE, "value-type");
  private static final XmlName VALUE = XmlName.of(Namespace.OFFICE, "value");
  private static final XmlName DATE = XmlName.of(Namespace.OFFICE, "date-value");
  private static final XmlName TIME = XmlName.of(Namespace.OFFICE, "time-value");
  private static final XmlName BOOLEAN = XmlName.of(Namespace.OFFICE, "boolean-value");
  private static final XmlName STRING = XmlName.of(Namespace.OFFICE, "string-value");
  private static final XmlName FORMULA = XmlName.of(Namespace.TABLE, "formula");
  private static final XmlName CALC_TYPE = XmlName.of(Namespace.CALC, "value-type");

  private static final XmlName P = XmlName.of(Namespace.TEXT, "p");
  private static final XmlName SPACES = XmlName.of(Namespace.TEXT, "s");
  private static final XmlName COUNT = XmlName.of(Namespace.TEXT, "c");
  private static final XmlName TAB = XmlName.of(Namespace.TEXT, "tab");
  private static final XmlName LINE_BREAK = XmlName.of(Namespace.TEXT, "line-break");
  private static final XmlName SPAN = XmlName.of(Namespace.TEXT, "span");
  private static final XmlName LINK = XmlName.of(Namespace.TEXT, "a");
  private static final XmlName RUBY = XmlName.of(Namespace.TEXT, "ruby");
  private static final XmlName RUBY_BASE = XmlName.of(Namespace.TEXT, "ruby-base");
  private static final int SHOWN_FORMULA = 200;

  private final XmlScanner xml;
  private final SheetRow cells;
  // Blanks side by side in the XML are one.
  private boolean afterBlank;

  OdsCell(XmlScanner xml, SheetRow cells) {
    this.xml = xml;
    this.cells = cells;
  }

  /** Reads the cell that has begun into the open cell of the row, up to its end. */
  void read() throws IOException {
    String type = xml.value(TYPE);
    String value = type == null ? null : value(type);
    String formula = xml.value(FORMULA);
    boolean error = "error".equals(xml.value(CALC_TYPE));
    if (value != null && formula == null && !error) {
      // Nothing else is of interest: the next child of the row is looked for beyond it.
      cells.append(value);
      return;
    }
    paragraphs();
    // Programs before LibreOffice 4.1 give a formula in error the value 0.
    boolean shown = error || formula != null && (begins("#") || begins("Err:"));
    if (value != null && !shown) {
      cells.cut(0);
      cells.append(value);
    } else if (formula != null && type == null && cells.cellLength() == 0) {
      int sign = formula.indexOf('=');
      cells.append('=');
      cells.append(
          formula.substring(sign + 1, Math.min(formula.length(), sign + 1 + SHOWN_FORMULA)));
    }
  }

  /** The value in the attribute for its type; null for texts, which stand in paragraphs. */
  private String value(String type) {
    switch (type) {
      case "float", "percentage", "currency":
        return xml.value(VALUE);
      case "date":
        String date = xml.value(DATE);
        return date == null ? null : IsoText.of(date, false);
      case "time":
        String time = xml.value(TIME);
        return time == null ? null : IsoText.ofDuration(time);
      case "boolean":
        return xml.value(BOOLEAN);
      default:
        return xml.value(STRING);
    }
  }

  private boolean begins(String text) {
    return cells.cellLength() >= text.length()
        && new String(cells.chars(), cells.cellStart(), text.length()).equals(text);
  }

  private void paragraphs() throws IOException {
    int depth = xml.depth();
    boolean first = true;
    while (xml.nextChild(depth)) {
      if (xml.at(P)) {
        if (!first) {
          cells.append('\n');
        }
        first = false;
        afterBlank = true;
        text();
      }
    }
  }

  /** Appends the text of the element that has begun, and of those within it that are text. */
  private void text() throws IOException {
    int depth = xml.depth();
    while (true) {
      switch (xml.next()) {
        case TEXT -> collapsed();
        case START -> within();
        case END -> {
          if (xml.depth() < depth) {
            return;
          }
        }
        case DONE -> {
          return;
        }
      }
    }
  }

  private void within() throws IOException {
    if (xml.at(SPAN) || xml.at(LINK) || xml.at(RUBY) || xml.at(RUBY_BASE)) {
      text();
      return;
    }
    if (xml.at(SPACES)) {
      int count = xml.attribute(COUNT);
      int spaces = count < 0 ? 1 : xml.number(count);
      for (int i = 0; i < spaces; i++) {
        cells.append(' ');
      }
      afterBlank = false;
    } else if (xml.at(TAB)) {
      cells.append('\t');
    } else if (xml.at(LINE_BREAK)) {
      cells.append('\n');
    }
    // Whatever is left of it, notes and pronunciations too, is passed over.
    int depth = xml.depth();
    while (xml.nextChild(depth)) {
      // Nothing of it is text of the cell.
    }
  }

  private void collapsed() {
    char[] text = xml.text();
    for (int i = 0; i < xml.textLength(); i++) {
      char c = text[i];
      boolean blank = c == ' ' || c == '\t' || c == '\n';
      if (!blank) {
        cells.append(c);
      } else if (!afterBlank) {
        cells.append(' ');
      }
      afterBlank = blank;
    }
  }
}
