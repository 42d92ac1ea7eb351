package org.aralwatch.ingest.source.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.json.ThingsEntity.Kind;

/**
 * Walks over the documents of a SensorThings file, the entities nested in any way. The same walk is
 * made twice and numbers the places where observations stand, so that what was learnt of a place
 * the first time is known when its observations come the second time.
 */
final class ThingsDocuments {
  /** Takes what is found, in the order of the file. */
  interface Visitor {
    /** Observations follow that belong to {@code parent}: {@code place} counts from 0. */
    void place(int place, ThingsEntity parent, JsonCursor json);

    void observation(int place, ThingsEntity own, ThingsObservation observation, JsonCursor json);

    /** A data array is met of which no components are known. */
    void withoutComponents(JsonCursor json);

    /** The components of the data array of a place, as far as they are known. */
    List<String> components(int place);

    /** The entity is complete. */
    void entity(ThingsEntity entity, JsonCursor json);

    /** An answer says that it has a further page. */
    void nextPage();

    /** A list of observations within a datastream says that it goes on elsewhere. */
    void moreObservations();

    /** A document ends. */
    void document(ThingsEntity root, JsonCursor json);
  }

  private static final Pattern STREAM = Pattern.compile("(?:Multi)?Datastreams\\(([^()]*)\\)");
  private static final Pattern SELF = Pattern.compile("/([A-Za-z]+)\\([^()/]*\\)/?$");
  private static final int MOST_COMPONENTS = 100;

  private final JsonCursor json;
  private final Visitor visitor;
  private int places;
  private int lonePlace = -1;

  private ThingsDocuments(JsonCursor json, Visitor visitor) {
    this.json = json;
    this.visitor = visitor;
  }

  static void walk(JsonCursor json, Visitor visitor) throws IOException {
    ThingsDocuments documents = new ThingsDocuments(json, visitor);
    boolean any = false;
    for (JsonToken token = json.next(); token != null; token = json.next()) {
      any = true;
      documents.document();
    }
    if (!any) {
      throw new BadFileException("the file is empty");
    }
  }

  private void document() throws IOException {
    ThingsEntity root = new ThingsEntity(Kind.OTHER);
    if (json.isArray()) {
      root.hasValues = true;
      items(root, Kind.OTHER);
    } else if (json.isObject()) {
      ThingsObservation observation = entity(root);
      if (observation.hasResult()) {
        lone(root, observation);
      }
    } else {
      throw json.bad("a SensorThings answer is an object");
    }
    visitor.document(root, json);
  }

  /** An observation that is a document of its own, as with one a line: they share a place. */
  private void lone(ThingsEntity own, ThingsObservation observation) {
    own.hasObservations = true;
    if (lonePlace < 0) {
      lonePlace = places++;
      visitor.place(lonePlace, new ThingsEntity(Kind.OTHER), json);
    }
    visitor.observation(lonePlace, own, observation, json);
  }

  /** Items of an array: observations, data arrays or entities. */
  private void items(ThingsEntity parent, Kind kind) throws IOException {
    int place = -1;
    while (json.nextItem()) {
      if (!json.isObject()) {
        throw json.bad("an entity is an object");
      }
      ThingsEntity entity = new ThingsEntity(kind, kind == Kind.OTHER ? null : parent);
      parent.owns |= kind != Kind.OTHER;
      if (kind != Kind.DATASTREAM && kind != Kind.THING && kind != Kind.OTHER) {
        parent.link(entity);
      }
      ThingsObservation observation = entity(entity);
      if (observation.hasResult()) {
        if (place < 0) {
          place = places++;
          visitor.place(place, parent, json);
        }
        visitor.observation(place, entity, observation, json);
      }
    }
  }

