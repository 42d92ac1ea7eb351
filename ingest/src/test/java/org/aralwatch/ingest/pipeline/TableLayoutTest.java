package org.aralwatch.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.storage.FeatureRef;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.geodata.storage.Vocabulary;
import org.aralwatch.ingest.mapping.BoundMapping;
import org.aralwatch.ingest.mapping.MappingException;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.Row;
import org.aralwatch.ingest.source.TableReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** What tables mean: layouts, headers, times, stations, limits. */
@Tag("database")
class TableLayoutTest {
  private static final String SERIES =
      """
      {"property": "discharge", "unit": "m3/s", "statistic": "mean"}""";
  private static Vocabulary vocabulary;

  @BeforeAll
  static void readVocabulary() {
    try (TestDatabase database = TestDatabase.create()) {
      vocabulary = database.vocabulary();
    }
  }

  @Test
  void aYearOfDekadsInARowWithoutHeaderIsRead() {
    Map<String, List<String>> table = new LinkedHashMap<>();
    List<String> cells = new ArrayList<>(List.of("1931"));
    for (int dekad = 1; dekad <= 36; dekad++) {
      cells.add(dekad == 6 ? "" : String.valueOf(dekad));
    }
    table.put("", List.of(String.join("|", cells)));

    Found found =
        read(
            table,
            "decadal_Q_Ala_Archa_15194.csv",
            """
            "header": {"rows": 0}, "layout": "matrix",
            "matrix": {"from": "2", "to": "37", "step": "dekad", "series": %s},
            "station": {"fileName": "_([0-9]{5})[.]"},
            "time": {"column": "1", "format": "yyyy", "zone": "UTC", "support": "dekad"}
            """
                .formatted(SERIES));

    assertThat(found.lines).hasSize(35).startsWith("1 15194 1931-01-01 1931-01-11 1.0");
    assertThat(found.lines.get(4)).isEqualTo("1 15194 1931-02-11 1931-02-21 5.0");
    assertThat(found.lines.get(34)).isEqualTo("1 15194 1931-12-21 1932-01-01 36.0");
    assertThat(found.missing).isEqualTo(1);
  }

  @Test
  void daysOfAMonthInARowEndWithTheMonth() {
    List<String> header = new ArrayList<>(List.of("Month"));
    List<String> february = new ArrayList<>(List.of("2020-02"));
    List<String> april = new ArrayList<>(List.of("2020-04"));
    for (int day = 1; day <= 31; day++) {
      header.add(String.valueOf(day));
      february.add(day <= 29 ? String.valueOf(day) : "");
      april.add(String.valueOf(day));
    }
    Found found =
        read(
            Map.of(
                "",
                List.of(
                    String.join("|", header), String.join("|", february), String.join("|", april))),
            "x.csv",
            """
            "layout": "matrix",
            "matrix": {"from": "1", "to": "31", "step": "day-of-month", "series": %s},
            "station": {"code": "15194"},
            "time": {"column": "month", "format": "yyyy-MM", "zone": "UTC", "support": "day"}
            """
                .formatted(SERIES));

    assertThat(found.lines).hasSize(29 + 30).contains("2 15194 2020-02-29 2020-03-01 29.0");
    assertThat(found.missing).isZero();
    assertThat(found.rejects).containsExactly("3 misplaced-time 31: 31");
  }

