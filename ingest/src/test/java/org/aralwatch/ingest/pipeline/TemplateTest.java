package org.aralwatch.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.storage.FeatureRef;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.geodata.storage.Vocabulary;
import org.aralwatch.ingest.mapping.BoundMapping;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.source.FileFormat;
import org.aralwatch.ingest.source.TableReader;
import org.aralwatch.ingest.source.json.OpenAqTable;
import org.aralwatch.ingest.source.json.SensorThingsTable;
import org.aralwatch.ingest.source.waterml.WaterMl2Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The templates of mappings for formats that describe themselves: once their open parts are filled
 * in, files become observations of the record.
 */
@Tag("database")
class TemplateTest {
  private static Vocabulary vocabulary;

  @BeforeAll
  static void readVocabulary() {
    try (TestDatabase database = TestDatabase.create()) {
      vocabulary = database.vocabulary();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openaq", "sensorthings", "waterml2"})
  void aTemplateIsAMappingOnceItsOpenPartsAreFilledIn(String format) {
    assertThat(bound(format).mapping().format()).isEqualTo(FileFormat.ofCode(format));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openaq", "sensorthings", "waterml2"})
  void aTemplateSaysWhatIsOpen(String format) {
    JsonNode template = template(format);
    assertThat(template.path("about").asText()).contains("read 2026-11-24");
    template
        .path("open")
        .fieldNames()
        .forEachRemaining(
            key ->
                assertThat(List.of("station", "layer", "time.support").contains(key))
                    .as("%s is open, or said what else may be put there", key)
                    .isNotEqualTo(
                        template.path("mapping").at("/" + key.replace('.', '/')).isMissingNode()));
  }

  @Test
  void anHourOfOpenAqBecomesAnObservation() {
    String text =
        """
        {"results": [{"id": 1, "name": "Tashkent", "coordinates":
            {"latitude": 41.3672, "longitude": 69.2725},
           "sensors": [{"id": 7, "parameter": {"id": 2, "name": "pm25", "units": "µg/m³"}}]}]}
        {"results": [{"value": 6.0, "flagInfo": {"hasFlags": true},
          "parameter": {"id": 2, "name": "pm25", "units": "µg/m³"},
          "period": {"label": "1hour", "interval": "01:00:00",
            "datetimeFrom": {"utc": "2023-10-16T12:00:00Z"},
            "datetimeTo": {"utc": "2023-10-16T13:00:00Z"}}},
         {"value": 8.5, "parameter": {"id": 2, "name": "pm25", "units": "µg/m³"},
          "period": {"label": "1 day", "interval": "24:00:00",
            "datetimeFrom": {"utc": "2023-10-15T19:00:00+00:00"},
            "datetimeTo": {"utc": "2023-10-16T19:00:00+00:00"}}}]}
        """;
    assertThat(read("openaq", new OpenAqTable(), text))
        .containsExactly(
            "openaq-1 pm2-5 PT1H 2023-10-16T12:00:00Z 2023-10-16T13:00:00Z 6.0 flag 3",
            "openaq-1 pm2-5 day 2023-10-15T19:00:00Z 2023-10-16T19:00:00Z 8.5 flag 2");
  }

  @Test
  void anObservationOfSensorThingsBecomesOne() {
    String text =
        """
        {"@iot.id": 16279, "name": "Khudaydod",
         "Locations": [{"location": {"type": "Point", "coordinates": [70.18, 41.58]}}],
         "Datastreams": [{"name": "Q", "unitOfMeasurement": {"symbol": "m³/s"},
           "ObservedProperty": {"name": "Discharge"},
           "Observations": [
             {"phenomenonTime": "1932-01-10T03:00:00.000Z", "result": 48.8},
             {"phenomenonTime": "1932-01-01T00:00:00Z/1932-01-11T00:00:00Z", "result": 1}]}]}
        """;
    assertThat(read("sensorthings", new SensorThingsTable(), text))
        .containsExactly(
            "16279 discharge instant 1932-01-10T03:00:00Z 1932-01-10T03:00:00Z 48.8 flag 2",
            "rejected: unknown-support support P10D");
  }

  @Test
  void aDayOfWaterMlBecomesAnObservation() {
    String text =
        """
        <wml2:Collection xmlns:wml2="http://www.opengis.net/waterml/2.0"
            xmlns:om="http://www.opengis.net/om/2.0" xmlns:gml="http://www.opengis.net/gml/3.2"
            xmlns:xlink="http://www.w3.org/1999/xlink"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <wml2:observationMember><om:OM_Observation>
            <om:observedProperty xlink:title="Water Course Discharge"/>
            <om:featureOfInterest><wml2:MonitoringPoint gml:id="m">
              <gml:identifier codeSpace="x">16279</gml:identifier><gml:name>Khudaydod</gml:name>
              <gml:pos srsName="urn:ogc:def:crs:EPSG::4326">41.58 70.18</gml:pos>
            </wml2:MonitoringPoint></om:featureOfInterest>
            <om:result><wml2:MeasurementTimeseries gml:id="t">
              <wml2:metadata><wml2:MeasurementTimeseriesMetadata>
                <wml2:baseTime>2020-01-02T00:00:00+05:00</wml2:baseTime>
                <wml2:spacing>P1D</wml2:spacing>
              </wml2:MeasurementTimeseriesMetadata></wml2:metadata>
              <wml2:defaultPointMetadata><wml2:DefaultTVPMeasurementMetadata>
                <wml2:quality xlink:href="http://x/quality/good"/><wml2:uom code="cumec"/>
                <wml2:interpolationType xlink:href="http://x/AveragePrec"/>
              </wml2:DefaultTVPMeasurementMetadata></wml2:defaultPointMetadata>
              <wml2:point><wml2:MeasurementTVP><wml2:value>48.8</wml2:value>
              </wml2:MeasurementTVP></wml2:point>
              <wml2:point><wml2:MeasurementTVP><wml2:value xsi:nil="true"/>
              </wml2:MeasurementTVP></wml2:point>
              <wml2:point><wml2:MeasurementTVP><wml2:value>50</wml2:value><wml2:metadata>
                <wml2:TVPMeasurementMetadata><wml2:interpolationType xlink:href="http://x/MaxPrec"/>
                </wml2:TVPMeasurementMetadata></wml2:metadata>
              </wml2:MeasurementTVP></wml2:point>
            </wml2:MeasurementTimeseries></om:result>
          </om:OM_Observation></wml2:observationMember>
        </wml2:Collection>
        """;
    assertThat(read("waterml2", new WaterMl2Table(), text))
        .containsExactly(
            "16279 discharge day 2019-12-31T19:00:00Z 2020-01-01T19:00:00Z 48.8 flag 1",
            "missing",
            "ignored");
  }

  private static JsonNode template(String format) {
    String path = "/org/aralwatch/ingest/mapping/" + format + ".template.json";
    try (InputStream in = TemplateTest.class.getResourceAsStream(path)) {
      return Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The template with its open parts filled in, as a person would. */
  private static BoundMapping bound(String format) {
    ObjectNode mapping = (ObjectNode) template(format).path("mapping");
    mapping.put("name", "t").put("title", "T");
    ((ObjectNode) mapping.path("time")).put("zone", "Asia/Tashkent");
    ObjectNode datastream = (ObjectNode) mapping.path("datastream");
    datastream.put("procedure", "gauge").put("definition", "For a test.");
    datastream.put("licence", "CC0-1.0").put("owner", "uzhydromet");
    datastream
        .putObject("source")
        .put("title", "Fixture")
        .put("url", "https://example.org")
        .put("read", "2026-01-01");
    return BoundMapping.bind(Mappings.parse(format, mapping.toString()), vocabulary);
  }

  private static List<String> read(String format, TableReader reader, String text) {
    Lines lines = new Lines();
    try {
      new MappedTable(reader, bound(format), "x." + format, new NoStations())
          .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines.found;
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

  private static final class Lines implements ObservationSink {
    private final List<String> found = new ArrayList<>();

    @Override
    public void beginTable(String name) {}

    @Override
    public void tableLeftOut(String name) {}

    @Override
    public void beginRow(long line) {}

    @Override
    public void accept(Observation o) {
      found.add(
          o.station().state().code()
              + " "
              + o.series().property().code()
              + " "
              + o.support().code()
              + " "
              + time(o.beginMicros())
              + " "
              + time(o.endMicros())
              + " "
              + o.result()
              + " flag "
              + o.sourceFlag().code());
    }

    private static String time(long micros) {
      return Instant.ofEpochSecond(micros / 1_000_000).toString();
    }

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
