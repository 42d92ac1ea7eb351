package org.aralwatch.geodata.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what no schema of a single file can see: a name that leads nowhere, a name that is there
 * twice, sums that do not fit.
 */
final class ReferenceLinks {
  /** Where the items of a vocabulary are, and what names them. */
  private static final Map<String, String> ARRAYS =
      Map.of(
          "quality-flags", "flags",
          "quality-tests", "tests",
          "quality-rules", "rules",
          "quality-crosswalk", "meanings",
          "quality-decisions", "decisions");

  private final ReferenceFiles files;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Map<String, JsonNode>> items = new HashMap<>();

  private ReferenceLinks(ReferenceFiles files) {
    this.files = files;
    files.vocabularies().forEach((name, file) -> items.put(name, itemsOf(name, file)));
  }

  /** One line for each fault. */
  static List<String> faults(ReferenceFiles files) {
    ReferenceLinks links = new ReferenceLinks(files);
    links.checkThemes();
    links.checkClasses();
    links.checkProperties();
    links.checkLayers();
    links.checkQuality();
    links.checkLanguages();
    files.features().forEach(links::checkFeatures);
    return links.faults;
  }

  private Map<String, JsonNode> itemsOf(String name, JsonNode file) {
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    for (JsonNode item : file.path(ARRAYS.getOrDefault(name, name))) {
      String id = item.path(name.equals("units") ? "ucum" : "id").asText();
      if (byId.put(id, item) != null) {
        faults.add(name + ": '" + id + "' is there twice");
      }
    }
    return byId;
  }

  private void requireKnown(String where, String vocabulary, JsonNode id) {
    if (!id.isNull() && !items.get(vocabulary).containsKey(id.asText())) {
      faults.add(where + ": " + vocabulary + " has no '" + id.asText() + "'");
    }
  }

  private void checkThemes() {
    Set<String> usedClasses = new HashSet<>();
    items
        .get("themes")
        .forEach(
            (id, theme) -> {
              theme.path("layers").forEach(layer -> requireKnown("theme " + id, "layers", layer));
              Set<String> views = new HashSet<>();
              for (JsonNode view : theme.path("views")) {
                String property = view.path("property").asText();
                String where = "theme " + id + ", view " + property;
                requireKnown(where, "properties", view.path("property"));
                requireKnown(where, "units", view.path("unit"));
                requireKnown(where, "classes", view.path("classes"));
                usedClasses.add(view.path("classes").asText());
                if (!view.path("period").isNull()) {
                  requireKnown(where, "periods", view.path("period"));
                }
                requireConvertible(where, view.path("unit").asText(), property);
                if (!views.add(property + " " + view.path("period").asText())) {
                  faults.add(where + ": is there twice");
                }
              }
              for (JsonNode composition : theme.path("compositions")) {
                for (JsonNode part : composition.path("parts")) {
                  requireKnown(
                      "theme " + id + ", composition " + composition.path("id").asText(),
                      "properties",
                      part.path("property"));
                }
              }
            });
    for (String id : items.get("classes").keySet()) {
      if (!usedClasses.contains(id)) {
        faults.add("classes " + id + ": no view uses them");
      }
    }
  }

  private void requireConvertible(String where, String unit, String property) {
    String own = items.get("properties").getOrDefault(property, unknown()).path("unit").asText();
    if (!dimension(unit).equals(dimension(own))) {
      faults.add(where + ": " + unit + " is no unit of " + property);
    }
  }

  private String dimension(String unit) {
    return items.get("units").getOrDefault(unit, unknown()).path("dimension").asText();
  }

  private static JsonNode unknown() {
    return MissingNode.getInstance();
  }

  private void checkClasses() {
    items
        .get("classes")
        .forEach(
            (id, set) -> {
              int borders = set.path("upTo").size();
              if (set.path("colours").size() != borders + 1) {
                faults.add("classes " + id + ": wants one colour more than borders");
              }
              if (set.has("labels") && set.path("labels").size() != borders + 1) {
                faults.add("classes " + id + ": wants one label for each colour");
              }
              for (int i = 1; i < borders; i++) {
                if (!(set.path("upTo").get(i - 1).asDouble()
                    < set.path("upTo").get(i).asDouble())) {
                  faults.add("classes " + id + ": borders do not ascend");
                }
              }
            });
  }

  private void checkProperties() {
    items
        .get("properties")
        .forEach(
            (id, property) -> {
              requireKnown("property " + id, "units", property.path("unit"));
              requireKnown("property " + id, "statistics", property.path("aggregation"));
              JsonNode range = property.path("grossRange");
              requireExpression("property " + id, property);
              if (range.has("min")
                  && range.has("max")
                  && !(range.path("min").asDouble() < range.path("max").asDouble())) {
                faults.add("property " + id + ": the gross range is empty");
              }
            });
  }

