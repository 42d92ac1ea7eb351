package org.aralwatch.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;

/**
 * How a table of one source is read into the record: which column is what, in which unit, zone and
 * support, what stands for a missing value, and what the series are. docs/mapping.md is the manual.
 * Immutable; made by {@link Mappings}.
 *
 * @param name under which it is found
 * @param title for people
 * @param station code or alias of the station; empty where a wide layout's columns name it
 * @param newStations empty where a row of an unknown station is an error
 * @param definition the JSON that this was read from, kept with every upload
 */
public record Mapping(
    String name,
    String title,
    CsvFormat csv,
    Layout layout,
    Optional<Cell> station,
    Optional<NewStations> newStations,
    TimeRule time,
    List<String> missing,
    Optional<QualifierRule> qualifier,
    Optional<FlagRule> flag,
    Optional<IgnoreRule> ignoreRows,
    JsonNode definition) {
  public Mapping {
    missing = List.copyOf(missing);
  }

  /** Where the values stand. */
  public sealed interface Layout {

    /** One value a row. */
    record Long(Choice<Series> series, String valueColumn) implements Layout {}

    /** Several values a row, each in the column of its series. */
    record Wide(Map<String, Series> columns) implements Layout {
      public Wide {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
      }
    }
  }

  /** A column that says that the value is a limit; a sign in the value's own cell says so too. */
  public record QualifierRule(String column, Map<String, Qualifier> values) {}

  /** A column that holds the source's own judgement of the value. */
  public record FlagRule(String column, Map<String, QualityFlag> values) {}

  /** Rows that are no observations. */
  public record IgnoreRule(String column, Set<String> values) {}
}
