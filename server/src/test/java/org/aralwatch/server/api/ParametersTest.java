package org.aralwatch.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.aralwatch.server.query.AsOf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

class ParametersTest {
  @ParameterizedTest
  @CsvSource({
    "2005-07-01, 2005-07-01T00:00:00Z",
    "2005-07-01T06:00:00Z, 2005-07-01T06:00:00Z",
    "2005-07-01T06:00:00.5Z, 2005-07-01T06:00:00.5Z",
    "2005-07-01T06:00:00+05:00, 2005-07-01T01:00:00Z",
    "2004-02-29, 2004-02-29T00:00:00Z",
  })
  void anInstantIsReadWithItsOffsetAndADayInUtc(String text, Instant expected) {
    assertThat(Parameters.instant(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2005",
        "2005-07",
        "01.07.2005",
        "2005-02-29",
        "2005-07-01T06:00",
        "now",
        "+99999-01-01",
        "-0001-01-01",
        "2005-07-01T25:00:00Z"
      })
  void whatIsNoInstantIsNamed(String text) {
    assertThatThrownBy(() -> Parameters.instant(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void asOfIsARevisionOrAnInstant() {
    assertThat(Parameters.asOf("17")).isEqualTo(AsOf.revision(17));
    assertThat(Parameters.asOf("2020-01-01"))
        .isEqualTo(AsOf.instant(Instant.parse("2020-01-01T00:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e3", "", "seven", "99999999999999999999", "0x10"})
  void onlyWholeNumbersAreTaken(String text) {
    assertThatThrownBy(() -> Parameters.whole(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNumberTooGreatForItsPlaceIsRefused() {
    assertThatThrownBy(() -> Parameters.integer("3000000000"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too great");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POLYGON((58 43,62 43,62 47,58 47,58 43))",
        "{\"type\":\"Polygon\",\"coordinates\":[[[58,43],[62,43],[62,47],[58,47],[58,43]]]}",
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
            + "[[[58,43,0],[62,43,0],[62,47,0],[58,47,0],[58,43,0]]]}}"
      })
  void aPolygonIsReadFromWktAndGeoJson(String text) {
    Geometry polygon = Parameters.polygon(text);
    assertThat(polygon.getArea()).isEqualTo(16.0);
    assertThat(polygon.getEnvelopeInternal().getMinX()).isEqualTo(58.0);
  }

  @Test
  void polygonsOfACollectionAreOneArea() {
    Geometry area =
        GeoJsonPolygons.read(
            """
            {"type":"FeatureCollection","features":[
              {"type":"Feature","geometry":
                {"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
              {"type":"Feature","geometry":
                {"type":"MultiPolygon","coordinates":[[[[2,2],[3,2],[3,3],[2,2]]]]}}]}
            """);
    assertThat(area.getNumGeometries()).isEqualTo(2);
  }

  @Test
  void holesStayHoles() {
    Geometry area =
        GeoJsonPolygons.read(
            "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[9,0],[9,9],[0,9],[0,0]],"
                + "[[1,1],[2,1],[2,2],[1,2],[1,1]]]}");
    assertThat(area.getArea()).isEqualTo(80.0);
  }

  @Test
  void collectionsInCollectionsEndSomewhere() {
    String nested =
        "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(20) + "]}".repeat(20);
    assertThatThrownBy(() -> GeoJsonPolygons.read(nested))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too deeply");
  }
}
