package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands among the values and is none: words and codes for missing values, limits. */
final class ValueTexts {
  /** Numbers that stand for nothing in one data base or another. */
  private static final double[] CODES = {
    -99, -999, -9999, -99999, -999999, -99.9, -999.9, -9999.9, -99.99, -999.99, -9.99, -88, -888,
    -8888, -77, -777, -7777, 999, 9999, 99999, 999999, 999.9, 9999.9, 99.9, 999.99, 32767, -32768,
    -32767, 1e20, -1e20, 1e30
  };

  private final char decimal;
  private final Notes notes;
  private final Set<String> missing = new LinkedHashSet<>();
  private final Map<String, String> censored = new LinkedHashMap<>();
  private final Map<String, Integer> unknown = new LinkedHashMap<>();
  private int limits;

  private ValueTexts(char decimal, Notes notes) {
    this.decimal = decimal;
    this.notes = notes;
  }

  /**
   * Writes "missing" and "censored" into a mapping's "value".
   *
   * @param value object to be filled
   * @param hasLimit whether the file has a column of detection limits
   */
  static void write(
      List<Column> columns, char decimal, boolean hasLimit, ObjectNode value, Notes notes) {
    ValueTexts texts = new ValueTexts(decimal, notes);
    columns.forEach(texts::look);
    texts.write(value, hasLimit);
  }

  private void look(Column column) {
    limits += column.limits();
    for (Map.Entry<String, Integer> cell : column.distinct().entrySet()) {
      String text = cell.getKey();
      if (CellText.isNumeric(text) || CellText.isLimit(text)) {
        continue;
      }
      Optional<String> sign = Words.standard().censored(text);
      if (sign.isPresent()) {
        censored.put(text, sign.get());
        notes.found(
            Notes.path("value", "censored", text),
            text,
            0.85,
            "value.censored",
            text,
            cell.getValue(),
            column.name());
      } else if (Words.standard().isMissing(text)) {
        if (missing.add(text)) {
          notes.found(
              "/value/missing",
              text,
              0.9,
              "value.missing-word",
              text,
              cell.getValue(),
              column.name());
        }
      } else {
        unknown.merge(text, cell.getValue(), Integer::sum);
      }
    }
    codes(column);
  }

  /** Numbers such as -999 that stand apart from all others. */
  private void codes(Column column) {
    Map<Double, Integer> counts = new LinkedHashMap<>();
    Map<Double, String> written = new LinkedHashMap<>();
    for (String cell : column.cells()) {
      double number = CellText.number(cell, decimal);
      if (!Double.isNaN(number)) {
        counts.merge(number, 1, Integer::sum);
        written.putIfAbsent(number, cell);
      }
    }
    column
        .distinct()
        .forEach(
            (text, count) -> {
              double number = CellText.number(text, decimal);
              if (!Double.isNaN(number) && counts.putIfAbsent(number, count) == null) {
                written.put(number, text);
              }
            });
    for (double code : CODES) {
      Integer count = counts.get(code);
      if (count == null || counts.size() < 2) {
        continue;
      }
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double number : counts.keySet()) {
        if (number != code && !isCode(number)) {
          low = Math.min(low, number);
          high = Math.max(high, number);
        }
      }
      if (low > high) {
        continue;
      }
      String text = written.get(code).replace('\u2212', '-');
      double gap = code < low ? low - code : code > high ? code - high : 0;
      boolean apart = gap > 0 && gap >= 0.5 * (high - low) && gap >= Math.abs(code) * 0.3;
      boolean certain = apart && (code < 0 || count > 1 && code > 3 * Math.max(1, high));
      if (certain) {
        if (missing.add(text)) {
          notes.found(
              "/value/missing",
              text,
              0.92,
              "value.missing-code",
              text,
              count,
              column.name(),
              low,
              high);
        }
      } else if (code < 0 || count > 2 && code > high) {
        notes.ask(
            "/value/missing",
            List.of(text),
            "value.code-open",
            text,
            count,
            column.name(),
            low,
            high);
      }
    }
  }

  private static boolean isCode(double number) {
    for (double code : CODES) {
      if (number == code && Math.abs(code) > 90) {
        return true;
      }
    }
    return false;
  }

  private void write(ObjectNode value, boolean hasLimit) {
    if (!missing.isEmpty()) {
      ArrayNode list = value.putArray("missing");
      missing.forEach(list::add);
    }
    if (!censored.isEmpty()) {
      ObjectNode words = value.putObject("censored");
      for (Map.Entry<String, String> word : censored.entrySet()) {
        ObjectNode entry = words.putObject(word.getKey());
        if (!word.getValue().equals("<")) {
          entry.put("sign", word.getValue());
        }
      }
      if (!hasLimit) {
        for (String word : censored.keySet()) {
          notes.ask(
              Notes.path("value", "censored", word, "limit", "value"),
              List.of(),
              "value.limit-open",
              word);
        }
      }
    }
    if (limits > 0) {
      notes.found("/value", limits, 0.95, "value.limits", limits);
    }
    if (!unknown.isEmpty()) {
      List<String> shown = new ArrayList<>();
      unknown.forEach((text, count) -> shown.add("'" + text + "' × " + count));
      int sum = unknown.values().stream().mapToInt(Integer::intValue).sum();
      notes.ask(
          "/value/missing",
          unknown.keySet().stream().limit(20).toList(),
          "value.unknown-texts",
          sum,
          shown);
    }
  }
}
