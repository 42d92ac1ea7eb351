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
   * @param number from 0, in the order of the mapping
   * @param unit in which the file gives the values
   * @param stored in which the record keeps them
   */
  public record BoundSeries(
      int number, Series series, ObservedProperty property, Unit unit, Unit stored) {

    /** A value of the file in the unit of the record. */
    public double toStored(double value) {
      return unit.convert(value, stored);
    }
  }

  private final Mapping mapping;
  private final Map<Series, BoundSeries> series = new LinkedHashMap<>();

  private BoundMapping(Mapping mapping) {
    this.mapping = mapping;
  }

  /**
   * @throws MappingException naming every word that the record does not know, and those it does
   */
  public static BoundMapping bind(Mapping mapping, Vocabulary vocabulary) {
    BoundMapping bound = new BoundMapping(mapping);
    List<String> problems = new ArrayList<>();
    Map<String, Series> all = new LinkedHashMap<>();
    if (mapping.layout() instanceof Mapping.Layout.Wide wide) {
      wide.columns().forEach((header, series) -> all.put("columns." + header, series));
    } else if (mapping.layout() instanceof Mapping.Layout.Long rows) {
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
    all.forEach((path, series) -> bound.bind(path, series, vocabulary, problems));
    if (!problems.isEmpty()) {
      throw new MappingException(
          mapping.name(), problems.stream().distinct().collect(Collectors.toList()));
    }
    return bound;
  }

  private void bind(String path, Series wanted, Vocabulary vocabulary, List<String> problems) {
    Optional<ObservedProperty> property = vocabulary.findProperty(wanted.property());
    Optional<Unit> unit = vocabulary.findUnit(wanted.unit());
    if (property.isEmpty()) {
      problems.add(
          unknown(
              path + ".property",
              wanted.property(),
              vocabulary.properties().stream().map(ObservedProperty::code).toList()));
    }
    if (unit.isEmpty()) {
      problems.add(
          unknown(
              path + ".unit", wanted.unit(), vocabulary.units().stream().map(Unit::ucum).toList()));
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
    if (property.isEmpty() || unit.isEmpty()) {
      return;
    }
    Unit stored =
        vocabulary
            .findUnit(property.get().unit())
            .orElseThrow(() -> new IllegalStateException("unit of " + property.get().code()));
    if (!unit.get().isConvertibleTo(stored)) {
      problems.add(
          "'"
              + path
              + ".unit': "
              + unit.get().ucum()
              + " ("
              + unit.get().dimension()
              + ") is no unit of "
              + wanted.property()
              + ", which is kept in "
              + stored.ucum()
              + " ("
              + stored.dimension()
              + ")");
    }
    series.put(wanted, new BoundSeries(series.size(), wanted, property.get(), unit.get(), stored));
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

  /** The series of the mapping with their meaning. */
  public BoundSeries of(Series wanted) {
    return series.get(wanted);
  }

  /** How many series there are; their numbers are below. */
  public int seriesCount() {
    return series.size();
  }
}
