package org.aralwatch.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.storage.FeatureRef;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.ingest.mapping.BoundMapping;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.source.json.JsonTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;

/** What the manual's mapping makes of an answer of the USGS; the event is one of 2018-02-06. */
@Tag("database")
class EarthquakeMappingTest {
  private static final String ANSWER =
      """
      {"type":"FeatureCollection","metadata":{"status":200,"count":2},"features":[
       {"type":"Feature","properties":{"mag":5,"place":"98km ESE of Vanj, Tajikistan",
        "time":1517954040730,"updated":1517955183903,"url":"https://example.org/us1000chs5",
        "magType":"mb","type":"earthquake","title":"M 5.0 - 98km ESE of Vanj, Tajikistan"},
        "geometry":{"type":"Point","coordinates":[72.5446,38.1608,107.81]},"id":"us1000chs5"},
       {"type":"Feature","properties":{"mag":null,"place":null,"time":1517954040730,
        "url":"u","magType":null,"type":"earthquake","title":"M ? - somewhere"},
        "geometry":{"type":"Point","coordinates":[72.5,38.1,10]},"id":"us2"}]}
      """;

  @Test
  void anEarthquakeBecomesAnEventWithItsMagnitude() throws IOException {
    String definition =
        Files.readString(Path.of("..", "docs", "examples", "usgs-earthquakes.source.json"));
    ObjectNode mapping = (ObjectNode) Json.read(definition).path("mapping");
    ObjectNode datastream = (ObjectNode) mapping.path("datastream");
    datastream.put("owner", "usgs").put("licence", "LicenseRef-US-Government-Work");
    BoundMapping bound;
    try (TestDatabase database = TestDatabase.create()) {
      bound =
          BoundMapping.bind(Mappings.parse("example", mapping.toString()), database.vocabulary());
    }
    Events events = new Events();
    new MappedTable(new JsonTable(), bound, "answer.json", new NoStations())
        .read(new ByteArrayInputStream(ANSWER.getBytes(StandardCharsets.UTF_8)), events);

    assertThat(events.found)
        .containsExactly(
            "earthquake-magnitude 5.0 2018-02-06T00:00:00Z 2018-02-07T00:00:00Z", "missing");
    StationState event = events.stations.get(0);
    assertThat(event.code()).isEqualTo("us1000chs5");
    assertThat(event.kind()).isEqualTo(StationState.Kind.NEW);
    assertThat(event.place()).hasValue(new Coordinate(72.5446, 38.1608));
  }

  private static final class NoStations implements StationFinder {
    @Override
    public Optional<FeatureRef> find(String layer, String code) {
      return Optional.empty();
    }

    @Override
    public List<String> codes(String layer) {
      return List.of();
    }
  }

  private static final class Events implements ObservationSink {
    private final List<String> found = new ArrayList<>();
    private final List<StationState> stations = new ArrayList<>();

    @Override
    public void accept(Observation o) {
      found.add(
          o.series().property().code()
              + " "
              + o.result()
              + " "
              + Instant.ofEpochSecond(o.beginMicros() / 1_000_000)
              + " "
              + Instant.ofEpochSecond(o.endMicros() / 1_000_000));
      stations.add(o.station().state());
    }

    @Override
    public void beginTable(String name) {}

    @Override
    public void tableLeftOut(String name) {}

    @Override
    public void beginRow(long line) {}

    @Override
    public void refused(StationState station) {}

    @Override
    public void missing(long line) {
      found.add("missing");
    }

    @Override
    public void ignored(long line) {
      found.add("ignored");
    }

    @Override
    public void reject(long line, RejectReason reason, String column, String text) {
      found.add("rejected: " + reason.code() + " " + column + " " + text);
    }
  }
}
