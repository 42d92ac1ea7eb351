package org.aralwatch.ingest.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aralwatch.geodata.Json;
import org.aralwatch.ingest.connector.SourceDefinition.Credentials;
import org.aralwatch.ingest.connector.SourceDefinition.Kind;
import org.aralwatch.ingest.source.json.OpenAqTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers are in the layout of the service's response models; values are chosen for the test. */
class OpenAqConnectorTest {
  private static final String LOCATIONS = "/v3/locations?iso=UZ&limit=1000&page=1";

  @TempDir private Path directory;
  private ConnectorHarness harness;

  @BeforeEach
  void start() throws IOException {
    harness = new ConnectorHarness(directory);
    harness.service.on(
        LOCATIONS,
        FakeService.json(
            locations(
                location(7, "Tashkent", "2026-11-24T09:00:00Z", 71, 72),
                location(8, "Nukus", "2020-01-01T00:00:00Z", 81))));
  }

  @AfterEach
  void stop() throws IOException {
    harness.close();
  }

  private static String locations(String... locations) {
    return "{\"meta\": {\"found\": "
        + locations.length
        + "}, \"results\": ["
        + String.join(",", locations)
        + "]}";
  }

  private static String location(int id, String name, String last, int... sensors) {
    String list =
        IntStream.of(sensors)
            .mapToObj(
                sensor ->
                    """
                    {"id": %d, "name": "pm25 µg/m³",
                     "parameter": {"id": 2, "name": "%s", "units": "µg/m³"}}
                    """
                        .formatted(sensor, sensor == 72 ? "temperature" : "pm25"))
            .collect(Collectors.joining(","));
    return """
        {"id": %d, "name": "%s", "timezone": "Asia/Tashkent", "isMobile": false,
         "sensors": [%s], "coordinates": {"latitude": 41.3, "longitude": 69.2},
         "datetimeLast": {"utc": "%s", "local": "x"}}
        """
        .formatted(id, name, list, last);
  }

  private static String measurements(int from, int count) {
    return "{\"meta\": {\"found\": \">1000\"}, \"results\": ["
        + IntStream.range(from, from + count)
            .mapToObj(
                i ->
                    """
                    {"value": 10.5, "parameter": {"id": 2, "name": "pm25", "units": "µg/m³"}, "period": {"label": "raw",
                     "datetimeTo": {"utc": "%s"}}}
                    """
                        .formatted(Instant.parse("2026-11-20T00:00:00Z").plusSeconds(60L * i)))
            .collect(Collectors.joining(","))
        + "]}";
  }

  private static String asked(int sensor, String from, int page) {
    return "/v3/sensors/"
        + sensor
        + "/measurements?datetime_from="
        + from
        + "&datetime_to=2026-11-25T10:00:00Z&limit=1000&page="
        + page;
  }

  private void read() throws Exception {
    harness.read(
        new OpenAqConnector(),
        Kind.OPENAQ,
        new Parameters.OpenAq(
            harness.service.uri("/"),
            Optional.empty(),
            Optional.of("UZ"),
            List.of("pm25"),
            false,
            Instant.parse("2026-11-01T00:00:00Z"),
            Duration.ofDays(2)),
        Optional.of(new Credentials("KEY", Optional.of("X-API-Key"), "")));
  }

  @Test
  void sensorsOfTheCountryAreReadPageByPage() throws Exception {
    harness.service.on(
        asked(71, "2026-11-01T00:00:00Z", 1), FakeService.json(measurements(0, 1_000)));
    harness.service.on(
        asked(71, "2026-11-01T00:00:00Z", 2), FakeService.json(measurements(1_000, 3)));
    read();
    assertThat(harness.names())
        .containsExactly(
            "openaq-7-sensor-71.json",
            "openaq-7-sensor-71-page-1.json",
            "openaq-7-sensor-71-page-2.json");
    assertThat(harness.mark.at("/sensors/71").asText()).isEqualTo("2026-11-20T16:42:00Z");
    assertThat(harness.service.requests())
        .as("one list, two pages; nothing of a quantity nobody wants, nor of a silent location")
        .hasSize(3)
        .allSatisfy(
            request -> assertThat(request.headers()).containsEntry("x-api-key", "secret-key"));
  }

