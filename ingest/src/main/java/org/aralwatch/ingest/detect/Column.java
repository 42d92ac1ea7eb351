package org.aralwatch.ingest.detect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A column of a table: its header and the cells of the rows of data that were looked at. */
final class Column {
  private static final int MOST_DISTINCT = 400;

  private final int index;
  private final String name;
  private final String ref;
  private final HeaderText header;
  private final List<String> cells;
  private final Map<String, Integer> distinct = new LinkedHashMap<>();
  private final int filled;
  private final int numeric;
  private final int integers;
  private final int missing;
  private final int limits;
  private final boolean manyDistinct;
  private Set<String> roles;
  private Set<String> timeRoles;

  private Column(
      int index,
      String name,
      String ref,
      HeaderText header,
      List<String> cells,
      Map<String, Integer> unseen) {
    this.index = index;
    this.name = name;
    this.ref = ref;
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
    if (!overflow) {
      unseen.forEach((text, count) -> distinct.putIfAbsent(text, count));
    }
  }

  /** Roles of which the header is a name, in any of its spellings; see {@link Words}. */
  Set<String> roles() {
    if (roles == null) {
      roles = rolesOfHeader();
    }
    return roles;
  }

  private Set<String> rolesOfHeader() {
    if (header.text().isEmpty() && name.isEmpty()) {
      return Set.of();
    }
    Words words = Words.standard();
    String folded = header.folded();
    String[] spellings = {
      folded, withoutNumbers(folded), withoutNumbers(folded.replace(".", "")), Folding.header(name)
    };
    for (String spelling : spellings) {
      Set<String> found = words.rolesOf(spelling);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return Set.of();
  }

  /** Whether a header, the last row of it, or either without its unit names a part of the time. */
  boolean names(String role) {
    if (timeRoles == null) {
      timeRoles = new HashSet<>();
      for (String spelling :
          new String[] {
            header.folded(),
            Folding.header(name),
            Folding.header(name.substring(name.lastIndexOf(" / ") + 1)),
            Folding.header(lastKey())
          }) {
        timeRoles.addAll(Words.standard().rolesOf(spelling));
      }
    }
    return timeRoles.contains(role);
  }

  /** "properties.time" of a JSON document is its "time". */
  private String lastKey() {
    return name.matches("[\\w@$-]+(?:\\.[\\w@$-]+)+")
        ? name.substring(name.lastIndexOf('.') + 1)
        : name;
  }

  /** "lon_UTM42" is "lon utm". */
  private static String withoutNumbers(String folded) {
    int end = folded.length();
    while (end > 0 && Character.isDigit(folded.charAt(end - 1))) {
      end--;
    }
    while (end > 0 && ".:* ".indexOf(folded.charAt(end - 1)) >= 0) {
      end--;
    }
    return folded.substring(0, end);
  }

  /** All columns of a table. */
  static List<Column> of(Structure structure) {
    List<Column> columns = new ArrayList<>();
    Map<String, Integer> names = new HashMap<>();
    structure.headers().forEach(name -> names.merge(alike(name), 1, Integer::sum));
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
      boolean unclear = name.isEmpty() || names.get(alike(name)) > 1;
      columns.add(
          new Column(
              i,
              name,
              unclear ? "#" + (i + 1) : name,
              header,
              cells,
              structure.table().unseen().of(i)));
    }
    return columns;
  }

  int index() {
    return index;
  }

  /** The text of the header; the number of the column where there is none. */
  String name() {
    return name;
  }

  /** As the mapping calls it: by its header, or by its place where that is not enough. */
  String ref() {
    return ref;
  }

  /** Columns are found without regard to case and blanks. */
  private static String alike(String name) {
    return name.replaceAll("[\\s\u00a0]+", " ").strip().toLowerCase(Locale.ROOT);
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
