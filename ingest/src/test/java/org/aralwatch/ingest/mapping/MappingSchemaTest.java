package org.aralwatch.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.reference.JsonSchemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema of mappings, for editors, and the reader of mappings say the same. */
class MappingSchemaTest {
  private static final String SCHEMA = "org/aralwatch/ingest/mapping/mapping.schema.json";
  private static final Path SAMPLE = Path.of("src/main/resources/sample");
  private static final Path EXAMPLES = Path.of("../docs/examples");

  static Stream<Path> mappings() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path directory : List.of(SAMPLE, EXAMPLES)) {
      try (Stream<Path> files = Files.list(directory)) {
        files
            .filter(file -> file.toString().endsWith(".mapping.json"))
            .sorted()
            .forEach(found::add);
      }
    }
    return found.stream();
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void aMappingIsAsItsSchemaWantsItAndIsRead(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(JsonSchemas.faults(SCHEMA, Json.read(text))).isEmpty();
    Mapping mapping = Mappings.parse(file.toString(), text);
    assertThat(file.getFileName().toString()).isEqualTo(mapping.name() + ".mapping.json");
  }

  @Test
  void theIndexNamesEveryFileOfTheSampleWithItsMapping() throws IOException {
    List<String> named = new ArrayList<>();
    Json.read(Files.readString(SAMPLE.resolve("index.json")))
        .path("files")
        .forEach(name -> named.add(name.asText()));
    assertThat(named).doesNotHaveDuplicates();
    for (String ending : List.of(".csv", ".mapping.json")) {
      try (Stream<Path> files = Files.list(SAMPLE)) {
        assertThat(
                files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length())))
            .containsExactlyInAnyOrderElementsOf(named);
      }
    }
  }

  /** Each row breaks one thing; null takes it away. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/name                        | null",
        "/layer                       | null",
        "/layout                      | \"tall\"",
        "/colour                      | \"#ffffff\"",
        "/csv/decimal                 | \";\"",
        "/csv/delimiter               | \";;\"",
        "/csv/headerRows              | -1",
        "/csv/header                  | 1",
        "/station                     | {\"column\": \"a\", \"code\": \"b\"}",
        "/station                     | {}",
        "/time/format                 | null",
        "/time/zone                   | null",
        "/time/support                | \"decade\"",
        "/time/support                | {\"column\": \"r\", \"values\": {\"d\": \"ten\"}}",
        "/time/label                  | \"middle\"",
        "/time/columns                | [\"day\"]",
        "/properties                  | null",
        "/properties/values/Q/unit    | null",
        "/properties/values/Q/statistic | \"median\"",
        "/properties/values/Q/depth   | 3",
        "/value/column                | null",
        "/value/missing               | \"NA\"",
        "/flag                        | {\"column\": \"q\", \"values\": {\"x\": 5}}",
        "/qualifier                   | {\"column\": \"q\", \"values\": {\"x\": \"=\"}}",
        "/ignoreRows                  | {\"column\": \"q\"}",
        "/newStations                 | {\"name\": {\"en\": {\"column\": \"n\"}}, \"x\": {\"column\": \"x\"}}",
        "/newStations                 | {\"name\": {\"en\": {\"column\": \"n\"}}, \"x\": {\"value\": 1}, \"y\": {\"value\": 1}, \"crs\": \"utm42\"}",
        "/datastream/visibility       | \"secret\"",
        "/datastream/source/read      | null",
      })
  void whatTheSchemaRefusesTheReaderRefusesToo(String place, String value) {
    JsonNode broken = broken(place, value);
    assertThat(JsonSchemas.faults(SCHEMA, broken)).as("schema").isNotEmpty();
    assertThatThrownBy(() -> Mappings.parse("test", broken.toString()))
        .as("reader")
        .isInstanceOf(MappingException.class);
  }

  private static JsonNode broken(String place, String value) {
    ObjectNode mapping =
        (ObjectNode)
            Json.read(
                """
                {"name": "m", "title": "M", "csv": {"delimiter": ","}, "layout": "long",
                 "layer": "hydroposts", "station": {"column": "code"},
                 "time": {"column": "date", "format": "yyyy-MM-dd", "zone": "Asia/Tashkent",
                          "support": "day"},
                 "properties": {"column": "type", "values": {
                   "Q": {"property": "discharge", "unit": "m3/s", "statistic": "mean"}}},
                 "value": {"column": "value", "missing": ["NA"]},
                 "datastream": {"procedure": "gauge",
                   "source": {"title": "t", "url": "u", "read": "r"},
                   "licence": "MIT", "owner": "uzhydromet", "definition": "d"}}
                """);
    assertThat(JsonSchemas.faults(SCHEMA, mapping)).isEmpty();
    int cut = place.lastIndexOf('/');
    ObjectNode parent = (ObjectNode) mapping.at(place.substring(0, cut));
    String key = place.substring(cut + 1);
    if (value.equals("null")) {
      assertThat(parent.remove(key)).as(place).isNotNull();
    } else {
      parent.set(key, Json.read(value));
    }
    return mapping;
  }
}
