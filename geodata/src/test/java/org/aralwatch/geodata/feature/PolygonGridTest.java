package org.aralwatch.geodata.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class PolygonGridTest {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private static final String[] SHAPES = {
    "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))",
    "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 2 7, 7 7, 7 2, 2 2), (8 8, 9 8, 8 9, 8 8))",
    "POLYGON((0 0, 10 3, 4 4, 3 10, 0 0))",
    "POLYGON((0 0, 10 0, 10 1, 1 1, 1 9, 10 9, 10 10, 0 10, 0 0))",
    "MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0)), ((4 4, 9 4, 9 10, 4 4)), ((0 9, 1 9, 1 9.1, 0 9)))",
    // Thinner than any cell.
    "POLYGON((0 0, 10 10, 10 10.000001, 0 0))",
    "POLYGON((0 0, 1e-7 0, 1e-7 1e-7, 0 1e-7, 0 0))",
    "POLYGON((60 40, 60.3 40, 60.3 40.00001, 60 40))",
    "POLYGON((60 40, 70 40, 70 40.000000000002, 64 40.000000000001, 60 40))",
    "POLYGON((60 40, 61 40.0000000004, 62 40, 61.5 40.0000000006, 60.5 40.0000000007, 60 40))",
  };

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void locatesEveryPlaceAsJtsDoes(int shape) throws ParseException {
    Geometry polygon = new WKTReader(FACTORY).read(SHAPES[shape]);
    PolygonGrid grid = new PolygonGrid(polygon);
    Envelope box = polygon.getEnvelopeInternal();
    Random random = new Random(shape);
    for (int i = 0; i < 5_000; i++) {
      double x = box.getMinX() + (random.nextDouble() * 1.2 - 0.1) * box.getWidth();
      double y = box.getMinY() + (random.nextDouble() * 1.2 - 0.1) * box.getHeight();
      assertAlike(grid, polygon, x, y);
      // Whole numbers fall on borders, corners and the lines of the grid.
      assertAlike(grid, polygon, Math.rint(x), Math.rint(y));
      assertAlike(grid, polygon, Math.rint(x), y);
    }
    for (Coordinate corner : polygon.getCoordinates()) {
      assertThat(grid.contains(corner.x, corner.y)).isTrue();
    }
  }

  /** Teeth through all rows, at several slants, so that a cell holds the border of several. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 0.01, 0.3, 0.8, Math.PI / 2, 3})
  void locatesAmongManyTeethAsJtsDoes(double angle) {
    Coordinate[] ring = comb(400);
    Geometry polygon =
        AffineTransformation.rotationInstance(angle).transform(FACTORY.createPolygon(ring));
    PolygonGrid grid = new PolygonGrid(polygon);
    Envelope box = polygon.getEnvelopeInternal();
    Random random = new Random(9);
    Coordinate[] corners = polygon.getCoordinates();
    for (int i = 0; i < 3_000; i++) {
      double x = box.getMinX() + random.nextDouble() * box.getWidth();
      double y = box.getMinY() + random.nextDouble() * box.getHeight();
      assertAlike(grid, polygon, x, y);
      // On the height of a corner, and of the lines of the grid.
      assertAlike(grid, polygon, x, corners[random.nextInt(corners.length)].y);
      assertAlike(grid, polygon, corners[random.nextInt(corners.length)].x, y);
    }
    for (Coordinate corner : corners) {
      assertThat(grid.contains(corner.x, corner.y)).isTrue();
    }
  }

  private static Coordinate[] comb(int teeth) {
    List<Coordinate> ring = new ArrayList<>(List.of(new Coordinate(0, 0)));
    for (int tooth = 0; tooth < teeth; tooth++) {
      // Some end early.
      double top = tooth % 7 == 0 ? 0.5 : 1;
      ring.add(new Coordinate(tooth, 100 * top));
      ring.add(new Coordinate(tooth + 0.5, 100));
      ring.add(new Coordinate(tooth + 0.5, 1));
      ring.add(new Coordinate(tooth + 1, tooth % 5 + 1));
    }
    ring.add(new Coordinate(teeth, 0));
    ring.add(ring.get(0));
    return ring.toArray(Coordinate[]::new);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void isNeverWrongAboutABox(int shape) throws ParseException {
    Geometry polygon = new WKTReader(FACTORY).read(SHAPES[shape]);
    PolygonGrid grid = new PolygonGrid(polygon);
    Envelope box = polygon.getEnvelopeInternal();
    Random random = new Random(shape);
    int decided = 0;
    for (int i = 0; i < 3_000; i++) {
      double x = box.getMinX() + (random.nextDouble() * 1.4 - 0.2) * box.getWidth();
      double y = box.getMinY() + (random.nextDouble() * 1.4 - 0.2) * box.getHeight();
      double width = random.nextDouble() * 0.1 * box.getWidth();
      Envelope asked = new Envelope(x, x + width, y, y + width);
      Geometry rectangle = FACTORY.toGeometry(asked);
      switch (grid.about(x, y, x + width, y + width)) {
        case ALL -> assertThat(polygon.covers(rectangle)).isTrue();
        case NONE -> assertThat(polygon.disjoint(rectangle)).isTrue();
        case SOME -> decided--;
      }
      decided++;
    }
    assertThat(decided).isGreaterThan(300);
  }

  private static void assertAlike(PolygonGrid grid, Geometry polygon, double x, double y) {
    boolean expected =
        SimplePointInAreaLocator.locate(new Coordinate(x, y), polygon) != Location.EXTERIOR;
    assertThat(grid.contains(x, y)).as("%s, %s", x, y).isEqualTo(expected);
  }
}
