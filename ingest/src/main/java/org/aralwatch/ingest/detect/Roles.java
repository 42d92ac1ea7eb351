package org.aralwatch.ingest.detect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the columns of a table are. Not thread-safe.
 *
 * <p>Roles are those of {@code words.json}: "station-code", "longitude", "unit" and so on, one
 * column each; the columns of values stand apart.
 */
final class Roles {
  private final Map<String, Column> byRole = new LinkedHashMap<>();
  private final Map<Column, String> roleOf = new LinkedHashMap<>();
  private List<Column> values = List.of();
  private List<Column> left = List.of();

  void set(String role, Column column) {
    byRole.put(role, column);
    roleOf.put(column, role);
  }

  Optional<Column> column(String role) {
    return Optional.ofNullable(byRole.get(role));
  }

  boolean isTaken(Column column) {
    return roleOf.containsKey(column);
  }

  /** The role of a column, "" for none. */
  String of(Column column) {
    return roleOf.getOrDefault(column, "");
  }

  void setValues(List<Column> columns, List<Column> others) {
    values = List.copyOf(columns);
    left = List.copyOf(others);
  }

  /** Columns of values. */
  List<Column> values() {
    return values;
  }

  /** Columns of numbers of which nobody knows what they are. */
  List<Column> left() {
    return left;
  }
}
