package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The layer and the procedure that properties usually have; the commonest stand once for all
 * series.
 */
final class UsualFacts {
  private UsualFacts() {}

  /** Layer and procedure that the properties usually have; the commonest stand once for all. */
  static void write(Map<ObjectNode, Words.Property> properties, Draft draft) {
    Notes notes = draft.notes();
    ObjectNode mapping = draft.mapping();
    Map<String, Integer> layers = new LinkedHashMap<>();
    Map<String, Integer> procedures = new LinkedHashMap<>();
    properties
        .values()
        .forEach(
            property -> {
              if (!property.layer().isEmpty()) {
                layers.merge(property.layer(), 1, Integer::sum);
                procedures.merge(property.procedure(), 1, Integer::sum);
              }
            });
    if (layers.isEmpty()) {
      notes.ask("/layer", List.of(), "layer.open");
      notes.ask("/datastream/procedure", List.of(), "procedure.open");
      return;
    }
    String layer = commonest(layers);
    String procedure = commonest(procedures);
    mapping.put("layer", layer);
    mapping.withObject("/datastream").put("procedure", procedure);
    properties.forEach(
        (series, property) -> {
          if (property.layer().isEmpty()) {
            return;
          }
          if (!property.layer().equals(layer)) {
            series.put("layer", property.layer());
          }
          if (!property.procedure().equals(procedure)) {
            series.put("procedure", property.procedure());
          }
        });
    List<String> codes =
        properties.values().stream().map(Words.Property::code).distinct().sorted().toList();
    notes.found(
        "/layer",
        layer,
        layers.size() == 1 ? 0.75 : 0.6,
        layers.size() == 1 ? "layer.usual" : "layer.several",
        layer,
        codes,
        layers.keySet());
    notes.found("/datastream/procedure", procedure, 0.6, "procedure.usual", procedure, codes);
  }

  private static String commonest(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .findFirst()
        .orElseThrow()
        .getKey();
  }
}
