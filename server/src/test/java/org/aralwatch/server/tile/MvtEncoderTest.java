package org.aralwatch.server.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.wdtinc.mapbox_vector_tile.VectorTile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.aralwatch.geodata.feature.FeatureGeometry;
import org.aralwatch.geodata.feature.FeatureSnapshot;
import org.aralwatch.geodata.feature.TileCoord;
import org.aralwatch.geodata.feature.ValueFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.union.UnaryUnionOp;

class MvtEncoderTest {
  private static final Instant FROM = Instant.parse("2018-07-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2018-07-11T00:00:00Z");

  /** Shapes in tile units, and what a decoder must see of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POINT(100 200) | POINT(100 200)",
        "POINT(-64 4160) | POINT(-64 4160)",
        "MULTIPOINT((100 200), (300 400), (9000 9000)) | MULTIPOINT((100 200), (300 400))",
        "LINESTRING(10 10, 500 20, 30 900) | LINESTRING(10 10, 500 20, 30 900)",
        // Leaves to the east and comes back: two lines.
        "LINESTRING(4000 100, 5000 100, 5000 300, 4000 300)"
            + " | MULTILINESTRING((4000 100, 4160 100), (4160 300, 4000 300))",
        // Across the tile from outside to outside.
        "LINESTRING(-1000 -1000, 6000 6000) | LINESTRING(-64 -64, 4160 4160)",
        "MULTILINESTRING((0 0, 90 90), (5000 5000, 6000 6000)) | LINESTRING(0 0, 90 90)",
        "POLYGON((100 100, 900 100, 900 900, 100 900, 100 100))"
            + " | POLYGON((100 100, 900 100, 900 900, 100 900, 100 100))",
        "POLYGON((100 100, 900 100, 900 900, 100 900, 100 100),"
            + " (300 300, 300 600, 600 600, 600 300, 300 300))"
            + " | POLYGON((100 100, 900 100, 900 900, 100 900, 100 100),"
            + " (300 300, 300 600, 600 600, 600 300, 300 300))",
        // Crosses the eastern edge, with a hole across it.
        "POLYGON((4000 100, 5000 100, 5000 900, 4000 900, 4000 100),"
            + " (4050 300, 4050 600, 4800 600, 4800 300, 4050 300))"
            + " | POLYGON((4000 100, 4160 100, 4160 900, 4000 900, 4000 100),"
            + " (4050 300, 4159 300, 4159 600, 4050 600, 4050 300))",
        // Covers the whole tile.
        "POLYGON((-9000 -9000, 9000 -9000, 9000 9000, -9000 9000, -9000 -9000))"
            + " | POLYGON((-64 -64, 4160 -64, 4160 4160, -64 4160, -64 -64))",
        // Covers the whole tile but for a hole in it.
        "POLYGON((-9000 -9000, 9000 -9000, 9000 9000, -9000 9000, -9000 -9000),"
            + " (300 300, 300 600, 600 600, 600 300, 300 300))"
            + " | POLYGON((-64 -64, 4160 -64, 4160 4160, -64 4160, -64 -64),"
            + " (300 300, 300 600, 600 600, 600 300, 300 300))",
        "MULTIPOLYGON(((100 100, 900 100, 900 900, 100 100)), ((0 2000, 500 2000, 0 3000, 0 2000)),"
            + " ((7000 7000, 8000 7000, 7000 8000, 7000 7000)))"
            + " | MULTIPOLYGON(((100 100, 900 100, 900 900, 100 100)),"
            + " ((0 2000, 500 2000, 0 3000, 0 2000)))",
        // An island in a lake on an island.
        "MULTIPOLYGON(((100 100, 900 100, 900 900, 100 900, 100 100),"
            + " (200 200, 200 800, 800 800, 800 200, 200 200)),"
            + " ((400 400, 600 400, 600 600, 400 600, 400 400)))"
            + " | MULTIPOLYGON(((100 100, 900 100, 900 900, 100 900, 100 100),"
            + " (200 200, 200 800, 800 800, 800 200, 200 200)),"
            + " ((400 400, 600 400, 600 600, 400 600, 400 400)))",
        // Half a unit thin: kept, a unit thick.
        "POLYGON((100 100, 900 100.2, 900 100.4, 100 100))"
            + " | POLYGON((100 100, 900 100, 900 101, 100 101, 100 100))",
        "POLYGON((50 900, 50.2 100, 50.4 900, 50 900))"
            + " | POLYGON((50 100, 51 100, 51 900, 50 900, 50 100))",
        // Smaller than a pixel: the pixel.
        "POLYGON((100 100, 103 100, 103 103, 100 100))"
            + " | POLYGON((96 96, 112 96, 112 112, 96 112, 96 96))",
      })
  void writesWhatTheTileShows(String wkt, String expected) {
    List<Geometry> features = TileSpace.decode(encode(TileSpace.layer(wkt)));
    assertThat(features).hasSize(1);
    assertThat(features.get(0).isValid()).isTrue();
    assertThat(features.get(0).norm().toText()).isEqualTo(TileSpace.read(expected).norm().toText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POINT(4161 0)",
        "POINT EMPTY",
        "LINESTRING(5000 0, 0 -5000)",
        "POLYGON((5000 0, 6000 0, 5000 9, 5000 0))",
        // Its box meets the tile, it does not.
        "POLYGON((-5000 2000, 2000 -5000, -5000 -5000, -5000 2000))",
        // The tile lies in its hole.
        "POLYGON((-9000 -9000, 9000 -9000, 9000 9000, -9000 9000, -9000 -9000),"
            + " (-200 -200, -200 5000, 5000 5000, 5000 -200, -200 -200))",
        "POLYGON EMPTY",
        "GEOMETRYCOLLECTION EMPTY",
      })
  void writesNoBytesWhereTheTileShowsNothing(String wkt) {
    assertThat(encode(TileSpace.layer(wkt))).isEmpty();
  }

  @Test
  void writesNoBytesForALayerWithoutFeatures() {
    assertThat(encode(FeatureSnapshot.of(1, List.of()))).isEmpty();
  }

  /** The examples of section 4.3.5 of the specification; the last ten times as large. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POINT(25 17) | 9 50 34",
        "MULTIPOINT((5 7), (3 2)) | 17 10 14 3 9",
        "LINESTRING(2 2, 2 10, 10 10) | 9 4 4 18 0 16 16 0",
        "MULTILINESTRING((2 2, 2 10, 10 10), (1 1, 3 5)) | 9 4 4 18 0 16 16 0 9 17 17 10 4 8",
        "POLYGON((3 6, 8 12, 20 34, 3 6)) | 9 6 12 18 10 12 24 44 15",
        "MULTIPOLYGON(((0 0, 100 0, 100 100, 0 100, 0 0)),"
            + " ((110 110, 200 110, 200 200, 110 200, 110 110),"
            + " (130 130, 130 170, 170 170, 170 130, 130 130)))"
            + " | 9 0 0 26 200 0 0 200 199 0 15 9 220 20 26 180 0 0 180 179 0 15"
            + " 9 40 139 26 0 80 80 0 0 79 15",
      })
  void encodesTheExamplesOfTheSpecification(String wkt, String expected) throws Exception {
    List<Integer> commands =
        VectorTile.Tile.parseFrom(encode(TileSpace.layer(wkt)))
            .getLayers(0)
            .getFeatures(0)
            .getGeometryList();
    assertThat(commands.stream().map(String::valueOf).collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @Test
  void isAVersion2LayerOf4096Units() throws Exception {
    byte[] bytes = encode(TileSpace.layer("POINT(1 2)"));
    VectorTile.Tile tile = VectorTile.Tile.parseFrom(bytes);
    assertThat(tile.getLayersCount()).isEqualTo(1);
    assertThat(tile.getLayers(0).getVersion()).isEqualTo(2);
    assertThat(tile.getLayers(0).getExtent()).isEqualTo(4096);
    assertThat(tile.getLayers(0).getName()).isEqualTo("lakes");
    assertThat(tile.getLayers(0).getFeatures(0).getId()).isEqualTo(1);
    assertThat(tile.getLayers(0).getFeatures(0).getType())
        .isEqualTo(VectorTile.Tile.GeomType.POINT);
    assertThat(tile.toByteArray()).hasSameSizeAs(bytes);
  }

  @Test
  void carriesNamesAndTheValueOfTheDate() {
    FeatureSnapshot snapshot = TileSpace.layer("POINT(1 2)", "POINT(3 4)", "POINT(5 6)");
    ValueFrame frame =
        ValueFrame.builder(2)
            .add(1, -12.5, 3, FROM, TO, 1)
            .add(2, Double.NaN, 3, FROM, TO, 9)
            .build();
    List<Geometry> features =
        TileSpace.decode(
            encode(
                snapshot,
                frame,
                id ->
                    id == 3
                        ? FeatureAttributes.NONE
                        : new FeatureAttributes("16" + id, "Tuyamuyun", "Тюямуюн 🌊")));
    assertThat(features.stream().map(TileSpace::attributes))
        .containsExactlyInAnyOrder(
            Map.of(
                "id", 1L,
                "code", "161",
                "name", "Tuyamuyun",
                "name_ru", "Тюямуюн 🌊",
                "value", -12.5,
                "class", 3L,
                "from", "2018-07-01T00:00:00Z",
                "to", "2018-07-11T00:00:00Z",
                "flag", 1L),
            Map.of(
                "id", 2L,
                "code", "162",
                "name", "Tuyamuyun",
                "name_ru", "Тюямуюн 🌊",
                "from", "2018-07-01T00:00:00Z",
                "to", "2018-07-11T00:00:00Z",
                "flag", 9L),
            Map.of("id", 3L));
  }

  @Test
  void leavesOutWhatIsOfInterestAtLargerZoomsOnly() {
    List<FeatureGeometry> places =
        List.of(
            new FeatureGeometry(1, TileSpace.read("POINT(69.2 41.3)")),
            new FeatureGeometry(2, TileSpace.read("POINT(69.3 41.2)"), 6),
            new FeatureGeometry(3, TileSpace.read("POINT(69.1 41.2)"), 7));
    FeatureSnapshot snapshot = FeatureSnapshot.of(1, places);
    TileCoord tile = TileCoord.ofLonLat(69.2, 41.3, 6);
    List<Geometry> features =
        TileSpace.decode(encode("places", tile, snapshot, ValueFrame.geometryOnly()));
    assertThat(features.stream().map(TileSpace::attributes))
        .extracting(attributes -> attributes.get("id"), attributes -> attributes.get("min_zoom"))
        .containsExactlyInAnyOrder(tuple(1L, null), tuple(2L, 6L));
  }

  @Test
  void leavesOutWhatHasNotHappenedYet() {
    FeatureSnapshot snapshot = TileSpace.layer("POINT(10 10)", "POINT(20 20)");
    ValueFrame frame = ValueFrame.builder(1).add(2, 6.5, 1, FROM, TO, 1).onlyValued().build();
    List<Geometry> features =
        TileSpace.decode(encode(snapshot, frame, id -> FeatureAttributes.NONE));
    assertThat(features.stream().map(TileSpace::attributes))
        .extracting(attributes -> attributes.get("id"))
        .containsExactly(2L);
  }

  @Test
  void keepsEveryOneOfManyValuesApart() {
    String[] points = new String[2_000];
    ValueFrame.Builder frame = ValueFrame.builder(0);
    for (int i = 0; i < points.length; i++) {
      points[i] = "POINT(%d %d)".formatted(i, i);
      frame.add(i + 1, i / 8.0, i % 11, FROM.plusSeconds(i), TO.plusSeconds(i / 2), i % 10);
    }
    List<Geometry> features =
        TileSpace.decode(
            encode(
                TileSpace.layer(points),
                frame.build(),
                id -> new FeatureAttributes("c" + id, "я".repeat((int) (id % 90)), null)));
    assertThat(features).hasSize(points.length);
    for (Geometry feature : features) {
      Map<String, Object> attributes = TileSpace.attributes(feature);
      int i = (int) (((Long) attributes.get("id")) - 1);
      assertThat(feature.getCoordinate().x).isEqualTo(i);
      assertThat(attributes)
          .containsEntry("code", "c" + (i + 1))
          .containsEntry("name", "я".repeat((i + 1) % 90))
          .containsEntry("value", i / 8.0)
          .containsEntry("class", (long) (i % 11))
          .containsEntry("from", FROM.plusSeconds(i).toString())
          .containsEntry("to", TO.plusSeconds(i / 2).toString())
          .containsEntry("flag", (long) (i % 10));
    }
  }

  @Test
  void showsAcrossTheAntimeridianWhatTheBufferReaches() {
    FeatureSnapshot snapshot =
        FeatureSnapshot.of(
            1,
            List.of(
                new FeatureGeometry(1, TileSpace.read("POINT(179.99 45)")),
                new FeatureGeometry(
                    2,
                    TileSpace.read(
                        "MULTIPOLYGON(((178 40, 180 40, 180 50, 178 50, 178 40)),"
                            + " ((-180 40, -178 40, -178 50, -180 50, -180 40)))"))));
    TileCoord west = TileCoord.ofLonLat(-179.5, 45, 6);
    List<Geometry> features =
        TileSpace.decode(encode("lakes", west, snapshot, ValueFrame.geometryOnly()));
    assertThat(features).hasSize(2);
    Geometry point = features.get(features.get(0).getNumPoints() == 1 ? 0 : 1);
    assertThat(point.getCoordinate().x).isBetween(-64.0, -1.0);
    Envelope area = features.get(features.get(0).getNumPoints() == 1 ? 1 : 0).getEnvelopeInternal();
    assertThat(area.getMinX()).isEqualTo(-64);
    assertThat(area.getMaxX()).isEqualTo(2 * 4096 / 5.625, within(1.0));
  }

  @Test
  void goesOnPastTheAntimeridianWithAShapeThatDoes() {
    FeatureSnapshot snapshot =
        FeatureSnapshot.of(
            1,
            List.of(
                new FeatureGeometry(
                    1, TileSpace.read("POLYGON((150 40, 205 40, 205 50, 150 50, 150 40))"))));
    for (double longitude : new double[] {-179.5, -165, -156}) {
      TileCoord tile = TileCoord.ofLonLat(longitude, 45, 6);
      List<Geometry> features =
          TileSpace.decode(encode("lakes", tile, snapshot, ValueFrame.geometryOnly()));
      assertThat(features.get(0).getEnvelopeInternal().getMaxX())
          .isCloseTo(Math.min(4160, (-155 - tile.bbox().west()) * 4096 / 5.625), within(1.0));
    }
    assertThat(
            encode("lakes", TileCoord.ofLonLat(-150, 45, 6), snapshot, ValueFrame.geometryOnly()))
        .isEmpty();
  }

  @Test
  void clampsThePolesToTheEdgeOfTheWorld() {
    FeatureSnapshot snapshot =
        FeatureSnapshot.of(
            1,
            List.of(
                new FeatureGeometry(
                    1, TileSpace.read("POLYGON((-180 -90, 180 -90, 180 90, -180 90, -180 -90))"))));
    List<Geometry> features =
        TileSpace.decode(
            encode("lakes", new TileCoord(0, 0, 0), snapshot, ValueFrame.geometryOnly()));
    Envelope seen = features.get(0).getEnvelopeInternal();
    assertThat(seen.getMinY()).isZero();
    assertThat(seen.getMaxY()).isEqualTo(4096);
    assertThat(UnaryUnionOp.union(features.get(0)).getArea()).isEqualTo((4096.0 + 128) * 4096);
  }

  @Test
  void roundsAtTheDeepestZoomToTheGrid() {
    TileCoord deep = TileCoord.ofLonLat(60, 45, 22);
    FeatureSnapshot snapshot =
        TileSpace.layerOf(deep, "POLYGON((0 0, 4000 0, 4000 4000, 0 4000, 0 0))");
    List<Geometry> features =
        TileSpace.decode(encode("lakes", deep, snapshot, ValueFrame.geometryOnly()));
    assertThat(features.get(0).getArea()).isEqualTo(4000.0 * 4000);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 8})
  void neighboursMeetWithoutGapOrOverlap(int zoom) {
    Geometry shape =
        new GeometryFactory()
            .createPoint(TileSpace.read("POINT(61 44)").getCoordinate())
            .buffer(7, 40);
    FeatureSnapshot snapshot = FeatureSnapshot.of(1, List.of(new FeatureGeometry(1, shape)));
    TileCoord first = TileCoord.ofLonLat(60.5, 44, zoom);
    TileCoord second = new TileCoord(zoom, first.x() + 1, first.y());
    Geometry west = visible(snapshot, first);
    Geometry east = visible(snapshot, second);
    // What each has on the common edge.
    Geometry atWest = west.intersection(TileSpace.read("LINESTRING(4096 0, 4096 4096)"));
    Geometry atEast = east.intersection(TileSpace.read("LINESTRING(0 0, 0 4096)"));
    assertThat(atWest.getLength()).isPositive();
    assertThat(atWest.getEnvelopeInternal().getMinY())
        .isEqualTo(atEast.getEnvelopeInternal().getMinY(), within(1.0));
    assertThat(atWest.getEnvelopeInternal().getMaxY())
        .isEqualTo(atEast.getEnvelopeInternal().getMaxY(), within(1.0));
  }

  @Test
  void writesEveryPolygonOfACrowdValidly() {
    FeatureSnapshot snapshot = FeatureSnapshot.of(1, TileBenchmark.polygons(3_000, 40, 0.2));
    int invalid = 0;
    List<Geometry> features =
        TileSpace.decode(
            encode("lakes", TileCoord.ofLonLat(60, 42, 5), snapshot, ValueFrame.geometryOnly()));
    for (Geometry feature : features) {
      assertThat(feature.getArea()).isPositive();
      invalid += feature.isValid() ? 0 : 1;
    }
    assertThat(features).hasSizeGreaterThan(800);
    // Rounding to the grid lets a border touch itself here and there, as the specification allows.
    assertThat(invalid).isLessThan(features.size() / 50);
  }

  private static Geometry visible(FeatureSnapshot snapshot, TileCoord tile) {
    Geometry all =
        TileSpace.decode(encode("lakes", tile, snapshot, ValueFrame.geometryOnly())).get(0);
    return all.intersection(square(0, 4096));
  }

  private static Geometry square(double low, double high) {
    return new GeometryFactory().toGeometry(new Envelope(low, high, low, high));
  }

  private static byte[] encode(FeatureSnapshot snapshot) {
    return encode("lakes", TileSpace.TILE, snapshot, ValueFrame.geometryOnly());
  }

  private static byte[] encode(
      String layer, TileCoord tile, FeatureSnapshot snapshot, ValueFrame frame) {
    AttributeTable none = AttributeTable.of(snapshot, id -> FeatureAttributes.NONE);
    return new MvtEncoder().encode(layer, tile, snapshot, none, frame);
  }

  private static byte[] encode(
      FeatureSnapshot snapshot, ValueFrame frame, FeatureAttributes.Source attributes) {
    return new MvtEncoder()
        .encode("lakes", TileSpace.TILE, snapshot, AttributeTable.of(snapshot, attributes), frame);
  }
}
