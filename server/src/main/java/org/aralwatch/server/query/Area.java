package org.aralwatch.server.query;

import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.valid.IsValidOp;

/**
 * The area that a request's polygon encloses. A polygon that crosses or touches itself, or parts
 * that overlap, stand for everything they enclose: boundaries as published often have such flaws,
 * and who asks in a hurry is better served by an answer that names the repair than by a refusal.
 *
 * @param geometry valid, WGS 84, longitude first
 * @param repaired whether it had to be made valid
 */
record Area(Geometry geometry, boolean repaired) {
  static final int MOST_VERTICES = 100_000;

  /**
   * @throws Problem when it is no polygon, has too many vertices, no area, or is not in degrees
   */
  static Area of(Geometry polygon) {
    if (!(polygon instanceof Polygonal)) {
      throw Problem.invalid(
          "polygon",
          "a " + polygon.getGeometryType() + " encloses nothing; give a Polygon or MultiPolygon");
    }
    if (polygon.getNumPoints() > MOST_VERTICES) {
      throw Problem.invalid(
          "polygon",
          "the polygon has %,d vertices, more than %,d; simplify it"
              .formatted(polygon.getNumPoints(), MOST_VERTICES),
          MOST_VERTICES);
    }
    Envelope box = polygon.getEnvelopeInternal();
    if (polygon.isEmpty() || !new Envelope(-180, 180, -90, 90).covers(box)) {
      throw Problem.invalid(
          "polygon",
          polygon.isEmpty()
              ? "the polygon is empty"
              : "the polygon reaches beyond the world; give degrees, longitude first");
    }
    if (new IsValidOp(polygon).isValid()) {
      return new Area(polygon, false);
    }
    Geometry fixed = GeometryFixer.fix(polygon);
    if (!(fixed instanceof Polygonal) || fixed.isEmpty()) {
      throw Problem.invalid("polygon", "the polygon encloses no area");
    }
    return new Area(fixed, true);
  }
}
