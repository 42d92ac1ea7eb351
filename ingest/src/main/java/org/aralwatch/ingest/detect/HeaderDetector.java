package org.aralwatch.ingest.detect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds where the header of a table begins and where its data do: titles above, several rows, a row
 * of units, a row that numbers the columns, totals and notes below.
 *
 * <p>What a column is made of is learnt from the rows further down; a row that does not look so is
 * none of the data.
 */
final class HeaderDetector {
  /** Rows among which the header ends, or there is none. */
  private static final int DEEPEST = 40;

  private final SampleTable table;
  private final List<SampleRow> rows;
  private final int width;
  private final boolean[] datum;
  private final int dateColumn;

  private HeaderDetector(SampleTable table) {
    this.table = table;
    this.rows = table.head();
    this.width = width(table);
    this.datum = new boolean[width];
    this.dateColumn = learn();
  }

  static Structure detect(SampleTable table) {
    return new HeaderDetector(table).structure();
  }

  private static int width(SampleTable table) {
    int width = 0;
    for (SampleRow row : table.head()) {
      width = Math.max(width, row.last() + 1);
    }
    for (SampleRow row : table.later()) {
      width = Math.max(width, row.last() + 1);
    }
    return width;
  }

  /** Which columns hold data, judged by the lower two thirds; the place of the dates, or -1. */
  private int learn() {
    List<SampleRow> all = table.from(0);
    List<SampleRow> low = all.subList(all.size() / 3, all.size());
    int date = -1;
    double dateShare = 0.6;
    for (int column = 0; column < width; column++) {
      int filled = 0;
      int data = 0;
      int dates = 0;
      for (SampleRow row : low) {
        String cell = row.cell(column);
        if (!cell.isEmpty()) {
          filled++;
          data += CellText.isDatum(cell) || DateText.isDate(cell) ? 1 : 0;
          dates += isDate(cell) ? 1 : 0;
        }
      }
      datum[column] = filled > 0 && data >= filled * 0.6;
      if (filled > low.size() * 0.3 && dates > filled * dateShare) {
        dateShare = dates / (double) filled;
        date = column;
      }
    }
    return date;
  }

  /** A date that is no number as well: 12.2020 is data anyway. */
  private static boolean isDate(String cell) {
    return !CellText.isNumber(cell) && (CellText.isDate(cell) || DateText.isDate(cell));
  }

  private Structure structure() {
    int data = firstDataRow();
    int last = data - 1;
    while (last >= 0 && rows.get(last).isBlank()) {
      last--;
    }
    int bottom = last;
    boolean numbered = last > 0 && isNumbering(rows.get(last));
    if (numbered) {
      last--;
    }
    int unitsRow = last > 0 && isUnits(rows.get(last), rows.get(last - 1)) ? last : -1;
    if (unitsRow >= 0) {
      last--;
    }
    int first = last;
    while (first > 0 && isUpperHeader(rows.get(first - 1), rows.get(first))) {
      first--;
    }
    boolean named = last >= 0 && isHeader(rows.get(last));
    if (!named) {
      first = data;
      bottom = -1;
    }
    int headerRows = 0;
    for (int i = first; i < data; i++) {
      headerRows += rows.get(i).isBlank() ? 0 : 1;
    }
    // Lines are counted as the file counts them: empty ones are no rows, and count.
    boolean titled = first > 0 && first < rows.size();
    int skip = titled ? (int) Math.max(0, rows.get(first).line() - 1) : 0;
    List<String> units = new ArrayList<>();
    for (int column = 0; column < width; column++) {
      units.add(unitsRow < 0 ? "" : rows.get(unitsRow).cell(column));
    }
    String mode = headerRows == 0 ? "first" : mode(first, last, bottom);
    List<String> headers = headers(mode, first, data, headerRows);
    List<SampleRow> titles = new ArrayList<>(rows.subList(0, first));
    titles.removeIf(SampleRow::isBlank);
    List<SampleRow> good = new ArrayList<>();
    List<SampleRow> odd = new ArrayList<>();
    for (SampleRow row : table.from(data)) {
      (isData(row) ? good : odd).add(row);
    }
    return new Structure(
        table, skip, headerRows, mode, headers, units, titles, good, odd, numbered);
  }

  /** One row with one text above several columns is a title, not their header. */
  private boolean isHeader(SampleRow row) {
    return row.filled() > 1 || width == 1;
  }

