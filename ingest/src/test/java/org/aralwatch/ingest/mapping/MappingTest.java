package org.aralwatch.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.ingest.mapping.Mapping.Layout;
import org.aralwatch.ingest.source.FileFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
  private static final String LONG =
      """
      {"name": "m", "title": "M", "layout": "long", "layer": "hydroposts",
       "station": {"column": "code"},
       "time": {"column": "date", "format": "yyyy-MM-dd", "zone": "Asia/Tashkent", "support": "day"},
       "properties": {"column": "type", "values": {
         "Q": {"property": "discharge", "unit": "m3/s", "statistic": "mean"},
         "H": {"property": "water-level", "unit": "cm", "statistic": "mean",
               "verticalDatum": "Baltic 1977", "definition": "Level."}}},
       "value": {"column": "value", "missing": ["NA"]},
       "datastream": {"procedure": "gauge", "source": {"title": "t", "url": "u", "read": "r"},
         "licence": "MIT", "owner": "uzhydromet", "definition": "d"}}
      """;

  @Test
  void aLongMappingIsRead() {
    Mapping mapping = Mappings.parse("test", LONG);
    assertThat(mapping.name()).isEqualTo("m");
    assertThat(mapping.csv().delimiter()).isEqualTo(',');
    assertThat(mapping.header()).isEqualTo(new Header(0, 1, Header.Names.FIRST));
    assertThat(mapping.format()).isEqualTo(FileFormat.CSV);
    assertThat(mapping.station()).contains(new StationRule.Column("code"));
    assertThat(mapping.time().label()).isEqualTo(TimeRule.Label.BEGIN);
    Layout.Long rows = (Layout.Long) mapping.layout();
    assertThat(rows.valueColumn()).isEqualTo("value");
    assertThat(rows.series().values().keySet()).containsExactly("Q", "H");
    assertThat(mapping.values().missing()).containsExactly("NA");
  }

  @Test
  void anEntryTakesFromTheDatastreamWhatItDoesNotSay() {
    Layout.Long rows = (Layout.Long) Mappings.parse("test", LONG).layout();
    Series discharge = rows.series().values().get("Q");
    Series level = rows.series().values().get("H");
    assertThat(discharge.definition()).isEqualTo("d");
    assertThat(discharge.verticalDatum()).isEmpty();
    assertThat(level.definition()).isEqualTo("Level.");
    assertThat(level.verticalDatum()).contains("Baltic 1977");
    assertThat(level.owner()).isEqualTo("uzhydromet");
  }

  @Test
  void aWideMappingMayNameAStationInEveryColumn() {
    Mapping mapping =
        Mappings.parse(
            "test",
            changed(
                root -> {
                  root.put("layout", "wide");
                  root.remove("station");
                  root.remove("properties");
                  root.remove("value");
                  root.putObject("columns")
                      .putObject("19100")
                      .put("station", "kerki")
                      .put("property", "discharge")
                      .put("unit", "m3/s")
                      .put("statistic", "mean");
                }));
    assertThat(mapping.station()).isEmpty();
    assertThat(((Layout.Wide) mapping.layout()).columns().get("19100").station())
        .isEqualTo(Optional.of("kerki"));
  }

  @Test
  void aSupportMayBeChosenByAColumn() {
    Mapping mapping =
        Mappings.parse(
            "test",
            changed(
                root -> {
                  ObjectNode support = ((ObjectNode) root.get("time")).putObject("support");
                  support.put("column", "resolution");
                  support.putObject("values").put("dec", "dekad").put("mon", "P1M");
                }));
    assertThat(mapping.time().support().values())
        .containsEntry("dec", Support.DEKAD)
        .containsEntry("mon", Support.MONTH);
  }

  @ParameterizedTest
  @CsvSource({
    "Asia/Tashkent, Asia/Tashkent",
    "UTC+06:00, Etc/GMT-6",
    "+05:00, Etc/GMT-5",
    "UTC-03:00, Etc/GMT+3",
    "Z, UTC",
    "UTC, UTC"
  })
  void aFixedOffsetBecomesAZoneThatTheDatabaseReadsAlike(String text, String zone) {
    assertThat(TimeRuleReader.zone(text)).isEqualTo(ZoneId.of(zone));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /title             | 5                  | 'title': expected a text, found 5
          /layout            | "tall"             | 'layout': unknown layout 'tall'; one of long, wide, matrix
          /layers            | "x"                | unknown key 'layers'; allowed here: name, title, format, csv, header, layer, datastream, layout
          /csv/delimiter     | ";;"               | 'csv.delimiter': expected one character, found ";;"
          /csv/encoding      | "UTF-9"            | 'csv.encoding': unknown encoding 'UTF-9'; one of UTF-8, UTF-16, windows-1251
          /csv/headerRows    | -1                 | 'csv.headerRows': expected a whole number from 0 to 20, found -1
          /csv/decimal       | ";"                | 'csv.decimal': expected '.' or ','
          /csv/quotes        | "x"                | unknown key 'csv.quotes'; allowed here: delimiter, encoding
          /station/code      | "kerki"            | 'station': expected one of 'column', 'code', 'fileName', 'table', 'cell'
          /time/format       | "dd.mm.yyyy"       | 'time.format': cannot use the time format 'dd.mm.yyyy': a day needs a month; allowed: yyyy
          /time/zone         | "Asia/Samarqand"   | 'time.zone': unknown time zone 'Asia/Samarqand'; expected one such as Asia/Tashkent
          /time/zone         | "UTC+04:30"        | 'time.zone': the offset 'UTC+04:30' is not of whole hours; name a zone, as Asia/Kabul
          /time/support      | "week"             | 'time.support': unknown support period 'week'; one of instant, PT20M
          /time/label        | "middle"           | 'time.label': unknown label 'middle'; one of begin, end, last-day, within
          /value/missing     | "NA"               | 'value.missing': expected a list of texts, found "NA"
          /value/miss        | []                 | unknown key 'value.miss'; allowed here: column, missing, censored
          /flag/column       | "QC"               | 'flag.values' is missing: expected an object with at least one member
          /newStations/x     | 5                  | 'newStations.x': expected an object, found 5
          /newStations/crs   | "UTM42"            | 'newStations.crs': unknown coordinate system 'UTM42'; expected a code such as EPSG:32642
          /datastream/licence| null               | 'properties.values.Q.licence': is missing here and in 'datastream'
          /datastream/visibility | "secret"       | unknown visibility 'secret'; one of public, aggregate, organisation
          /datastream/source/year | 5             | unknown key 'datastream.source.year'; allowed here: title, url, read
          /properties/values/Q/statistic | "avg"  | 'properties.values.Q.statistic': unknown statistic 'avg'; one of instant, mean
          /format            | "xls"              | 'format': unknown format 'xls'; one of csv, xlsx, ods
          /tables            | "(2020"            | 'tables': cannot use the pattern '(2020': missing closing )
          /decimal           | ";"                | 'decimal': expected '.' or ','
          /header            | {"rows": 30}       | 'header.rows': expected a whole number from 0 to 20, found 30
          /header            | {"names": "all"}   | 'header.names': unknown 'all'; one of first, last, joined
          /station           | {"column": "a", "fileName": "b"} | 'station': expected one of 'column'
          /station           | {"cell": {"row": 0, "column": 1}} | 'station.cell.row': rows and columns are counted from 1
          /stations          | [{"code": "1", "x": 70}] | 'stations.0.y' is missing: expected a number
          /stations          | {"code": "1"}      | 'stations': expected a list of objects
          /stationCodes      | {"a": 5}           | 'stationCodes.a': expected a text
          /time/parts        | {"year": "Y"}      | 'time.columns': expected one of 'column', 'columns', 'parts'
          /time/begin        | {"column": "b"}    | 'time.end': is missing: both ends are needed
          /time/format       | ["dd.MM.yyyy", "mm"] | 'time.format': cannot use the time format 'mm': the year is missing
          /value/censored    | {"ND": {}}         | 'value.censored': a word without a 'limit' needs the detection limit in 'limits'
          /value/censored    | {"ND": {"sign": "="}} | 'value.censored.ND.sign': unknown qualifier '='
          /ignoreRows        | {"column": "a"}    | 'ignoreRows.values': expected 'values', 'pattern' or 'blank'
          /ignoreRows        | [{"column": "a", "values": ["x"]}, {"blank": "b", "values": ["x"]}] | 'ignoreRows.1.values': expected
          /properties/values/Q/gas | {"temperatureC": 20} | 'properties.values.Q.gas.pressureKPa' is missing: expected a number
          /properties/values/Q/unit | {"column": "u"} | 'properties.values.Q.unit.values' is missing
          /properties/values/Q/units     | "m3/s" | unknown key 'properties.values.Q.units'; allowed here:
          """)
  void aMistakeIsNamedWithItsPlaceItsValueAndWhatIsAllowed(
      String place, String json, String message) {
    MappingException e =
        problems(
            changed(
                root -> {
                  String[] keys = place.substring(1).split("/");
                  ObjectNode parent = root;
                  for (int i = 0; i < keys.length - 1; i++) {
                    parent =
                        parent.has(keys[i])
                            ? (ObjectNode) parent.get(keys[i])
                            : parent.putObject(keys[i]);
                  }
                  parent.set(keys[keys.length - 1], Json.read(json));
                }));
    assertThat(e.problems()).anySatisfy(problem -> assertThat(problem).contains(message));
    assertThat(e).hasMessageStartingWith("mapping test: ");
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    MappingException e =
        problems(
            changed(
                root -> {
                  root.put("layout", "tall");
                  root.put("colour", "red");
                  ((ObjectNode) root.get("time")).put("zone", "Mars").remove("format");
                }));
    assertThat(e.problems()).hasSize(4).contains("'time.format' is missing: expected a text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "instant"})
  void aLastDayIsOfNoHour(String support) {
    MappingException e =
        problems(
            changed(
                root -> {
                  ObjectNode time = (ObjectNode) root.get("time");
                  time.put("support", support).put("label", "last-day");
                }));
    assertThat(e.problems()).singleElement().asString().contains("'time.label': 'last-day' is for");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name": "a", "name": "b"} | is no JSON: Duplicate field 'name' (line 1
          {"name": "a"               | is no JSON: Unexpected end-of-input: expected close marker for Object (line
          []                         | expected a JSON object, found []
          {"name": "a"} {}           | is no JSON:
          """)
  void whatIsNoMappingAtAllSaysSo(String json, String message) {
    assertThat(problems(json).problems())
        .anySatisfy(problem -> assertThat(problem).contains(message));
  }

  @Test
  void aFileThatIsNotThereIsNamed(@TempDir Path directory) {
    Path file = directory.resolve("none.json");
    MappingException e = catchThrowableOfType(MappingException.class, () -> Mappings.read(file));
    assertThat(e.getMessage()).contains(file.toString()).contains("cannot be read");
  }

  @Test
  void theExamplesOfTheManualAreMappings() {
    for (String name : List.of("airnow-bishkek", "chirchik-river-basin")) {
      Path file = Path.of("..", "docs", "examples", name + ".mapping.json");
      assertThat(Mappings.read(file).name()).isEqualTo(name);
    }
  }

  private static MappingException problems(String json) {
    return catchThrowableOfType(MappingException.class, () -> Mappings.parse("test", json));
  }

  private static String changed(Consumer<ObjectNode> change) {
    ObjectNode root = (ObjectNode) Json.read(LONG);
    change.accept(root);
    return root.toString();
  }
}
