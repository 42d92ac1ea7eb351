package org.aralwatch.ingest.detect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A column of a table: its header and the cells of the rows of data that were looked at. */
final class Column {
  private static final int MOST_DISTINCT = 400;

  private final int index;
  private final String name;
  private final HeaderText header;
  private final List<String> cells;
  private final Map<String, Integer> distinct = new LinkedHashMap<>();
  private final int filled;
  private final int numeric;
  private final int integers;
  private final int missing;
  private final int limits;
  private final boolean manyDistinct;

  Column(int index, String name, HeaderText header, List<String> cells) {
    this.index = index;
    this.name = name;
    this.header = header;
    this.cells = List.copyOf(cells);
    int filledCells = 0;
    int numericCells = 0;
    int integerCells = 0;
    int missingCells = 0;
    int limitCells = 0;
    boolean overflow = false;
    for (String cell : cells) {
      if (cell.isEmpty()) {
        continue;
      }
      filledCells++;
      if (CellText.isNumeric(cell)) {
        numericCells++;
        integerCells += CellText.isInteger(cell) ? 1 : 0;
      } else if (CellText.isLimit(cell)) {
        limitCells++;
      } else if (Words.standard().isMissing(cell)) {
        missingCells++;
      }
      if (distinct.size() < MOST_DISTINCT || distinct.containsKey(cell)) {
        distinct.merge(cell, 1, Integer::sum);
      } else {
        overflow = true;
      }
    }
    filled = filledCells;
    numeric = numericCells;
    integers = integerCells;
    missing = missingCells;
    limits = limitCells;
    manyDistinct = overflow;
  }

  /** All columns of a table. */
  static List<Column> of(Structure structure) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < structure.width(); i++) {
      List<String> cells = new ArrayList<>();
      for (SampleRow row : structure.data()) {
        cells.add(row.cell(i));
      }
      String name = structure.headers().get(i);
      String unit = structure.units().get(i);
      String text =
          !unit.isEmpty() && name.endsWith(" / " + unit)
              ? name.substring(0, name.length() - unit.length() - 3)
              : name;
      HeaderText header = structure.hasHeader() ? HeaderText.of(text, unit) : HeaderText.of("", "");
      columns.add(new Column(i, name, header, cells));
    }
    return columns;
  }

  int index() {
    return index;
  }

  /** As the mapping calls it. */
  String name() {
    return name;
  }

  HeaderText header() {
    return header;
  }

  /** Cells by row of data; empty texts where there is nothing. */
  List<String> cells() {
    return cells;
  }

  /** Different texts with how often they occur, the first few hundred. */
  Map<String, Integer> distinct() {
    return Collections.unmodifiableMap(distinct);
  }

  boolean hasManyDistinct() {
    return manyDistinct;
  }

  int filled() {
    return filled;
  }

  int numeric() {
    return numeric;
  }

  int missing() {
    return missing;
  }

  int limits() {
    return limits;
  }

  boolean isEmpty() {
    return filled == 0;
  }

  /** Numbers, limits and words for missing values, and hardly anything else. */
  boolean isNumeric() {
    return numeric > 0 && (numeric + missing + limits) >= filled * 0.8
        || numeric + limits > 0 && numeric + limits >= filled * 0.5 && texts() <= 6;
  }

  /** Different texts that are neither numbers nor missing. */
  private long texts() {
    return distinct.keySet().stream()
        .filter(
            cell ->
                !CellText.isNumeric(cell)
                    && !CellText.isLimit(cell)
                    && !Words.standard().isMissing(cell))
        .count();
  }

  boolean isText() {
    return filled > 0 && !isNumeric();
  }

  boolean isInteger() {
    return integers > 0 && integers == numeric && isNumeric();
  }

  /** Lowest and highest of the whole numbers; null when there are none. */
  long[] integerRange() {
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    for (String cell : distinct.keySet()) {
      if (CellText.isInteger(cell)) {
        long number = Long.parseLong(cell);
        low = Math.min(low, number);
        high = Math.max(high, number);
      }
    }
    return low > high ? null : new long[] {low, high};
  }
}
