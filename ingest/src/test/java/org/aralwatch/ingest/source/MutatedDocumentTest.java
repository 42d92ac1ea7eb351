package org.aralwatch.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.aralwatch.ingest.source.json.JsonTable;
import org.aralwatch.ingest.source.json.OpenAqTable;
import org.aralwatch.ingest.source.json.SensorThingsTable;
import org.aralwatch.ingest.source.waterml.WaterMl2Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes change in a document, it is read or refused with a sentence. */
class MutatedDocumentTest {
  private static final String OPENAQ =
      """
      {"meta":{"page":1,"limit":100,"found":">100"},"results":[{"id":1,"name":"ж","sensors":[{"id":7,
      "parameter":{"id":2,"name":"pm25","units":"µg/m³"}}],"coordinates":{"latitude":41.3,
      "longitude":69.2}}]}{"results":[{"value":6.0,"flagInfo":{"hasFlags":true},"parameter":{"id":2,
      "name":"pm25","units":"µg/m³"},"period":{"label":"1hour","interval":"01:00:00","datetimeFrom":
      {"utc":"2023-10-16T12:00:00Z"},"datetimeTo":{"utc":"2023-10-16T13:00:00Z"}},"coverage":
      {"expectedCount":4,"observedCount":3,"percentCoverage":75}},{"datetime":{"utc":"x"},"value":1,
      "sensorsId":7,"locationsId":1},{"id":8,"parameter":{"id":3},"latest":{"value":2}}]}
      """;
  private static final String THINGS =
      """
      {"value":[{"@iot.id":1,"name":"T","Locations":[{"location":{"type":"Point","coordinates":[70.1,
      41.5,9]}}],"Datastreams":[{"@iot.id":5,"unitOfMeasurement":{"symbol":"m"},"Observations":[
      {"phenomenonTime":"2020-01-01T00:00:00Z/2020-01-02T00:00:00Z","result":1.5,"resultQuality":
      {"code":"x"}}],"Observations@iot.nextLink":"http://x"}]},{"Datastream@iot.navigationLink":
      "http://x/Datastreams(5)","components":["phenomenonTime","result"],"dataArray@iot.count":1,
      "dataArray":[["2020-01-01T00:00:00Z",[1,2]]]}],"@iot.nextLink":"http://x/Datastreams(5)/O"}
      """;
  private static final String RECORDS =
      """
      {"data":[{"a":1.5,"b":{"c":"ж\\u0416","d":[1,2,null]},"e":true},{"a":-2e-3,"f":[[1]]},null],
      "hourly":{"t":["x","y"],"v":[1,2]}}
      """;
  private static final String WATER =
      """
      <?xml version="1.0" encoding="UTF-8"?><c:Collection xmlns:c="http://www.opengis.net/waterml/2.0"
      xmlns:o="http://www.opengis.net/om/2.0" xmlns:g="http://www.opengis.net/gml/3.2"
      xmlns:x="http://www.w3.org/1999/xlink" xmlns:s="http://www.opengis.net/swe/2.0"
      xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><o:OM_Observation>
      <o:observedProperty x:title="ж&amp;"/><o:featureOfInterest><c:MonitoringPoint g:id="m">
      <g:identifier>1</g:identifier><g:pos srsName="urn:ogc:def:crs:EPSG::4326">41 70</g:pos>
      </c:MonitoringPoint></o:featureOfInterest><o:result><c:MeasurementTimeseries><c:metadata><c:M>
      <c:baseTime>2020-01-01T00:00:00Z</c:baseTime><c:spacing>P1M</c:spacing></c:M></c:metadata>
      <c:defaultPointMetadata><c:D><c:uom code="m"/><c:interpolationType x:href="u/AveragePrec"/>
      <c:qualifier><s:Quantity definition="q"><s:uom code="m"/><s:value>1</s:value></s:Quantity>
      </c:qualifier></c:D></c:defaultPointMetadata><c:point><c:T><c:value i:nil="true"/><c:metadata>
      <c:M><c:censoredReason x:href="lt"/></c:M></c:metadata></c:T></c:point></c:MeasurementTimeseries>
      </o:result></o:OM_Observation></c:Collection>
      """;

  static Stream<Arguments> documents() {
    return Stream.of(
        Arguments.of(new OpenAqTable(), OPENAQ),
        Arguments.of(new SensorThingsTable(), THINGS),
        Arguments.of(new JsonTable(), RECORDS),
        Arguments.of(new WaterMl2Table(), WATER));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aMutatedDocumentIsReadOrRefused(TableReader reader, String seed) throws IOException {
    byte[] whole = seed.strip().getBytes(StandardCharsets.UTF_8);
    Random random = new Random(20_261_124);
    int rounds = Integer.getInteger("aralwatch.mutations", 1_000);
    int read = 0;
    for (int i = 0; i < rounds; i++) {
      byte[] bytes = mutated(whole, random);
      try {
        reader.read(new ByteArrayInputStream(bytes), row -> {});
        read++;
      } catch (BadFileException e) {
        assertThat(e.getMessage())
            .as("of %s", new String(bytes, StandardCharsets.UTF_8))
            .isNotBlank();
      } catch (RuntimeException e) {
        throw new AssertionError(new String(bytes, StandardCharsets.ISO_8859_1), e);
      }
    }
    assertThat(read).isPositive();
  }

  private static final List<String> TOKENS =
      List.of(
          "null",
          "{}",
          "[]",
          "[[",
          "\"\"",
          "1e999",
          "-",
          ",",
          ":",
          "}",
          "]",
          "true",
          "<a>",
          "</a>",
          "<!--",
          "<![CDATA[",
          "&#0;",
          "&x;",
          "\"a\":",
          "\0",
          "\ufeff",
          "9999999999999",
          "P",
          "PT",
          "<?a",
          "\ud83d\ude00",
          "'",
          "Z",
          "/",
          "(");

  private static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int count = 1 + random.nextInt(4); count > 0; count--) {
      int from = random.nextInt(bytes.length);
      int to =
          Math.min(bytes.length, from + 1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 12));
      byte[] middle =
          switch (random.nextInt(6)) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {(byte) random.nextInt(256)};
            case 2 -> {
              int other = random.nextInt(bytes.length);
              yield Arrays.copyOfRange(
                  bytes, other, Math.min(bytes.length, other + random.nextInt(120)));
            }
            case 3 -> TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
            case 4 -> Arrays.copyOfRange(bytes, from, to);
            default -> {
              byte[] flipped = Arrays.copyOfRange(bytes, from, to);
              flipped[0] ^= (byte) (1 << random.nextInt(8));
              yield flipped;
            }
          };
      int end = random.nextInt(3) == 0 ? from : to;
      byte[] next = new byte[from + middle.length + bytes.length - end];
      System.arraycopy(bytes, 0, next, 0, from);
      System.arraycopy(middle, 0, next, from, middle.length);
      System.arraycopy(bytes, end, next, from + middle.length, bytes.length - end);
      bytes = next.length == 0 ? whole.clone() : next;
    }
    return bytes;
  }
}
