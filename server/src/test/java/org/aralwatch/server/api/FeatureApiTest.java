package org.aralwatch.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.aralwatch.server.command.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;

@Tag("database")
class FeatureApiTest {
  private static final String API = "/api/v1";
  private static final String AROUND_THE_ARAL = "POLYGON((57 43,63 43,63 48,57 48,57 43))";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @Test
  void theLandingPageLeadsToWhatIsThere() {
    JsonNode links = server.json(API).path("links");
    assertThat(links).isNotEmpty();
    for (JsonNode link : links) {
      assertThat(server.get(link.path("href").asText()).statusCode())
          .as(link.path("href").asText())
          .isIn(200, 302);
    }
  }

  @Test
  void everyThemeHasLayersViewsAndAnExtent() {
    JsonNode themes = server.json(API + "/themes").path("themes");
    assertThat(themes)
        .extracting(t -> t.path("id").asText())
        .startsWith("aral-sea", "discharge")
        .contains("drinking-water", "glaciers", "climate", "air-quality", "forest", "hazards");
    for (JsonNode theme : themes) {
      assertThat(theme.path("empty").asBoolean()).as(theme.path("id").asText()).isFalse();
      assertThat(theme.path("name").path("ru").asText()).isNotEmpty();
      assertThat(theme.path("defaultDatetime").asText()).endsWith("T00:00:00Z");
      assertThat(theme.path("views").findValuesAsText("id"))
          .contains(theme.path("defaultView").asText());
      for (JsonNode view : theme.path("views")) {
        JsonNode classes = view.path("classes");
        assertThat(classes.path("colours")).hasSize(classes.path("upTo").size() + 1);
        assertThat(view.path("unitSymbol").path("en").asText()).isNotEmpty();
        assertThat(view.path("persistence").asText()).startsWith("P");
      }
    }
    JsonNode first = themes.get(0).path("views").get(0);
    assertThat(first.path("property").asText()).isEqualTo("water-area");
    assertThat(first.path("period").isNull()).isTrue();
    assertThat(first.path("extent").path("from").asText()).startsWith("19");
  }

  @Test
  void eventsAreThereOnceTheyHaveHappened() {
    String magnitudes = API + "/stations?theme=hazards&property=earthquake-magnitude&datetime=";
    JsonNode before = server.json(magnitudes + "1948-10-01").path("features");
    JsonNode after = server.json(magnitudes + "1948-10-31").path("features");
    assertThat(after.size()).isGreaterThan(before.size());
    assertThat(after).noneMatch(event -> event.path("properties").path("value").isNull());
    assertThat(before)
        .noneMatch(event -> event.path("properties").path("code").asText().contains("1948-10-05"));
    assertThat(after)
        .anyMatch(event -> event.path("properties").path("code").asText().contains("1948-10-05"));
  }

  @Test
  void layersTellTheirSizeAndPlace() {
    JsonNode layers = server.json(API + "/layers").path("layers");
    assertThat(layers).hasSizeGreaterThanOrEqualTo(7);
    JsonNode water = server.json(API + "/layers/water-bodies");
    assertThat(water.path("geometryType").asText()).isEqualTo("polygon");
    assertThat(water.path("kind").asText()).isEqualTo("area");
    assertThat(water.path("count").asInt()).isGreaterThan(1);
    assertThat(water.path("bbox")).hasSize(4);
    assertThat(water.path("bbox").get(0).asDouble()).isBetween(57.0, 59.0);
    assertThat(water.path("attribution").asText()).isNotEmpty();
  }

  @Test
  void featuresAreGeoJsonThatOthersCanRead() throws ParseException {
    HttpResponse<byte[]> response = server.get(API + "/layers/water-bodies/features");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/geo+json");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    JsonNode collection = TestServer.json(response);
    assertThat(collection.path("numberReturned").asInt())
        .isEqualTo(collection.path("features").size())
        .isEqualTo(collection.path("numberMatched").asInt());
    assertThat(collection.has("next")).isFalse();
    for (JsonNode feature : collection.path("features")) {
      Geometry geometry = new GeoJsonReader().read(feature.path("geometry").toString());
      assertThat(geometry instanceof Polygonal).isTrue();
      assertThat(geometry.isValid()).isTrue();
      assertThat(feature.path("properties").path("name").path("ru").asText()).isNotEmpty();
      assertThat(feature.path("properties").has("value")).isFalse();
    }
  }

  @Test
  void valuesOfADateComeWithUnitClassAndSource() {
    JsonNode features =
        server
            .json(API + "/layers/water-bodies/features?property=water-area&datetime=2005-07-01")
            .path("features");
    JsonNode north = byCode(features, "north-aral");
    assertThat(north.path("value").asDouble()).isBetween(2_500.0, 3_500.0);
    assertThat(north.path("unit").asText()).isEqualTo("km2");
    assertThat(north.path("unitSymbol").path("ru").asText()).isEqualTo("км²");
    assertThat(north.path("class").asInt()).isIn(2, 3);
    assertThat(north.path("valueFrom").asText()).startsWith("2004-12-31T");
    assertThat(north.path("datastream").asInt()).isPositive();
  }

  @Test
  void aFeatureThatDidNotExistOnTheDateIsNotAmongThem() {
    JsonNode features =
        server
            .json(API + "/layers/water-bodies/features?property=water-area&datetime=2005-07-01")
            .path("features");
    assertThat(features.findValuesAsText("code"))
        .contains("north-aral", "south-aral")
        .doesNotContain("aral-sea", "south-aral-west");
  }

