package org.aralwatch.ingest.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.ReadTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers written after OGC 18-088. The discharges are those of the post 16279, Khudaydod, in 1932,
 * from the table of the R package riversCentralAsia.
 */
class SensorThingsTableTest {
  private static final String STREAM =
      """
      "@iot.id": 5, "@iot.selfLink": "http://sta.example/v1.1/Datastreams(5)",
      "name": "Discharge at Khudaydod", "description": "dekads",
      "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
      "unitOfMeasurement": {"name": "cubic metre per second", "symbol": "m³/s",
        "definition": "ucum:m3/s"}""";
  private static final String THING =
      """
      "@iot.id": "16279", "name": "Khudaydod", "description": "Chatkal",
      "properties": {"river": "Chatkal"}""";
  private static final String LOCATIONS =
      """
      "Locations": [{"@iot.id": 9, "name": "bank", "encodingType": "application/geo+json",
        "location": {"type": "Point", "coordinates": [70.1815, 41.5785, 953]}}]""";
  private static final String PROPERTY =
      """
      "ObservedProperty": {"@iot.id": 2, "name": "discharge",
        "definition": "http://vocab.example/discharge", "description": "flow"}""";
  private static final String SENSOR =
      """
      "Sensor": {"@iot.id": 3, "name": "staff gauge", "encodingType": "application/pdf",
        "metadata": "http://sta.example/gauge.pdf"}""";
  private static final String OBSERVATIONS =
      """
      "Observations": [
        {"@iot.id": 1, "phenomenonTime": "1932-01-01T00:00:00+05:00/1932-01-11T00:00:00+05:00",
         "result": 48.8, "resultTime": null},
        {"@iot.id": 2, "phenomenonTime": "1932-01-11T00:00:00+05:00/1932-01-21T00:00:00+05:00",
         "result": 48.4, "resultQuality": "good"}]""";

