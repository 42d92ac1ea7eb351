package org.aralwatch.ingest.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells how a text is parted into columns. Every delimiter is tried; the one that gives rows of one
 * length, whose cells are numbers, dates and plain words, is taken. The idea of weighing the
 * pattern of row lengths by the share of cells of a known type is that of van den Burg, Nazábal and
 * Sutton (Wrangling messy CSV files, 2019, https://doi.org/10.1007/s10618-019-00646-y).
 */
final class DialectDetector {
  private static final char[] DELIMITERS = {',', ';', '\t', '|', ' '};
  private static final String COMMENTS = "#%!*";
  private static final int ROWS = 400;

  /**
   * A dialect.
   *
   * @param comment 0 for none
   * @param commentedHeader rows of the beginning that look like comments, the last of which is the
   *     header; 0 for none
   * @param columns that most rows have
   * @param fitting rows that have so many
   * @param rows that were looked at
   * @param confidence from 0 to 1
   * @param rival the delimiter that came second, where it came near; 0 for none
   * @param runs whether the delimiter is a blank and often stands several times
   */
  record Dialect(
      char delimiter,
      char quote,
      char comment,
      int commentedHeader,
      int columns,
      int fitting,
      int rows,
      double confidence,
      char rival,
      boolean runs) {}

  private record Trial(char delimiter, double score, int columns, int fitting, int rows) {}

  private DialectDetector() {}

  /**
   * @param whole whether {@code text} is all of the file
   */
  static Dialect detect(String text, boolean whole) {
    char comment = comment(text);
    char quote = quote(text);
    Trial best = null;
    Trial second = null;
    for (char delimiter : DELIMITERS) {
      Trial trial = attempt(text, delimiter, quote, comment, whole);
      if (best == null || trial.score > best.score) {
        second = best;
        best = trial;
      } else if (second == null || trial.score > second.score) {
        second = trial;
      }
    }
    if (best.score <= 0) {
      int rows = TextRows.split(text, ',', quote, comment, whole, ROWS).size();
      return new Dialect(',', quote, comment, 0, 1, rows, rows, 0.5, (char) 0, false);
    }
    int commented = comment == 0 ? 0 : commentedHeader(text, comment, best);
    boolean near = second.score > best.score * 0.75;
    double confidence =
        Math.min(0.99, best.fitting / (double) best.rows)
            * (near ? 0.7 : 1)
            * (best.rows < 2 ? 0.7 : 1);
    return new Dialect(
        best.delimiter,
        quote,
        commented > 0 ? 0 : comment,
        commented,
        best.columns,
        best.fitting,
        best.rows,
        confidence,
        near ? second.delimiter : 0,
        best.delimiter == ' ' && text.contains("  "));
  }

  private static Trial attempt(
      String text, char delimiter, char quote, char comment, boolean whole) {
    List<SampleRow> rows = TextRows.split(text, delimiter, quote, comment, whole, ROWS);
    if (rows.isEmpty()) {
      return new Trial(delimiter, 0, 1, 0, 0);
    }
    Map<Integer, Integer> lengths = new HashMap<>();
    double known = 0;
    double cells = 0;
    for (SampleRow row : rows) {
      lengths.merge(row.size(), 1, Integer::sum);
      if (row.size() == 1 && delimiter != ' ') {
        // A title or a note says nothing of the delimiter.
        known += 0.1;
        cells += 0.2;
        continue;
      }
      for (String cell : row.cells()) {
        known += known(cell, delimiter);
        cells++;
      }
    }
    double pattern = 0;
    int columns = 1;
    int fitting = 0;
    for (Map.Entry<Integer, Integer> length : lengths.entrySet()) {
      int n = length.getKey();
      int count = length.getValue();
      if (n > 1) {
        pattern += count * (n - 1.0) / n;
      }
      if (n > 1 && (count > fitting || count == fitting && n > columns)) {
        columns = n;
        fitting = count;
      }
    }
    // Titles and notes make a few lengths; a wrong delimiter makes many.
    int kinds = Math.max(1, lengths.size() - (lengths.containsKey(1) ? 1 : 0));
    pattern = pattern / rows.size() / kinds;
    double score = pattern * (known / cells);
    return new Trial(delimiter, columns > 1 ? score : 0, columns, fitting, rows.size());
  }

  private static double known(String cell, char delimiter) {
    if (cell.isEmpty()) {
      return delimiter == ' ' ? 0.1 : 0.7;
    }
    if (CellText.isDatum(cell)) {
      return 1;
    }
    int foreign = 0;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      foreign += c != delimiter && (c == ',' || c == ';' || c == '\t' || c == '|') ? 1 : 0;
    }
    if (foreign > 0 && cell.chars().anyMatch(Character::isDigit)) {
      return 0;
    }
    return foreign > 0 ? 0.3 : 0.8;
  }

  /** The sign that begins lines which are no data; 0 for none. */
  private static char comment(String text) {
    for (char sign : COMMENTS.toCharArray()) {
      int lines = 0;
      int commented = 0;
      for (String line : firstLines(text)) {
        lines += line.isBlank() ? 0 : 1;
        commented += !line.isEmpty() && line.charAt(0) == sign ? 1 : 0;
      }
      if (commented > 0 && commented * 2 <= lines) {
        return sign;
      }
      if (commented > 2 && commented < lines) {
        return sign;
      }
    }
    return 0;
  }

  private static List<String> firstLines(String text) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    while (at < text.length() && lines.size() < ROWS) {
      int end = at;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      lines.add(text.substring(at, end));
      at = end + (text.startsWith("\r\n", end) ? 2 : 1);
    }
    return lines;
  }

  /**
   * "# date;value" above rows of data is the header; counted only where all comment lines stand
   * together at the top.
   */
  private static int commentedHeader(String text, char comment, Trial best) {
    int block = 0;
    String last = "";
    String next = null;
    for (String line : firstLines(text)) {
      boolean commented = !line.isEmpty() && line.charAt(0) == comment;
      if (commented && next != null) {
        return 0;
      }
      if (commented) {
        block++;
        last = line;
      } else if (next == null && !line.isBlank()) {
        next = line;
      }
    }
    if (next == null) {
      return 0;
    }
    List<SampleRow> header = TextRows.split(last, best.delimiter, '"', (char) 0, true, 1);
    List<SampleRow> first = TextRows.split(next, best.delimiter, '"', (char) 0, true, 1);
    boolean data = first.get(0).cells().stream().anyMatch(CellText::isDatum);
    boolean named =
        header.get(0).size() == best.columns
            && header.get(0).cells().stream().noneMatch(CellText::isDatum)
            && header.get(0).cells().stream().allMatch(CellText::hasLetter);
    return data && named && first.get(0).size() == best.columns ? block : 0;
  }

  /** The apostrophe where it stands around cells and the quotation mark does not. */
  private static char quote(String text) {
    int apostrophes = 0;
    int marks = 0;
    for (int i = 0; i + 1 < Math.min(text.length(), 100_000); i++) {
      char c = text.charAt(i);
      boolean beginsCell = i == 0 || ",;\t|\n".indexOf(text.charAt(i - 1)) >= 0;
      if (beginsCell) {
        apostrophes += c == '\'' ? 1 : 0;
        marks += c == '"' ? 1 : 0;
      }
    }
    return marks == 0 && apostrophes > 3 ? '\'' : '"';
  }
}
