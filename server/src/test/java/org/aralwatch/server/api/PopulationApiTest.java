package org.aralwatch.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.aralwatch.server.command.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class PopulationApiTest {
  private static final String POPULATION = "/api/v1/population";
  private static final String KARAKALPAKSTAN =
      """
      {"type": "Polygon", "coordinates": [[[58, 42], [62, 42], [62, 44], [58, 44], [58, 42]]]}
      """;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @Test
  void theSumIsThatOfItsCountriesAndOfItsPlaces() {
    JsonNode answer = server.json(POPULATION + "?bbox=58,42,62,44");
    long ofCountries = 0;
    long places = 0;
    for (JsonNode country : answer.path("countries")) {
      assertThat(country.path("country").asText()).isIn("UZB", "TKM", "KAZ");
      ofCountries += country.path("population").asLong();
      places += country.path("places").asLong();
    }
    assertThat(answer.path("population").asLong()).isEqualTo(ofCountries).isPositive();
    assertThat(answer.path("places").asLong()).isEqualTo(places);
    assertThat(answer.path("source").asText()).contains("GeoNames");
    assertThat(answer.path("method").asText()).isNotEmpty();
  }

  @Test
  void theLargestPlacesComeFirstWithNameAndPlace() {
    JsonNode largest = server.json(POPULATION + "?bbox=58,42,62,44").path("largest");
    assertThat(largest).hasSizeBetween(2, 10);
    JsonNode nukus = largest.get(0);
    assertThat(nukus.path("name").path("ru").asText()).isEqualTo("Нукус");
    assertThat(nukus.path("longitude").asDouble()).isCloseTo(59.6, within(0.1));
    assertThat(nukus.path("latitude").asDouble()).isCloseTo(42.45, within(0.1));
    for (int i = 1; i < largest.size(); i++) {
      assertThat(largest.get(i).path("population").asLong())
          .isLessThanOrEqualTo(largest.get(i - 1).path("population").asLong());
    }
  }

  @Test
  void aPolygonMayBeAWktOrABody() {
    JsonNode box = server.json(POPULATION + "?bbox=58,42,62,44");
    JsonNode wkt =
        server.json(POPULATION + "?polygon=POLYGON((58%2042,62%2042,62%2044,58%2044,58%2042))");
    HttpResponse<byte[]> posted =
        server.send(
            server
                .request(POPULATION + "/query")
                .header("Content-Type", "application/geo+json")
                .POST(BodyPublishers.ofString(KARAKALPAKSTAN))
                .build());
    assertThat(wkt).isEqualTo(box);
    assertThat(TestServer.json(posted)).isEqualTo(box);
  }

  @Test
  void aBoxAndAPolygonAreBothMet() {
    JsonNode both =
        server.json(
            POPULATION
                + "?bbox=59,42,60,43&polygon=POLYGON((58%2042,62%2042,62%2044,58%2044,58%2042))");
    assertThat(both).isEqualTo(server.json(POPULATION + "?bbox=59,42,60,43"));
  }

  @Test
  void nobodyLivesInTheMiddleOfTheKyzylkum() {
    JsonNode answer = server.json(POPULATION + "?bbox=62.5,42.6,62.6,42.7");
    assertThat(answer.path("population").asLong()).isZero();
    assertThat(answer.path("countries")).isEmpty();
  }

  @Test
  void withoutAnAreaItSaysWhatIsMissing() {
    HttpResponse<byte[]> response = server.get(POPULATION);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(TestServer.json(response).path("detail").asText()).contains("bbox");
  }
}
