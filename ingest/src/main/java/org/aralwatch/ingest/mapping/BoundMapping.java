package org.aralwatch.ingest.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.reference.GasConditions;
import org.aralwatch.geodata.reference.PropertyConversion;
import org.aralwatch.geodata.reference.Unit;
import org.aralwatch.geodata.reference.UnitConversion;
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
   * @param unit in which the file gives the values, a UCUM code, with the species or the reference
   *     of a gas where it has one
   * @param stored in which the record keeps them
   * @param conversion from the one to the other
   * @param isConverted whether the file's values are not those that are stored
   */
  public record BoundSeries(
      int number,
      Series series,
      ObservedProperty property,
      String unit,
      Unit stored,
      DoubleUnaryOperator conversion,
      boolean isConverted) {

    /** A value of the file in the unit of the record. */
    public double toStored(double value) {
      return isConverted ? conversion.applyAsDouble(value) : value;
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
              if (property.isPresent()) {
                Unit stored = vocabulary.unit(property.get().unit());
                try {
                  byUnit.put(text, bind(number, wanted, property.get(), ucum, stored, vocabulary));
                } catch (IllegalArgumentException e) {
                  problems.add("'" + place + "': " + e.getMessage());
                }
              }
            });
    series.put(wanted, new Choice<>(wanted.unit().column(), byUnit));
  }

  /**
   * @throws IllegalArgumentException when the property is not measured in this unit
   */
  private static BoundSeries bind(
      int number,
      Series wanted,
      ObservedProperty property,
      String ucum,
      Unit stored,
      Vocabulary vocabulary) {
    Optional<Unit> known = vocabulary.findUnit(ucum);
    boolean plain =
        wanted.expressedAs().isEmpty()
            && wanted.gas().isEmpty()
            && !PropertyConversion.isSubstance(property.code());
    if (plain && known.filter(unit -> unit.isConvertibleTo(stored)).isPresent()) {
      return new BoundSeries(
          number,
          wanted,
          property,
          ucum,
          stored,
          value -> known.get().convert(value, stored),
          !ucum.equals(stored.ucum()));
    }
    UnitConversion conversion =
        PropertyConversion.of(
            property.code(),
            stored.ucum(),
            ucum,
            wanted.expressedAs(),
            wanted.gas().map(gas -> new GasConditions(gas.temperatureC(), gas.pressureKPa())));
    String shown =
        ucum
            + wanted.expressedAs().map(species -> " as " + species).orElse("")
            + wanted
                .gas()
                .map(gas -> " at " + gas.temperatureC() + " Cel, " + gas.pressureKPa() + " kPa")
                .orElse("");
    return new BoundSeries(
        number, wanted, property, shown, stored, conversion::convert, !conversion.isIdentity());
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
