package org.aralwatch.geodata.feature;

import java.util.List;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Projects the geometries of a layer to {@link TileShapes} at full detail. */
final class ShapeProjector {
  private final ShapeArrays out;
  private final int[] boxes;

  private ShapeProjector(ShapeArrays out, int[] boxes) {
    this.out = out;
    this.boxes = boxes;
  }

  /**
   * @param features in drawing order
   */
  static TileShapes project(List<FeatureGeometry> features, PackedIndex index) {
    int size = features.size();
    int vertices = features.stream().mapToInt(f -> f.geometry().getNumPoints()).sum();
    ShapeProjector projector =
        new ShapeProjector(new ShapeArrays(size, size, vertices), new int[4 * size]);
    long[] ids = new long[size];
    byte[] kinds = new byte[size];
    byte[] minZooms = new byte[size];
    for (int i = 0; i < size; i++) {
      Geometry geometry = features.get(i).geometry();
      ids[i] = features.get(i).id();
      kinds[i] = (byte) kind(geometry).ordinal();
      minZooms[i] = (byte) features.get(i).minZoom();
      projector.add(i, geometry);
    }
    return new TileShapes(
        new TileShapes.Common(ids, kinds, projector.boxes, minZooms, index),
        projector.out.build(),
        new float[0],
        new boolean[0],
        TileCoord.MAX_ZOOM);
  }

  static TileShapes.Kind kind(Geometry geometry) {
    return switch (geometry.getDimension()) {
      case 2 -> TileShapes.Kind.POLYGON;
      case 1 -> TileShapes.Kind.LINE;
      default -> TileShapes.Kind.POINT;
    };
  }

  private void add(int feature, Geometry geometry) {
    out.startFeature();
    boxes[4 * feature] = Integer.MAX_VALUE;
    boxes[4 * feature + 1] = Integer.MAX_VALUE;
    boxes[4 * feature + 2] = Integer.MIN_VALUE;
    boxes[4 * feature + 3] = Integer.MIN_VALUE;
    if (geometry.getDimension() == 0 && !geometry.isEmpty()) {
      out.startPart(false);
    }
    addParts(feature, geometry, geometry.getDimension());
  }

  private void addParts(int feature, Geometry geometry, int dimension) {
    if (geometry instanceof GeometryCollection collection) {
      for (int i = 0; i < collection.getNumGeometries(); i++) {
        addParts(feature, collection.getGeometryN(i), dimension);
      }
    } else if (geometry.isEmpty() || geometry.getDimension() != dimension) {
      return;
    } else if (geometry instanceof Polygon polygon) {
      addRing(feature, polygon.getExteriorRing(), false);
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        addRing(feature, polygon.getInteriorRingN(i), true);
      }
    } else if (geometry instanceof LineString line) {
      out.startPart(false);
      addVertices(feature, line.getCoordinateSequence(), line.getNumPoints());
    } else if (geometry instanceof Point point) {
      addVertices(feature, point.getCoordinateSequence(), 1);
    }
  }

  private void addRing(int feature, LinearRing ring, boolean hole) {
    out.startPart(hole);
    addVertices(feature, ring.getCoordinateSequence(), ring.getNumPoints() - 1);
    out.orientPart();
  }

  private void addVertices(int feature, CoordinateSequence vertices, int count) {
    for (int i = 0; i < count; i++) {
      int x = WebMercator.gridX(vertices.getX(i));
      int y = WebMercator.gridY(vertices.getY(i));
      out.add(x, y);
      int box = 4 * feature;
      boxes[box] = Math.min(boxes[box], x);
      boxes[box + 1] = Math.min(boxes[box + 1], y);
      boxes[box + 2] = Math.max(boxes[box + 2], x);
      boxes[box + 3] = Math.max(boxes[box + 3], y);
    }
  }
}
