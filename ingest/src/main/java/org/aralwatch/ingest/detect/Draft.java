package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.aralwatch.geodata.Json;

/**
 * The mapping that is drafted, with what all that write into it need to know. Not thread-safe.
 *
 * @param mapping in the making
 * @param structure of the table
 * @param columns of the table
 * @param around the table
 * @param decimal sign of its numbers
 * @param matcher of properties
 * @param known words of the record
 * @param notes that are taken
 */
record Draft(
    ObjectNode mapping,
    Structure structure,
    List<Column> columns,
    Surroundings around,
    char decimal,
    PropertyMatcher matcher,
    Known known,
    Notes notes) {

  /** How the mapping calls a column. */
  String ref(Column column) {
    return column.ref();
  }

  /** {@code {"column": NAME}}. */
  ObjectNode cell(Column column) {
    return Json.mapper().createObjectNode().put("column", ref(column));
  }

  /** The first texts of a column, as examples. */
  static List<String> examples(Column column) {
    List<String> examples = new ArrayList<>();
    column.distinct().keySet().stream().limit(4).forEach(examples::add);
    return examples;
  }
}