  private int firstDataRow() {
    for (int i = 0; i < Math.min(rows.size(), DEEPEST); i++) {
      SampleRow row = rows.get(i);
      boolean names = isAscendingHeader(row) && (i == 0 || misfits(row) > 0);
      if (!isData(row) || isNumbering(row) && i > 0 || names) {
        continue;
      }
      SampleRow next = next(i + 1);
      if (next == null || isData(next) || next(i + 2) != null && isData(next(i + 2))) {
        return i;
      }
    }
    // Nothing looks like data: the first filled row names the columns, if there are others.
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).isBlank() && (rows.get(i).filled() > 1 || width == 1)) {
        return Math.min(i + 1, rows.size());
      }
    }
    return 0;
  }

  /** Texts in columns of data. */
  private int misfits(SampleRow row) {
    int misfits = 0;
    for (int column = 0; column < width; column++) {
      String cell = row.cell(column);
      misfits += datum[column] && !cell.isEmpty() && !CellText.isDatum(cell) ? 1 : 0;
    }
    return misfits;
  }

  private SampleRow next(int from) {
    for (int i = from; i < rows.size(); i++) {
      if (!rows.get(i).isBlank()) {
        return rows.get(i);
      }
    }
    return null;
  }

  /** Whether the cells that should be data are. */
  private boolean isData(SampleRow row) {
    if (row.isBlank()) {
      return false;
    }
    if (dateColumn >= 0) {
      String cell = row.cell(dateColumn);
      if (!cell.isEmpty()) {
        return isDate(cell) || CellText.isNumeric(cell);
      }
    }
    int good = 0;
    int bad = 0;
    for (int column = 0; column < width; column++) {
      String cell = row.cell(column);
      if (datum[column] && !cell.isEmpty()) {
        if (CellText.isDatum(cell) || DateText.isDate(cell)) {
          good++;
        } else {
          bad++;
        }
      }
    }
    return good > bad || good > 0 && good == bad && good > 1;
  }

  /** "1;2;3;4" below the names of the columns, as forms have it. */
  private boolean isNumbering(SampleRow row) {
    int expected = -1;
    int count = 0;
    for (String cell : row.cells()) {
      if (cell.isEmpty()) {
        continue;
      }
      if (!CellText.isInteger(cell)) {
        return false;
      }
      long number = Long.parseLong(cell);
      if (expected < 0) {
        if (number > 2 || number < 0) {
          return false;
        }
        expected = (int) number;
      } else if (number != expected) {
        return false;
      }
      expected++;
      count++;
    }
    return count > 1 && count >= row.last() && !row.cell(0).isEmpty();
  }

  /** "Year;1;2;3" or ";1961;1962": numbers that name columns. */
  private boolean isAscendingHeader(SampleRow row) {
    String first = row.cell(0);
    if (!first.isEmpty() && CellText.isNumeric(first)) {
      return isNumbering(row) && row.filled() > 5;
    }
    int count = 0;
    long last = Long.MIN_VALUE;
    for (int column = 1; column <= row.last(); column++) {
      String cell = row.cell(column);
      if (!CellText.isInteger(cell)) {
        continue;
      }
      long number = Long.parseLong(cell);
      if (number <= last) {
        return false;
      }
      last = number;
      count++;
    }
    return count > 2 && (!first.isEmpty() && CellText.hasLetter(first) || count == row.filled());
  }

  private boolean isUnits(SampleRow row, SampleRow above) {
    int units = 0;
    int filled = 0;
    for (String cell : row.cells()) {
      if (cell.isEmpty() || cell.equals("-") || cell.equals("—")) {
        continue;
      }
      filled++;
      units += UnitText.parse(HeaderText.bare(cell)).isPresent() ? 1 : 0;
    }
    return units > 0 && units >= filled - 1 && above.filled() >= filled && above.filled() > 1;
  }

  /** Whether a row belongs to the header of which {@code below} is the next row. */
  private boolean isUpperHeader(SampleRow row, SampleRow below) {
    if (row.isBlank() || below.isBlank() && below.filled() == 0) {
      return false;
    }
    if (row.cell(0).endsWith(":") || row.filled() == 1 && !row.cell(0).isEmpty()) {
      return false;
    }
    boolean incomplete = below.filled() < width || hasTwice(below);
    if (row.filled() == 1) {
      int at = row.last();
      return incomplete && at > 0 && row.cell(at).length() < 40 && below.filled() > 1;
    }
    return incomplete
        && (row.filled() * 2 >= width
            || below.cell(0).isEmpty()
            || hasTwice(below)
            || row.filled() >= 2 && !row.cell(0).isEmpty() && dateColumn == 0);
  }

  private static boolean hasTwice(SampleRow row) {
    Set<String> seen = new HashSet<>();
    return row.cells().stream().anyMatch(cell -> !cell.isEmpty() && !seen.add(cell));
  }

  private String mode(int first, int last, int bottom) {
    if (first == bottom || first == last) {
      return "first";
    }
    if (isComplete(rows.get(first))) {
      return "first";
    }
    return last == bottom && isComplete(rows.get(last)) ? "last" : "joined";
  }

  /** Whether every column has a name and none has another's. */
  private boolean isComplete(SampleRow row) {
    return row.filled() == width && !hasTwice(row);
  }

  private List<String> headers(String mode, int first, int data, int headerRows) {
    List<String> names = new ArrayList<>();
    if (headerRows == 0) {
      for (int column = 1; column <= width; column++) {
        names.add(String.valueOf(column));
      }
      return names;
    }
    List<SampleRow> block = new ArrayList<>(rows.subList(first, data));
    block.removeIf(SampleRow::isBlank);
    for (int column = 0; column < width; column++) {
      names.add(
          switch (mode) {
            case "first" -> block.get(0).cell(column);
            case "last" -> block.get(block.size() - 1).cell(column);
            default -> joined(block, column);
          });
    }
    return names;
  }

  /**
   * The texts over a column; one reaches right over empty cells of its row, but not in the last.
   */
  private static String joined(List<SampleRow> block, int column) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < block.size(); i++) {
      int at = column;
      boolean last = i == block.size() - 1;
      while (!last && at > 0 && block.get(i).cell(at).isEmpty()) {
        at--;
      }
      String text = block.get(i).cell(at);
      if (!text.isEmpty() && !parts.contains(text)) {
        parts.add(text);
      }
    }
    return String.join(" / ", parts);
  }
}
