package org.aralwatch.ingest.detect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The different texts of columns in rows that are not kept: a flag that occurs twenty times in a
 * year is easily missed by a sample. Numbers are passed over. Not thread-safe.
 */
final class UnseenTexts {
  /** Of a column; one with more is no list of words. */
  private static final int MOST = 400;

  private static final int LONGEST = 200;
  private static final Map<String, Integer> TOO_MANY = Map.of();

  private final List<Map<String, Integer>> columns = new ArrayList<>();

  void add(SampleRow row) {
    for (int column = 0; column < row.size(); column++) {
      add(column, row.cells().get(column), 1);
    }
  }

  void add(int column, String text, int count) {
    if (text.isEmpty() || text.length() > LONGEST || isDigits(text)) {
      return;
    }
    while (columns.size() <= column) {
      columns.add(new LinkedHashMap<>());
    }
    Map<String, Integer> texts = columns.get(column);
    if (texts == TOO_MANY) {
      return;
    }
    texts.merge(text, count, Integer::sum);
    if (texts.size() > MOST) {
      columns.set(column, TOO_MANY);
    }
  }

  void addAll(UnseenTexts others) {
    for (int column = 0; column < others.columns.size(); column++) {
      int at = column;
      others.columns.get(column).forEach((text, count) -> add(at, text, count));
    }
  }

  /** Texts with how often they occur; none where there are too many. */
  Map<String, Integer> of(int column) {
    return column < columns.size() ? columns.get(column) : Map.of();
  }

  /**
   * Digits and the signs that stand in numbers and dates: most cells, told quickly. -999 and the
   * like are codes, and kept.
   */
  private static boolean isDigits(String text) {
    if (text.startsWith("-9") || text.startsWith("999")) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != ',' && c != '-' && c != ':' && c != '/') {
        return false;
      }
    }
    char first = text.charAt(0);
    return first >= '0' && first <= '9'
        || text.length() > 1 && text.charAt(1) >= '0' && text.charAt(1) <= '9';
  }
}
