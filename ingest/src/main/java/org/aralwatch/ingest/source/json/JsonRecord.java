package org.aralwatch.ingest.source.json;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Flattens the records of a JSON file into the columns of a table: "properties.mag",
 * "geometry.coordinates.0". Told of all records once, it knows the union of their columns; told
 * again, it gives their cells. Lists of more than {@link #LONGEST_LIST} items, of objects or of
 * lists have no columns. Not thread-safe.
 */
final class JsonRecord {
  /** Columns of all records together. */
  static final int MOST_COLUMNS = 2_000;

  /** Items of a list that become columns of their own. */
  static final int LONGEST_LIST = 16;

  /** Characters of a column's name. */
  private static final int LONGEST_NAME = 1_000;

  /** Characters of a record's cells together. */
  private static final int LONGEST_RECORD = 1 << 22;

  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final Set<String> leftOut = new LinkedHashSet<>();
  private String[] cells;
  private long size;

  /** Names of the columns, in the order in which the records first had them. */
  Set<String> columns() {
    return columns.keySet();
  }

  /** Names of the lists that have no columns. */
  Set<String> leftOut() {
    return leftOut;
  }

  /** Takes the lists of scalars that are members of a record itself. */
  @FunctionalInterface
  interface ListVisitor {
    void list(String name, long length);
  }

  /** First pass: learns the columns of the record at which the cursor stands. */
  void learn(JsonCursor json) throws IOException {
    cells = null;
    value("", json);
  }

  /** First pass, for an object that may be no record, but one of columns. */
  void learnObject(JsonCursor json, ListVisitor lists) throws IOException {
    cells = null;
    for (String key = json.nextMember(); key != null; key = json.nextMember()) {
      String name = join("", key, json);
      if (json.isArray()) {
        long length = list(name, json);
        if (length >= 0) {
          lists.list(name, length);
        }
      } else {
        value(name, json);
      }
    }
  }

  /** To be called between the passes. */
  void learned() {
    columns.keySet().removeIf(this::isLeftOut);
    int place = 0;
    for (Map.Entry<String, Integer> column : columns.entrySet()) {
      column.setValue(place++);
    }
  }

  /** Second pass: the cells of the record at which the cursor stands, null where it has none. */
  String[] cells(JsonCursor json) throws IOException {
    cells = new String[columns.size()];
    size = 0;
    value("", json);
    return cells;
  }

  /** Whether a column is an item of a list that is left out: "name.0". */
  private boolean isLeftOut(String column) {
    for (int dot = column.lastIndexOf('.'); dot > 0; dot = column.lastIndexOf('.', dot - 1)) {
      if (leftOut.contains(column.substring(0, dot))) {
        return true;
      }
    }
    return false;
  }

  private void value(String name, JsonCursor json) throws IOException {
    if (json.isObject()) {
      for (String key = json.nextMember(); key != null; key = json.nextMember()) {
        value(join(name, key, json), json);
      }
    } else if (json.isArray()) {
      list(name, json);
    } else {
      cell(name, json);
    }
  }

  private static String join(String name, String key, JsonCursor json) {
    if (name.length() + key.length() > LONGEST_NAME) {
      throw json.bad("a column whose name is longer than " + LONGEST_NAME + " characters");
    }
    return name.isEmpty() ? key : name + "." + key;
  }

  /** Number of items; -1 when not all of them are scalars. */
  private long list(String name, JsonCursor json) throws IOException {
    // A record that is itself a list is a row of a table without names.
    boolean row = name.isEmpty();
    boolean scalars = true;
    long index = 0;
    for (; json.nextItem(); index++) {
      scalars &= !json.isObject() && !json.isArray();
      if (!row && (index == LONGEST_LIST || json.isObject() || json.isArray())) {
        leaveOut(name, json);
      }
      if (leftOut.contains(name) || json.isObject() || json.isArray()) {
        json.skip();
      } else {
        cell(row ? String.valueOf(index + 1) : join(name, String.valueOf(index), json), json);
      }
    }
    return scalars ? index : -1;
  }

  private void leaveOut(String name, JsonCursor json) {
    if (leftOut.add(name) && leftOut.size() > MOST_COLUMNS) {
      throw json.bad("more than " + MOST_COLUMNS + " different lists in the records");
    }
  }

  private void cell(String name, JsonCursor json) throws IOException {
    if (cells == null) {
      if (!columns.containsKey(name)) {
        if (columns.size() == MOST_COLUMNS) {
          throw json.bad(
              "the records have more than "
                  + MOST_COLUMNS
                  + " different columns: their names seem to be data, as '"
                  + (name.length() > 60 ? name.substring(0, 60) + "…" : name)
                  + "'");
        }
        columns.put(name, columns.size());
      }
      return;
    }
    String text = json.scalar();
    Integer place = columns.get(name);
    if (text == null || place == null) {
      return;
    }
    if (cells[place] != null) {
      throw json.bad("two values for the column '" + name + "' in one record");
    }
    size += text.length();
    if (size > LONGEST_RECORD) {
      throw json.bad("a record longer than " + LONGEST_RECORD + " characters");
    }
    cells[place] = text;
  }
}
