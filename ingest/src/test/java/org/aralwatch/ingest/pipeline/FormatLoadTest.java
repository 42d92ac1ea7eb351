package org.aralwatch.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.SourceFile;
import org.aralwatch.ingest.source.archive.ZipBuilder;
import org.aralwatch.ingest.source.sheet.WorkbookBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files of every format on their whole way into the record. */
@Tag("database")
class FormatLoadTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-04-15T12:00:00Z"), ZoneOffset.UTC);
  private static final String SHEETS =
      """
      {"name": "sheets", "title": "T", "format": "%s", "layout": "wide", "layer": "hydroposts",
       "station": {%s},
       "newStations": {"name": {"en": {"value": "Test post"}}, "x": {"value": 70.5},
         "y": {"value": 41.5}},
       "time": {"column": "Дата", "format": ["yyyy-MM-dd", "dd.MM.yyyy"], "zone": "Asia/Bishkek",
         "support": "day"},
       "columns": {"Q": {"property": "discharge", "unit": "m3/s", "statistic": "mean"}},
       "datastream": {"procedure": "gauge",
         "source": {"title": "Fixture", "url": "https://example.org", "read": "2026-01-01"},
         "licence": "CC0-1.0", "owner": "uzhydromet", "definition": "For a test."}}
      """;

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.create();
  }

  @AfterEach
  void recordIsSound() {
    database.assertSound();
    database.close();
  }

  @Test
  void everySheetOfAWorkbookIsAStation() {
    byte[] book =
        new WorkbookBuilder()
            .sheet("T-1", row("Дата", "Q") + row("2020-02-01", "1.5") + row("2020-02-02", "x"))
            .sheet("T-2", row("Дата", "Q") + row("2020-02-01", "2.5"))
            .sheet("Empty", "")
            .build();

    IngestReport report = load(book, "a.xlsx", SHEETS.formatted("xlsx", "\"table\": \".+\""));

    assertThat(report.stored()).isEqualTo(2);
    assertThat(report.stationsCreated()).isEqualTo(2);
    assertThat(report.tablesLeftOut()).containsExactly("Empty");
    assertThat(report.rejected())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.samples().get(0).table()).contains("T-1");
              assertThat(one.samples().get(0).line()).isEqualTo(3);
            });
  }

  @Test
  void everyMemberOfAnArchiveIsATable() {
    byte[] zip =
        new ZipBuilder()
            .add("2020/Q_90001.csv", "Дата,Q\n2020-02-01,1\n")
            .add("2020/Q_90002.csv", "Дата,Q\n01.02.2020,2\n")
            .add("2020/readme.md", "nothing")
            .build();

    IngestReport report =
        load(zip, "a.zip", SHEETS.formatted("csv", "\"fileName\": \"Q_([0-9]+)\""));

    assertThat(report.stored()).isEqualTo(2);
    assertThat(report.stationsCreated()).isEqualTo(2);
    List<String> made =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "SELECT code FROM feature WHERE origin LIKE 'upload:%' ORDER BY code")
                        .mapTo(String.class)
                        .list());
    assertThat(made).containsExactly("90001", "90002");
  }

  @Test
  void rowsOfAWorkbookMayComeBackAsText() {
    IngestReport report =
        load(
            "Дата,Q\n2020-02-01,1\n".getBytes(StandardCharsets.UTF_8),
            "a-rejected.csv",
            SHEETS.formatted("xlsx", "\"code\": \"T-3\""));
    assertThat(report.stored()).isEqualTo(1);
  }

  @Test
  void telegramsAreReadByTheMappingThatComesWithTheProgram() {
    Mapping mapping = new Mappings(database.jdbi()).find("kn15").orElseThrow();
    IngestReport report =
        new Load(database.database(), CLOCK)
            .dryRun(
                file("15194 14081 10417 20021 30410=".getBytes(StandardCharsets.UTF_8), "t.txt"),
                mapping,
                "test",
                Progress.NONE);
    assertThat(report.rows()).isEqualTo(3);
    assertThat(report.values()).isEqualTo(3);
  }

  @Test
  void anOldWorkbookSaysWhatItIs() {
    byte[] old = new byte[600];
    byte[] mark = HexFormat.of().parseHex("d0cf11e0a1b11ae1");
    System.arraycopy(mark, 0, old, 0, mark.length);
    assertThatThrownBy(() -> load(old, "a.xls", SHEETS.formatted("xlsx", "\"code\": \"T-3\"")))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("xls");
  }

  private IngestReport load(byte[] bytes, String name, String mapping) {
    return new Load(database.database(), CLOCK)
        .store(file(bytes, name), Mappings.parse("test", mapping), "test", Progress.NONE);
  }

  private static SourceFile file(byte[] bytes, String name) {
    return new SourceFile(name, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  private static String row(String... cells) {
    StringBuilder row = new StringBuilder("<row>");
    for (String cell : List.of(cells)) {
      row.append("<c t='inlineStr'><is><t>").append(cell).append("</t></is></c>");
    }
    return row.append("</row>").toString();
  }
}