  @Test
  void eventsAreListedAsStationsAre() {
    JsonNode quakes =
        server.json(API + "/stations?property=earthquake-magnitude&limit=5").path("features");
    assertThat(quakes).hasSize(5);
    assertThat(quakes.findValuesAsText("layer")).containsOnly("earthquakes");
    assertThat(server.json(API + "/layers/earthquakes").path("kind").asText()).isEqualTo("event");
  }

  @Test
  void aBoxNarrowsFeatures() {
    JsonNode all = server.json(API + "/layers/countries/features");
    JsonNode some = server.json(API + "/layers/countries/features?bbox=60,44,61,45");
    assertThat(some.path("numberMatched").asInt())
        .isPositive()
        .isLessThan(all.path("numberMatched").asInt());
  }

  @Test
  void aPolygonAnswersTheSameInTheAddressAndInTheBody() {
    JsonNode byWkt = server.json(API + "/stations?polygon=" + encoded(AROUND_THE_ARAL));
    String geoJson =
        "{\"type\":\"Polygon\",\"coordinates\":[[[57,43],[63,43],[63,48],[57,48],[57,43]]]}";
    JsonNode byJson = server.json(API + "/stations?polygon=" + encoded(geoJson));
    String collection =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},"
            + "\"geometry\":"
            + geoJson
            + "}]}";
    HttpResponse<byte[]> posted =
        server.send(
            server
                .request(API + "/stations/query")
                .header("Content-Type", "application/geo+json")
                .POST(BodyPublishers.ofString(collection))
                .build());
    assertThat(posted.statusCode()).isEqualTo(200);
    assertThat(ids(byWkt))
        .isNotEmpty()
        .isEqualTo(ids(byJson))
        .isEqualTo(ids(TestServer.json(posted)));
  }

  @Test
  void aPostedPolygonWorksForOneLayerToo() {
    HttpResponse<byte[]> posted =
        server.send(
            server
                .request(API + "/layers/water-bodies/features/query?property=water-area")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"type\":\"Polygon\",\"coordinates\":[[[57,43],[63,43],[63,48],[57,48],[57,43]]]}"))
                .build());
    assertThat(posted.statusCode()).isEqualTo(200);
    assertThat(TestServer.json(posted).path("features")).isNotEmpty();
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    List<Long> all = ids(server.json(API + "/stations"));
    List<Long> paged = new ArrayList<>();
    String next = API + "/stations?limit=7";
    while (next != null) {
      JsonNode page = server.json(next);
      paged.addAll(ids(page));
      next = page.path("next").asText(null);
    }
    assertThat(paged).isEqualTo(all).doesNotHaveDuplicates();
  }

  @Test
  void stationsAreFoundInWhateverScript() {
    List<Long> latin = ids(server.json(API + "/stations?q=shardara"));
    List<Long> cyrillic = ids(server.json(API + "/stations?q=" + encoded("Шардара")));
    assertThat(latin).isNotEmpty().isEqualTo(cyrillic);
  }

  @Test
  void aThemeNarrowsStationsToItsLayers() {
    JsonNode features = server.json(API + "/stations?theme=aral-sea").path("features");
    assertThat(features)
        .isNotEmpty()
        .allMatch(f -> f.path("properties").path("layer").asText().equals("water-bodies"));
  }

  @Test
  void aFeatureTellsWhatIsObservedThere() {
    long id = ids(server.json(API + "/stations?theme=aral-sea")).get(0);
    JsonNode feature = server.json(API + "/features/" + id);
    assertThat(feature.path("id").asLong()).isEqualTo(id);
    assertThat(feature.path("datastreams")).isNotEmpty();
    JsonNode datastream = feature.path("datastreams").get(0);
    assertThat(datastream.path("feature").path("id").asLong()).isEqualTo(id);
    assertThat(datastream.path("source").path("url").asText()).startsWith("http");
    assertThat(datastream.path("licence").path("name").asText()).isNotEmpty();
  }

  private static JsonNode byCode(JsonNode features, String code) {
    for (JsonNode feature : features) {
      if (feature.path("properties").path("code").asText().equals(code)) {
        return feature.path("properties");
      }
    }
    throw new AssertionError("no feature " + code);
  }

  private static List<Long> ids(JsonNode collection) {
    List<Long> ids = new ArrayList<>();
    collection.path("features").forEach(feature -> ids.add(feature.path("id").asLong()));
    return ids;
  }

  @ParameterizedTest
  @CsvSource({
    "0001-01-01, ",
    "1500-07-01T00:00:00Z, ",
    "1500-07-01T00:00:00Z, month",
    "2500-07-01T00:00:00Z, ",
    "2500-07-01T00:00:00Z, year",
    "2500-07-01T00:00:00Z, season",
    "9999-12-31T23:59:59Z, ",
    "9999-12-31T23:59:59Z, hydrological-year",
    "0001-01-01T00:00:00Z, hydrological-year",
  })
  void aFarDateHasNoValues(String datetime, String period) {
    String query =
        "?property=water-area&datetime=" + datetime + (period == null ? "" : "&period=" + period);
    for (String list : List.of("/stations", "/layers/water-bodies/features")) {
      JsonNode features = server.json(API + list + query).path("features");
      assertThat(features).isNotEmpty();
      assertThat(features)
          .allSatisfy(
              feature -> assertThat(feature.path("properties").path("value").isNull()).isTrue());
    }
    assertThat(server.get("/tiles/water-bodies/4/10/5.mvt" + query).statusCode()).isIn(200, 204);
    assertThat(server.get("/tiles/water-bodies/4/10/5.png" + query).statusCode()).isEqualTo(200);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
