package org.aralwatch.ingest.source.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a SensorThings document says of one entity, whichever kind it is, with links to the entities
 * in which it is nested and that are nested in it. Filled while the document is read: members come
 * in any order.
 */
final class ThingsEntity {
  /** The kinds that matter to a value. */
  enum Kind {
    DATASTREAM,
    THING,
    LOCATION,
    OBSERVED_PROPERTY,
    SENSOR,
    FEATURE_OF_INTEREST,
    /** The document itself, or an entity of which nothing tells the kind. */
    OTHER
  }

  /** A point of GeoJSON: degrees, metres; elevation null where it has none. */
  record Point(String longitude, String latitude, String elevation) {}

  // Plain fields: this is what the walk notes down, nothing that has rules of its own.
  Kind kind;
  String id;
  String name;
  Point point;

  /** The entity in whose list this one stands; null for others. */
  final ThingsEntity owner;

  ThingsEntity datastream;
  private ThingsEntity thing;
  private ThingsEntity location;
  private ThingsEntity sensor;
  ThingsEntity feature;

  /** One, or one for each component of the results of a multi-datastream. */
  private final List<ThingsEntity> properties = new ArrayList<>();

  /** UCUM code or symbol of each component. */
  final List<String> units = new ArrayList<>();

  /** Names of the columns of a data array. */
  final List<String> components = new ArrayList<>();

  /** How many values a data array says it has; -1 when it does not. */
  long claimed = -1;

  /** Whether others stand in a list within it. */
  boolean owns;

  boolean hasObservations;
  boolean hasValues;

  ThingsEntity(Kind kind) {
    this(kind, null);
  }

  ThingsEntity(Kind kind, ThingsEntity owner) {
    this.kind = kind;
    this.owner = owner;
  }

  /** Notes what a member tells of the kind, where nothing has told it yet. */
  void suggest(Kind suggested) {
    kind = kind == Kind.OTHER ? suggested : kind;
  }

  /** The thing of a datastream; null when it is not told. */
  ThingsEntity thing() {
    return thing != null ? thing : owner(Kind.THING);
  }

  /** The location of a thing. */
  ThingsEntity location() {
    return location != null ? location : owner(Kind.LOCATION);
  }

  /** The sensor of a datastream. */
  ThingsEntity sensor() {
    return sensor != null ? sensor : owner(Kind.SENSOR);
  }

  /** The property of one component of a datastream's results. */
  ThingsEntity property(int component) {
    if (component < properties.size()) {
      return properties.get(component);
    }
    return component == 0 ? owner(Kind.OBSERVED_PROPERTY) : null;
  }

  private ThingsEntity owner(Kind wanted) {
    return owner != null && owner.kind == wanted ? owner : null;
  }

  /** Links an entity nested in this one. */
  void link(ThingsEntity other) {
    switch (other.kind) {
      case DATASTREAM -> datastream = other;
      case THING -> thing = other;
      case LOCATION -> location = location == null || location.point == null ? other : location;
      case OBSERVED_PROPERTY -> properties.add(other);
      case SENSOR -> sensor = other;
      case FEATURE_OF_INTEREST -> feature = other;
      default -> {
        // Nothing that describes a value.
      }
    }
  }

  /** Characters that it keeps, with those of what is linked to it. */
  long weight() {
    long weight = length(id) + length(name) + 100;
    for (String unit : units) {
      weight += length(unit);
    }
    for (String component : components) {
      weight += length(component);
    }
    for (ThingsEntity property : properties) {
      weight += property.weight();
    }
    for (ThingsEntity linked : Arrays.asList(datastream, thing, location, sensor, feature)) {
      weight += linked == null ? 0 : linked.weight();
    }
    return weight;
  }

  private static int length(String text) {
    return text == null ? 0 : text.length();
  }

  /** Takes from {@code other}, the same entity told elsewhere, what this one does not say. */
  void complete(ThingsEntity other) {
    name = name == null ? other.name : name;
    point = point == null ? other.point : point;
    thing = thing() == null ? other.thing() : thing();
    sensor = sensor() == null ? other.sensor() : sensor();
    if (property(0) == null) {
      properties.addAll(
          other.properties.isEmpty() && other.property(0) != null
              ? List.of(other.property(0))
              : other.properties);
    }
    if (units.isEmpty()) {
      units.addAll(other.units);
    }
  }
}
