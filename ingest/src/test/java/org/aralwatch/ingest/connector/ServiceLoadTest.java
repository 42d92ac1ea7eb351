package org.aralwatch.ingest.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.storage.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The manual's sources, from the service to the record. Answers are in the services' layouts. */
@Tag("database")
class ServiceLoadTest {
  private SourceFixture fixture;

  @BeforeEach
  void start() {
    fixture = new SourceFixture();
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  /** A source of the manual, at the service that replays. */
  private void add(String name, String... parameters) throws IOException {
    Path file = Path.of("..", "docs", "examples", name + ".source.json");
    ObjectNode definition = (ObjectNode) Json.read(Files.readString(file));
    ObjectNode given = (ObjectNode) definition.get("parameters");
    given.put("address", fixture.service.uri("/").toString());
    for (int i = 0; i < parameters.length; i += 2) {
      given.set(parameters[i], Json.read(parameters[i + 1]));
    }
    fixture.sources.add(name, definition.toString(), "tester");
  }

  private List<String> texts(String sql) {
    return fixture
        .database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private static String quake(String id, double magnitude, long time, long updated) {
    return """
        {"type":"Feature","properties":{"mag":%s,"place":"98km ESE of Vanj, Tajikistan",
         "time":%d,"updated":%d,"url":"https://example.org/%s","magType":"mb",
         "type":"earthquake","title":"M %s - 98km ESE of Vanj, Tajikistan"},
         "geometry":{"type":"Point","coordinates":[72.5446,38.1608,107.81]},"id":"%s"}
        """
        .formatted(magnitude, time, updated, id, magnitude, id);
  }

  private static FakeService.Reply page(String... quakes) {
    return FakeService.json(
        "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", quakes) + "]}");
  }

  @Test
  void earthquakesBecomeEventsAndARevisedOneIsRevised() throws Exception {
    long day = 1_800_000_000_000L - 300L * 86_400_000;
    fixture.service.on(
        "/fdsnws*",
        page(quake("us1", 5, day, day + 1_000), quake("us2", 4.4, day + 60_000, day + 2_000)),
        page(quake("us3", 4.1, day + 90_000, day + 3_000)),
        page(quake("us1", 5.2, day + 400, day + 9_000_000)));
    add("usgs-earthquakes", "pageSize", "2");
    fixture.run("usgs-earthquakes");
    assertThat(fixture.problem("usgs-earthquakes")).isEmpty();
    assertThat(fixture.allUploads()).as("two pages are one upload").hasSize(1);
    assertThat(
            texts(
                """
                SELECT f.code || ' ' || (f.attributes->>'depthKm') FROM feature f
                WHERE f.origin LIKE 'upload%' ORDER BY 1
                """))
        .containsExactly("us1 107.81", "us2 107.81", "us3 107.81");

    fixture.time.pass(Duration.ofMinutes(15));
    fixture.run("usgs-earthquakes");
    Source source = fixture.source("usgs-earthquakes");
    assertThat(source.counts()).isEqualTo(new Source.Counts(2, 2, 3, 1, 0, 0));
    assertThat(texts("SELECT result::text FROM observation ORDER BY result"))
        .containsExactly("4.1", "4.4", "5.2");
  }

  @Test
  void stationsOfOpenAqAreMadeWithTheirHours() throws Exception {
    fixture.environment.put("OPENAQ_API_KEY", "a-key-of-ours");
    String location =
        """
        {"id": %d, "name": "%s", "isMobile": false, "timezone": "Asia/Tashkent",
         "sensors": [{"id": %d, "parameter": {"id": 2, "name": "pm25", "units": "µg/m³"}}],
         "coordinates": {"latitude": 41.3672, "longitude": %s},
         "datetimeLast": {"utc": "2026-11-24T09:00:00Z"}}
        """;
    String hours =
        """
        {"meta": {"found": 1}, "results": [{"value": %s, "flagInfo": {"hasFlags": false},
          "parameter": {"id": 2, "name": "pm25", "units": "µg/m³"},
          "period": {"label": "1hour", "interval": "01:00:00",
            "datetimeFrom": {"utc": "2026-11-23T12:00:00Z"},
            "datetimeTo": {"utc": "2026-11-23T13:00:00Z"}}}]}
        """;
    fixture.service.on(
        "/v3/locations*",
        FakeService.json(
            "{\"results\": ["
                + location.formatted(7, "Chilanzar", 71, "69.2031")
                + ","
                + location.formatted(8, "Yunusabad", 81, "69.2891")
                + "]}"));
    fixture.service.on("/v3/sensors/71/hours*", FakeService.json(hours.formatted("31.5")));
    fixture.service.on("/v3/sensors/81/hours*", FakeService.json(hours.formatted("44")));
    add("openaq-uzbekistan");
    fixture.run("openaq-uzbekistan");
    assertThat(fixture.problem("openaq-uzbekistan")).isEmpty();
    assertThat(
            texts(
                """
                SELECT f.code || ' ' || (f.name->>'en') || ' ' || o.result FROM observation o
                JOIN datastream d ON d.id = o.datastream_id JOIN feature f ON f.id = d.feature_id
                ORDER BY 1
                """))
        .containsExactly("openaq-7 Chilanzar 31.5", "openaq-8 Yunusabad 44");
    assertThat(fixture.source("openaq-uzbekistan").mark().at("/sensors/81").asText())
        .isEqualTo("2026-11-23T13:00:00Z");
    assertThat(fixture.allUploads()).hasSize(1);
    assertThat(fixture.bytes(fixture.allUploads().get(0))).doesNotContain("a-key-of-ours");
  }
}
