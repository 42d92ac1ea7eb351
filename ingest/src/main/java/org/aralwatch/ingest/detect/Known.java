package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.reference.Unit;
import org.aralwatch.geodata.reference.VocabularyFile;
import org.aralwatch.geodata.storage.Vocabulary;

/**
 * What of the record's vocabulary a proposal needs: properties with their units, owners, licences.
 * Immutable.
 */
final class Known {
  private final Map<String, String> unitOfProperty = new LinkedHashMap<>();
  private final Map<String, List<String>> namesOfProperty = new LinkedHashMap<>();
  private final Map<String, String> dimensions = new LinkedHashMap<>();
  private final List<String> owners = new ArrayList<>();
  private final List<String> licences = new ArrayList<>();

  private Known() {}

  static Known of(Vocabulary vocabulary) {
    Known known = new Known();
    for (ObservedProperty property : vocabulary.properties()) {
      known.add(property.code(), property.unit(), property.name());
    }
    for (Unit unit : vocabulary.units()) {
      known.dimensions.put(unit.ucum(), unit.dimension());
    }
    vocabulary.organisations().forEach(organisation -> known.owners.add(organisation.id()));
    vocabulary.licences().forEach(licence -> known.licences.add(licence.id()));
    return known;
  }

  /** The reviewed files that come with the program, without a store. */
  static Known reviewed() {
    Known known = new Known();
    for (JsonNode property : items(VocabularyFile.PROPERTIES, "properties")) {
      known.add(
          property.path("id").asText(),
          property.path("unit").asText(),
          Json.mapper().convertValue(property.path("name"), Text.class));
    }
    for (JsonNode unit : items(VocabularyFile.UNITS, "units")) {
      known.dimensions.put(unit.path("ucum").asText(), unit.path("dimension").asText());
    }
    return known;
  }

  private void add(String property, String unit, Text name) {
    unitOfProperty.put(property, unit);
    List<String> names = new ArrayList<>();
    name.byLanguage().values().forEach(text -> names.add(Folding.header(text)));
    namesOfProperty.put(property, List.copyOf(names));
  }

  private static JsonNode items(VocabularyFile file, String array) {
    try {
      return Json.mapper().readTree(file.bytes()).path(array);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean hasProperty(String code) {
    return unitOfProperty.containsKey(code);
  }

  /** Codes of all properties with the names that the record gives them, folded as headers are. */
  Map<String, List<String>> names() {
    return Collections.unmodifiableMap(namesOfProperty);
  }

  boolean hasUnit(String ucum) {
    return dimensions.containsKey(ucum);
  }

  /** Whether values of the unit can be values of the property; empty when either is unknown. */
  Optional<Boolean> fits(String ucum, String property) {
    String own = unitOfProperty.get(property);
    if (own == null || !dimensions.containsKey(ucum)) {
      return Optional.empty();
    }
    return Optional.of(dimensions.get(ucum).equals(dimensions.get(own)));
  }

  /** In which the record keeps a property. */
  String unitOf(String property) {
    return unitOfProperty.get(property);
  }

  /** Units in which a property may come, its own first. */
  List<String> unitsOf(String property) {
    List<String> units = new ArrayList<>();
    String own = unitOfProperty.get(property);
    units.add(own);
    dimensions.forEach(
        (ucum, dimension) -> {
          if (!ucum.equals(own)
              && dimension.equals(dimensions.get(own))
              && !dimension.equals("1")) {
            units.add(ucum);
          }
        });
    return units;
  }

  /** Properties that come in the dimension of a unit. */
  List<String> propertiesOf(String ucum) {
    List<String> properties = new ArrayList<>();
    for (String property : unitOfProperty.keySet()) {
      if (fits(ucum, property).orElse(false)) {
        properties.add(property);
      }
    }
    return properties;
  }

  List<String> owners() {
    return Collections.unmodifiableList(owners);
  }

  List<String> licences() {
    return Collections.unmodifiableList(licences);
  }
}
