package org.aralwatch.ingest.pipeline;

import java.util.List;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.ingest.source.NumberParser;
import org.aralwatch.ingest.source.Row;

/**
 * Reads a value's cell: a number, a limit as "&lt;0.01" or "&gt;5", or a code for a missing value.
 * An empty cell is always missing; a code that is a number stands for that number however it is
 * written, so that "-999" also finds "-999.0". Not thread-safe.
 */
final class ValueReader {
  enum Outcome {
    VALUE,
    MISSING,
    NOT_FINITE,
    NO_NUMBER
  }

  private final String[] missing;
  private final double[] missingNumbers;
  private final NumberParser numbers;
  private Qualifier qualifier = Qualifier.NONE;

  ValueReader(List<String> missing, char decimal) {
    this.missing = missing.toArray(String[]::new);
    this.numbers = new NumberParser(decimal);
    // Codes stand in the mapping, where numbers have a point whatever the file has.
    NumberParser codes = new NumberParser('.');
    this.missingNumbers =
        missing.stream()
            .filter(
                code ->
                    codes.parse(code.toCharArray(), 0, code.length())
                        == NumberParser.Outcome.NUMBER)
            .mapToDouble(Double::parseDouble)
            .toArray();
  }

  Outcome read(Row row, int cell) {
    int length = row.length(cell);
    if (length == 0) {
      return Outcome.MISSING;
    }
    char[] chars = row.chars();
    int start = row.start(cell);
    qualifier = Qualifier.NONE;
    if (chars[start] == '<' || chars[start] == '>') {
      qualifier = Qualifier.ofSymbol(chars[start]);
      do {
        start++;
        length--;
      } while (length > 0 && chars[start] == ' ');
    }
    NumberParser.Outcome outcome = numbers.parse(chars, start, length);
    if (outcome == NumberParser.Outcome.NUMBER) {
      for (double code : missingNumbers) {
        if (numbers.value() == code && qualifier == Qualifier.NONE) {
          return Outcome.MISSING;
        }
      }
      return Outcome.VALUE;
    }
    for (String code : missing) {
      if (row.is(cell, code)) {
        return Outcome.MISSING;
      }
    }
    return outcome == NumberParser.Outcome.NOT_FINITE ? Outcome.NOT_FINITE : Outcome.NO_NUMBER;
  }

  /** The value last read. */
  double value() {
    return numbers.value();
  }

  /** The sign before the value last read. */
  Qualifier qualifier() {
    return qualifier;
  }
}
