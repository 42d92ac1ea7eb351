package org.aralwatch.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.aralwatch.geodata.Text;

/** Reads what a mapping says of stations. */
final class StationReader {
  private static final String WGS84 = "EPSG:4326";

  private final JsonObject root;

  StationReader(JsonObject root) {
    this.root = root;
  }

  /**
   * @param optional whether the columns may name the stations instead
   */
  Optional<StationRule> rule(boolean optional) {
    Optional<JsonObject> station =
        optional ? root.optionalObject("station") : Optional.of(root.object("station"));
    return station.map(this::rule);
  }

  private StationRule rule(JsonObject object) {
    List<StationRule> rules = new ArrayList<>();
    object.optionalText("column").ifPresent(name -> rules.add(new StationRule.Column(name)));
    object.optionalText("code").ifPresent(code -> rules.add(new StationRule.Constant(code)));
    if (object.has("fileName")) {
      rules.add(new StationRule.FileName(object.pattern("fileName")));
    }
    if (object.has("table")) {
      rules.add(new StationRule.TableName(object.pattern("table")));
    }
    object
        .optionalObject("cell")
        .ifPresent(
            cell -> {
              int row = cell.integer("row", 1, 1_000);
              int column = cell.integer("column", 1, 16_384);
              Pattern pattern = cell.has("pattern") ? cell.pattern("pattern") : JsonObject.ALL;
              if (row < 1 || column < 1) {
                cell.add("row", "rows and columns are counted from 1");
              }
              cell.done();
              rules.add(new StationRule.AtCell(row, column, pattern));
            });
    object.done();
    if (rules.size() != 1) {
      root.add("station", "expected one of 'column', 'code', 'fileName', 'table', 'cell'");
      return new StationRule.Constant("");
    }
    return rules.get(0);
  }

  Map<String, String> codes() {
    Map<String, String> codes = new LinkedHashMap<>();
    if (root.has("stationCodes")) {
      root.members("stationCodes")
          .forEach(
              (text, code) -> {
                if (code.isTextual()) {
                  codes.put(text, code.textValue());
                } else {
                  root.add("stationCodes." + text, "expected a text");
                }
              });
    }
    return codes;
  }

  /**
   * @param layer where those are that name no layer
   */
  List<GivenStation> given(String layer) {
    List<GivenStation> stations = new ArrayList<>();
    for (JsonObject object : root.objects("stations")) {
      Map<String, String> names = new TreeMap<>();
      if (object.has("name")) {
        object.members("name").forEach((language, name) -> names.put(language, name.asText()));
      }
      String code = object.text("code");
      stations.add(
          new GivenStation(
              object.optionalText("layer").orElse(layer),
              code,
              object.has("aliases") ? object.texts("aliases") : List.of(),
              names.isEmpty() ? Text.english(code) : new Text(names),
              object.number("x"),
              object.number("y"),
              crs(object),
              facts(object)));
      object.done();
    }
    return stations;
  }

  private static ObjectNode facts(JsonObject object) {
    ObjectNode facts = JsonNodeFactory.instance.objectNode();
    if (object.has("elevationM")) {
      facts.put("elevationM", object.number("elevationM"));
    }
    object.optionalText("verticalDatum").ifPresent(datum -> facts.put("verticalDatum", datum));
    if (object.has("attributes")) {
      for (Map.Entry<String, JsonNode> fact : object.members("attributes").entrySet()) {
        facts.set(fact.getKey(), fact.getValue());
      }
    }
    return facts;
  }

  Optional<NewStations> made() {
    return root.optionalObject("newStations")
        .map(
            object -> {
              Map<String, Cell> name = CellReader.cells(object, "name");
              Cell x = CellReader.cell(object, "x");
              Cell y = CellReader.cell(object, "y");
              Map<String, Cell> attributes =
                  object.has("attributes") ? CellReader.cells(object, "attributes") : Map.of();
              String crs = crs(object);
              object.done();
              return new NewStations(name, x, y, crs, attributes);
            });
  }

  private static String crs(JsonObject object) {
    return object.has("crs") ? object.parsed("crs", StationReader::epsg, WGS84) : WGS84;
  }

  private static String epsg(String code) {
    if (!code.matches("EPSG:[0-9]{4,6}")) {
      throw new IllegalArgumentException(
          "unknown coordinate system '" + code + "'; expected a code such as EPSG:32642");
    }
    return code;
  }
}
