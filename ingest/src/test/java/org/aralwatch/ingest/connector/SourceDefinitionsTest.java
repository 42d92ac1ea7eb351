package org.aralwatch.ingest.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.ingest.pipeline.Fixtures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class SourceDefinitionsTest {
  private static TestDatabase database;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  private static SourceDefinition parse(String json) {
    return new SourceDefinitions(database.jdbi()).parse("test", json);
  }

  private static List<String> problems(String json) {
    SourceException e = catchThrowableOfType(SourceException.class, () -> parse(json));
    assertThat(e).as(json).isNotNull();
    return e.problems();
  }

  private static String source(String kind, String parameters, String more) {
    return """
        {"name": "s", "title": "t", "kind": "%s", "schedule": {"every": "PT1H"}, "mapping": %s,
         "parameters": %s %s}
        """
        .formatted(kind, Fixtures.DAILY, parameters, more);
  }

  @Test
  void everyKindIsReadWithItsDefaults() {
    SourceDefinition folder = parse(source("folder", "{\"path\": \"/srv/in\"}", ""));
    assertThat(((Parameters.Folder) folder.parameters()).still()).isEqualTo(Duration.ofSeconds(30));
    SourceDefinition quakes =
        parse(
            source(
                "usgs-earthquakes", "{\"box\": [53, 35, 80, 46], \"since\": \"2026-01-01\"}", ""));
    assertThat(((Parameters.Earthquakes) quakes.parameters()).address())
        .hasToString("https://earthquake.usgs.gov");
    assertThat(quakes.limits().requestsPerMinute()).isEqualTo(30);
    SourceDefinition air =
        parse(
            source(
                "openaq",
                "{\"country\": \"UZ\", \"since\": \"2026-01-01\"}",
                ", \"credentials\": {\"environment\": \"OPENAQ_API_KEY\"}"));
    assertThat(air.credentials().orElseThrow().header()).hasValue("X-API-Key");
    SourceDefinition fires =
        parse(
            source(
                "firms",
                "{\"products\": [\"VIIRS_NOAA20_NRT\"], \"box\": [53, 35, 80, 46], \"since\": \"2026-01-01\"}",
                ", \"credentials\": {\"environment\": \"FIRMS_MAP_KEY\"}"));
    assertThat(((Parameters.Firms) fires.parameters()).overlap()).isEqualTo(Duration.ofDays(2));
    SourceDefinition web =
        parse(
            source("http", "{\"address\": \"https://example.org/a.csv\", \"form\": \"csv\"}", ""));
    assertThat(((Parameters.Web) web.parameters()).paging())
        .isEqualTo(new Parameters.Paging.None());
    assertThat(web.acceptRejects()).isFalse();
    assertThat(web.actor()).isEqualTo("source s");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThat(
            problems(
                """
                {"name": "Bad Name", "kind": "http", "schedule": {"every": "PT1S", "at": ["25:00"]},
                 "mapping": {"name": "x"}, "colour": "red",
                 "parameters": {"address": "ftp://x/{when}", "form": "xml", "sinc": "2026"},
                 "credentials": {"environment": "two words"}}
                """))
        .anySatisfy(p -> assertThat(p).startsWith("'name': expected a name of small letters"))
        .anySatisfy(p -> assertThat(p).isEqualTo("'title' is missing: expected a text"))
        .anySatisfy(p -> assertThat(p).isEqualTo("'schedule': expected either 'every' or 'at'"))
        .anySatisfy(
            p -> assertThat(p).startsWith("'schedule.every': expected a duration from PT1M"))
        .anySatisfy(p -> assertThat(p).startsWith("'schedule.at': expected a time of the day"))
        .anySatisfy(p -> assertThat(p).startsWith("'schedule.zone' is missing"))
        .anySatisfy(p -> assertThat(p).startsWith("'parameters.address': unknown place {when}"))
        .anySatisfy(p -> assertThat(p).startsWith("'parameters.form': expected csv, json or other"))
        .anySatisfy(p -> assertThat(p).startsWith("unknown key 'parameters.sinc'; allowed here: "))
        .anySatisfy(p -> assertThat(p).startsWith("'credentials.environment': expected the name"))
        .anySatisfy(p -> assertThat(p).startsWith("'mapping': 'title' is missing"))
        .anySatisfy(p -> assertThat(p).startsWith("unknown key 'colour'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          folder | {"path": "in"} | 'parameters.path': expected a path from the root
          folder | {"path": "/in", "pattern": "[a"} | 'parameters.pattern'
          folder | {"path": "/in", "still": "30"} | 'parameters.still': expected a duration
          folder | {} | 'parameters.path' is missing
          usgs-earthquakes | {"box": [80, 35, 53, 46], "since": "2026-01-01"} | 'parameters.box': expected west below east
          usgs-earthquakes | {"box": [53, 35, 80], "since": "2026-01-01"} | 'parameters.box': expected [west, south, east, north]
          usgs-earthquakes | {"box": [53, 35, 80, 46]} | 'parameters.since' is missing
          usgs-earthquakes | {"box": [53, 35, 80, 46], "since": "2026-02-30"} | 'parameters.since': expected a day
          usgs-earthquakes | {"box": [53, 35, 80, 46], "since": "2026-01-01", "pageSize": 20001} | 'parameters.pageSize': expected a whole number from 1 to 20000
          openaq | {"since": "2026-01-01"} | 'parameters.box': expected either 'box' or 'country'
          openaq | {"country": "Uzbekistan", "since": "2026-01-01"} | 'parameters.country': expected a country's two letters
          openaq | {"country": "UZ", "since": "2026-01-01", "values": "days"} | 'parameters.values': expected hours or measurements
          firms | {"box": [53, 35, 80, 46], "since": "2026-01-01"} | 'parameters.products' is missing
          firms | {"products": ["viirs"], "box": [53, 35, 80, 46], "since": "2026-01-01"} | 'parameters.products': expected a product of FIRMS
          http | {"address": "https://h/?from={from}", "form": "csv"} | 'parameters.since' is missing
          http | {"address": "https://h/?p={cursor}", "form": "csv"} | 'parameters.paging' is missing
          http | {"address": "https://h/", "form": "csv", "window": "P1D"} | 'parameters.window': the address has not both
          http | {"address": "https://u:p@h/", "form": "csv"} | 'parameters.address': expected an address
          http | {"address": "https://h/#a", "form": "csv"} | 'parameters.address': an address with '#'
          http | {"address": "https://h/{key}", "form": "csv"} | 'parameters.address': has {key}
          http | {"address": "https://h/?apikey=abc", "form": "csv"} | 'parameters.address': a key stands in plain sight
          http | {"address": "https://h/", "form": "csv", "headers": {"Authorization": "Bearer abc"}} | 'parameters.headers.Authorization': a key stands in plain sight
          http | {"address": "https://h/", "form": "csv", "headers": {"Host": "x"}} | 'parameters.headers.Host': the header Host is set
          http | {"address": "https://h/", "form": "csv", "paging": {"by": "next", "field": "/n"}} | 'parameters.paging.by': only JSON
          http | {"address": "https://h/", "form": "json", "paging": {"by": "next", "field": "n"}} | 'parameters.paging.field': expected a JSON pointer
          http | {"address": "https://h/", "form": "json", "paging": {"by": "number"}} | 'parameters.paging.records' is missing
          http | {"address": "https://h/", "form": "csv", "paging": {"by": "number"}} | 'parameters.paging.by': the address has no {cursor}
          http | {"address": "https://h/", "form": "csv", "paging": {"by": "guess"}} | 'parameters.paging.by': expected link, next or number
          http | {"address": "https://h/?from={from}", "form": "csv", "since": "2026-01-01", "times": "q{"} | 'parameters.times'
          """)
  void everyParameterIsChecked(String kind, String parameters, String problem) {
    assertThat(problems(source(kind, parameters, ""))).anyMatch(p -> p.startsWith(problem));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ARALWATCH_DATABASE", "ARALWATCH_DATA"})
  void thisProgramsOwnSettingsAreSentToNobody(String variable) {
    String json =
        source(
            "http",
            "{\"address\": \"https://h/\", \"form\": \"csv\"}",
            ", \"credentials\": {\"environment\": \"" + variable + "\", \"header\": \"X-A\"}");
    assertThat(problems(json)).anyMatch(p -> p.contains("is sent to nobody"));
    assertThat(parse(json.replace(variable, "ARALWATCH_SOURCE_KEY")).credentials()).isPresent();
  }

  @Test
  void credentialsAreAskedForWhereAServiceNeedsThem() {
    assertThat(problems(source("openaq", "{\"country\": \"UZ\", \"since\": \"2026-01-01\"}", "")))
        .anyMatch(p -> p.startsWith("'credentials' is missing"));
    assertThat(
            problems(
                source(
                    "folder",
                    "{\"path\": \"/in\"}",
                    ", \"credentials\": {\"environment\": \"K\"}")))
        .anyMatch(p -> p.startsWith("'credentials': a source of this kind needs none"));
  }

  @Test
  void ownerAndLicenceAreThoseOfTheMappingOrFillItsGap() {
    ObjectNode mapping = (ObjectNode) Json.read(Fixtures.DAILY);
    ((ObjectNode) mapping.get("datastream")).remove("owner");
    String without =
        source("folder", "{\"path\": \"/in\"}", "").replace(Fixtures.DAILY, mapping.toString());
    assertThat(problems(without)).anyMatch(p -> p.contains("'properties.values.Q.owner'"));
    String with = without.replaceFirst("\\{", "{\"owner\": \"uzhydromet\", ");
    assertThat(parse(with).mapping().path("datastream").path("owner").asText())
        .isEqualTo("uzhydromet");
    String other = source("folder", "{\"path\": \"/in\"}", ", \"owner\": \"kazhydromet\"");
    assertThat(problems(other))
        .contains("'owner': the mapping says 'uzhydromet', not 'kazhydromet'");
  }

  @Test
  void aMappingIsFoundByItsName() {
    String json =
        source("folder", "{\"path\": \"/in\"}", "").replace(Fixtures.DAILY, "\"shardara-news\"");
    assertThat(parse(json).mapping().path("name").asText()).isEqualTo("shardara-news");
    assertThat(problems(json.replace("shardara-news", "nobodys")))
        .anyMatch(p -> p.startsWith("'mapping': there is no mapping of this name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"usgs-earthquakes", "openaq-uzbekistan", "shardara-inbox"})
  void theExamplesOfTheManualAreSources(String name) throws IOException {
    Path file = Path.of("..", "docs", "examples", name + ".source.json");
    assertThat(parse(Files.readString(file)).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"name\": \"a\", \"name\": \"b\"}", "null", "1"})
  void whatIsNoDefinitionIsRefused(String json) {
    assertThat(problems(json)).isNotEmpty();
  }
}
