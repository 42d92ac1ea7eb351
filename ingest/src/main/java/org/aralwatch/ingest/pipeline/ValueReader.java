package org.aralwatch.ingest.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.ingest.mapping.CensoredText;
import org.aralwatch.ingest.mapping.Mapping.ValueRule;
import org.aralwatch.ingest.source.NumberParser;
import org.aralwatch.ingest.source.Row;

/**
 * Reads a value's cell: a number, a limit as "&lt;0.01" or "&gt;5", a word for a value below a
 * limit, or a code for a missing value. An empty cell is always missing; a code that is a number
 * stands for that number however it is written, so that "-999" also finds "-999.0". Not
 * thread-safe.
 */
final class ValueReader {
  enum Outcome {
    VALUE,
    MISSING,
    NOT_FINITE,
    NO_NUMBER,
    /** A word for a value below a limit, in a row that has no such limit. */
    NO_LIMIT
  }

  /** A word for a value below a limit, and where the limit is; null is the detection limit. */
  private record Word(String text, Qualifier sign, NumberCell limit) {}

  private final String[] missing;
  private final double[] missingNumbers;
  private final Word[] words;
  private final NumberCell detectionLimit;
  private final NumberParser numbers;
  private Qualifier qualifier = Qualifier.NONE;
  private double value;
  private boolean isWord;

  ValueReader(ValueRule rule, Columns columns, char decimal) {
    this.missing = rule.missing().toArray(String[]::new);
    this.numbers = new NumberParser(decimal);
    this.detectionLimit = NumberCell.of(rule.detectionLimit(), columns, decimal);
    List<Word> found = new ArrayList<>();
    for (Map.Entry<String, CensoredText> word : rule.censored().entrySet()) {
      CensoredText meaning = word.getValue();
      NumberCell limit =
          meaning.limit().isPresent()
              ? NumberCell.of(meaning.limit(), columns, decimal)
              : detectionLimit;
      found.add(new Word(word.getKey(), meaning.sign(), limit));
    }
    this.words = found.toArray(Word[]::new);
    // Codes stand in the mapping, where numbers have a point whatever the file has.
    NumberParser codes = new NumberParser('.');
    this.missingNumbers =
        rule.missing().stream()
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
    isWord = false;
    if (chars[start] == '<' || chars[start] == '>') {
      qualifier = Qualifier.ofSymbol(chars[start]);
      do {
        start++;
        length--;
      } while (length > 0 && chars[start] == ' ');
    }
    NumberParser.Outcome outcome = numbers.parse(chars, start, length);
    if (outcome == NumberParser.Outcome.NUMBER) {
      value = numbers.value();
      for (double code : missingNumbers) {
        if (value == code && qualifier == Qualifier.NONE) {
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
    for (Word word : words) {
      if (row.is(cell, word.text)) {
        qualifier = word.sign;
        isWord = true;
        value = word.limit.read(row);
        return Double.isNaN(value) ? Outcome.NO_LIMIT : Outcome.VALUE;
      }
    }
    return outcome == NumberParser.Outcome.NOT_FINITE ? Outcome.NOT_FINITE : Outcome.NO_NUMBER;
  }

  /** The value last read. */
  double value() {
    return value;
  }

  /** Whether a word stood for the value last read. */
  boolean isWord() {
    return isWord;
  }

  /** The sign of the value last read. */
  Qualifier qualifier() {
    return qualifier;
  }
}
