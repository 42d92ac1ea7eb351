package org.aralwatch.geodata.storage;

import java.time.Period;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.feature.Layer;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.reference.Licence;
import org.aralwatch.geodata.reference.Organisation;
import org.aralwatch.geodata.reference.Unit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The words of the record as of one moment: properties, units, layers, licences and organisations.
 * Immutable; load it again after a migration, or when layers' revisions have moved.
 */
public final class Vocabulary {
  private final Map<String, ObservedProperty> properties;
  private final Map<String, Unit> units;
  private final Map<String, Layer> layers;
  private final Map<String, Licence> licences;
  private final Map<String, Organisation> organisations;
  private final Map<Integer, ObservedProperty> propertiesById;
  private final Map<Integer, Layer> layersById;

  private Vocabulary(Handle handle) {
    units = byKey(units(handle), Unit::ucum);
    properties = byKey(properties(handle), ObservedProperty::code);
    layers = byKey(layers(handle), Layer::code);
    licences = byKey(licences(handle), Licence::id);
    organisations = byKey(organisations(handle), Organisation::id);
    propertiesById = byKey(List.copyOf(properties.values()), ObservedProperty::id);
    layersById = byKey(List.copyOf(layers.values()), Layer::id);
  }

  public static Vocabulary load(Jdbi jdbi) {
    return jdbi.withHandle(Vocabulary::new);
  }

  public Optional<ObservedProperty> findProperty(String code) {
    return Optional.ofNullable(properties.get(code));
  }

  /**
   * @throws IllegalArgumentException when there is none of that key
   */
  public ObservedProperty property(int id) {
    return known(propertiesById.get(id), "property", id);
  }

  public Collection<ObservedProperty> properties() {
    return properties.values();
  }

  public Optional<Layer> findLayer(String code) {
    return Optional.ofNullable(layers.get(code));
  }

  /**
   * @throws IllegalArgumentException when there is none of that key
   */
  public Layer layer(int id) {
    return known(layersById.get(id), "layer", id);
  }

  /** In drawing order. */
  public Collection<Layer> layers() {
    return layers.values();
  }

  public Optional<Unit> findUnit(String ucum) {
    return Optional.ofNullable(units.get(ucum));
  }

  /**
   * @throws IllegalArgumentException when there is none of that code
   */
  public Unit unit(String ucum) {
    return known(units.get(ucum), "unit", ucum);
  }

  public Collection<Unit> units() {
    return units.values();
  }

  public Optional<Licence> findLicence(String id) {
    return Optional.ofNullable(licences.get(id));
  }

  public Collection<Licence> licences() {
    return licences.values();
  }

  public Optional<Organisation> findOrganisation(String id) {
    return Optional.ofNullable(organisations.get(id));
  }

  public Collection<Organisation> organisations() {
    return organisations.values();
  }

  private static <T> T known(T found, String what, Object key) {
    if (found == null) {
      throw new IllegalArgumentException("unknown " + what + " " + key);
    }
    return found;
  }

  private static <K, V> Map<K, V> byKey(List<V> values, Function<V, K> key) {
    Map<K, V> map = new LinkedHashMap<>();
    values.forEach(value -> map.put(key.apply(value), value));
    return Collections.unmodifiableMap(map);
  }

  private static List<Unit> units(Handle handle) {
    return handle
        .createQuery(
            "SELECT ucum, symbol, name, dimension, base_factor, base_offset FROM unit ORDER BY ucum")
        .map(
            (rs, ctx) ->
                new Unit(
                    rs.getString("ucum"),
                    text(rs.getString("symbol")),
                    text(rs.getString("name")),
                    rs.getString("dimension"),
                    rs.getDouble("base_factor"),
                    rs.getDouble("base_offset")))
        .list();
  }

  private static List<ObservedProperty> properties(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT id, code, name, definition, unit, aggregation, decimals, significant_digits, persistence,
                   gross_min, gross_max
            FROM observed_property ORDER BY id
            """)
        .map(
            (rs, ctx) ->
                new ObservedProperty(
                    rs.getInt("id"),
                    rs.getString("code"),
                    text(rs.getString("name")),
                    text(rs.getString("definition")),
                    rs.getString("unit"),
                    Statistic.ofCode(rs.getString("aggregation")),
                    optional(rs.getObject("decimals", Integer.class)),
                    optional(rs.getObject("significant_digits", Integer.class)),
                    Period.parse(rs.getString("persistence")),
                    optional(rs.getObject("gross_min", Double.class)),
                    optional(rs.getObject("gross_max", Double.class))))
        .list();
  }

  private static List<Layer> layers(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT id, code, name, geometry_type, kind, sort_order, attribution, geometry_revision,
                   shapes_of, shapes_attribute
            FROM layer ORDER BY sort_order, id
            """)
        .map(
            (rs, ctx) ->
                new Layer(
                    rs.getInt("id"),
                    rs.getString("code"),
                    text(rs.getString("name")),
                    Layer.GeometryType.ofCode(rs.getString("geometry_type")),
                    Layer.Kind.ofCode(rs.getString("kind")),
                    rs.getInt("sort_order"),
                    rs.getString("attribution"),
                    rs.getLong("geometry_revision"),
                    shapesOf(rs.getString("shapes_of"), rs.getString("shapes_attribute"))))
        .list();
  }

  private static Optional<Layer.ShapesOf> shapesOf(String layer, String attribute) {
    return layer == null ? Optional.empty() : Optional.of(new Layer.ShapesOf(layer, attribute));
  }

  private static List<Licence> licences(Handle handle) {
    return handle
        .createQuery("SELECT * FROM licence ORDER BY id")
        .map(
            (rs, ctx) ->
                new Licence(
                    rs.getString("id"),
                    rs.getString("name"),
                    rs.getString("url"),
                    rs.getBoolean("attribution"),
                    rs.getBoolean("share_alike"),
                    rs.getBoolean("commercial"),
                    rs.getBoolean("redistribution"),
                    rs.getBoolean("modification")))
        .list();
  }

  private static List<Organisation> organisations(Handle handle) {
    return handle
        .createQuery("SELECT id, name, url, country FROM organisation ORDER BY id")
        .map(
            (rs, ctx) ->
                new Organisation(
                    rs.getString("id"),
                    text(rs.getString("name")),
                    rs.getString("url"),
                    Optional.ofNullable(rs.getString("country"))))
        .list();
  }

  private static OptionalDouble optional(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static OptionalInt optional(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static Text text(String json) {
    return Json.read(json, Text.class);
  }
}
