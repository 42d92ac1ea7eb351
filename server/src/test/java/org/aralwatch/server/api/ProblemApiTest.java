package org.aralwatch.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.aralwatch.server.command.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("database")
class ProblemApiTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/stations?bbox=1,2,3                        | bbox      | '1,2,3' has 3 parts",
        "/stations?bbox=60,50,61,40                  | bbox      | south 50.0 is greater than north 40.0",
        "/stations?polygon=POLYGON((1%202            | polygon   | neither WKT nor GeoJSON",
        "/stations?polygon=POINT(60%2045)            | polygon   | encloses nothing",
        "/stations?polygon=%7B%22type%22%3A%22Point%22%7D | polygon | encloses nothing",
        "/stations?limit=0                           | limit     | from 1 to 10000",
        "/stations?limit=ten                         | limit     | 'ten' is not a whole number",
        "/stations?after=-1                          | after     | must not be negative",
        "/stations?theme=space                       | theme     | there is no theme 'space'; one of aral-sea",
        "/stations?property=noise                    | property  | there is no observed property 'noise'",
        "/stations?datetime=2005-07-01               | property  | say of which 'property'",
        "/stations?property=water-area&datetime=yesterday | datetime | 'yesterday' is no instant",
        "/stations?property=water-area&datetime=2005-02-30 | datetime | '2005-02-30' is no instant",
        "/stations?property=water-area&period=week   | period    | unknown period 'week'",
        "/stations?f=xml                             | f         | unknown format 'xml'; one of geojson, json",
        "/layers?f=csv                               | f         | unknown format 'csv'; one of json",
        "/datastreams/1/observations?f=xml           | f         | one of csv, geojson, json",
        "/stations?foo=1                             | foo       | unknown parameter 'foo'; one of after, bbox, datetime, f, limit, period, polygon, property, q, theme",
        "/datastreams/1/observations?Period=month    | Period    | unknown parameter 'Period'; one of asOf, censored, f, flags, from, maxPoints, period, statistic, to",
        "/layers?foo=                                | foo       | unknown parameter 'foo'; one of f",
        "/features/1?v=3                             | v         | unknown parameter 'v'",
        "/datastreams?limit=20000                    | limit     | from 1 to 10000",
        "/datastreams?property=noise                 | property  | 'noise'",
        "/datastreams/1/observations?from=x          | from      | 'x' is no instant",
        "/datastreams/1/observations?from=2020-01-01&to=2019-01-01 | to | is before",
        "/datastreams/1/observations?maxPoints=1     | maxPoints | from 2 to 100000",
        "/datastreams/1/observations?statistic=mode&period=year | statistic | unknown statistic 'mode'",
        "/datastreams/1/observations?statistic=mean  | statistic | give 'period' too",
        "/datastreams/1/observations?asOf=999999     | asOf      | revision 999999 is not in the record",
        "/datastreams/1/observations?flags=1,7       | flags     | unknown quality flag 7",
      })
  void aParameterThatBreaksARuleIsNamed(String path, String parameter, String words) {
    JsonNode problem = problem(server.get("/api/v1" + path), 400);
    assertThat(problem.path("type").asText()).isEqualTo("/problems/invalid-parameter");
    assertThat(problem.path("parameter").asText()).isEqualTo(parameter);
    assertThat(problem.path("detail").asText()).contains(words);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/layers/mountains",
    "/api/v1/layers/mountains/features",
    "/api/v1/features/999999",
    "/api/v1/features/lake",
    "/api/v1/datastreams/999999",
    "/api/v1/datastreams/seven",
    "/api/v1/datastreams/99999999999",
    "/api/v1/datastreams/999999/observations",
    "/api/v1/nothing",
    "/api",
    "/apis/v1",
    "/nothing",
    "/index.php",
    "/js/.hidden.js",
    "/docs/secret",
    "/tiles",
    "/tiles/lakes",
    "/tiles/mountains/0/0/0.png",
    "/tiles/lakes/0/0/0.gif",
    "/tiles/lakes/0/0/0@2x.mvt",
    "/tiles/lakes/-1/0/0.png",
    "/tiles/lakes/x/0/0.png",
    "/tiles/lakes/23/0/0.png",
    "/tiles/lakes/3/8/0.png",
    "/tiles/lakes/3/0/8.mvt",
  })
  void whatIsNotThereIsNotFound(String path) {
    assertThat(problem(server.get(path), 404).path("type").asText())
        .isEqualTo("/problems/not-found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "property=noise | property | 'noise'",
        "property=water-area&datetime=x | datetime | 'x' is no instant",
        "property=water-area&period=week | period | unknown period 'week'",
        "property=runoff-coefficient | property | 'runoff-coefficient'",
      })
  void aTilesParametersAreCheckedToo(String query, String parameter, String words) {
    JsonNode problem = problem(server.get("/tiles/water-bodies/4/10/5.png?" + query), 400);
    assertThat(problem.path("parameter").asText()).isEqualTo(parameter);
    assertThat(problem.path("detail").asText()).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                             | empty",
        "{                            | no JSON: Unexpected end-of-input: expected close marker for Object (start marker at line 1, column 1), at line 1, column 2",
        "{\"type\":;}                  | no JSON: Unexpected character (';'",
        "[]                           | needs a 'type'",
        "{\"type\":\"Point\",\"coordinates\":[60,45]} | encloses nothing",
        "{\"type\":\"FeatureCollection\",\"features\":[]} | holds no polygon",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1]]]} | has 3 positions",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]} | not closed",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,\"x\"],[0,0]]]} | position 2",
      })
  void aBodyThatHoldsNoPolygonSaysWhy(String body, String words) {
    HttpResponse<byte[]> response =
        server.send(
            server
                .request("/api/v1/stations/query")
                .header("Content-Type", "application/geo+json")
                .POST(body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    JsonNode problem = problem(response, 400);
    assertThat(problem.path("type").asText()).isEqualTo("/problems/invalid-body");
    assertThat(problem.path("detail").asText()).contains(words);
  }

  @Test
  void aBodyThatIsTooLongIsNotRead() {
    String body =
        "{\"type\":\"Polygon\",\"coordinates\":[[" + "[60.123456789,45.123456789],".repeat(400_000);
    HttpResponse<byte[]> response =
        server.send(
            server
                .request("/api/v1/stations/query")
                .header("Content-Type", "application/geo+json")
                .POST(BodyPublishers.ofString(body))
                .build());
    assertThat(problem(response, 413).path("type").asText()).isEqualTo("/problems/body-too-large");
  }

  @Test
  void wrongMethodsMediaTypesAndFormatsAreProblemsToo() {
    HttpResponse<byte[]> deleted = server.send(server.request("/api/v1/layers").DELETE().build());
    assertThat(problem(deleted, 405).path("type").asText())
        .isEqualTo("/problems/method-not-allowed");
    assertThat(deleted.headers().firstValue("Allow").orElseThrow()).contains("GET");
    problem(server.send(server.request("/tiles/lakes/0/0/0.png").DELETE().build()), 405);
    JsonNode unacceptable =
        problem(
            server.send(server.request("/api/v1/stations").header("Accept", "image/png").build()),
            406);
    assertThat(unacceptable.path("detail").asText())
        .endsWith("none of application/geo+json, application/json");
    problem(
        server.send(
            server
                .request("/api/v1/stations/query")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("x"))
                .build()),
        415);
  }

  @Test
  void aBodyThatIsNoJsonTellsNothingOfTheParser() {
    HttpResponse<byte[]> response =
        server.send(
            server
                .request("/api/v1/stations/query")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"type\": [1,\n2"))
                .build());
    String detail = problem(response, 400).path("detail").asText();
    assertThat(detail).contains("line 2, column ").doesNotContain("Source", "Stream", "REDACTED");
  }

  @Test
  void aTypeThatIsNotReadIsAnsweredWithThoseThatAre() {
    HttpResponse<byte[]> response =
        server.send(
            server
                .request("/api/v1/stations/query")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("x"))
                .build());
    assertThat(problem(response, 415).path("detail").asText())
        .contains("'text/plain'")
        .contains("application/geo+json, application/json");
  }

  @Test
  void whatJettyRefusesIsAProblemDocument() {
    HttpResponse<byte[]> response =
        server.send(server.request("/api/v1").header("X-Long", "x".repeat(20_000)).build());
    assertThat(response.statusCode()).isEqualTo(431);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void theInstanceOfAProblemNamesTheRequest() {
    String first = problem(server.get("/api/v1/nothing"), 404).path("instance").asText();
    String second = problem(server.get("/nothing"), 404).path("instance").asText();
    assertThat(first).matches("urn:aralwatch:request:[0-9a-z]+-[0-9a-z]+");
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void otherHostsMayReadProblemsAsWellAsAnswers() {
    assertThat(server.get("/api/v1/layers").headers().firstValue("Access-Control-Allow-Origin"))
        .contains("*");
    assertThat(
            server
                .get("/tiles/lakes/3/8/0.png")
                .headers()
                .firstValue("Access-Control-Allow-Origin"))
        .contains("*");
    HttpResponse<byte[]> preflight =
        server.send(
            server
                .request("/api/v1/stations/query")
                .header("Origin", "https://example.org")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
        .doesNotContainIgnoringCase("authorization");
  }

  private static JsonNode problem(HttpResponse<byte[]> response, int status) {
    assertThat(response.statusCode()).as(TestServer.text(response)).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = TestServer.json(response);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotEmpty();
    return problem;
  }
}
