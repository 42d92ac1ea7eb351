package org.aralwatch.ingest.pipeline;

import java.util.Arrays;
import java.util.function.Function;
import org.aralwatch.ingest.source.Row;

/**
 * What a cell's text stands for. Rows mostly repeat the text of the row before, which then costs a
 * comparison and no String. Not thread-safe.
 */
final class CellLookup<T> {
  private final int cell;
  private final Function<String, T> values;
  private char[] lastText = new char[0];
  private T last;
  private boolean any;

  /**
   * @param values gives null for a text that stands for nothing
   */
  CellLookup(int cell, Function<String, T> values) {
    this.cell = cell;
    this.values = values;
  }

  int cell() {
    return cell;
  }

  /** What the cell of {@code row} stands for; null where it is nothing known. */
  T of(Row row) {
    int start = row.start(cell);
    int length = row.length(cell);
    if (!any || !Arrays.equals(lastText, 0, lastText.length, row.chars(), start, start + length)) {
      lastText = Arrays.copyOfRange(row.chars(), start, start + length);
      last = values.apply(new String(lastText));
      any = true;
    }
    return last;
  }
}
