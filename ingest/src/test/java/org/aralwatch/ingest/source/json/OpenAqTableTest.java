package org.aralwatch.ingest.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.ReadTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Answers written after docs.openaq.org and the response models of openaq-api-v2; the figures are
 * those of the examples there (Del Norte, Albuquerque), read on 2026-11-24.
 */
class OpenAqTableTest {
  /** /v3/locations/2178, two of its sensors. */
  private static final String LOCATION =
      """
      {"meta": {"name": "openaq-api", "website": "/", "page": 1, "limit": 100, "found": 1},
       "results": [{"id": 2178, "name": "Del Norte", "locality": "Albuquerque",
         "timezone": "America/Denver", "country": {"id": 155, "code": "US", "name": "United States"},
         "owner": {"id": 4, "name": "Unknown Governmental Organization"},
         "provider": {"id": 119, "name": "AirNow"}, "isMobile": false, "isMonitor": true,
         "instruments": [{"id": 2, "name": "Government Monitor"}],
         "sensors": [
           {"id": 3917, "name": "o3 ppm",
            "parameter": {"id": 10, "name": "o3", "units": "ppm", "displayName": "O₃"}},
           {"id": 3920, "name": "pm25 µg/m³",
            "parameter": {"id": 2, "name": "pm25", "units": "µg/m³", "displayName": "PM2.5"}}],
         "coordinates": {"latitude": 35.1353, "longitude": -106.584702},
         "licenses": null, "bounds": [-106.584702, 35.1353, -106.584702, 35.1353],
         "distance": null, "datetimeFirst": null, "datetimeLast": null}]}
      """;

  /** /v3/sensors/3920/hours. */
  private static final String HOUR =
      """
      {"meta": {"name": "openaq-api", "website": "/", "page": 1, "limit": 100, "found": 2},
       "results": [
        {"value": 6.0, "flagInfo": {"hasFlags": false},
         "parameter": {"id": 2, "name": "pm25", "units": "µg/m³", "displayName": null},
         "period": {"label": "1hour", "interval": "01:00:00",
           "datetimeFrom": {"utc": "2023-10-16T12:00:00Z", "local": "2023-10-16T06:00:00-06:00"},
           "datetimeTo": {"utc": "2023-10-16T13:00:00Z", "local": "2023-10-16T07:00:00-06:00"}},
         "coordinates": null, "summary": {"min": 6.0, "avg": 6.0, "max": 6.0, "sd": null},
         "coverage": {"expectedCount": 1, "expectedInterval": "01:00:00", "observedCount": 1,
           "observedInterval": "01:00:00", "percentComplete": 100.0, "percentCoverage": 100.0}},
        {"value": null, "flagInfo": {"hasFlags": true},
         "parameter": {"id": 2, "name": "pm25", "units": "µg/m³", "displayName": null},
         "period": {"label": "1hour", "interval": "01:00:00",
           "datetimeFrom": {"utc": "2023-10-16T13:00:00Z", "local": "2023-10-16T07:00:00-06:00"},
           "datetimeTo": {"utc": "2023-10-16T14:00:00Z", "local": "2023-10-16T08:00:00-06:00"}},
         "coordinates": null, "summary": null,
         "coverage": {"expectedCount": 4, "expectedInterval": "01:00:00", "observedCount": 3,
           "observedInterval": "00:45:00", "percentComplete": 75.0, "percentCoverage": 75.0}}]}
      """;

  private static final String LATEST =
      """
      {"meta": {"name": "openaq-api", "website": "/", "page": 1, "limit": 100, "found": 2},
       "results": [
        {"datetime": {"utc": "2024-09-25T22:00:00Z", "local": "2024-09-25T16:00:00-06:00"},
         "value": 4.4, "coordinates": {"latitude": 35.1353, "longitude": -106.584702},
         "sensorsId": 3920, "locationsId": 2178},
        {"datetime": {"utc": "2024-09-25T22:00:00Z", "local": "2024-09-25T16:00:00-06:00"},
         "value": 0.067, "coordinates": {"latitude": 35.1353, "longitude": -106.584702},
         "sensorsId": 3917, "locationsId": 2178}]}
      """;

  private final OpenAqTable reader = new OpenAqTable();

