package org.aralwatch.ingest.detect;

import java.util.List;

/**
 * A row that was looked at.
 *
 * @param line where it begins, from 1; 0 where nobody counted, in a piece from the middle of a file
 * @param cells without the blanks around them
 */
record SampleRow(long line, List<String> cells) {
  SampleRow {
    cells = List.copyOf(cells);
  }

  /** The cell at a place, "" where the row does not reach. */
  String cell(int index) {
    return index < cells.size() ? cells.get(index) : "";
  }

  int size() {
    return cells.size();
  }

  boolean isBlank() {
    return cells.stream().allMatch(String::isEmpty);
  }

  int filled() {
    int filled = 0;
    for (String cell : cells) {
      filled += cell.isEmpty() ? 0 : 1;
    }
    return filled;
  }

  /** Place of the last cell with anything in it, -1 for none. */
  int last() {
    int last = cells.size() - 1;
    while (last >= 0 && cells.get(last).isEmpty()) {
      last--;
    }
    return last;
  }
}
