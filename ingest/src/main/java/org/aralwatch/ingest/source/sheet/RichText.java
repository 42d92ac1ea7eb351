package org.aralwatch.ingest.source.sheet;

import java.io.IOException;

/**
 * Text of a cell, plain or in runs of different fonts (ECMA-376, part 1, 18.4.8 and 18.4.12). Runs
 * that tell the pronunciation are left out. "_x000D_" stands for a character that XML may not hold
 * (22.9.2.19).
 */
final class RichText {
  private static final XmlName T = XmlName.of(Namespace.SPREADSHEET, "t");
  private static final XmlName R = XmlName.of(Namespace.SPREADSHEET, "r");
  private static final int ESCAPE = 7;

  private RichText() {}

  /** Appends the text of the element that has begun, {@code si} or {@code is}, up to its end. */
  static void read(XmlScanner xml, SheetRow cells) throws IOException {
    int parent = xml.depth();
    while (xml.nextChild(parent)) {
      if (xml.at(T)) {
        plain(xml, cells);
      } else if (xml.at(R)) {
        int run = xml.depth();
        while (xml.nextChild(run)) {
          if (xml.at(T)) {
            plain(xml, cells);
          }
        }
      }
    }
    unescape(cells);
  }

  /** Appends the characters directly in the element that has begun, up to its end. */
  static void plain(XmlScanner xml, SheetRow cells) throws IOException {
    int depth = xml.depth();
    while (true) {
      switch (xml.next()) {
        case TEXT -> {
          if (xml.depth() == depth) {
            cells.append(xml.text(), 0, xml.textLength());
          }
        }
        case END -> {
          if (xml.depth() < depth) {
            return;
          }
        }
        case START, DONE -> {}
      }
    }
  }

  /** Puts characters in the place of their escapes in the open cell. */
  static void unescape(SheetRow cells) {
    char[] chars = cells.chars();
    int from = cells.cellStart();
    int end = from + cells.cellLength();
    int to = from;
    for (int at = from; at < end; at++) {
      int code = chars[at] == '_' ? escaped(chars, at, end) : -1;
      if (code >= 0) {
        chars[to++] = (char) code;
        at += ESCAPE - 1;
      } else {
        chars[to++] = chars[at];
      }
    }
    cells.cut(to - from);
  }

  private static int escaped(char[] chars, int at, int end) {
    if (at + ESCAPE > end || chars[at + 1] != 'x' || chars[at + ESCAPE - 1] != '_') {
      return -1;
    }
    int code = 0;
    for (int i = at + 2; i < at + ESCAPE - 1; i++) {
      int digit = chars[i] < 0x80 ? Character.digit(chars[i], 16) : -1;
      if (digit < 0) {
        return -1;
      }
      code = code << 4 | digit;
    }
    return code;
  }
}