  @Test
  void measurementsAreRowsWithBothEndsOfTheirPeriod() {
    ReadTable table = ReadTable.of(reader, HOUR);

    assertThat(table.header())
        .containsExactly(
            "station",
            "station-name",
            "longitude",
            "latitude",
            "property",
            "statistic",
            "unit",
            "begin",
            "end",
            "time",
            "value",
            "flag",
            "procedure",
            "remark",
            "support");
    assertThat(table.lines()).containsExactly(1L, 2L);
    assertThat(table.columns("property", "statistic", "unit", "begin", "end", "time", "value"))
        .containsExactly(
            "pm25|mean|µg/m³|2023-10-16T12:00:00Z|2023-10-16T13:00:00Z|2023-10-16T13:00:00Z|6.0",
            "pm25|mean|µg/m³|2023-10-16T13:00:00Z|2023-10-16T14:00:00Z|2023-10-16T14:00:00Z|");
    assertThat(table.columns("flag", "support", "remark"))
        .containsExactly("false|PT1H|", "true|PT1H|3 of 4 values, 75.0 % of the time");
  }

  @Test
  void aMeasurementWithoutASensorHasNoStation() {
    assertThat(ReadTable.of(reader, HOUR).columns("station", "procedure"))
        .containsExactly("|", "|");
  }

  @Test
  void theSensorGivenNamesTheStation() {
    assertThat(ReadTable.of(new OpenAqTable("3920"), HOUR).columns("station", "procedure"))
        .containsExactly("openaq-sensor-3920|sensor 3920", "openaq-sensor-3920|sensor 3920");
  }

  @Test
  void theSensorGivenIsOfTheLocationThatTheFileDescribesAnywhere() {
    ReadTable table = ReadTable.of(new OpenAqTable("3920"), HOUR + LOCATION);
    assertThat(table.columns("station", "station-name", "longitude", "latitude", "procedure"))
        .containsOnly("openaq-2178|Del Norte|-106.584702|35.1353|sensor 3920");
  }

  @Test
  void aLocationBeforeMeasurementsSaysOfWhichSensorTheyAreWhereOneMeasuresTheParameter() {
    assertThat(ReadTable.of(reader, LOCATION + HOUR).columns("station", "procedure"))
        .containsOnly("openaq-2178|sensor 3920");
    assertThat(reader.warnings()).isEmpty();
  }

  @Test
  void twoSensorsOfOneParameterLeaveTheStationOpen() {
    String two = LOCATION.replace("\"id\": 10, \"name\": \"o3\"", "\"id\": 2, \"name\": \"pm25\"");
    assertThat(ReadTable.of(reader, two + HOUR).columns("station")).containsOnly("");
  }

  @Test
  void aDescriptionHoldsUntilTheNext() {
    String other = LOCATION.replace("2178", "99").replace("3920", "77").replace("3917", "78");
    assertThat(ReadTable.of(reader, LOCATION + HOUR + other + HOUR).columns("station"))
        .containsExactly("openaq-2178", "openaq-2178", "openaq-99", "openaq-99");
  }

  @Test
  void latestValuesTakeTheirParameterFromTheDescription() {
    assertThat(
            ReadTable.of(reader, LATEST + LOCATION)
                .columns("station", "property", "unit", "begin", "time", "value", "procedure"))
        .containsExactly(
            "openaq-2178|pm25|µg/m³||2024-09-25T22:00:00Z|4.4|sensor 3920",
            "openaq-2178|o3|ppm||2024-09-25T22:00:00Z|0.067|sensor 3917");
  }

  @Test
  void latestValuesAloneDoNotSayWhatTheyMeasure() {
    assertThat(ReadTable.of(reader, LATEST).columns("station", "property", "procedure"))
        .containsExactly("openaq-2178||sensor 3920", "openaq-2178||sensor 3917");
    assertThat(reader.warnings()).singleElement().asString().contains("/v3/locations");
  }

  @Test
  void theLastValueOfASensorIsARow() {
    String sensor =
        """
        {"meta": {"page": 1, "limit": 100, "found": 1}, "results": [{"id": 6530142,
          "name": "temperature c",
          "parameter": {"id": 100, "name": "temperature", "units": "c", "displayName": "T"},
          "latest": {"datetime": {"utc": "2024-04-11T19:00:00+00:00",
            "local": "2024-04-11T15:00:00-04:00"}, "value": 22.348610242207844,
            "coordinates": {"latitude": 39.12406, "longitude": -76.70745}}, "summary": null}]}
        """;
    assertThat(
            ReadTable.of(reader, sensor)
                .columns("station", "longitude", "property", "unit", "time", "value"))
        .containsExactly(
            "openaq-sensor-6530142|-76.70745|temperature|c|2024-04-11T19:00:00+00:00|22.348610242207844");
  }

  @Test
  void documentsMayFollowOneAnotherInAnArrayOrOneALine() {
    String line = HOUR.replace("\n", " ");
    assertThat(ReadTable.of(reader, line + "\n" + line + "\n").rows()).hasSize(4);
    assertThat(ReadTable.of(reader, "[" + HOUR + "," + HOUR + "]").rows()).hasSize(4);
    assertThat(ReadTable.of(reader, HOUR + HOUR).rows()).hasSize(4);
  }

