package org.aralwatch.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.aralwatch.geodata.Json;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Reads the area that a GeoJSON document (RFC 7946) describes: a Polygon or MultiPolygon, or a
 * Feature or collection of such. Whether the area is valid is for the query to say.
 */
final class GeoJsonPolygons {
  private static final GeometryFactory WGS84 = new GeometryFactory();

  private final List<Polygon> polygons = new ArrayList<>();

  private GeoJsonPolygons() {}

  /**
   * @throws IllegalArgumentException naming the place and the rule
   */
  static Geometry read(String json) {
    try {
      return area(Json.mapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + Bodies.fault(e), e);
    }
  }

  /**
   * @throws IllegalArgumentException naming the place and the rule
   * @throws IOException when the stream fails
   */
  static Geometry read(InputStream in) throws IOException {
    try {
      return area(Json.mapper().readTree(in));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + Bodies.fault(e), e);
    }
  }

  private static Geometry area(JsonNode document) {
    if (document.isMissingNode()) {
      throw new IllegalArgumentException("the document is empty");
    }
    GeoJsonPolygons reader = new GeoJsonPolygons();
    reader.collect(document, 0);
    if (reader.polygons.isEmpty()) {
      throw new IllegalArgumentException("the document holds no polygon");
    }
    return reader.polygons.size() == 1
        ? reader.polygons.get(0)
        : WGS84.createMultiPolygon(reader.polygons.toArray(Polygon[]::new));
  }

  private void collect(JsonNode node, int depth) {
    if (depth > 8) {
      throw new IllegalArgumentException("collections lie in each other too deeply");
    }
    String type = node.path("type").asText();
    switch (type) {
      case "FeatureCollection" ->
          node.path("features").forEach(feature -> collect(feature, depth + 1));
      case "Feature" -> collect(node.path("geometry"), depth + 1);
      case "GeometryCollection" ->
          node.path("geometries").forEach(geometry -> collect(geometry, depth + 1));
      case "Polygon" -> polygons.add(polygon(node.path("coordinates")));
      case "MultiPolygon" ->
          node.path("coordinates").forEach(rings -> polygons.add(polygon(rings)));
      default ->
          throw new IllegalArgumentException(
              type.isEmpty()
                  ? "a GeoJSON object needs a 'type'"
                  : "a "
                      + Parameters.shortened(type)
                      + " encloses nothing; give a Polygon or MultiPolygon");
    }
  }

  private Polygon polygon(JsonNode rings) {
    if (!rings.isArray() || rings.isEmpty()) {
      throw new IllegalArgumentException(place() + " has no ring");
    }
    LinearRing shell = ring(rings.get(0), 0);
    LinearRing[] holes = new LinearRing[rings.size() - 1];
    for (int i = 0; i < holes.length; i++) {
      holes[i] = ring(rings.get(i + 1), i + 1);
    }
    return WGS84.createPolygon(shell, holes);
  }

  private LinearRing ring(JsonNode positions, int number) {
    String where = place() + ", ring " + number;
    if (positions.size() < 4) {
      throw new IllegalArgumentException(
          where + " has " + positions.size() + " positions; a ring has at least four");
    }
    Coordinate[] points = new Coordinate[positions.size()];
    for (int i = 0; i < points.length; i++) {
      JsonNode position = positions.get(i);
      if (!position.path(0).isNumber() || !position.path(1).isNumber()) {
        throw new IllegalArgumentException(
            where + ", position " + i + " is not [longitude, latitude]");
      }
      points[i] = new Coordinate(position.get(0).doubleValue(), position.get(1).doubleValue());
    }
    if (!points[0].equals2D(points[points.length - 1])) {
      throw new IllegalArgumentException(
          where + " is not closed: its last position is not its first");
    }
    return WGS84.createLinearRing(points);
  }

  private String place() {
    return "polygon " + polygons.size();
  }
}