  private final SensorThingsTable reader = new SensorThingsTable();

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Things -> Datastreams -> Observations, the usual order of members.
        "{'value': [{%THING%, %LOCATIONS%, 'Datastreams': [{%STREAM%, %PROPERTY%, %SENSOR%,"
            + " %OBSERVATIONS%}]}]}",
        // The same, the describing members last.
        "{'value': [{'Datastreams': [{%OBSERVATIONS%, %SENSOR%, %PROPERTY%, %STREAM%}],"
            + " %LOCATIONS%, %THING%}]}",
        // One thing, no list.
        "{%THING%, %LOCATIONS%, 'Datastreams': [{%STREAM%, %PROPERTY%, %SENSOR%,"
            + " %OBSERVATIONS%}]}",
        // Datastreams, with the thing within.
        "{'value': [{%OBSERVATIONS%, 'Thing': {%LOCATIONS%, %THING%}, %PROPERTY%, %SENSOR%,"
            + " %STREAM%}]}",
        // A location and its things.
        "{'value': [{'name': 'bank', 'location': {'type': 'Feature', 'geometry': {'coordinates':"
            + " [70.1815, 41.5785, 953], 'type': 'Point'}}, 'Things': [{%THING%, 'Datastreams':"
            + " [{%STREAM%, %PROPERTY%, %SENSOR%, %OBSERVATIONS%}]}]}]}",
        // A property and its datastreams.
        "{'value': [{'name': 'discharge', 'definition': 'x', 'Datastreams': [{%STREAM%, %SENSOR%,"
            + " 'Thing': {%THING%, %LOCATIONS%}, %OBSERVATIONS%}]}]}",
        // A sensor and its datastreams.
        "{'value': [{'Datastreams': [{%STREAM%, %PROPERTY%, 'Thing': {%THING%, %LOCATIONS%},"
            + " %OBSERVATIONS%}], 'name': 'staff gauge', 'metadata': 'x'}]}",
        // Two documents: the descriptions, and the observations with a link to them.
        "{'value': [{%THING%, %LOCATIONS%, 'Datastreams': [{%STREAM%, %PROPERTY%, %SENSOR%}]}]}"
            + " {'value': [{'Datastream': {'@iot.id': 5}, %LIST%}]}",
      })
  void observationsAreDescribedHoweverEntitiesAreNested(String form) {
    String text =
        form.replace(
                "%LIST%",
                "'components': ['phenomenonTime', 'resultQuality', 'result'],"
                    + " 'dataArray': [['1932-01-01T00:00:00+05:00/1932-01-11T00:00:00+05:00', null,"
                    + " 48.8], ['1932-01-11T00:00:00+05:00/1932-01-21T00:00:00+05:00', 'good', 48.4]]")
            .replace('\'', '"')
            .replace("%THING%", THING)
            .replace("%LOCATIONS%", LOCATIONS)
            .replace("%STREAM%", STREAM)
            .replace("%PROPERTY%", PROPERTY)
            .replace("%SENSOR%", SENSOR)
            .replace("%OBSERVATIONS%", OBSERVATIONS);
    ReadTable table = ReadTable.of(reader, text);

    String station = "16279|Khudaydod|70.1815|41.5785|953|discharge|m3/s|staff gauge";
    assertThat(
            table.columns(
                "station",
                "station-name",
                "longitude",
                "latitude",
                "elevation",
                "property",
                "unit",
                "procedure"))
        .containsExactly(station, station);
    assertThat(table.columns("begin", "end", "time", "support", "value", "flag"))
        .containsExactly(
            "1932-01-01T00:00:00+05:00|1932-01-11T00:00:00+05:00|1932-01-01T00:00:00+05:00|P10D"
                + "|48.8|",
            "1932-01-11T00:00:00+05:00|1932-01-21T00:00:00+05:00|1932-01-11T00:00:00+05:00|P10D"
                + "|48.4|good");
    assertThat(reader.warnings()).isEmpty();
  }

  @Test
  void observationsMayCarryTheirDatastreamThemselves() {
    String text =
        """
        {"value": [{"phenomenonTime": "1932-01-01T07:00:00Z", "result": 48.8,
          "Datastream": {%s, %s, "Thing": {%s, %s}},
          "FeatureOfInterest": {"feature": {"type": "Point", "coordinates": [1, 2]}}}]}
        """
            .formatted(STREAM, PROPERTY, THING, LOCATIONS);
    assertThat(
            ReadTable.of(reader, text)
                .columns("station", "longitude", "property", "time", "begin", "support", "value"))
        .containsExactly("16279|70.1815|discharge|1932-01-01T07:00:00Z||instant|48.8");
  }

  @Test
  void theFeatureOfInterestIsThePlaceWhereTheThingHasNone() {
    String text =
        """
        {"value": [{"phenomenonTime": "1932-01-01T07:00:00Z", "result": 48.8,
          "Datastream": {%s, "Thing": {%s}},
          "FeatureOfInterest": {"feature": {"coordinates": [70.1815, 41.5785], "type": "Point"}}}]}
        """
            .formatted(STREAM, THING);
    assertThat(ReadTable.of(reader, text).columns("longitude", "latitude", "elevation"))
        .containsExactly("70.1815|41.5785|");
  }

  @Test
  void aDataArrayIsReadWhereverItsComponentsAreNamed() {
    String text =
        """
        {"value": [{"Datastream@iot.navigationLink": "http://sta.example/v1.1/Datastreams(5)",
          "dataArray": [["1932-01-01T07:00:00Z", 48.8, 17], ["1932-01-02T07:00:00Z", null, 18]],
          "components": ["phenomenonTime", "result", "id"], "dataArray@iot.count": 2}]}
        {"value": [{%s, %s, "Thing": {%s}}]}
        """
            .formatted(STREAM, PROPERTY, THING);
    assertThat(ReadTable.of(reader, text).columns("station", "property", "unit", "time", "value"))
        .containsExactly(
            "16279|discharge|m3/s|1932-01-01T07:00:00Z|48.8",
            "16279|discharge|m3/s|1932-01-02T07:00:00Z|");
    assertThat(reader.warnings()).isEmpty();
  }

  @Test
  void aDataArrayThatClaimsMoreThanItHasIsPointedOut() {
    String text =
        """
        {"value": [{"components": ["phenomenonTime", "result"], "dataArray@iot.count": 3,
          "dataArray": [["1932-01-01T07:00:00Z", 48.8]]}]}
        """;
    ReadTable.of(reader, text);
    assertThat(reader.warnings()).contains("a data array says that it has 3 values but has 1");
  }

  @Test
  void theAddressOfTheNextPageTellsTheDatastreamOfAList() {
    String text =
        """
        {"value": [{"phenomenonTime": "1932-01-01T07:00:00Z", "result": 48.8}],
         "@iot.nextLink": "http://sta.example/v1.1/Datastreams(5)/Observations?$skip=100"}
        {%s, %s, "Thing": {%s}}
        """
            .formatted(STREAM, PROPERTY, THING);
    assertThat(ReadTable.of(reader, text).columns("station", "property"))
        .containsExactly("16279|discharge");
  }

  @Test
  void aThingsListInTheQueryOfANextPageIsNoDatastream() {
    String text =
        """
        {"value": [{"phenomenonTime": "1932-01-01T07:00:00Z", "result": 48.8}],
         "@iot.nextLink": "http://sta.example/v1.1/Observations?$expand=Datastreams(5)"}
        {%s, "Thing": {%s}}
        """
            .formatted(STREAM, THING);
    assertThat(ReadTable.of(reader, text).columns("station")).containsExactly("");
  }

  @Test
  void aFurtherPageIsPointedOutUnlessItFollows() {
    String page =
        """
        {"@iot.nextLink": "http://sta.example/v1.1/Observations?$skip=1",
         "value": [{"phenomenonTime": "1932-01-01T07:00:00Z", "result": 1}]}
        """;
    String last = page.replaceFirst("\"@iot.nextLink\"[^,]*,", "");
    ReadTable.of(reader, page);
    assertThat(reader.warnings()).anyMatch(warning -> warning.contains("further page"));
    ReadTable.of(reader, page + last);
    assertThat(reader.warnings()).noneMatch(warning -> warning.contains("further page"));
  }

  @Test
  void aListOfObservationsThatGoesOnElsewhereIsPointedOut() {
    String text =
        """
        {%s, "Thing": {%s}, %s,
         "Observations@iot.nextLink": "http://sta.example/v1.1/Datastreams(5)/Observations?$skip=2"}
        """
            .formatted(STREAM, THING, OBSERVATIONS);
    ReadTable.of(reader, text);
    assertThat(reader.warnings())
        .containsExactly(
            "1 datastreams have more observations than are in the file"
                + " (Observations@iot.nextLink)");
  }

  @Test
  void aMultiDatastreamGivesARowForEachComponent() {
    String text =
        """
        {"value": [{"@iot.id": 8, "name": "weather",
          "observationType": "http://x/OM_ComplexObservation",
          "multiObservationDataTypes": ["http://x/OM_Measurement", "http://x/OM_Measurement"],
          "unitOfMeasurements": [{"symbol": "°C"}, {"name": "per cent", "symbol": "%%"}],
          "ObservedProperties": [{"name": "air temperature"}, {"name": "humidity"}],
          "Thing": {%s},
          "Observations": [{"phenomenonTime": "2024-06-01T00:00:00Z", "result": [21.2, 54.9]}]}]}
        """
            .formatted(THING);
    assertThat(ReadTable.of(reader, text).columns("property", "unit", "value"))
        .containsExactly("air temperature|°C|21.2", "humidity|%|54.9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "12.50; 12.50",
        "\"7\"; 7",
        "null; ''",
        "true; true",
        "1e999; 1e999",
        "123456789012345678901234567890.5; 123456789012345678901234567890.5",
        "{\"a\": [1, \"x\\ny\", null]}; {\"a\":[1,\"x\\ny\",null]}"
      })
  void resultsAreTextsAsWritten(String result, String value) {
    String text = "{\"phenomenonTime\": \"2024-06-01T00:00:00Z\", \"result\": " + result + "}";
    assertThat(ReadTable.of(reader, text).columns("value")).containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"good\"; good",
        "3; 3",
        "null; ''",
        "{\"code\": \"200\", \"text\": \"OK\"}; 200",
        "[{\"nameOfMeasure\": \"DQ_Status\", \"DQ_Result\": {\"code\": \"checked\"}}]; checked",
        "{\"DQ_Status\": {\"value\": \"raw\"}}; raw",
        "{\"a\": 1, \"b\": 2}; 1 2",
        "[]; ''"
      })
  void theQualityIsItsCode(String quality, String flag) {
    String text =
        "{\"phenomenonTime\": \"2024-06-01T00:00:00Z\", \"result\": 1, \"resultQuality\": "
            + quality
            + "}";
    assertThat(ReadTable.of(reader, text).columns("flag")).containsExactly(flag);
  }

  @Test
  void theResultTimeStandsInAndSaysSo() {
    assertThat(
            ReadTable.of(reader, "{\"result\": 1, \"resultTime\": \"2024-06-01T00:00:00Z\"}")
                .columns("time", "remark"))
        .containsExactly(
            "2024-06-01T00:00:00Z|the time is the resultTime: there is no phenomenonTime");
  }

  @Test
  void observationsOneALineAreManyRowsOfOnePlace() {
    String line = "{\"phenomenonTime\": \"2024-06-01T00:00:00Z\", \"result\": 1}\n";
    assertThat(ReadTable.of(reader, line.repeat(150_000)).rows()).hasSize(150_000);
  }

  @Test
  void anEmptyListIsATableWithoutRows() {
    assertThat(ReadTable.of(reader, "{\"value\": []}").rows()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'code': 404, 'message': 'Nothing found'}; line 1: no answer of a SensorThings API:"
            + " neither 'value' nor observations, a thing or a datastream",
        "3; line 1: a SensorThings answer is an object",
        "{'value': [3]}; line 1: an entity is an object",
        "{'components': ['result'], 'dataArray': [[1, 2]]}; line 1: a row of a data array has more"
            + " values than there are components",
        "{'components': ['result', 'id'], 'dataArray': [[1]]}; line 1: a row of a data array has 1"
            + " values of 2",
        "{'components': ['result'], 'dataArray': [1]}; line 1: a row of a data array is an array",
        "{'dataArray': [[1]]}; line 1: a data array without components",
        "{'value': [{'@iot.id': 1, 'unitOfMeasurement': {}}]}; the file describes 1 datastreams"
            + " but has no observations: ask for them with $expand=Observations"
      })
  void whatIsNoAnswerIsNamed(String text, String message) {
    assertThatThrownBy(() -> ReadTable.of(reader, text.replace('\'', '"')))
        .isInstanceOf(BadFileException.class)
        .hasMessage(message);
  }
}
