package org.aralwatch.geodata.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

class FeatureSnapshotTest {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POINT(1 1)                                       | true",
        "POINT(2 2)                                       | true",
        "POINT(2.0001 2)                                  | false",
        "MULTIPOINT((9 9), (0.5 0.5))                     | true",
        "LINESTRING(-1 3, 3 -1)                           | true",
        "LINESTRING(-1 5.1, 5.1 -1)                       | false",
        "POLYGON((-9 -9, 9 -9, 9 9, -9 9, -9 -9))         | true",
        "POLYGON((3 3, 4 3, 4 4, 3 4, 3 3))               | false",
        // Its box meets the question, its arms do not: an L around the corner.
        "POLYGON((-1 -1, 5 -1, 5 -0.5, -0.5 -0.5, -0.5 5, -1 5, -1 -1)) | false",
        // The question lies in the hole.
        "POLYGON((-9 -9, 9 -9, 9 9, -9 9, -9 -9), (-1 -1, -1 3, 3 3, 3 -1, -1 -1)) | false",
        "GEOMETRYCOLLECTION(POINT(9 9), LINESTRING(1 1, 9 9)) | true",
        "POLYGON EMPTY                                    | false",
      })
  void answersByTheShapeNotByItsBox(String wkt, boolean expected) throws ParseException {
    FeatureSnapshot snapshot = snapshot(wkt);
    Geometry square = read("POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))");
    Geometry pentagon = read("POLYGON((0 0, 2 0, 2 2, 1 2, 0 2, 0 0))");
    int hits = expected ? 1 : 0;
    assertThat(snapshot.intersecting(new BBox(0, 0, 2, 2))).hasSize(hits);
    assertThat(snapshot.intersecting(square)).hasSize(hits);
    assertThat(snapshot.intersecting(pentagon)).hasSize(hits);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 12, 5_000})
  void findsInAPolygonOfAnySizeWhatAScanFinds(int corners) {
    // A scan takes each feature with each corner: few features where there are many corners.
    List<FeatureGeometry> features = mixed(corners > 1_000 ? 300 : 3_000);
    FeatureSnapshot snapshot = FeatureSnapshot.of(1, features);
    Geometry polygon = star(corners);
    List<Long> expected =
        features.stream()
            .filter(feature -> feature.geometry().intersects(polygon))
            .map(FeatureGeometry::id)
            .sorted()
            .toList();
    assertThat(expected).hasSizeBetween(10, features.size() - 10);
    assertThat(snapshot.intersecting(polygon).stream().map(FeatureGeometry::id))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void findsInABoxWhatAScanFinds() {
    List<FeatureGeometry> features = mixed(3_000);
    FeatureSnapshot snapshot = FeatureSnapshot.of(1, features);
    Random random = new Random(3);
    for (int i = 0; i < 50; i++) {
      double west = 55 + 15 * random.nextDouble();
      double south = 36 + 9 * random.nextDouble();
      BBox box = new BBox(west, south, west + random.nextDouble() * 5, south + 1);
      Geometry rectangle = FACTORY.toGeometry(box.toEnvelope());
      List<Long> expected =
          features.stream()
              .filter(feature -> rectangle.intersects(feature.geometry()))
              .map(FeatureGeometry::id)
              .sorted()
              .toList();
      assertThat(snapshot.intersecting(box).stream().map(FeatureGeometry::id))
          .containsExactlyElementsOf(expected);
    }
  }

  @Test
  void answersAPolygonOfSeveralPartsAndAPoint() throws ParseException {
    FeatureSnapshot snapshot = snapshot("POINT(1 1)", "POINT(5 5)", "POINT(9 9)");
    Geometry two =
        read("MULTIPOLYGON(((0 0, 2 0, 2 2, 0 2, 0 0)), ((8 8, 10 8, 10 10, 8 10, 8 8)))");
    Geometry collection =
        read(
            "GEOMETRYCOLLECTION(POLYGON((0 0, 2 0, 2 2, 0 2, 0 0)),"
                + " POLYGON((1 1, 6 1, 6 6, 1 6, 1 1)))");
    assertThat(ids(snapshot.intersecting(two))).containsExactly(1L, 3L);
    assertThat(ids(snapshot.intersecting(collection))).containsExactly(1L, 2L);
    assertThat(ids(snapshot.intersecting(read("POINT(5 5)")))).containsExactly(2L);
    assertThat(snapshot.intersecting(read("POLYGON EMPTY"))).isEmpty();
  }

  @Test
  void aBoxWithoutAreaIsAPlace() throws ParseException {
    FeatureSnapshot snapshot = snapshot("POLYGON((0 0, 9 0, 9 9, 0 0))", "POINT(5 5)");
    assertThat(ids(snapshot.intersecting(new BBox(5, 5, 5, 5)))).containsExactly(1L, 2L);
    assertThat(ids(snapshot.intersecting(new BBox(1, 5, 1, 5)))).isEmpty();
  }

  @Test
  void doesNotDependOnTheOrderOfFeatures() {
    List<FeatureGeometry> features = mixed(500);
    List<FeatureGeometry> shuffled = new ArrayList<>(features);
    Collections.shuffle(shuffled, new Random(5));
    TileShapes one = FeatureSnapshot.of(1, features).shapes(5);
    TileShapes other = FeatureSnapshot.of(1, shuffled).shapes(5);
    for (int i = 0; i < one.size(); i++) {
      assertThat(other.id(i)).isEqualTo(one.id(i));
    }
  }

  @Test
  void getsFeaturesById() throws ParseException {
    FeatureSnapshot snapshot = snapshot("POINT(1 1)", "POINT EMPTY");
    assertThat(snapshot.get(1).geometry().toText()).isEqualTo("POINT (1 1)");
    assertThat(snapshot.find(2)).isPresent();
    assertThat(snapshot.find(3)).isEmpty();
    assertThatThrownBy(() -> snapshot.get(3)).isInstanceOf(NoSuchElementException.class);
    assertThat(ids(snapshot.list())).containsExactly(1L, 2L);
    assertThat(snapshot.size()).isEqualTo(2);
  }

  @Test
  void knowsTheBoxAroundAll() throws ParseException {
    assertThat(snapshot("POINT(1 2)", "LINESTRING(3 4, 5 -6)").bbox())
        .contains(new BBox(1, -6, 5, 4));
    assertThat(snapshot("POINT EMPTY").bbox()).isEmpty();
    assertThat(FeatureSnapshot.of(9, List.of()).bbox()).isEmpty();
    assertThat(FeatureSnapshot.of(9, List.of()).geometryRevision()).isEqualTo(9);
  }

  @Test
  void refusesAnIdThatIsThereTwice() throws ParseException {
    List<FeatureGeometry> twice =
        List.of(
            new FeatureGeometry(4, read("POINT(1 1)")), new FeatureGeometry(4, read("POINT(2 2)")));
    assertThatThrownBy(() -> FeatureSnapshot.of(1, twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("feature 4 is there twice");
  }

  @Test
  void readsWellKnownBinaryIntoPackedCoordinates() throws ParseException {
    Geometry line = read("LINESTRING(1 2, 3 4)");
    FeatureGeometry feature = FeatureGeometry.ofWkb(1, new WKBWriter().write(line));
    assertThat(feature.geometry().equalsExact(line)).isTrue();
    assertThat(((LineString) feature.geometry()).getCoordinateSequence())
        .isInstanceOf(PackedCoordinateSequence.Double.class);
    assertThatThrownBy(() -> FeatureGeometry.ofWkb(7, new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("geometry of feature 7 is not WKB");
  }

  private static List<Long> ids(List<FeatureGeometry> features) {
    return features.stream().map(FeatureGeometry::id).toList();
  }

  private static FeatureSnapshot snapshot(String... wkt) throws ParseException {
    List<FeatureGeometry> features = new ArrayList<>();
    for (String one : wkt) {
      features.add(new FeatureGeometry(features.size() + 1, read(one)));
    }
    return FeatureSnapshot.of(1, features);
  }

  private static Geometry read(String wkt) throws ParseException {
    return new WKTReader(FACTORY).read(wkt);
  }

  /** Points, lines and polygons of all sizes over the basin. */
  static List<FeatureGeometry> mixed(int count) {
    Random random = new Random(11);
    List<FeatureGeometry> features = new ArrayList<>(count);
    for (int id = 1; id <= count; id++) {
      Coordinate middle =
          new Coordinate(55 + 20 * random.nextDouble(), 36 + 11 * random.nextDouble());
      double size = 0.01 + 2 * Math.pow(random.nextDouble(), 6);
      Coordinate[] around = new Coordinate[8];
      for (int i = 0; i < 7; i++) {
        double reach = size * (0.5 + random.nextDouble());
        around[i] =
            new Coordinate(
                middle.x + reach * Math.cos(i * Math.PI * 2 / 7),
                middle.y + reach * Math.sin(i * Math.PI * 2 / 7));
      }
      around[7] = around[0];
      features.add(
          new FeatureGeometry(
              id,
              switch (id % 3) {
                case 0 -> FACTORY.createPoint(middle);
                case 1 -> FACTORY.createLineString(around);
                default -> FACTORY.createPolygon(around);
              }));
    }
    return features;
  }

  private static Geometry star(int corners) {
    Coordinate[] ring = new Coordinate[corners + 1];
    Random random = new Random(corners);
    for (int i = 0; i < corners; i++) {
      double reach = 3 + random.nextDouble() * 1.5;
      double angle = i * Math.PI * 2 / corners;
      ring[i] = new Coordinate(65 + reach * Math.cos(angle), 41 + reach * Math.sin(angle));
    }
    ring[corners] = ring[0];
    return FACTORY.createPolygon(ring);
  }
}