  @Test
  void aMatrixOfMoreColumnsThanItsPeriodHasIsRefused() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of("", List.of("1931|1|2|3|4|5|6|7|8|9|10|11|12|13")),
                    "x.csv",
                    """
                    "header": {"rows": 0}, "layout": "matrix",
                    "matrix": {"from": "2", "to": "14", "step": "month", "series": %s},
                    "station": {"code": "15194"},
                    "time": {"column": "1", "format": "yyyy", "zone": "UTC", "support": "month"}
                    """
                        .formatted(SERIES)))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("'2' to '14' are 13 columns; a year has at most 12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          dekad           | year,month,dekad | 2001,2,3        | 2001-02-21 2001-03-01
          dekad           | year,month,dekad | 2001,февраль,II | 2001-02-11 2001-02-21
          dekad           | year,dekad       | 2001,36         | 2001-12-21 2002-01-01
          dekad           | year,month,dekad | 2001,2,4        | -
          dekad           | year,month,dekad | 2001,2,IV       | -
          dekad           | year,dekad       | 2001,37         | -
          pentad          | year,pentad      | 2001,72         | 2001-12-26 2002-01-01
          month           | year,month       | 2001,Dec        | 2001-12-01 2002-01-01
          month           | year,month       | 2001.0,12.0     | 2001-12-01 2002-01-01
          month           | year,month       | 2001,13         | -
          day             | year,month,day   | 2000,2,29       | 2000-02-29 2000-03-01
          day             | year,month,day   | 2001,2,29       | -
          year            | year             | 1960            | 1960-01-01 1961-01-01
          year            | year             | -5              | -
          PT1H            | year,month,day,hour | 2000,12,31,23 | 2000-12-31T23:00 2001-01-01
          PT1H            | year,month,day,hour | 2000,12,31,24 | 2001-01-01 2001-01-01T01:00
          PT1H            | year,month,day,hour | 2000,12,31,25 | -
          """)
  void aTimeInPartsIsPutTogether(String support, String parts, String cells, String expected) {
    StringBuilder json = new StringBuilder();
    for (String part : parts.split(",")) {
      json.append(json.isEmpty() ? "" : ", ").append("\"%s\": \"%s\"".formatted(part, part));
    }
    Found found =
        read(
            Map.of("", List.of(parts.replace(',', '|') + "|Q", cells.replace(',', '|') + "|7")),
            "x.csv",
            """
            "layout": "wide", "columns": {"Q": %s}, "station": {"code": "15194"},
            "time": {"parts": {%s}, "zone": "UTC", "support": "%s"}
            """
                .formatted(SERIES, json, support));
    if (expected == null) {
      assertThat(found.rejects).singleElement().asString().contains("unparsable-time year: ");
    } else {
      assertThat(found.lines).containsExactly("2 15194 " + expected + " 7.0");
    }
  }

  @Test
  void bothEndsOfAPeriodMustBeThoseOfItsSupport() {
    Found found =
        read(
            Map.of(
                "",
                List.of(
                    "from|to|Q",
                    "2020-01-01T00:00Z|2020-01-01T01:00Z|1",
                    "2020-01-01T01:00Z|2020-01-01T03:00Z|2",
                    "2020-01-01T02:00Z||3")),
            "x.csv",
            """
            "layout": "wide", "columns": {"Q": %s}, "station": {"code": "15194"},
            "time": {"begin": {"column": "from"}, "end": {"column": "to"},
              "format": "yyyy-MM-dd'T'HH:mmXXX", "zone": "UTC", "support": "PT1H"}
            """
                .formatted(SERIES));
    assertThat(found.lines).containsExactly("2 15194 2020-01-01 2020-01-01T01:00 1.0");
    assertThat(found.rejects)
        .containsExactly(
            "3 other-period from: 2020-01-01T01:00Z to 2020-01-01T03:00Z",
            "4 unparsable-time from: 2020-01-01T02:00Z to ");
  }

  @Test
  void severalFormatsAreTriedInTheirOrder() {
    Found found =
        read(
            Map.of("", List.of("date|Q", "01.02.2020|1", "2020-02-02|2", "3.2.2020|3")),
            "x.csv",
            wide("\"format\": [\"dd.MM.yyyy\", \"yyyy-MM-dd\"]"));
    assertThat(found.lines)
        .containsExactly("2 15194 2020-02-01 2020-02-02 1.0", "3 15194 2020-02-02 2020-02-03 2.0");
    assertThat(found.rejects).containsExactly("4 unparsable-time date: 3.2.2020");
  }

  @Test
  void titlesAreSkippedAndHeaderRowsJoined() {
    Found found =
        read(
            Map.of(
                "",
                List.of(
                    "15194 р. Ала-Арча - кордон Байтык",
                    "",
                    "Дата|Расход воды||Уровень",
                    "|м3/с|л/с|см",
                    "2020-02-01|1|1000|200")),
            "x.csv",
            """
            "header": {"skip": 2, "rows": 2, "names": "joined"}, "layout": "wide",
            "columns": {"Расход воды / м3/с": %s},
            "station": {"cell": {"row": 1, "column": 1, "pattern": "^([0-9]{5})"}},
            "time": {"column": "Дата", "format": "yyyy-MM-dd", "zone": "UTC", "support": "day"}
            """
                .formatted(SERIES));
    assertThat(found.lines).containsExactly("5 15194 2020-02-01 2020-02-02 1.0");
  }

  @Test
  void theTablesOfAFileAreReadOneAfterTheOther() {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    tables.put("15194", List.of("date|Q", "2020-02-01|1"));
    tables.put("Notes", List.of("nothing to be read"));
    tables.put("15189", List.of("date|Q", "2020-02-01|2"));
    tables.put("Sheet3", List.of());
    Found found =
        read(
            tables,
            "x.xlsx",
            """
            "tables": "^[0-9]{5}$|^Sheet", "layout": "wide", "columns": {"Q": %s},
            "station": {"table": "[0-9]{5}"},
            "time": {"column": "date", "format": "yyyy-MM-dd", "zone": "UTC", "support": "day"}
            """
                .formatted(SERIES));
    assertThat(found.lines)
        .containsExactly(
            "15194: 2 15194 2020-02-01 2020-02-02 1.0", "15189: 2 15189 2020-02-01 2020-02-02 2.0");
    assertThat(found.leftOut).containsExactly("Notes", "Sheet3");
  }

  @Test
  void aTableWithoutTheColumnsIsNamed() {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    tables.put("2000", List.of("date|Q", "2020-02-01|1"));
    tables.put("Notes", List.of("read me"));
    assertThatThrownBy(() -> read(tables, "x.xlsx", wide("\"format\": \"yyyy-MM-dd\"")))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("table 'Notes': the file has no column 'Q'");
  }

  @Test
  void aStationThatIsNowhereIsSaid() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of("", List.of("date|Q", "2020-02-01|1")),
                    "discharge.csv",
                    wide("\"format\": \"yyyy-MM-dd\"")
                        .replace("{\"code\": \"15194\"}", "{\"fileName\": \"[0-9]{5}\"}")))
        .isInstanceOf(BadFileException.class)
        .hasMessage(
            "no station code in the file name 'discharge.csv': the mapping wants '[0-9]{5}'");
  }

  @Test
  void aHeaderMayDifferInBlanksAndCaseAndAColumnBeNamedByItsPlace() {
    Found found =
        read(
            Map.of("", List.of("DATE |  q  (m3/s)|q (m3/s)x|", "2020-02-01|1|2|3")),
            "x.csv",
            """
            "layout": "wide", "columns": {"Q (m3/s)": %s, "#4": {"property": "discharge",
              "unit": "m3/s", "statistic": "max"}}, "station": {"code": "15194"},
            "time": {"column": "date", "format": "yyyy-MM-dd", "zone": "UTC", "support": "day"}
            """
                .formatted(SERIES));
    assertThat(found.lines)
        .containsExactly("2 15194 2020-02-01 2020-02-02 1.0", "2 15194 2020-02-01 2020-02-02 3.0");
  }

  @Test
  void aWordStandsForAValueBelowItsLimit() {
    Found found =
        read(
            Map.of(
                "",
                List.of(
                    "date|Q|LOD",
                    "2020-02-01|ND|0.5",
                    "2020-02-02|trace|0.5",
                    "2020-02-03|ND|",
                    "2020-02-04|<0.7|0.5",
                    "2020-02-05|over|")),
            "x.csv",
            wide("\"format\": \"yyyy-MM-dd\"")
                + """
                , "limits": {"detection": {"column": "LOD"}},
                "value": {"censored": {"ND": {}, "trace": {"limit": {"value": 2}},
                  "over": {"sign": ">", "limit": {"value": 900}}}}
                """);
    assertThat(found.lines)
        .containsExactly(
            "2 15194 2020-02-01 2020-02-02 <0.5 from ND LOD 0.5",
            "3 15194 2020-02-02 2020-02-03 <2.0 from trace LOD 0.5",
            "5 15194 2020-02-04 2020-02-05 <0.7 LOD 0.5",
            "6 15194 2020-02-05 2020-02-06 >900.0 from over");
    assertThat(found.rejects).containsExactly("4 no-detection-limit Q: ND");
  }

  @Test
  void theUnitMayStandInAColumn() {
    Found found =
        read(
            Map.of(
                "",
                List.of(
                    "date|Q|unit", "2020-02-01|5|m3s", "2020-02-02|5|l/s", "2020-02-03|5|bucket")),
            "x.csv",
            wide("\"format\": \"yyyy-MM-dd\"")
                .replace(
                    "\"unit\": \"m3/s\"",
                    "\"unit\": {\"column\": \"unit\", \"values\": {\"m3s\": \"m3/s\", \"l/s\":"
                        + " \"L/s\"}}"));
    assertThat(found.lines)
        .containsExactly(
            "2 15194 2020-02-01 2020-02-02 5.0", "3 15194 2020-02-02 2020-02-03 0.005 from 5");
    assertThat(found.rejects).containsExactly("4 unknown-unit unit: bucket");
  }

  @Test
  void rowsAreIgnoredByPatternOrForWantOfATime() {
    Found found =
        read(
            Map.of("", List.of("date|Q", "2020-02-01|1", "Итого:|9", "|9", "Note")),
            "x.csv",
            wide("\"format\": \"yyyy-MM-dd\"")
                + """
                , "ignoreRows": [{"column": "date", "pattern": "^(Итого|Note)"}, {"blank": "date"}]
                """);
    assertThat(found.lines).hasSize(1);
    assertThat(found.ignored).isEqualTo(3);
    assertThat(found.rejects).isEmpty();
  }

  @Test
  void aCodeThatOnlyLooksLikeAKnownOneIsNoNewStation() {
    String mapping =
        wide("\"format\": \"yyyy-MM-dd\"")
                .replace("{\"code\": \"15194\"}", "{\"column\": \"code\"}")
            + """
            , "newStations": {"name": {"en": {"column": "code"}}, "x": {"value": 70},
              "y": {"value": 42}}
            """;
    Map<String, List<String>> table =
        Map.of(
            "",
            List.of(
                "code|date|Q",
                "КАRА-1|2020-02-01|1",
                "kara-2|2020-02-01|2",
                "KARA-1|2020-02-01|3"));
    Found found = read(table, "x.csv", mapping);
    assertThat(found.rejects)
        .containsExactly(
            "2 station-lookalike code: КАRА-1 (Latin and Cyrillic letters) looks like KARA-1");
    assertThat(found.lines)
        .containsExactly("3 new 2020-02-01 2020-02-02 2.0", "4 KARA-1 2020-02-01 2020-02-02 3.0");

    Found decided = read(table, "x.csv", mapping + ", \"stationCodes\": {\"КАRА-1\": \"KARA-1\"}");
    assertThat(decided.rejects).isEmpty();
    assertThat(decided.lines).contains("2 KARA-1 2020-02-01 2020-02-02 1.0");

    Found meant = read(table, "x.csv", mapping + ", \"stationCodes\": {\"КАRА-1\": \"КАRА-1\"}");
    assertThat(meant.lines).contains("2 new 2020-02-01 2020-02-02 1.0");
  }

  private static String wide(String format) {
    return """
    "layout": "wide", "columns": {"Q": %s}, "station": {"code": "15194"},
    "time": {"column": "date", %s, "zone": "UTC", "support": "day"}
    """
        .formatted(SERIES, format);
  }

  private static Found read(Map<String, List<String>> tables, String fileName, String mapping) {
    String json =
        """
        {"name": "t", "title": "T", "layer": "hydroposts", %s,
         "datastream": {"procedure": "gauge",
           "source": {"title": "Fixture", "url": "https://example.org", "read": "2026-01-01"},
           "licence": "CC0-1.0", "owner": "uzhydromet", "definition": "For a test."}}
        """
            .formatted(mapping);
    BoundMapping bound = BoundMapping.bind(Mappings.parse("t", json), vocabulary);
    Found found = new Found();
    try {
      new MappedTable(new Tables(tables), bound, fileName, new KnownStations())
          .read(InputStream.nullInputStream(), found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** Cells divided by a bar, in tables by name. */
  private record Tables(Map<String, List<String>> tables) implements TableReader {
    @Override
    public void read(InputStream in, RowSink sink) {
      Row row = new Row();
      tables.forEach(
          (name, lines) -> {
            if (!name.isEmpty()) {
              sink.beginTable(name);
            }
            for (int line = 0; line < lines.size(); line++) {
              row.begin(line + 1L);
              for (String cell : lines.get(line).split("\\|", -1)) {
                row.add(cell.toCharArray(), 0, cell.length());
              }
              sink.accept(row);
            }
          });
    }
  }

  private static final class KnownStations implements StationFinder {
    private static final List<String> CODES = List.of("15194", "15189", "KARA-1");

    @Override
    public Optional<FeatureRef> find(String layer, String code) {
      return CODES.contains(code)
          ? Optional.of(
              new FeatureRef(
                  CODES.indexOf(code) + 1L,
                  layer,
                  code,
                  new GeometryFactory().createPoint(new Coordinate(74, 42))))
          : Optional.empty();
    }

    @Override
    public List<String> codes(String layer) {
      return CODES;
    }
  }

  /** What came of a file, a line each. */
  private static final class Found implements ObservationSink {
    private final List<String> lines = new ArrayList<>();
    private final List<String> rejects = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private String table = "";
    private int missing;
    private int ignored;

    @Override
    public void beginTable(String name) {
      table = name + ": ";
    }

    @Override
    public void tableLeftOut(String name) {
      leftOut.add(name);
    }

    @Override
    public void beginRow(long line) {}

    @Override
    public void accept(Observation o) {
      lines.add(
          table
              + o.line()
              + " "
              + (o.station().state().kind() == StationState.Kind.NEW
                  ? "new"
                  : o.station().state().code())
              + " "
              + time(o.beginMicros())
              + " "
              + time(o.endMicros())
              + " "
              + (o.qualifier() == Qualifier.NONE ? "" : o.qualifier().symbol())
              + o.result()
              + (o.original() == null ? "" : " from " + o.original())
              + (Double.isNaN(o.detectionLimit()) ? "" : " LOD " + o.detectionLimit()));
    }

    private static String time(long micros) {
      return Instant.ofEpochSecond(micros / 1_000_000)
          .toString()
          .replace("T00:00:00Z", "")
          .replace(":00Z", "");
    }

    @Override
    public void refused(StationState station) {}

    @Override
    public void missing(long line) {
      missing++;
    }

    @Override
    public void ignored(long line) {
      ignored++;
    }

    @Override
    public void reject(long line, RejectReason reason, String column, String text) {
      rejects.add(line + " " + reason.code() + " " + column + ": " + text);
    }
  }
}
