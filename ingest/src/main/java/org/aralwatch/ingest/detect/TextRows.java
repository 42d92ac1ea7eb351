package org.aralwatch.ingest.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits text into rows as the CSV reader does: quotes that may hold line ends, comment lines and
 * empty lines left out, blanks around cells taken away. Forgives everything, since it only looks.
 */
final class TextRows {
  private TextRows() {}

  /**
   * @param comment first character of lines left out; 0 for none
   * @param whole whether the text ends where the file does: else the last row is left out
   * @param most rows
   */
  static List<SampleRow> split(
      String text, char delimiter, char quote, char comment, boolean whole, int most) {
    List<SampleRow> rows = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    long line = 1;
    long began = 1;
    boolean quoted = false;
    boolean cellBegins = true;
    boolean rowBegins = true;
    int at = 0;
    int length = text.length();
    while (at < length && rows.size() < most) {
      char c = text.charAt(at);
      if (rowBegins && comment != 0 && c == comment) {
        while (at < length && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
          at++;
        }
        if (at < length) {
          at += text.startsWith("\r\n", at) ? 2 : 1;
          line++;
        }
        began = line;
        continue;
      }
      rowBegins = false;
      if (quoted) {
        if (c == quote) {
          if (at + 1 < length && text.charAt(at + 1) == quote) {
            cell.append(quote);
            at++;
          } else {
            quoted = false;
          }
        } else {
          line += c == '\n' ? 1 : 0;
          cell.append(c);
        }
        at++;
        continue;
      }
      if (c == quote && cellBegins) {
        quoted = true;
        cellBegins = false;
      } else if (c == delimiter) {
        cells.add(strip(cell));
        cell.setLength(0);
        cellBegins = true;
      } else if (c == '\n' || c == '\r') {
        at += c == '\r' && at + 1 < length && text.charAt(at + 1) == '\n' ? 1 : 0;
        line++;
        add(rows, cells, cell, began);
        began = line;
        cellBegins = true;
        rowBegins = true;
      } else {
        cell.append(c);
        cellBegins = false;
      }
      at++;
    }
    if (whole && rows.size() < most && (!rowBegins || quoted)) {
      add(rows, cells, cell, began);
    }
    return rows;
  }

  private static void add(List<SampleRow> rows, List<String> cells, StringBuilder cell, long line) {
    if (!cells.isEmpty() || cell.length() > 0) {
      cells.add(strip(cell));
      rows.add(new SampleRow(line, cells));
    }
    cells.clear();
    cell.setLength(0);
  }

  private static String strip(StringBuilder cell) {
    int from = 0;
    int to = cell.length();
    while (from < to && isBlank(cell.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(cell.charAt(to - 1))) {
      to--;
    }
    return cell.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == '\u00a0' || c == '\ufeff';
  }
}
