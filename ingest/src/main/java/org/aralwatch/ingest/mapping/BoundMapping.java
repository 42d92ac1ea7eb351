package org.aralwatch.ingest.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.reference.Unit;
import org.aralwatch.geodata.storage.Vocabulary;

/**
 * A mapping whose words are those of the record: every property, unit, layer, licence and owner is
 * known, and every unit converts to that of its property. Immutable.
 */
public final class BoundMapping {

  /**
   * A series with what its words mean.
   *
   * @param number from 0, in the order of the mapping; the same for every unit of a series
   * @param unit in which the file gives the values
   * @param stored in which the record keeps them
   */
  public record BoundSeries(
      int number, Series series, ObservedProperty property, Unit unit, Unit stored) {

    /** A value of the file in the unit of the record. */
    public double toStored(double value) {
      return unit.convert(value, stored);
    }

    /** Whether the file's values are not those that are stored. */
    public boolean isConverted() {
      return !unit.ucum().equals(stored.ucum());
    }
  }

  private final Mapping mapping;
  private final Map<Series, Choice<BoundSeries>> series = new LinkedHashMap<>();

  private BoundMapping(Mapping mapping) {
    this.mapping = mapping;
  }

  /**
   * @throws MappingException naming every word that the record does not know, and those it does
   */
  public static BoundMapping bind(Mapping mapping, Vocabulary vocabulary) {
    BoundMapping bound = new BoundMapping(mapping);
    List<String> problems = new ArrayList<>();
    Map<String, Series> all = seriesByPath(mapping.layout());
    all.forEach((path, series) -> bound.bind(path, series, vocabulary, problems));
    if (!problems.isEmpty()) {
      throw new MappingException(
          mapping.name(), problems.stream().distinct().collect(Collectors.toList()));
    }
    return bound;
  }

  private static Map<String, Series> seriesByPath(Mapping.Layout layout) {
    Map<String, Series> all = new LinkedHashMap<>();
    if (layout instanceof Mapping.Layout.Wide wide) {
      wide.columns().forEach((header, series) -> all.put("columns." + header, series));
    } else if (layout instanceof Mapping.Layout.Matrix matrix) {
      all.put("matrix.series", matrix.series());
    } else if (layout instanceof Mapping.Layout.Long rows) {
      rows.series()
          .values()
          .forEach(
              (text, series) ->
                  all.put(
                      rows.series().column().isPresent()
                          ? "properties.values." + text
                          : "properties.value",
                      series));
    }
    return all;
  }

  private void bind(String path, Series wanted, Vocabulary vocabulary, List<String> problems) {
    Optional<ObservedProperty> property = vocabulary.findProperty(wanted.property());
    if (property.isEmpty()) {
      problems.add(
          unknown(
              path + ".property",
              wanted.property(),
              vocabulary.properties().stream().map(ObservedProperty::code).toList()));
    }
    known(
        problems,
        path + ".layer",
        wanted.layer(),
        vocabulary.layers().stream().map(layer -> layer.code()).toList());
    known(
        problems,
        path + ".licence",
        wanted.licence(),
        vocabulary.licences().stream().map(licence -> licence.id()).toList());
    known(
        problems,
        path + ".owner",
        wanted.owner(),
        vocabulary.organisations().stream().map(organisation -> organisation.id()).toList());
    Map<String, BoundSeries> byUnit = new LinkedHashMap<>();
    int number = series.size();
    wanted
        .unit()
        .values()
        .forEach(
            (text, ucum) -> {
              String place = text.isEmpty() ? path + ".unit" : path + ".unit.values." + text;
              Optional<Unit> unit = vocabulary.findUnit(ucum);
              if (unit.isEmpty()) {
                problems.add(
                    unknown(place, ucum, vocabulary.units().stream().map(Unit::ucum).toList()));
              } else if (property.isPresent()) {
                Unit stored = vocabulary.unit(property.get().unit());
                checkDimension(place, unit.get(), property.get(), stored, problems);
                byUnit.put(
                    text, new BoundSeries(number, wanted, property.get(), unit.get(), stored));
              }
            });
    series.put(wanted, new Choice<>(wanted.unit().column(), byUnit));
  }

  private static void checkDimension(
      String place, Unit unit, ObservedProperty property, Unit stored, List<String> problems) {
    if (!unit.isConvertibleTo(stored)) {
      problems.add(
          "'"
              + place
              + "': "
              + unit.ucum()
              + " ("
              + unit.dimension()
              + ") is no unit of "
              + property.code()
              + ", which is kept in "
              + stored.ucum()
              + " ("
              + stored.dimension()
              + ")");
    }
  }

  private static void known(
      List<String> problems, String path, String code, Collection<String> allowed) {
    if (!allowed.contains(code)) {
      problems.add(unknown(path, code, allowed));
    }
  }

  private static String unknown(String path, String code, Collection<String> allowed) {
    return "'" + path + "': unknown '" + code + "'; one of " + String.join(", ", allowed);
  }

  public Mapping mapping() {
    return mapping;
  }

  /** A series of the mapping with its meaning, for each unit in which the file may give it. */
  public Choice<BoundSeries> of(Series wanted) {
    return series.get(wanted);
  }

  /** How many series there are; their numbers are below. */
  public int seriesCount() {
    return series.size();
  }
}
