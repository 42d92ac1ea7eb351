package org.aralwatch.ingest.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.ingest.connector.SourceDefinition.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers are in the layout of the service; the first event is of its feed of 2018-02-07. */
class EarthquakeConnectorTest {
  private static final String QUERY =
      "/fdsnws/event/1/query?format=geojson&starttime=2018-01-01T00:00:00Z%s"
          + "&minlongitude=53&minlatitude=35&maxlongitude=80&maxlatitude=46.5&minmagnitude=4"
          + "&eventtype=earthquake&orderby=time-asc&limit=2&offset=%d";

  @TempDir private Path directory;
  private ConnectorHarness harness;

  @BeforeEach
  void start() throws IOException {
    harness = new ConnectorHarness(directory);
  }

  @AfterEach
  void stop() throws IOException {
    harness.close();
  }

  private static String event(String id, long updated) {
    return """
        {"type":"Feature","properties":{"mag":5,"place":"98km ESE of Vanj, Tajikistan",
         "time":1517954040730,"updated":%d,"status":"reviewed","magType":"mb","type":"earthquake"},
         "geometry":{"type":"Point","coordinates":[72.5446,38.1608,107.81]},"id":"%s"}
        """
        .formatted(updated, id);
  }

  private static String page(String... events) {
    return "{\"type\":\"FeatureCollection\",\"metadata\":{\"status\":200,\"count\":"
        + events.length
        + "},\"features\":["
        + String.join(",", events)
        + "]}";
  }

  private void read() throws Exception {
    harness.read(
        new EarthquakeConnector(),
        Kind.USGS_EARTHQUAKES,
        new Parameters.Earthquakes(
            harness.service.uri("/"),
            new Box(53, 35, 80, 46.5),
            Optional.of(4.0),
            Instant.parse("2018-01-01T00:00:00Z"),
            Duration.ofHours(1),
            2),
        Optional.empty());
  }

  @Test
  void allPagesAreReadAndTheLatestRevisionIsTheMark() throws Exception {
    harness.service.on(
        QUERY.formatted("", 1),
        FakeService.json(page(event("us1", 1_517_955_183_903L), event("us2", 1_518_000_000_000L))));
    harness.service.on(
        QUERY.formatted("", 3), FakeService.json(page(event("us3", 1_517_955_000_000L))));
    read();
    assertThat(harness.names())
        .containsExactly("earthquakes-page-1.json", "earthquakes-page-2.json");
    assertThat(harness.given).as("one upload").hasSize(1);
    assertThat(harness.mark.path("updated").asText()).isEqualTo("2018-02-07T10:40:00Z");
  }

  @Test
  void theNextReadingAsksForWhatWasRevisedSinceAnHourBeforeTheMark() throws Exception {
    harness.mark = Reading.markOf("updated", Instant.parse("2018-02-07T10:40:00.123Z"));
    harness.service.on(
        QUERY.formatted("&updatedafter=2018-02-07T09:40:00Z", 1), FakeService.json(page()));
    read();
    assertThat(harness.service.requests()).hasSize(1);
    assertThat(harness.given).isEmpty();
    assertThat(harness.mark.path("updated").asText()).isEqualTo("2018-02-07T10:40:00.123Z");
  }

  @Test
  void aPageThatRepeatsIsNotTakenForMore() {
    String same = page(event("us1", 1L), event("us2", 2L));
    harness.service.on("/fdsnws*", FakeService.json(same));
    assertThatThrownBy(this::read).hasMessageContaining("gives the same page again and again");
    assertThat(harness.given).isEmpty();
    assertThat(harness.mark.isEmpty()).isTrue();
  }

  @Test
  void aFullLastPageIsFollowedByAnEmptyOne() throws Exception {
    harness.service.on(
        QUERY.formatted("", 1), FakeService.json(page(event("us1", 1L), event("us2", 2L))));
    harness.service.on(QUERY.formatted("", 3), FakeService.json(page()));
    read();
    assertThat(harness.names()).containsExactly("earthquakes-page-1.json");
  }

  @Test
  void aSearchThatIsTooWideIsToldInTheServicesWords() {
    harness.service.on(
        "/fdsnws*",
        FakeService.answer(
            400,
            Map.of("Content-Type", "text/plain"),
            "Error 400: Bad Request\n\n21000 matching events exceeds search limit of 20000."));
    assertThatThrownBy(this::read)
        .hasMessageContaining("answers 400")
        .hasMessageContaining("21000 matching events exceeds search limit");
  }

  @Test
  void aSecondPageThatFailsTakesTheFirstWithIt() {
    harness.service.on(
        QUERY.formatted("", 1), FakeService.json(page(event("us1", 1L), event("us2", 2L))));
    harness.service.on(
        QUERY.formatted("", 3),
        FakeService.truncated(ConnectorHarness.json(), "{\"features\": [", 1));
    assertThatThrownBy(this::read).isInstanceOf(FetchException.class);
    assertThat(harness.given).isEmpty();
    assertThat(harness.mark.isEmpty()).isTrue();
  }

  @Test
  void jsonThatIsNoFeedIsRefused() {
    harness.service.on("/fdsnws*", FakeService.json("{\"error\": \"maintenance\"}"));
    assertThatThrownBy(this::read).hasMessageContaining("has no list 'features'");
    assertThat(harness.service.targets()).isEqualTo(List.of(QUERY.formatted("", 1)));
  }
}