  private void requireExpression(String where, JsonNode property) {
    if (property.path("substance").isMissingNode()) {
      return;
    }
    requireKnown(where, "substances", property.path("substance"));
    JsonNode substance =
        items.get("substances").getOrDefault(property.path("substance").asText(), unknown());
    boolean known = property.path("expressedAs").isMissingNode();
    for (JsonNode expression : substance.path("expressions")) {
      known |= expression.path("formula").equals(property.path("expressedAs"));
    }
    if (!known) {
      faults.add(where + ": its substance is not expressed as " + property.path("expressedAs"));
    }
  }

  private void checkLayers() {
    items
        .get("layers")
        .forEach(
            (id, layer) -> {
              JsonNode shapesOf = layer.path("shapesOf");
              if (shapesOf.isMissingNode()) {
                return;
              }
              requireKnown("layer " + id, "layers", shapesOf.path("layer"));
              Set<String> codes = codes(shapesOf.path("layer").asText());
              for (JsonNode feature : feature(id)) {
                JsonNode properties = feature.path("properties");
                String of =
                    properties
                        .path("attributes")
                        .path(shapesOf.path("attribute").asText())
                        .asText();
                if (!codes.contains(of)) {
                  faults.add(
                      "features "
                          + id
                          + ", "
                          + properties.path("code").asText()
                          + ": a shape of nothing, '"
                          + of
                          + "'");
                }
              }
            });
  }

  private JsonNode feature(String layer) {
    JsonNode file = files.features().get(layer);
    return file == null ? unknown() : file.path("features");
  }

  private Set<String> codes(String layer) {
    Set<String> codes = new HashSet<>();
    feature(layer).forEach(feature -> codes.add(feature.at("/properties/code").asText()));
    return codes;
  }

  private void checkQuality() {
    QualityLinks quality = new QualityLinks(files, items, faults);
    quality.checkFlags();
    quality.checkTests();
    quality.checkRules();
  }

  private void checkLanguages() {
    items
        .get("languages")
        .forEach(
            (id, language) ->
                requireKnown("language " + id, "languages", language.path("fallback")));
    files.vocabularies().forEach((name, file) -> checkTags(name, file));
    files.features().forEach((name, file) -> checkTags("features " + name, file));
  }

  private void checkTags(String where, JsonNode node) {
    if (node.isObject() && node.path("en").isTextual()) {
      node.fieldNames()
          .forEachRemaining(
              tag -> {
                if (!items.get("languages").containsKey(tag)) {
                  faults.add(where + ": languages has no '" + tag + "'");
                }
              });
    } else if (!where.startsWith("features") || !node.has("coordinates")) {
      node.forEach(child -> checkTags(where, child));
    }
  }

  private void checkFeatures(String layerId, JsonNode collection) {
    String where = "features " + layerId;
    JsonNode layer = items.get("layers").get(layerId);
    if (layer == null) {
      faults.add(where + ": layers has no '" + layerId + "'");
      return;
    }
    requireKnown(where, "licences", collection.at("/aralwatch/licence"));
    Set<String> types = geometryTypes(layer.path("geometryType").asText());
    Set<String> codes = new HashSet<>();
    for (JsonNode feature : collection.path("features")) {
      JsonNode properties = feature.path("properties");
      String code = properties.path("code").asText();
      if (!codes.add(code)) {
        faults.add(where + ": '" + code + "' is there twice");
      }
      if (feature.has("id") && !feature.path("id").asText().equals(code)) {
        faults.add(where + ", " + code + ": has another id");
      }
      if (!properties.path("names").has("ru") && !isSmallPlace(properties)) {
        faults.add(where + ", " + code + ": lacks a Russian name");
      }
      if (!types.contains(feature.at("/geometry/type").asText())) {
        faults.add(where + ", " + code + ": is no " + layer.path("geometryType").asText());
      }
      String from = properties.path("validFrom").asText("");
      String to = properties.path("validTo").asText("");
      if (properties.path("validFrom").isTextual()
          && properties.path("validTo").isTextual()
          && from.compareTo(to) >= 0) {
        faults.add(where + ", " + code + ": ends before it begins");
      }
    }
  }

  /** The gazetteer has no sure Russian name of many a small place. */
  private static boolean isSmallPlace(JsonNode properties) {
    JsonNode population = properties.path("attributes").path("population");
    return population.isNumber() && population.asInt() < 50_000;
  }

  private static Set<String> geometryTypes(String type) {
    return switch (type) {
      case "point" -> Set.of("Point");
      case "line" -> Set.of("LineString", "MultiLineString");
      default -> Set.of("Polygon", "MultiPolygon");
    };
  }
}
