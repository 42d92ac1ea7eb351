package org.aralwatch.ingest.source.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds the point in GeoJSON (RFC 7946, August 2016): longitude, latitude, metres. */
final class ThingsGeometry {
  private ThingsGeometry() {}

  /**
   * The point at which the cursor stands, or the one of a feature; null when it is another form.
   */
  static ThingsEntity.Point point(JsonCursor json) throws IOException {
    if (!json.isObject()) {
      json.skip();
      return null;
    }
    String type = null;
    List<String> position = List.of();
    ThingsEntity.Point nested = null;
    for (String key = json.nextMember(); key != null; key = json.nextMember()) {
      switch (key) {
        case "type" -> type = json.scalar();
        case "coordinates" -> position = position(json);
        case "geometry" -> nested = point(json);
        default -> json.skip();
      }
    }
    if (nested != null || !"Point".equals(type) || position.size() < 2) {
      return nested;
    }
    return new ThingsEntity.Point(
        position.get(0), position.get(1), position.size() > 2 ? position.get(2) : null);
  }

  private static List<String> position(JsonCursor json) throws IOException {
    if (!json.isArray()) {
      json.skip();
      return List.of();
    }
    List<String> position = new ArrayList<>();
    while (json.nextItem()) {
      String number = json.label();
      if (position.size() < 3) {
        position.add(number);
      }
    }
    return position.contains(null) && position.indexOf(null) < 2 ? List.of() : position;
  }
}