  /** The members of an entity, up to its end. What it has of an observation is returned. */
  private ThingsObservation entity(ThingsEntity entity) throws IOException {
    ThingsObservation observation = new ThingsObservation();
    boolean hasStreams = false;
    for (String key = json.nextMember(); key != null; key = json.nextMember()) {
      hasStreams |= key.equals("Datastreams") || key.equals("MultiDatastreams");
      if (!member(entity, key) && !observation.field(key, json)) {
        json.skip();
      }
    }
    if (hasStreams) {
      // Lists of datastreams are a thing's where nothing says that it is a sensor or a property.
      entity.suggest(Kind.THING);
    } else if (entity.hasObservations && entity.components.isEmpty()) {
      entity.suggest(Kind.DATASTREAM);
    }
    visitor.entity(entity, json);
    return observation;
  }

  private boolean member(ThingsEntity entity, String key) throws IOException {
    switch (key) {
      case "@iot.id", "id" -> entity.id = entity.id == null ? json.label() : skipped(entity.id);
      case "@iot.selfLink" -> selfLink(entity, json.scalar());
      case "name" -> entity.name = json.label();
      case "value" -> values(entity);
      case "Observations" -> observations(entity);
      case "Datastreams", "MultiDatastreams" -> many(entity, Kind.DATASTREAM);
      case "Things" -> many(entity, Kind.THING);
      case "Locations" -> {
        entity.suggest(Kind.THING);
        many(entity, Kind.LOCATION);
      }
      case "ObservedProperties" -> {
        entity.suggest(Kind.DATASTREAM);
        many(entity, Kind.OBSERVED_PROPERTY);
      }
      case "Datastream", "MultiDatastream" -> one(entity, Kind.DATASTREAM);
      case "Thing" -> one(entity, Kind.THING);
      case "ObservedProperty" -> one(entity, Kind.OBSERVED_PROPERTY);
      case "Sensor" -> one(entity, Kind.SENSOR);
      case "FeatureOfInterest" -> one(entity, Kind.FEATURE_OF_INTEREST);
      case "location" -> {
        entity.suggest(Kind.LOCATION);
        entity.point = ThingsGeometry.point(json);
      }
      case "feature" -> {
        entity.suggest(Kind.FEATURE_OF_INTEREST);
        entity.point = ThingsGeometry.point(json);
      }
      case "definition" -> {
        entity.suggest(Kind.OBSERVED_PROPERTY);
        json.skip();
      }
      case "metadata" -> {
        entity.suggest(Kind.SENSOR);
        json.skip();
      }
      case "unitOfMeasurement" -> {
        entity.suggest(Kind.DATASTREAM);
        entity.units.add(unit());
      }
      case "unitOfMeasurements" -> {
        entity.suggest(Kind.DATASTREAM);
        units(entity);
      }
      case "observationType" -> {
        entity.suggest(Kind.DATASTREAM);
        json.skip();
      }
      case "components" -> components(entity);
      case "dataArray" -> dataArray(entity);
      case "dataArray@iot.count" -> entity.claimed = count(json.scalar());
      case "@iot.nextLink" -> {
        refer(entity, json.scalar());
        visitor.nextPage();
      }
      case "Observations@iot.nextLink" -> {
        json.skip();
        visitor.moreObservations();
      }
      case "Datastream@iot.navigationLink", "MultiDatastream@iot.navigationLink" ->
          refer(entity, json.scalar());
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The address of an entity tells its kind: ".../Things(1)". */
  private static void selfLink(ThingsEntity entity, String address) {
    Matcher matcher = SELF.matcher(address == null ? "" : address);
    if (matcher.find()) {
      switch (matcher.group(1)) {
        case "Things" -> entity.suggest(Kind.THING);
        case "Sensors" -> entity.suggest(Kind.SENSOR);
        case "Locations" -> entity.suggest(Kind.LOCATION);
        case "ObservedProperties" -> entity.suggest(Kind.OBSERVED_PROPERTY);
        case "FeaturesOfInterest" -> entity.suggest(Kind.FEATURE_OF_INTEREST);
        case "Datastreams", "MultiDatastreams" -> entity.suggest(Kind.DATASTREAM);
        default -> {
          // An observation, or a kind that describes no value.
        }
      }
    }
  }

  private String skipped(String id) throws IOException {
    json.skip();
    return id;
  }

  /** The datastream that an address names; that of an observation's link does not. */
  private static void refer(ThingsEntity entity, String address) {
    if (entity.datastream != null || entity.kind != Kind.OTHER || address == null) {
      return;
    }
    int query = address.indexOf('?');
    Matcher matcher = STREAM.matcher(query < 0 ? address : address.substring(0, query));
    if (matcher.find()) {
      String id = matcher.group(1);
      boolean quoted = id.length() > 1 && id.startsWith("'") && id.endsWith("'");
      entity.datastream = new ThingsEntity(Kind.DATASTREAM);
      entity.datastream.id = quoted ? id.substring(1, id.length() - 1) : id;
    }
  }

  private static long count(String text) {
    return text != null && text.matches("[0-9]{1,15}") ? Long.parseLong(text) : -1;
  }

  private void values(ThingsEntity entity) throws IOException {
    if (json.isArray()) {
      entity.hasValues = true;
      items(entity, Kind.OTHER);
    } else {
      json.skip();
    }
  }

  private void observations(ThingsEntity entity) throws IOException {
    entity.hasObservations = true;
    if (json.isArray()) {
      items(entity, Kind.OTHER);
    } else {
      json.skip();
    }
  }

  private void many(ThingsEntity entity, Kind kind) throws IOException {
    if (!json.isArray()) {
      json.skip();
      return;
    }
    items(entity, kind);
  }

  private void one(ThingsEntity entity, Kind kind) throws IOException {
    if (!json.isObject()) {
      json.skip();
      return;
    }
    ThingsEntity nested = new ThingsEntity(kind);
    entity.link(nested);
    entity(nested);
  }

  /** A UCUM code where the definition names one, else the symbol, else the name. */
  private String unit() throws IOException {
    if (!json.isObject()) {
      return json.label();
    }
    String name = null;
    String symbol = null;
    String ucum = null;
    for (String key = json.nextMember(); key != null; key = json.nextMember()) {
      switch (key) {
        case "name" -> name = json.label();
        case "symbol" -> symbol = json.label();
        case "definition" -> {
          String definition = json.label();
          ucum =
              definition != null && definition.startsWith("ucum:")
                  ? definition.substring("ucum:".length())
                  : null;
        }
        default -> json.skip();
      }
    }
    return ucum != null ? ucum : symbol != null ? symbol : name;
  }

  private void units(ThingsEntity entity) throws IOException {
    if (!json.isArray()) {
      json.skip();
      return;
    }
    while (json.nextItem()) {
      if (entity.units.size() == MOST_COMPONENTS) {
        throw json.bad("more than " + MOST_COMPONENTS + " units");
      }
      entity.units.add(unit());
    }
  }

  private void components(ThingsEntity entity) throws IOException {
    if (!json.isArray()) {
      json.skip();
      return;
    }
    while (json.nextItem()) {
      if (entity.components.size() == MOST_COMPONENTS) {
        throw json.bad("more than " + MOST_COMPONENTS + " components");
      }
      entity.components.add(String.valueOf(json.label()));
    }
  }

  private void dataArray(ThingsEntity group) throws IOException {
    if (!json.isArray()) {
      json.skip();
      return;
    }
    group.hasObservations = true;
    int place = places++;
    visitor.place(place, group, json);
    List<String> components = new ArrayList<>(visitor.components(place));
    if (components.isEmpty()) {
      // The first time, the names of the columns may come after the values.
      visitor.withoutComponents(json);
      json.skip();
      return;
    }
    while (json.nextItem()) {
      if (!json.isArray()) {
        throw json.bad("a row of a data array is an array");
      }
      ThingsObservation observation = new ThingsObservation();
      int column = 0;
      while (json.nextItem()) {
        if (column == components.size()) {
          throw json.bad("a row of a data array has more values than there are components");
        }
        if (!observation.field(components.get(column), json)) {
          json.skip();
        }
        column++;
      }
      if (column < components.size()) {
        throw json.bad("a row of a data array has " + column + " values of " + components.size());
      }
      visitor.observation(place, new ThingsEntity(Kind.OTHER), observation, json);
    }
  }
}
