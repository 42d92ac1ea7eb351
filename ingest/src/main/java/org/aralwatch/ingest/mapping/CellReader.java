package org.aralwatch.ingest.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a mapping's cells: a column, or a value for every row. */
final class CellReader {
  private CellReader() {}

  static Cell cell(JsonObject object, String key) {
    return cell(object.object(key));
  }

  static Optional<Cell> optionalCell(JsonObject object, String key) {
    return object.optionalObject(key).map(CellReader::cell);
  }

  static Map<String, Cell> cells(JsonObject object, String key) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    object
        .members(key)
        .forEach((name, value) -> cells.put(name, cell(object.member(key, name, value))));
    return cells;
  }

  private static Cell cell(JsonObject object) {
    Optional<String> column = object.optionalText("column");
    Optional<String> constant =
        object.has("value") ? Optional.of(object.constant("value")) : Optional.empty();
    if (column.isPresent() == constant.isPresent()) {
      object.add("column", "expected either 'column' or 'value'");
    }
    object.done();
    return column
        .<Cell>map(Cell.Column::new)
        .orElseGet(() -> new Cell.Constant(constant.orElse("")));
  }
}
