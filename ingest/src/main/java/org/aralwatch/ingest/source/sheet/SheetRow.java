package org.aralwatch.ingest.source.sheet;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.aralwatch.ingest.source.Row;
import org.aralwatch.ingest.source.TableReader.RowSink;

/**
 * Gathers the cells of one row and hands them over in the order of their columns. Cells that a
 * sheet leaves out are empty; all rows are as wide as the widest before them, since a sheet does
 * not say that its last cells are empty. Not thread-safe.
 */
final class SheetRow {
  private static final char[] NOTHING = {};

  private final XmlScanner xml;
  private final SheetLimits limits;
  private final Row row = new Row();
  private char[] chars = new char[1024];
  private int used;
  private int cellStart;
  private int[] columns = new int[64];
  private int[] ends = new int[64];
  private int size;
  private boolean ascending;
  private int width;

  /**
   * @param xml knows the place, for messages
   */
  SheetRow(XmlScanner xml, SheetLimits limits) {
    this.xml = xml;
    this.limits = limits;
  }

  void begin() {
    used = 0;
    cellStart = 0;
    size = 0;
    ascending = true;
  }

  // ---- the open cell

  void append(char[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, chars, used, length);
    used += length;
  }

  void append(String text) {
    reserve(text.length());
    text.getChars(0, text.length(), chars, used);
    used += text.length();
  }

  void append(char c) {
    reserve(1);
    chars[used++] = c;
  }

  /** Makes room for so many characters more; {@link #grow} then says how many have come. */
  char[] reserve(int more) {
    if (used - cellStart + more > SheetLimits.LONGEST_CELL) {
      throw xml.bad("a cell has more than " + SheetLimits.LONGEST_CELL + " characters");
    }
    if (used + more > SheetLimits.LONGEST_ROW) {
      throw xml.bad("the row has more than " + SheetLimits.LONGEST_ROW + " characters");
    }
    if (used + more > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(chars.length * 2, used + more));
    }
    return chars;
  }

  void grow(int more) {
    used += more;
  }

  char[] chars() {
    return chars;
  }

  int cellStart() {
    return cellStart;
  }

  int cellLength() {
    return used - cellStart;
  }

  /** Takes back what the open cell has beyond a length. */
  void cut(int length) {
    used = cellStart + length;
  }

  /** The open cell is complete and belongs to this column, from 0. */
  void endCell(int column) {
    if (used == cellStart) {
      return;
    }
    if (column >= SheetLimits.MOST_COLUMNS) {
      throw xml.bad("more than " + SheetLimits.MOST_COLUMNS + " columns");
    }
    if (size == columns.length) {
      // A sheet has no more columns, unless cells come twice.
      if (size >= 2 * SheetLimits.MOST_COLUMNS) {
        throw xml.bad("cells come more than once");
      }
      columns = Arrays.copyOf(columns, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    ascending &= size == 0 || column > columns[size - 1];
    columns[size] = column;
    ends[size] = used;
    size++;
    cellStart = used;
  }

  /** The cell that was completed last stands in the next columns too. */
  void repeatCell(int times) {
    if (size == 0 || times <= 0) {
      return;
    }
    int from = size == 1 ? 0 : ends[size - 2];
    int length = ends[size - 1] - from;
    for (int i = 0; i < times; i++) {
      append(chars, from, length);
      endCell(columns[size - 1] + 1);
    }
  }

  // ---- the row

  boolean isEmpty() {
    return size == 0;
  }

  /** Hands the row over, unless it is blank. */
  void emit(long line, RowSink sink) {
    if (size == 0) {
      return;
    }
    row.begin(line);
    if (ascending) {
      addAscending();
    } else {
      addSorted();
    }
    if (row.isBlank()) {
      return;
    }
    for (int i = row.size(); i < width; i++) {
      row.add(NOTHING, 0, 0);
    }
    width = row.size();
    limits.count(width, used);
    sink.accept(row);
  }

  private void addAscending() {
    int from = 0;
    for (int i = 0; i < size; i++) {
      add(columns[i], from, ends[i]);
      from = ends[i];
    }
  }

  /** No program is known to write cells in another order; the standard does not forbid it. */
  private void addSorted() {
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingInt(i -> columns[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < size; i++) {
      int cell = order[i];
      if (i > 0 && columns[cell] == columns[order[i - 1]]) {
        throw xml.bad("column " + (columns[cell] + 1) + " comes twice");
      }
      add(columns[cell], cell == 0 ? 0 : ends[cell - 1], ends[cell]);
    }
  }

  private void add(int column, int from, int to) {
    for (int i = row.size(); i < column; i++) {
      row.add(NOTHING, 0, 0);
    }
    row.add(chars, from, to - from);
  }
}
