package org.aralwatch.geodata.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.aralwatch.geodata.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The reviewed files are as their schemas want them, fit together, and could not be otherwise. */
class ReferenceFilesTest {
  private static final ReferenceFiles FILES = ReferenceFiles.read();

  static Stream<String> names() {
    return Stream.concat(
        FILES.vocabularies().keySet().stream(),
        FILES.features().keySet().stream().map(layer -> "features/" + layer));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFileIsAsItsSchemaWantsIt(String name) {
    assertThat(JsonSchemas.faults(ReferenceFiles.schema(name), FILES.file(name))).isEmpty();
  }

  @Test
  void theFilesFitTogether() {
    assertThat(ReferenceLinks.faults(FILES)).isEmpty();
  }

  @Test
  void aSchemaItselfIsAsDraft202012WantsIt() {
    Stream<String> names =
        Stream.concat(FILES.vocabularies().keySet().stream(), Stream.of("common", "features"));
    names.forEach(
        name -> {
          JsonNode schema = resource("/reference/schema/" + name + ".schema.json");
          assertThat(JsonSchemas.faults("draft/2020-12/schema", schema)).as(name).isEmpty();
        });
  }

  /** Each row breaks one thing; null takes it away. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "themes        | /themes/0/id                    | \"Aral Sea\"      | does not match",
        "themes        | /themes/0/summary/ru            | null              | 'ru' not found",
        "themes        | /themes/0/name/en               | \"\"              | does not match",
        "themes        | /themes/0/name/EN               | \"Sea\"           | EN",
        "themes        | /themes/0/views                 | []                | at least 1 item",
        "themes        | /themes/0/views/0/classes       | {\"upTo\": [1]}   | string expected",
        "themes        | /themes/0/views/0/period        | \"fortnight\"     | enumeration",
        "themes        | /themes/0/colour                | \"#ffffff\"       | 'colour' is not defined",
        "classes       | /classes/0/colours/0            | \"#FFFFFF\"       | does not match",
        "classes       | /classes/0/upTo/0               | \"5\"             | number expected",
        "classes       | /classes/0/source               | null              | 'source' not found",
        "layers        | /layers/0/kind                  | \"lake\"          | enumeration",
        "layers        | /layers/0/order                 | 1.5               | integer expected",
        "properties    | /properties/0/significantDigits | 3                 | one",
        "properties    | /properties/0/persistence       | \"2 years\"       | does not match",
        "properties    | /properties/0/persistence       | \"P\"             | does not match",
        "properties    | /properties/0/definition/ru     | null              | 'ru' not found",
        "properties    | /properties/0/grossRange/source | \"\"              | at least 1 char",
        "units         | /units/0/dimension              | \"kg\"            | does not match",
        "units         | /units/0/toBase/factor          | 0                 | exclusive minimum",
        "licences      | /licences/0/url                 | \"see LICENSE\"   | does not match",
        "licences      | /licences/0/attribution         | \"yes\"           | boolean expected",
        "organisations | /organisations/0/country        | \"UZ\"            | does not match",
        "organisations | /organisations/0/name/ru        | null              | 'ru' not found",
        "statistics    | /statistics/0/waterml2          | \"Average\"       | enumeration",
        "quality-flags | /flags/0/code                   | 5                 | enumeration",
        "quality-tests | /tests/0/bit                    | 15                | maximum",
        "quality-tests | /tests/0/suspectBit             | 31                | maximum",
        "quality-tests | /tests/0/flag                   | 4                 | 'flag' is not defined",
        "quality-crosswalk | /meanings/0/codes/argos     | \"1\"             | 'argos' is not defined",
        "quality-crosswalk | /meanings/0/flag            | null              | 'flag' not found",
        "quality-crosswalk | /meanings/0/origin          | \"made\"          | enumeration",
        "quality-decisions | /corrections/0/origin       | \"original\"      | enumeration",
        "quality-rules | /rules/0/spike/suspect          | -1                | minimum",
        "quality-rules | /rules/0/spike/sources          | []                | at least 1 item",
        "quality-rules | /rules/0/spike/basis            | null              | 'basis' not found",
        "quality-rules | /rules/0/flatLine/fail/count    | 65                | maximum",
        "quality-rules | /rules/0/reach                  | \"1 hour\"        | does not match",
        "quality-rules | /rules/0/peak                   | {}                | 'peak' is not defined",
        "quality-rules | /relations/0/kind               | \"below\"         | constant",
        "quality-rules | /none/0/reason/ru               | null              | 'ru' not found",
        "quality-rules | /sources/0/url                  | \"a book\"        | does not match",
        "periods       | /periods/0/id                   | \"P10D\"          | does not match",
        "languages     | /languages/0/script             | \"Latin\"         | does not match",
        "languages     | /languages/0/completeness       | \"some\"          | enumeration",
        "languages     | /source                         | null              | 'source' not found",
        "features/lakes | /aralwatch/licence             | null              | 'licence' not found",
        "features/lakes | /features/0/properties/names   | {\"ru\": \"Озеро\"} | 'en' not found",
        "features/lakes | /features/0/properties/code    | \"a lake\"        | does not match",
        "features/lakes | /features/0/properties/area    | 5                 | 'area' is not defined",
        "features/lakes | /features/0/properties/validFrom | \"1960\"        | does not match",
        "features/hydroposts | /features/0/geometry/coordinates/0 | 86        | maximum",
        "features/hydroposts | /features/0/geometry/coordinates/2 | 300       | at most 2 items",
        "features/hydroposts | /features/0/geometry/type | \"Circle\"         | constant",
      })
  void aBrokenFileIsRefusedByItsSchema(String name, String place, String value, String message) {
    JsonNode broken = broken(name, place, value);
    assertThat(JsonSchemas.faults(ReferenceFiles.schema(name), broken))
        .isNotEmpty()
        .anySatisfy(fault -> assertThat(fault).contains(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "themes        | /themes/0/layers/0              | \"oceans\"   | layers has no 'oceans'",
        "themes        | /themes/0/views/0/property      | \"depth\"    | properties has no 'depth'",
        "themes        | /themes/0/views/0/unit          | \"acre\"     | units has no 'acre'",
        "themes        | /themes/0/views/0/unit          | \"m3/s\"     | m3/s is no unit of water-area",
        "themes        | /themes/0/views/0/classes       | \"blue\"     | classes has no 'blue'",
        "themes        | /themes/1/id                    | \"aral-sea\" | 'aral-sea' is there twice",
        "themes        | /themes/0/name/fr               | \"Mer\"      | languages has no 'fr'",
        "themes        | /themes/0/compositions          | [{\"id\": \"x\", \"parts\": [{\"property\": \"salt\"}]}] | properties has no 'salt'",
        "classes       | /classes/0/colours/0            | null         | one colour more than borders",
        "classes       | /classes/0/upTo/0               | 99999999     | borders do not ascend",
        "classes       | /classes/0/labels               | []           | one label for each colour",
        "classes       | /classes/0/id                   | \"unused\"   | no view uses them",
        "layers        | /layers/0/shapesOf              | {\"layer\": \"seas\", \"attribute\": \"of\"} | layers has no 'seas'",
        "layers        | /layers/0/shapesOf              | {\"layer\": \"lakes\", \"attribute\": \"of\"} | a shape of nothing",
        "layers        | /layers/0/geometryType          | \"point\"    | is no point",
        "layers        | /layers/0/id                    | \"states\"   | layers has no 'countries'",
        "properties    | /properties/0/unit              | \"furlong\"  | units has no 'furlong'",
        "properties    | /properties/0/aggregation       | \"median\"   | statistics has no 'median'",
        "properties    | /properties/0/grossRange/min    | 1e9          | the gross range is empty",
        "units         | /units/1/ucum                   | \"1\"        | '1' is there twice",
        "quality-flags | /flags/0/code                   | 2            | the code 2 is there twice",
        "quality-crosswalk | /meanings/4/flag            | 3            | quality-crosswalk knows",
        "quality-crosswalk | /schemes/0                  | null         | waterml2 is not described",
        "quality-tests | /tests/0/bit                    | 1            | location: its bit is taken",
        "quality-tests | /tests/0/suspectBit             | 17           | location: its bit is taken",
        "quality-rules | /rules/0/property               | \"pm1\"      | properties has no 'pm1'",
        "quality-rules | /rules/0/unit                   | \"mg/m3\"    | pm2-5 is not in mg/m3",
        "quality-rules | /rules/0/supports/0             | \"P1W\"      | there is no period 'P1W'",
        "quality-rules | /rules/0/spike/sources/0        | \"hearsay\"  | there is no source 'hearsay'",
        "quality-rules | /relations/3/part/property      | \"pm1\"      | properties has no 'pm1'",
        "quality-rules | /none/0/properties/0            | \"pm2-5\"    | 'pm2-5' is told of twice",
        "quality-rules | /none/0/properties/0            | \"pm1\"      | no rule for 'water-area', and no reason",
        "quality-rules | /neighbour/sources              | []           | nothing is taken from 'iglewicz-hoaglin'",
        "languages     | /languages/1/fallback           | \"la\"       | languages has no 'la'",
        "features/lakes | /aralwatch/licence             | \"Beerware\" | licences has no 'Beerware'",
        "features/lakes | /features/0/properties/names/ru | null | lacks a Russian name",
        "features/lakes | /features/0/id                 | \"pond\"     | has another id",
        "features/water-bodies | /features/0/properties/validFrom | \"2100-01-01\" | ends before it begins",
      })
  void aNameThatLeadsNowhereIsFound(String name, String place, String value, String message) {
    assertThat(ReferenceLinks.faults(FILES.with(name, broken(name, place, value))))
        .isNotEmpty()
        .anySatisfy(fault -> assertThat(fault).contains(message));
  }

  private static JsonNode broken(String name, String place, String value) {
    JsonNode copy = FILES.file(name).deepCopy();
    int cut = place.lastIndexOf('/');
    JsonNode parent = copy.at(place.substring(0, cut));
    String key = place.substring(cut + 1);
    JsonNode replacement = Json.read(value);
    if (parent instanceof ObjectNode object) {
      if (replacement.isNull()) {
        assertThat(object.remove(key)).as(place).isNotNull();
      } else {
        object.set(key, replacement);
      }
    } else if (parent instanceof ArrayNode array) {
      int index = Integer.parseInt(key);
      if (replacement.isNull()) {
        assertThat(array.remove(index)).as(place).isNotNull();
      } else if (index == array.size()) {
        array.add(replacement);
      } else {
        array.set(index, replacement);
      }
    } else {
      throw new IllegalArgumentException(name + " has nothing at " + place);
    }
    return copy;
  }

  private static JsonNode resource(String path) {
    try (InputStream in = ReferenceFilesTest.class.getResourceAsStream(path)) {
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
