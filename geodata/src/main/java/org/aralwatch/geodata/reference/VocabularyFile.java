package org.aralwatch.geodata.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The reviewed vocabularies: each a file {@code /reference/<id>.json} with its source and an array
 * of items, described by {@code /reference/schema/<id>.schema.json}.
 */
public enum VocabularyFile {
  THEMES("themes", "Subjects of the map, with their views and compositions"),
  LAYERS("layers", "Kinds of features"),
  PROPERTIES("properties", "What is observed: name, definition, unit, rounding, limits"),
  CLASSES("classes", "Borders and colours by which values are drawn"),
  UNITS("units", "Units of measure: UCUM code, symbol, conversion"),
  SUBSTANCES("substances", "Substances: formulas in which they are expressed, charges"),
  STATISTICS("statistics", "What a value says of its period"),
  PERIODS("periods", "For which a value stands, and by which values are gathered"),
  QUALITY_FLAGS("flags", "Summary of what is known of a value"),
  QUALITY_TESTS("tests", "Tests that a value may fail"),
  QUALITY_RULES("rules", "Borders of the tests by property, statistic and period, with sources"),
  QUALITY_CROSSWALK("meanings", "The same quality in other schemes"),
  QUALITY_DECISIONS("decisions", "What people decide on values and series"),
  LICENCES("licences", "Terms under which values may be used"),
  ORGANISATIONS("organisations", "Owners and publishers"),
  LANGUAGES("languages", "Languages of names and texts, and how complete they are");

  private final String array;
  private final String description;

  VocabularyFile(String array, String description) {
    this.array = array;
    this.description = description;
  }

  /** The name of the file without its ending, as "quality-flags". */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What stands in it, in English. */
  public String description() {
    return description;
  }

  /** Number of items. */
  public int size() {
    return tree().path(array).size();
  }

  /** Where its items were taken from. */
  public String source() {
    return tree().path("source").asText();
  }

  /** The file as it is. */
  public byte[] bytes() {
    return ReferenceData.bytesOf(id() + ".json");
  }

  public static Optional<VocabularyFile> find(String id) {
    return Arrays.stream(values()).filter(file -> file.id().equals(id)).findFirst();
  }

  private JsonNode tree() {
    return ReferenceData.file(id() + ".json");
  }
}
