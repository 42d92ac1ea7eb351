package org.aralwatch.geodata.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.distance.DiscreteHausdorffDistance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class TileShapesTest {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  /** Pixels of zoom 0 in degrees of longitude, and so about of latitude near the equator. */
  private static final double PIXEL = 360.0 / 256;

  /** Vertices that matter only at high zooms: with them, low zooms do not share the base's. */
  private static final String ROUGH = coast(2000, -100, -40, 9).toText();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POLYGON((0 0, 40 0, 40 40, 0 40, 0 0), (10 10, 20 10, 20 20, 10 20, 10 10))",
        "POLYGON((0 0, 0 40, 40 40, 40 0, 0 0), (10 10, 10 20, 20 20, 20 10, 10 10))",
      })
  void turnsShellsClockwiseOnTheScreenAndHolesTheOtherWay(String wkt) throws ParseException {
    TileShapes shapes = shapes(22, wkt);
    assertThat(shapes.isHole(0)).isFalse();
    assertThat(shapes.isHole(1)).isTrue();
    assertThat(area(shapes, 0)).isPositive();
    assertThat(area(shapes, 1)).isNegative();
  }

  @Test
  void leavesOutTheClosingVertex() throws ParseException {
    TileShapes shapes = shapes(22, "POLYGON((0 0, 40 0, 40 40, 0 0))");
    assertThat(shapes.firstVertex(1)).isEqualTo(3);
  }

  @Test
  void ordersLargePolygonsBeforeSmallOnesAndPointsLast() throws ParseException {
    TileShapes shapes =
        shapes(
            5,
            "POINT(1 1)",
            "POLYGON((0 0, 1 0, 1 1, 0 0))",
            "LINESTRING(0 0, 5 5)",
            "POLYGON((0 0, 90 0, 90 40, 0 0))");
    assertThat(List.of(shapes.id(0), shapes.id(1), shapes.id(2), shapes.id(3)))
        .containsExactly(4L, 2L, 3L, 1L);
    assertThat(shapes.kind(0)).isEqualTo(TileShapes.Kind.POLYGON);
    assertThat(shapes.kind(2)).isEqualTo(TileShapes.Kind.LINE);
    assertThat(shapes.kind(3)).isEqualTo(TileShapes.Kind.POINT);
  }

  @Test
  void drawsOfAMixedCollectionWhatHasMostDimensions() throws ParseException {
    TileShapes shapes =
        shapes(
            5,
            "GEOMETRYCOLLECTION(POINT(1 1), LINESTRING(0 0, 5 5),"
                + " GEOMETRYCOLLECTION(LINESTRING(6 6, 7 7)))");
    assertThat(shapes.kind(0)).isEqualTo(TileShapes.Kind.LINE);
    assertThat(shapes.firstPart(1)).isEqualTo(2);
  }

  @Test
  void gathersPointsInOnePart() throws ParseException {
    TileShapes shapes = shapes(5, "MULTIPOINT((1 1), (2 2), (3 3))", "POINT EMPTY");
    assertThat(shapes.firstPart(2)).isEqualTo(1);
    assertThat(shapes.firstVertex(1)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 6, 8})
  void staysWithinHalfAPixelOfTheTrueShape(int zoom) {
    Geometry coast = coast(4000, 60, 41, 10);
    TileShapes shapes = FeatureSnapshot.of(1, List.of(new FeatureGeometry(1, coast))).shapes(zoom);
    Geometry simplified = ring(shapes, 0);
    Geometry whole =
        ring(FeatureSnapshot.of(1, List.of(new FeatureGeometry(1, coast))).shapes(22), 0);
    double pixel = 1L << 23 - zoom;
    assertThat(DiscreteHausdorffDistance.distance(whole, simplified)).isLessThan(pixel / 2);
    assertThat(shapes.vertexCount()).isLessThanOrEqualTo(4000);
  }

  @Test
  void keepsFewerVerticesAtLowerZooms() {
    FeatureSnapshot snapshot =
        FeatureSnapshot.of(1, List.of(new FeatureGeometry(1, coast(4000, 60, 41, 10))));
    int[] counts = new int[12];
    for (int zoom = 0; zoom < counts.length; zoom++) {
      counts[zoom] = snapshot.shapes(zoom).vertexCount();
    }
    assertThat(counts).isSorted();
    assertThat(counts[1]).isLessThan(60);
  }

  @Test
  void simplifiesEqualRingsAlikeWhereverTheyStart() {
    Coordinate[] ring = coast(500, 60, 41, 10).getCoordinates();
    Coordinate[] turned = new Coordinate[ring.length];
    for (int i = 0; i < 500; i++) {
      turned[i] = ring[(i + 137) % 500];
    }
    turned[500] = turned[0];
    FeatureSnapshot snapshot =
        FeatureSnapshot.of(
            1,
            List.of(
                new FeatureGeometry(1, FACTORY.createPolygon(ring)),
                new FeatureGeometry(2, FACTORY.createPolygon(turned).reverse())));
    TileShapes shapes = snapshot.shapes(3);
    assertThat(ring(shapes, 0).equalsTopo(ring(shapes, 1))).isTrue();
    assertThat(shapes.firstVertex(1)).isEqualTo(shapes.vertexCount() - shapes.firstVertex(1));
  }

  @Test
  void neverCollapsesAPolygonToALine() throws ParseException {
    // Half a degree thick, a third of a pixel at zoom 0, with many vertices.
    Geometry sliver = coast(400, 20, 10, 1);
    Geometry stretched = AffineTransformation.scaleInstance(40, 0.15, 20, 10).transform(sliver);
    TileShapes shapes = FeatureSnapshot.of(1, List.of(new FeatureGeometry(1, stretched))).shapes(0);
    assertThat(shapes.isSpeck(0)).isFalse();
    assertThat(shapes.vertexCount()).isGreaterThanOrEqualTo(3);
    assertThat(area(shapes, 0)).isPositive();
  }

  @Test
  void callsAPolygonSmallerThanAPixelASpeck() throws ParseException {
    TileShapes shapes = shapes(0, square(10, 10, 0.9 * PIXEL), square(40, 10, 1.2 * PIXEL));
    int speck = shapes.id(0) == 1 ? 0 : 1;
    assertThat(shapes.isSpeck(speck)).isTrue();
    assertThat(shapes.isSpeck(1 - speck)).isFalse();
    double pixel = 1L << 23;
    assertThat(shapes.speckArea(speck) / (pixel * pixel)).isBetween(0.80, 0.84);
  }

  @Test
  void hasSpecksAlsoWhereNoVertexCanBeLeftOut() throws ParseException {
    FeatureSnapshot snapshot =
        FeatureSnapshot.of(
            1, List.of(new FeatureGeometry(1, new WKTReader().read(square(10, 10, PIXEL)))));
    assertThat(snapshot.shapes(0).isSpeck(0)).isFalse();
    FeatureSnapshot smaller =
        FeatureSnapshot.of(
            1, List.of(new FeatureGeometry(1, new WKTReader().read(square(10, 10, PIXEL / 9)))));
    assertThat(smaller.shapes(3).isSpeck(0)).isTrue();
    assertThat(smaller.shapes(4).isSpeck(0)).isFalse();
  }

  @Test
  void showsTheLargestSpeckOfAPixel() throws ParseException {
    TileShapes shapes =
        shapes(
            0,
            square(0.2, 0.2, 0.1 * PIXEL),
            square(0.3, 0.3, 0.3 * PIXEL),
            square(0.6, 0.6, 0.2 * PIXEL),
            square(3 * PIXEL + 0.2, 0.2, 0.1 * PIXEL));
    List<Long> shown = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      if (shapes.isShown(i)) {
        shown.add(shapes.id(i));
      }
    }
    assertThat(shown).containsExactlyInAnyOrder(2L, 4L);
  }

  @Test
  void leavesOutIslandsAndHolesSmallerThanAPixel() throws ParseException {
    TileShapes shapes =
        shapes(
            0,
            "MULTIPOLYGON(((0 0, 40 0, 40 40, 0 40, 0 0), (5 5, 5.5 5, 5.5 5.5, 5 5)),"
                + " ((60 0, 60.5 0, 60.5 0.5, 60 0)))",
            ROUGH);
    int land = shapes.id(0) == 1 ? 0 : 1;
    assertThat(shapes.firstPart(land + 1) - shapes.firstPart(land)).isEqualTo(1);
  }

  @Test
  void keepsAnArchipelagoOfSmallIslands() throws ParseException {
    TileShapes shapes =
        shapes(
            0,
            "MULTIPOLYGON(((0 0, 0.5 0, 0.5 0.5, 0 0.4, 0 0)), ((9 9, 9.5 9, 9.5 9.5, 9 9)))",
            ROUGH);
    int archipelago = shapes.id(0) == 1 ? 0 : 1;
    assertThat(shapes.firstPart(archipelago + 1) - shapes.firstPart(archipelago)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"85.5, 89", "-89, -85.5"})
  void findsAtTheEdgeOfTheWorldWhatLiesBeyond(double south, double north) throws ParseException {
    TileShapes shapes =
        shapes(22, "POLYGON((0 %1$s, 1 %1$s, 1 %2$s, 0 %1$s))".formatted(south, north));
    long half = WebMercator.WORLD / 2;
    long edge = south > 0 ? -half : half;
    assertThat(shapes.search(-half, Math.min(edge, edge + 9), half, Math.max(edge, edge + 9)))
        .containsExactly(0);
  }

  @Test
  void isMadeOnceForAllThreads() throws Exception {
    FeatureSnapshot snapshot = FeatureSnapshot.of(1, FeatureSnapshotTest.mixed(2_000));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<TileShapes> ask = () -> snapshot.shapes(3);
      List<TileShapes> made = new ArrayList<>();
      for (Future<TileShapes> answer : threads.invokeAll(Collections.nCopies(32, ask))) {
        made.add(answer.get());
      }
      assertThat(made).allMatch(shapes -> shapes == made.get(0));
    } finally {
      threads.shutdown();
    }
  }

  private static TileShapes shapes(int zoom, String... wkt) throws ParseException {
    List<FeatureGeometry> features = new ArrayList<>();
    for (String one : wkt) {
      features.add(new FeatureGeometry(features.size() + 1, new WKTReader().read(one)));
    }
    return FeatureSnapshot.of(1, features).shapes(zoom);
  }

  private static String square(double west, double south, double size) {
    double east = west + size;
    double north = south + size;
    return "POLYGON((%1$s %2$s, %3$s %2$s, %3$s %4$s, %1$s %4$s, %1$s %2$s))"
        .formatted(west, south, east, north);
  }

  /** A ring with detail of all sizes. */
  private static Geometry coast(int vertices, double x, double y, double radius) {
    Coordinate[] ring = new Coordinate[vertices + 1];
    for (int i = 0; i < vertices; i++) {
      double angle = 2 * Math.PI * i / vertices;
      double reach = radius;
      for (int wave = 3; wave < vertices / 4; wave *= 3) {
        reach += radius * 0.3 / wave * Math.sin(wave * angle + wave);
      }
      ring[i] = new Coordinate(x + reach * Math.cos(angle), y + reach * Math.sin(angle) * 0.7);
    }
    ring[vertices] = ring[0];
    return FACTORY.createPolygon(ring);
  }

  private static Geometry ring(TileShapes shapes, int part) {
    int first = shapes.firstVertex(part);
    int size = shapes.firstVertex(part + 1) - first;
    Coordinate[] ring = new Coordinate[size + 1];
    for (int i = 0; i <= size; i++) {
      int vertex = first + i % size;
      ring[i] = new Coordinate(shapes.x(vertex), shapes.y(vertex));
    }
    return FACTORY.createLinearRing(ring);
  }

  private static double area(TileShapes shapes, int part) {
    double sum = 0;
    int first = shapes.firstVertex(part);
    int end = shapes.firstVertex(part + 1);
    for (int i = first; i < end; i++) {
      int next = i + 1 < end ? i + 1 : first;
      sum += (double) shapes.x(i) * shapes.y(next) - (double) shapes.x(next) * shapes.y(i);
    }
    return sum / 2;
  }
}