  @Test
  void whatIsGivenTellsTheReaderOfWhichStationItIs() throws Exception {
    harness.service.on(
        LOCATIONS,
        FakeService.json(
            locations(
                location(7, "Tashkent", "2026-11-24T09:00:00Z", 71, 73),
                location(9, "Nukus", "2026-11-24T09:00:00Z", 91))));
    harness.service.on("/v3/sensors/71*", FakeService.json(measurements(0, 2)));
    harness.service.on("/v3/sensors/73*", FakeService.json(measurements(0, 1)));
    harness.service.on("/v3/sensors/91*", FakeService.json(measurements(5, 1)));
    read();
    List<String> rows = new ArrayList<>();
    new OpenAqTable()
        .read(
            new ByteArrayInputStream(harness.joined().getBytes(StandardCharsets.UTF_8)),
            row -> rows.add(String.join("|", row.text(0), row.text(1), row.text(2), row.text(9))));
    assertThat(rows.subList(1, rows.size()))
        .containsExactly(
            "openaq-7|Tashkent|69.2|2026-11-20T00:00:00Z",
            "openaq-7|Tashkent|69.2|2026-11-20T00:01:00Z",
            "openaq-7|Tashkent|69.2|2026-11-20T00:00:00Z",
            "openaq-9|Nukus|69.2|2026-11-20T00:05:00Z");
  }

  @Test
  void eachSensorIsReadSinceItsOwnLastValue() throws Exception {
    harness.mark = Json.read("{\"sensors\": {\"71\": \"2026-11-22T12:00:00Z\"}}");
    harness.service.on(
        asked(71, "2026-11-20T12:00:00Z", 1), FakeService.json(measurements(5_000, 2)));
    read();
    assertThat(harness.mark.at("/sensors/71").asText()).isEqualTo("2026-11-23T11:21:00Z");
  }

  @Test
  void aLocationThatToldNothingSinceIsNotAsked() throws Exception {
    harness.mark = Json.read("{\"sensors\": {\"71\": \"2026-11-24T09:00:00Z\"}}");
    read();
    assertThat(harness.service.targets()).containsExactly(LOCATIONS);
    assertThat(harness.given).isEmpty();
  }

  @Test
  void whatWasReadOfOtherSensorsStaysWhenOneFails() {
    harness.service.on(
        LOCATIONS,
        FakeService.json(locations(location(7, "Tashkent", "2026-11-24T09:00:00Z", 71, 73, 74))));
    harness.service.on(asked(71, "2026-11-01T00:00:00Z", 1), FakeService.json(measurements(0, 2)));
    harness.service.on(
        asked(73, "2026-11-01T00:00:00Z", 1), FakeService.json(measurements(0, 1_000)));
    harness.service.on(
        asked(73, "2026-11-01T00:00:00Z", 2),
        FakeService.answer(429, Map.of("Retry-After", "900"), ""));
    assertThatThrownBy(this::read)
        .satisfies(
            e ->
                assertThat(((FetchException) e).notBefore())
                    .hasValue(Instant.parse("2026-11-24T10:15:00Z")));
    assertThat(harness.names())
        .containsExactly("openaq-7-sensor-71.json", "openaq-7-sensor-71-page-1.json");
    JsonNode sensors = harness.mark.path("sensors");
    assertThat(sensors.has("71")).isTrue();
    assertThat(sensors.has("73")).isFalse();
  }

  @Test
  void aPageThatRepeatsIsNotTakenForMore() {
    harness.service.on("/v3/sensors/71*", FakeService.json(measurements(0, 1_000)));
    assertThatThrownBy(this::read).hasMessageContaining("gives the same page again and again");
    assertThat(harness.given).isEmpty();
  }

  @Test
  void anEmptySensorMovesNothing() throws Exception {
    harness.service.on(
        "/v3/sensors/71*", FakeService.json("{\"meta\": {\"found\": 0}, \"results\": []}"));
    read();
    assertThat(harness.given).isEmpty();
    assertThat(harness.mark.isEmpty()).isTrue();
  }
}
