package org.aralwatch.ingest.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.ReadTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTableTest {
  private final JsonTable reader = new JsonTable();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // Where the records are.
        "[{'a':1},{'a':2}]; a; 1 2",
        "{'success':true,'data':[{'a':1},{'a':2}]}; a; 1 2",
        "{'x':{'y':[{'a':1}]}}; a; 1",
        "[[{'a':1},{'a':2}]]; a; 1 2",
        "{'small':[{'b':1}],'large':[{'a':1},{'a':2}]}; a; 1 2",
        "{'data':[{'ids':[{'a':1},{'a':2},{'a':3}]}]}; a; 1 2 3",
        "{'a':1}{'a':2}; a; 1 2",
        "{'rows':[{'a':1},{'a':2}],'page':1}{'rows':[{'a':3}],'page':2}; page; 1 2",
        "[[1,2],[3,4]]; 1,2; 1,2 3,4",
        "{'columns':'a,b','data':[[1,2],[3,4,5]]}; 1,2,3; 1,2, 3,4,5",
        "{'hourly':{'time':['x','y'],'t':[1.50,null]}}; time,t; x,1.50 y,",
        "{'hourly_units':{'t':'C'},'hourly':{'t':[1,2,3],'u':[4,5,6],'n':[1,2]}}; t,u; 1,4 2,5 3,6",
        // What becomes of a record.
        "[{'a':1},{'b':2},{'a':null,'c':''}]; a,b,c; 1,, ,2, ,,",
        "[{'p':{'m':1,'q':{'r':2}}},{'p':{'s':3}}]; p.m,p.q.r,p.s; 1,2, ,,3",
        "[{'g':{'c':[70.1,41.5,10]}},{'g':{'c':[71]}}]; g.c.0,g.c.1,g.c.2; 70.1,41.5,10 71,,",
        "[{'a':1,'g':[[1,2],[3,4]]},{'a':2,'g':[5]}]; a; 1 2",
        "[{'a':true},{'a':false},null]; a; true false ''",
        "[{'n':123456789012345678901234567890},{'n':1.10},{'n':-0.0e-7}]; n;"
            + " 123456789012345678901234567890 1.10 -0.0e-7",
      })
  void recordsBecomeATable(String text, String header, String rows) {
    ReadTable table = ReadTable.of(reader, text.replace('\'', '"'));
    assertThat(String.join(",", table.header())).isEqualTo(header);
    assertThat(table.rows().stream().map(row -> String.join(",", row)).toList())
        .isEqualTo(
            java.util.Arrays.stream(rows.split(" ")).map(row -> row.replace("''", "")).toList());
  }

  @Test
  void featuresAreTheRecordsOfGeoJson() {
    // After the feed of USGS: two of its earthquakes near the Pamir, fewer members.
    String text =
        """
        {"type": "FeatureCollection", "metadata": {"count": 1707, "more": [{}, {}, {}]},
         "features": [
          {"type": "Feature", "properties": {"mag": 5, "time": 1517954040730, "mmi": null},
           "geometry": {"type": "Point", "coordinates": [72.6124, 37.8419, 135.5]},
           "id": "us1000chs5"}]}
        """;
    ReadTable table = ReadTable.of(reader, text);
    assertThat(table.header())
        .containsExactly(
            "type",
            "properties.mag",
            "properties.time",
            "properties.mmi",
            "geometry.type",
            "geometry.coordinates.0",
            "geometry.coordinates.1",
            "geometry.coordinates.2",
            "id");
    assertThat(table.columns("properties.time", "geometry.coordinates.0", "id"))
        .containsExactly("1517954040730|72.6124|us1000chs5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/b; b1 b2",
        "/a~1x/0/~0y; y1",
        "/c; c1 c2",
        "/d; d1",
      })
  void aPointerSaysWhereTheRecordsAre(String pointer, String values) {
    String text =
        """
        {"a": [{"v": 1}, {"v": 2}, {"v": 3}], "b": [{"v": "b1"}, {"v": "b2"}],
         "a/x": [{"~y": [{"v": "y1"}]}], "c": {"v": ["c1", "c2"], "w": [1, 2]}, "d": {"v": "d1"}}
        """;
    JsonTable pointed = new JsonTable(Optional.of(pointer));
    assertThat(ReadTable.of(pointed, text).columns("v")).containsExactly(values.split(" "));
    assertThat(pointed.warnings()).isEmpty();
  }

  @Test
  void theEmptyPointerMeansTheDocumentsThemselves() {
    String lines = "{\"t\": 1, \"of\": [{\"x\": 1}, {\"x\": 2}]}\n".repeat(2);
    assertThat(ReadTable.of(new JsonTable(Optional.of("")), lines).columns("t"))
        .containsExactly("1", "1");
  }

  @Test
  void recordsOneALineAreNotTheirInnerLists() {
    String line = "{\"t\": 1, \"of\": [{\"x\": 1}, {\"x\": 2}]}\n";
    assertThat(ReadTable.of(reader, line.repeat(30)).header()).containsExactly("t");
  }

  @Test
  void pagesOfRecordsAreOneTable() {
    String page =
        "{\"page\": 1, \"rows\": ["
            + IntStream.range(0, 20)
                .mapToObj(i -> "{\"v\": " + i + "}")
                .collect(Collectors.joining(","))
            + "]}";
    assertThat(ReadTable.of(reader, page + page + page).rows()).hasSize(60);
  }

  @Test
  void manyListsWithinRecordsDoNotHideTheRecords() {
    String text =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "{\"v\": " + i + ", \"of\": [{\"x\": 1}]}")
            .collect(Collectors.joining(",", "{\"rows\": [", "]}"));
    assertThat(ReadTable.of(reader, text).rows()).hasSize(20_000);
  }

  @Test
  void recordsLeftOutArePointedOut() {
    String text =
        """
        {"data": [{"station": [{"id": 1}, {"id": 2}, {"id": 3}], "wind": [{"id": 1}, {"id": 2}]}]}
        """;
    ReadTable.of(reader, text);
    assertThat(reader.warnings())
        .containsExactly(
            "the records were taken from '/data/0/station'; left out were those at"
                + " '/data/0/wind'");
  }

  @Test
  void listsWithoutColumnsArePointedOut() {
    String text = "[{\"a\": 1, \"g\": [[1, 2], [3, 4]]}, {\"a\": 2}]";
    ReadTable.of(reader, text);
    assertThat(reader.warnings())
        .containsExactly(
            "the lists 'g' were left out: they hold objects, lists or more than 16 values");
  }

  @Test
  void aListThatIsLongInOneRecordHasNoColumnsInAny() {
    String seventeen =
        IntStream.range(0, 17).mapToObj(String::valueOf).collect(Collectors.joining(","));
    String text = "[{\"a\": 1, \"l\": [1, 2]}, {\"a\": 2, \"l\": [" + seventeen + "]}]";
    assertThat(ReadTable.of(reader, text).header()).containsExactly("a");
  }

  @Test
  void linesAreTheOrdinalsOfTheRecords() {
    assertThat(ReadTable.of(reader, "[{\"a\":1},{\"a\":2},{\"a\":3}]").lines())
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void aMillionValuesInColumnsAreReadSideBySide() {
    String times =
        IntStream.range(0, 300_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
    String text = "{\"h\":{\"t\":[" + times + "],\"a\":[" + times + "],\"b\":[" + times + "]}}";
    ReadTable table = ReadTable.of(reader, text);
    assertThat(table.rows()).hasSize(300_000);
    assertThat(table.rows().get(299_999)).containsExactly("299999", "299999", "299999");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'error':'x'}; there is no array of records in the file: name their place in the mapping"
            + " (records)",
        "[1,2,3]; there is no array of records in the file: name their place in the mapping"
            + " (records)",
        "[]; there is no array of records in the file: name their place in the mapping"
            + " (records)",
        "' '; the file is empty",
        "[{'a':1},3]; line 1: a record that is neither an object nor an array",
        "[{},{}]; there are no records at the document itself",
        "[{'a.b':1,'a':{'b':2}}]; line 1: two values for the column 'a.b' in one record"
      })
  void whatHoldsNoRecordsIsNamed(String text, String message) {
    String json = text.equals(" ") ? text : text.replace('\'', '"');
    assertThatThrownBy(() -> ReadTable.of(reader, json))
        .isInstanceOf(BadFileException.class)
        .hasMessage(message);
  }

  @Test
  void aPlaceThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> ReadTable.of(new JsonTable(Optional.of("/x/0")), "{\"a\":[{}]}"))
        .isInstanceOf(BadFileException.class)
        .hasMessage("there is nothing at '/x/0' (records)");
  }

  @Test
  void aPlaceWithoutRecordsIsNamed() {
    assertThatThrownBy(() -> ReadTable.of(new JsonTable(Optional.of("/a")), "{\"a\":3}"))
        .isInstanceOf(BadFileException.class)
        .hasMessage("line 1: the records are neither an array nor an object");
  }

  @Test
  void whatIsNoPointerIsNamed() {
    assertThatThrownBy(() -> new JsonTable(Optional.of("data.values")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'data.values' is no JSON Pointer");
  }

  @Test
  void namesThatAreDataAreNotTakenForColumns() {
    String text =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "{\"k" + i + "\": 1}")
            .collect(Collectors.joining(",", "[", "]"));
    assertThatThrownBy(() -> ReadTable.of(reader, text))
        .isInstanceOf(BadFileException.class)
        .hasMessage(
            "line 1: the records have more than 2000 different columns: their names seem to be"
                + " data, as 'k2000'");
  }
}
