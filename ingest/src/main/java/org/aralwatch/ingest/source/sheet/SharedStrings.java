package org.aralwatch.ingest.source.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The texts of a workbook, which cells refer to by number (ECMA-376, part 1, 18.4). A String each
 * would take 60 bytes more than its characters, and a workbook of a million remarks the whole heap:
 * the characters lie one behind the other in pages, in one byte where they are Latin, else in two.
 */
final class SharedStrings {
  /** Bytes of all texts, a fifth of the heap that a load may use. */
  static final int MOST_BYTES = 48 << 20;

  /** Texts: as many as four full sheets have rows; 16 MB for their places. */
  static final int MOST_STRINGS = 1 << 22;

  private static final XmlName SI = XmlName.of(Namespace.SPREADSHEET, "si");
  private static final int PAGE = 1 << 20;
  private static final int HEAD = 3;

  private final List<byte[]> pages = new ArrayList<>();
  private byte[] page = new byte[0];
  private int used;
  private int[] places = new int[256];
  private int size;

  private SharedStrings() {}

  /** Of a workbook without texts. */
  static SharedStrings none() {
    return new SharedStrings();
  }

  static SharedStrings read(InputStream in, String part) throws IOException {
    SharedStrings strings = new SharedStrings();
    XmlScanner xml = new XmlScanner(in, "part '" + part + "'");
    SheetRow text = new SheetRow(xml, new SheetLimits());
    xml.root();
    int root = xml.depth();
    while (xml.nextChild(root)) {
      if (xml.at(SI)) {
        text.begin();
        RichText.read(xml, text);
        strings.add(xml, text.chars(), text.cellStart(), text.cellLength());
      }
    }
    xml.finish();
    return strings;
  }

  private void add(XmlScanner xml, char[] chars, int from, int length) {
    if (size == MOST_STRINGS) {
      throw xml.bad("more than " + MOST_STRINGS + " texts");
    }
    boolean wide = false;
    for (int i = from; i < from + length && !wide; i++) {
      wide = chars[i] > 0xff;
    }
    int bytes = HEAD + (wide ? 2 * length : length);
    if (used + bytes > page.length) {
      if ((long) (pages.size() + 1) * PAGE > MOST_BYTES) {
        throw xml.bad(
            "the texts of all cells take more than " + (MOST_BYTES >> 20) + " MiB: save as CSV");
      }
      page = new byte[PAGE];
      pages.add(page);
      used = 0;
    }
    if (size == places.length) {
      places = Arrays.copyOf(places, size * 2);
    }
    places[size++] = (pages.size() - 1) * PAGE + used;
    page[used] = (byte) (wide ? 1 : 0);
    page[used + 1] = (byte) (length >> 8);
    page[used + 2] = (byte) length;
    int to = used + HEAD;
    for (int i = from; i < from + length; i++) {
      if (wide) {
        page[to++] = (byte) (chars[i] >> 8);
      }
      page[to++] = (byte) chars[i];
    }
    used = to;
  }

  int size() {
    return size;
  }

  /** Appends the text with this number, from 0, to the open cell. */
  void appendTo(SheetRow cells, int number) {
    int place = places[number];
    byte[] from = pages.get(place / PAGE);
    int at = place % PAGE;
    int length = (from[at + 1] & 0xff) << 8 | from[at + 2] & 0xff;
    boolean wide = from[at] == 1;
    char[] target = cells.reserve(length);
    int to = cells.cellStart() + cells.cellLength();
    at += HEAD;
    if (wide) {
      for (int i = 0; i < length; i++, at += 2) {
        target[to + i] = (char) ((from[at] & 0xff) << 8 | from[at + 1] & 0xff);
      }
    } else {
      for (int i = 0; i < length; i++) {
        target[to + i] = (char) (from[at + i] & 0xff);
      }
    }
    cells.grow(length);
  }
}
