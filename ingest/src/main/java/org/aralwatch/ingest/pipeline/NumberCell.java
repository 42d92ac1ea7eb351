package org.aralwatch.ingest.pipeline;

import java.util.Optional;
import org.aralwatch.ingest.mapping.Cell;
import org.aralwatch.ingest.source.NumberParser;
import org.aralwatch.ingest.source.Row;

/** A number beside the value, as its detection limit: a column's, or one for all rows. */
final class NumberCell {
  private static final int NO_COLUMN = -1;

  private final int column;
  private final double constant;
  private final NumberParser numbers;

  private NumberCell(int column, double constant, char decimal) {
    this.column = column;
    this.constant = constant;
    this.numbers = new NumberParser(decimal);
  }

  /** Of no cell, the number is always NaN. */
  static NumberCell of(Optional<Cell> cell, Columns columns, char decimal) {
    if (cell.isPresent() && cell.get() instanceof Cell.Column named) {
      return new NumberCell(columns.index(named.name()), Double.NaN, decimal);
    }
    double constant = Double.NaN;
    if (cell.isPresent() && cell.get() instanceof Cell.Constant text) {
      NumberParser parser = new NumberParser('.');
      char[] chars = text.text().toCharArray();
      if (parser.parse(chars, 0, chars.length) == NumberParser.Outcome.NUMBER) {
        constant = parser.value();
      } else {
        columns.add("the limit '" + text.text() + "' is no number");
      }
    }
    return new NumberCell(NO_COLUMN, constant, decimal);
  }

  /** NaN where the cell holds no number. */
  double read(Row row) {
    if (column == NO_COLUMN) {
      return constant;
    }
    // "<0.01" in a column of limits means the limit.
    int start = row.start(column);
    int length = row.length(column);
    while (length > 0 && (row.chars()[start] == '<' || row.chars()[start] == ' ')) {
      start++;
      length--;
    }
    return numbers.parse(row.chars(), start, length) == NumberParser.Outcome.NUMBER
        ? numbers.value()
        : Double.NaN;
  }
}