  @Test
  void resultsMayStandOneALine() {
    String item =
        """
        {"value": 0.043, "parameter": {"id": 10, "name": "o3", "units": "ppm"}, "period": \
        {"label": "raw", "interval": "01:00:00", "datetimeFrom": {"utc": "2016-03-06T19:00:00Z"}, \
        "datetimeTo": {"utc": "2016-03-06T20:00:00Z"}}}
        """;
    assertThat(ReadTable.of(reader, item + item).columns("property", "value"))
        .containsExactly("o3|0.043", "o3|0.043");
  }

  @Test
  void numbersKeepTheirCharacters() {
    String precise = HOUR.replace("\"value\": 6.0", "\"value\": 0.10000000000000000555e+00");
    assertThat(ReadTable.of(reader, precise).columns("value"))
        .first()
        .isEqualTo("0.10000000000000000555e+00");
  }

  @ParameterizedTest
  @CsvSource({
    "01:00:00, PT1H, mean",
    "24:00:00, P1D, mean",
    "00:15:00, PT15M, mean",
    "00:00:00, instant, instant",
    "1month, P1M, mean",
    "1 month, P1M, mean",
    "1year, P1Y, mean",
    "8760:00:00, P365D, mean",
    "some time, some time, mean"
  })
  void theIntervalIsThePeriodsLength(String interval, String support, String statistic) {
    String text = HOUR.replace("\"interval\": \"01:00:00\"", "\"interval\": \"" + interval + "\"");
    assertThat(ReadTable.of(reader, text).columns("support", "statistic"))
        .containsOnly(support + "|" + statistic);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1; 100; 2; false",
        "1; 100; 100; false",
        "1; 100; 101; true",
        "2; 100; 200; false",
        "2; 100; 201; true",
        "1; 1000; \">1000\"; true",
        "1; 100; null; false"
      })
  void aPageThatIsNotTheLastIsPointedOut(String page, String limit, String found, boolean told) {
    String text =
        HOUR.replace("\"page\": 1", "\"page\": " + page)
            .replace("\"limit\": 100", "\"limit\": " + limit)
            .replace("\"found\": 2", "\"found\": " + found);
    ReadTable.of(new OpenAqTable("1"), text);
    OpenAqTable given = new OpenAqTable("1");
    ReadTable.of(given, text);
    assertThat(given.warnings().stream().anyMatch(w -> w.contains("not its last"))).isEqualTo(told);
  }

  @Test
  void pagesThatFollowOneAnotherAreWhole() {
    OpenAqTable given = new OpenAqTable("1");
    String first =
        HOUR.replace("\"found\": 2", "\"found\": 4").replace("\"limit\": 100", "\"limit\": 2");
    ReadTable.of(given, first + first.replace("\"page\": 1", "\"page\": 2"));
    assertThat(given.warnings()).isEmpty();
  }

  @Test
  void noResultsAreATableWithoutRows() {
    String nothing = "{\"meta\": {\"page\": 1, \"limit\": 100, \"found\": 0}, \"results\": []}";
    assertThat(ReadTable.of(reader, nothing).rows()).isEmpty();
  }

  @Test
  void aFileOfDescriptionsOnlyIsNamed() {
    assertThatThrownBy(() -> ReadTable.of(reader, LOCATION))
        .isInstanceOf(BadFileException.class)
        .hasMessage(
            "the file describes locations (1) and sensors (2) but has no measurements: send it"
                + " together with theirs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'detail': 'Not Found'}; line 1: no answer of the OpenAQ API, version 3: an object"
            + " without results, but with 'detail'",
        "7; line 1: an OpenAQ answer is an object with results",
        "{'results': [3]}; line 1: a result that is no object",
        "{'results': [{'city': 'x'}]}; line 1: a result that is no measurement, latest value,"
            + " sensor or location: it begins with 'city'",
        "{'results': [{'parameter': 'pm25', 'value': 1}]}; line 1: the parameter is a text: this"
            + " is an answer of version 1 or 2 of the API, not of 3",
        "{'results': [{'value': 1, 'period': {'label': '13', 'interval': 'hour'}}]}; line 1:"
            + " averages by hour of day, day of week or month of year over several years are no"
            + " time series"
      })
  void whatIsNoAnswerIsNamed(String text, String message) {
    assertThatThrownBy(() -> ReadTable.of(reader, text.replace('\'', '"')))
        .isInstanceOf(BadFileException.class)
        .hasMessage(message);
  }
}
