package org.aralwatch.server.encode;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Writes geometries as RFC 7946 wants them: WGS 84, longitude first, outer rings counterclockwise.
 * Seven decimals are a centimetre; more would be noise of the storage format.
 */
final class GeometryJson {
  private static final double DECIMALS = 1e7;

  private GeometryJson() {}

  static void write(JsonGenerator json, Geometry geometry) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", geometry.getGeometryType());
    if (geometry.getClass() == GeometryCollection.class) {
      json.writeArrayFieldStart("geometries");
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        write(json, geometry.getGeometryN(i));
      }
      json.writeEndArray();
    } else {
      json.writeFieldName("coordinates");
      coordinates(json, geometry);
    }
    json.writeEndObject();
  }

  private static void coordinates(JsonGenerator json, Geometry geometry) throws IOException {
    if (geometry instanceof Point point) {
      if (point.isEmpty()) {
        json.writeStartArray();
        json.writeEndArray();
      } else {
        position(json, point.getX(), point.getY());
      }
    } else if (geometry instanceof LineString line) {
      positions(json, line.getCoordinateSequence(), false);
    } else if (geometry instanceof Polygon polygon) {
      json.writeStartArray();
      if (!polygon.isEmpty()) {
        ring(json, polygon.getExteriorRing(), true);
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
          ring(json, polygon.getInteriorRingN(i), false);
        }
      }
      json.writeEndArray();
    } else if (geometry instanceof MultiPoint
        || geometry instanceof MultiLineString
        || geometry instanceof MultiPolygon) {
      json.writeStartArray();
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        coordinates(json, geometry.getGeometryN(i));
      }
      json.writeEndArray();
    } else {
      throw new IllegalArgumentException("no GeoJSON for a " + geometry.getGeometryType());
    }
  }

  private static void ring(JsonGenerator json, LineString ring, boolean counterclockwise)
      throws IOException {
    CoordinateSequence points = ring.getCoordinateSequence();
    positions(json, points, Orientation.isCCW(points) != counterclockwise);
  }

  private static void positions(JsonGenerator json, CoordinateSequence points, boolean reversed)
      throws IOException {
    json.writeStartArray();
    int size = points.size();
    for (int i = 0; i < size; i++) {
      int at = reversed ? size - 1 - i : i;
      position(json, points.getX(at), points.getY(at));
    }
    json.writeEndArray();
  }

  private static void position(JsonGenerator json, double x, double y) throws IOException {
    json.writeStartArray();
    json.writeNumber(Math.rint(x * DECIMALS) / DECIMALS);
    json.writeNumber(Math.rint(y * DECIMALS) / DECIMALS);
    json.writeEndArray();
  }
}
