package org.aralwatch.ingest.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * How the numbers of a table are written.
 *
 * @param decimal '.' or ','; '.' too where there is nothing to tell
 * @param points numbers that have a decimal point
 * @param commas numbers that have a decimal comma
 * @param grouped numbers whose digits are parted in threes, as "296,235.7" or "1 234"
 * @param unclear numbers that are either, as "1,234"
 * @param examples of the minority, or of what is unclear or grouped
 */
record NumberStyle(
    char decimal, int points, int commas, int grouped, int unclear, List<String> examples) {
  NumberStyle {
    examples = List.copyOf(examples);
  }

  /** Judges the cells of columns of numbers. */
  static NumberStyle of(Iterable<String> cells) {
    int points = 0;
    int commas = 0;
    int grouped = 0;
    int threeAfterComma = 0;
    int threeAfterPoint = 0;
    List<String> withPoint = new ArrayList<>();
    List<String> withComma = new ArrayList<>();
    List<String> inGroups = new ArrayList<>();
    List<String> either = new ArrayList<>();
    for (String cell : cells) {
      String text = cell.startsWith("<") || cell.startsWith(">") ? cell.substring(1).strip() : cell;
      int comma = text.lastIndexOf(',');
      int point = text.lastIndexOf('.');
      if (comma < 0 && point < 0) {
        if (CellText.isGrouped(text)) {
          grouped++;
          keep(inGroups, text);
        }
        continue;
      }
      if (!CellText.isNumeric(text)) {
        continue;
      }
      if (CellText.isGrouped(text) && (!CellText.isNumber(text))) {
        grouped++;
        keep(inGroups, text);
        boolean pointDecimal = point > comma ? text.indexOf('.') == point : false;
        boolean commaDecimal = comma > point ? text.indexOf(',') == comma : false;
        if (comma >= 0 && point >= 0 || text.matches(".*[ \u00a0\u202f'’].*")) {
          points += pointDecimal ? 1 : 0;
          commas += commaDecimal ? 1 : 0;
        } else {
          // "1,234,567" has no fraction; its comma is not the decimal sign.
          points += comma >= 0 ? 1 : 0;
          commas += point >= 0 ? 1 : 0;
        }
        continue;
      }
      boolean maybeGroup = CellText.isGrouped(text) && !text.matches("[+\\-\u2212]?0.*");
      if (comma >= 0) {
        if (maybeGroup) {
          threeAfterComma++;
          keep(either, text);
        } else {
          commas++;
          keep(withComma, text);
        }
      } else if (text.matches("[+\\-\u2212]?[1-9]\\d{0,2}\\.\\d{3}")) {
        threeAfterPoint++;
        keep(withPoint, text);
      } else {
        points++;
        keep(withPoint, text);
      }
    }
    // "1.234" is a decimal point unless decimal commas say otherwise; "1,234" is neither.
    if (commas > points) {
      grouped += threeAfterPoint;
      commas += threeAfterComma;
      inGroups.addAll(threeAfterPoint > 0 ? withPoint.subList(0, 1) : List.of());
      return new NumberStyle(',', points, commas, grouped, 0, points > 0 ? withPoint : inGroups);
    }
    points += threeAfterPoint;
    if (points > 0) {
      grouped += threeAfterComma;
      inGroups.addAll(either);
      return new NumberStyle('.', points, commas, grouped, 0, commas > 0 ? withComma : inGroups);
    }
    if (threeAfterComma > 0) {
      return new NumberStyle(',', 0, 0, grouped, threeAfterComma, either);
    }
    return new NumberStyle('.', 0, 0, grouped, 0, inGroups);
  }

  private static void keep(List<String> examples, String text) {
    if (examples.size() < 3) {
      examples.add(text);
    }
  }

  boolean isMixed() {
    return points > 0 && commas > 0;
  }
}
