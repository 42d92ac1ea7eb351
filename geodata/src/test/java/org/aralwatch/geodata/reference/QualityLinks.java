package org.aralwatch.geodata.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.aralwatch.geodata.observation.Support;

/** Finds what does not fit together in the files about quality. */
final class QualityLinks {
  private final ReferenceFiles files;
  private final Map<String, Map<String, JsonNode>> items;
  private final List<String> faults;

  QualityLinks(
      ReferenceFiles files, Map<String, Map<String, JsonNode>> items, List<String> faults) {
    this.files = files;
    this.items = items;
    this.faults = faults;
  }

  void checkFlags() {
    Set<Integer> codes = new HashSet<>();
    for (JsonNode flag : items.get("quality-flags").values()) {
      if (!codes.add(flag.path("code").asInt())) {
        faults.add("quality-flags: the code " + flag.path("code") + " is there twice");
      }
    }
    Set<String> schemes = ids(files.vocabularies().get("quality-crosswalk").path("schemes"));
    Set<Integer> translated = new HashSet<>();
    items
        .get("quality-crosswalk")
        .forEach(
            (id, meaning) -> {
              translated.add(meaning.path("flag").asInt());
              meaning
                  .path("codes")
                  .fieldNames()
                  .forEachRemaining(
                      scheme -> {
                        if (!schemes.contains(scheme)) {
                          faults.add(
                              "quality-crosswalk "
                                  + id
                                  + ": the scheme "
                                  + scheme
                                  + " is not described");
                        }
                      });
            });
    if (!translated.equals(codes)) {
      faults.add("quality-crosswalk knows " + translated + ", the flags are " + codes);
    }
  }

  void checkTests() {
    Set<Integer> bits = new HashSet<>();
    items
        .get("quality-tests")
        .forEach(
            (id, test) -> {
              if (!bits.add(test.path("bit").asInt())
                  || !bits.add(test.path("suspectBit").asInt())) {
                faults.add("quality-tests " + id + ": its bit is taken");
              }
            });
  }

  void checkRules() {
    JsonNode file = files.vocabularies().get("quality-rules");
    Set<String> sources = ids(file.path("sources"));
    Set<String> used = new TreeSet<>();
    Set<String> ruled = new HashSet<>();
    items
        .get("quality-rules")
        .forEach(
            (id, rule) -> {
              String where = "quality-rules " + id;
              String property = rule.path("property").asText();
              requireProperty(where, property);
              ruled.add(property);
              JsonNode known = items.get("properties").get(property);
              if (known != null && !known.path("unit").equals(rule.path("unit"))) {
                faults.add(where + ": " + property + " is not in " + rule.path("unit").asText());
              }
              for (JsonNode support : rule.path("supports")) {
                if (!isSupport(support.asText())) {
                  faults.add(where + ": there is no period '" + support.asText() + "'");
                }
              }
              rule.forEach(test -> useSources(where, test, sources, used));
            });
    for (String key : List.of("location", "neighbour")) {
      useSources("quality-rules, " + key, file.path(key), sources, used);
    }
    for (JsonNode relation : file.path("relations")) {
      String where = "quality-rules, relation " + relation.path("id").asText();
      for (String side : List.of("part", "whole", "tested", "beside")) {
        JsonNode property = relation.path(side).path("property");
        if (property.isTextual()) {
          requireProperty(where, property.asText());
        }
      }
      useSources(where, relation, sources, used);
    }
    if (!used.equals(sources)) {
      Set<String> unused = new TreeSet<>(sources);
      unused.removeAll(used);
      unused.forEach(source -> faults.add("quality-rules: nothing is taken from '" + source + "'"));
    }
    checkThatEachPropertyIsThoughtOf(file, ruled);
  }

  private void checkThatEachPropertyIsThoughtOf(JsonNode file, Set<String> ruled) {
    Set<String> without = new HashSet<>();
    for (JsonNode group : file.path("none")) {
      for (JsonNode property : group.path("properties")) {
        requireProperty("quality-rules, " + group.path("id").asText(), property.asText());
        if (!without.add(property.asText()) || ruled.contains(property.asText())) {
          faults.add("quality-rules: '" + property.asText() + "' is told of twice");
        }
      }
    }
    for (String property : items.get("properties").keySet()) {
      if (!ruled.contains(property) && !without.contains(property)) {
        faults.add("quality-rules: no rule for '" + property + "', and no reason");
      }
    }
  }

  private void useSources(String where, JsonNode test, Set<String> known, Set<String> used) {
    for (JsonNode source : test.path("sources")) {
      if (known.contains(source.asText())) {
        used.add(source.asText());
      } else {
        faults.add(where + ": there is no source '" + source.asText() + "'");
      }
    }
  }

  private void requireProperty(String where, String property) {
    if (!items.get("properties").containsKey(property)) {
      faults.add(where + ": properties has no '" + property + "'");
    }
  }

  private static boolean isSupport(String code) {
    try {
      return Support.ofCode(code).code().equals(code);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Set<String> ids(JsonNode array) {
    Set<String> ids = new TreeSet<>();
    array.forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }
}
