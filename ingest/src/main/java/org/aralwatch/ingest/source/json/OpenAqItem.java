package org.aralwatch.ingest.source.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One object of the results of an OpenAQ answer, whichever it is: a measurement, a latest value, a
 * sensor or a location. Fields are null where the object does not have them; numbers are as
 * written.
 */
final class OpenAqItem {
  /** More sensors than any location has. */
  private static final int MOST_SENSORS = 10_000;

  /** What is measured: name and unit as the service writes them. */
  record Parameter(String id, String name, String units) {}

  record Coordinates(String longitude, String latitude) {}

  /** A sensor as a location lists it. */
  record ListedSensor(String id, Parameter parameter) {}

  /** A period: both ends in UTC, its length as {@code HH:MM:SS} or in words, and its name. */
  record Period(String label, String interval, String from, String to) {}

  record Coverage(String expected, String observed, String percent) {}

  record Latest(String time, String value, Coordinates coordinates) {}

  private String id;
  private String name;
  private String value;
  private boolean hasValue;
  private String time;
  private String sensor;
  private String location;
  private String flagged;
  private Parameter parameter;
  private Coordinates coordinates;
  private Period period;
  private Coverage coverage;
  private Latest latest;
  private List<ListedSensor> sensors;
  private String first;

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  String value() {
    return value;
  }

  /** Time of a latest value, in UTC. */
  String time() {
    return time;
  }

  String sensor() {
    return sensor;
  }

  String location() {
    return location;
  }

  /** "true" or "false": whether anything was noted against the value. */
  String flagged() {
    return flagged;
  }

  Parameter parameter() {
    return parameter;
  }

  Coordinates coordinates() {
    return coordinates;
  }

  Period period() {
    return period;
  }

  Coverage coverage() {
    return coverage;
  }

  Latest latest() {
    return latest;
  }

  List<ListedSensor> sensors() {
    return sensors;
  }

  boolean isMeasurement() {
    return hasValue && period != null;
  }

  boolean isLatest() {
    return hasValue && period == null && time != null;
  }

  boolean isLocation() {
    return sensors != null;
  }

  boolean isSensor() {
    return id != null && parameter != null && !hasValue;
  }

  /** Name of the first member, for messages. */
  String first() {
    return first;
  }

  /** Takes one member of the object; the cursor stands at its value. */
  void member(String key, JsonCursor json) throws IOException {
    first = first == null ? key : first;
    switch (key) {
      case "id" -> id = json.label();
      case "name" -> name = json.label();
      case "value" -> {
        hasValue = true;
        value = json.scalar();
      }
      case "datetime" -> time = utc(json);
      case "sensorsId" -> sensor = json.label();
      case "locationsId" -> location = json.label();
      case "flagInfo" -> flagged = json.isObject() ? flagged(json) : json.scalar();
      case "parameter" -> parameter = parameter(json);
      case "coordinates" -> coordinates = coordinates(json);
      case "period" -> period = period(json);
      case "coverage" -> coverage = coverage(json);
      case "latest" -> latest = latest(json);
      case "sensors" -> sensors = sensors(json);
      default -> json.skip();
    }
  }

  private static String flagged(JsonCursor json) throws IOException {
    String flags = null;
    for (String key = json.nextMember(); key != null; key = json.nextMember()) {
      if (key.equals("hasFlags")) {
        flags = json.scalar();
      } else {
        json.skip();
      }
    }
    return flags;
  }

  private static String utc(JsonCursor json) throws IOException {
    if (!json.isObject()) {
      return json.scalar();
    }
    String utc = null;
    String local = null;
    for (String key = json.nextMember(); key != null; key = json.nextMember()) {
      switch (key) {
        case "utc" -> utc = json.scalar();
        case "local" -> local = json.scalar();
        default -> json.skip();
      }
    }
    return utc == null ? local : utc;
  }

  private static Parameter parameter(JsonCursor json) throws IOException {
    if (!json.isObject()) {
      if (json.scalar() == null) {
        return null;
      }
      throw json.bad(
          "the parameter is a text: this is an answer of version 1 or 2 of the API, not of 3");
    }
    String id = null;
    String name = null;
    String units = null;
    for (String key = json.nextMember(); key != null; key = json.nextMember()) {
      switch (key) {
        case "id" -> id = json.label();
        case "name" -> name = json.label();
        case "units" -> units = json.label();
        default -> json.skip();
      }
    }
    return new Parameter(id, name, units);
  }

  private static Coordinates coordinates(JsonCursor json) throws IOException {
    if (!json.isObject()) {
      json.skip();
      return null;
    }
    String longitude = null;
    String latitude = null;
    for (String key = json.nextMember(); key != null; key = json.nextMember()) {
      switch (key) {
        case "longitude" -> longitude = json.label();
        case "latitude" -> latitude = json.label();
        default -> json.skip();
      }
    }
    return longitude == null || latitude == null ? null : new Coordinates(longitude, latitude);
  }

  private static Period period(JsonCursor json) throws IOException {
    if (!json.isObject()) {
      json.skip();
      return null;
    }
    String label = null;
    String interval = null;
    String from = null;
    String to = null;
    for (String key = json.nextMember(); key != null; key = json.nextMember()) {
      switch (key) {
        case "label" -> label = json.scalar();
        case "interval" -> interval = json.scalar();
        case "datetimeFrom" -> from = utc(json);
        case "datetimeTo" -> to = utc(json);
        default -> json.skip();
      }
    }
    return new Period(label, interval, from, to);
  }

  private static Coverage coverage(JsonCursor json) throws IOException {
    if (!json.isObject()) {
      json.skip();
      return null;
    }
    String expected = null;
    String observed = null;
    String percent = null;
    for (String key = json.nextMember(); key != null; key = json.nextMember()) {
      switch (key) {
        case "expectedCount" -> expected = json.scalar();
        case "observedCount" -> observed = json.scalar();
        case "percentCoverage" -> percent = json.scalar();
        default -> json.skip();
      }
    }
    return new Coverage(expected, observed, percent);
  }

  private static Latest latest(JsonCursor json) throws IOException {
    if (!json.isObject()) {
      json.skip();
      return null;
    }
    String time = null;
    String value = null;
    Coordinates coordinates = null;
    for (String key = json.nextMember(); key != null; key = json.nextMember()) {
      switch (key) {
        case "datetime" -> time = utc(json);
        case "value" -> value = json.scalar();
        case "coordinates" -> coordinates = coordinates(json);
        default -> json.skip();
      }
    }
    return new Latest(time, value, coordinates);
  }

  private static List<ListedSensor> sensors(JsonCursor json) throws IOException {
    if (!json.isArray()) {
      json.skip();
      return null;
    }
    List<ListedSensor> sensors = new ArrayList<>();
    while (json.nextItem()) {
      if (!json.isObject()) {
        json.skip();
        continue;
      }
      if (sensors.size() == MOST_SENSORS) {
        throw json.bad("a location with more than " + MOST_SENSORS + " sensors");
      }
      String id = null;
      Parameter parameter = null;
      for (String key = json.nextMember(); key != null; key = json.nextMember()) {
        switch (key) {
          case "id" -> id = json.label();
          case "parameter" -> parameter = parameter(json);
          default -> json.skip();
        }
      }
      sensors.add(new ListedSensor(id, parameter));
    }
    return sensors;
  }
}
