package org.aralwatch.ingest.pipeline;

import static org.aralwatch.ingest.pipeline.Fixtures.count;
import static org.aralwatch.ingest.pipeline.Fixtures.file;
import static org.aralwatch.ingest.pipeline.Fixtures.rejects;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Map;
import org.aralwatch.geodata.storage.RecordCheck;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.source.SourceFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Layouts of real files, from their characters to the rows of the record. */
@Tag("database")
class LoadedLayoutTest {
  private TestDatabase database;
  private Load load;

  @BeforeEach
  void create() {
    database = TestDatabase.create();
    load = new Load(database.database(), Clock.systemUTC());
  }

  @AfterEach
  void dropWhenSound() {
    assertThat(new RecordCheck(database.database()).run(rule -> {}))
        .allMatch(RecordCheck.Finding::holds);
    database.close();
  }

  @Test
  void aWideFileInTheDialectOfAnOfficeIsRead() {
    Mapping mapping =
        Mappings.parse(
            "wide",
            """
            {"name": "wide", "title": "Wide", "layout": "wide", "layer": "reservoirs",
             "csv": {"delimiter": ";", "encoding": "windows-1251", "decimal": ","},
             "station": {"column": "Водохранилище"},
             "time": {"column": "Дата", "format": "dd.MM.yyyy", "zone": "Asia/Tashkent",
               "support": "day"},
             "columns": {
               "Объём, млн м3": {"property": "reservoir-volume", "unit": "10*6.m3",
                 "statistic": "mean"},
               "Уровень, м": {"property": "water-level", "unit": "m", "statistic": "mean",
                 "verticalDatum": "Baltic 1977"}},
             "value": {"missing": ["н/д"]},
             "datastream": {"procedure": "gauge", "source": {"title": "Fixture", "url": "",
               "read": ""}, "licence": "CC0-1.0", "owner": "uzhydromet", "definition": "Test."}}
            """);
    SourceFile file =
        file(
            "wide.csv",
            """
            Дата;Водохранилище;Уровень, м;Объём, млн м3
            01.01.2020;toktogul;851,25;9120,5
            02.01.2020;toktogul;н/д;9100
            03.01.2020;toktogul;851.10;9080
            """,
            Charset.forName("windows-1251"));

    IngestReport report = load.store(file, mapping, "test", Progress.NONE);

    assertThat(report.rows()).isEqualTo(3);
    assertThat(report.values()).isEqualTo(6);
    assertThat(report.stored()).isEqualTo(4);
    assertThat(report.missing()).isEqualTo(1);
    assertThat(rejects(database, report)).containsExactly("4 unparsable-value Уровень, м: 851.10");
  }

  @Test
  void dekadsAndMonthsOfTheChirchikFileAreRead() {
    IngestReport report =
        load.store(
            file("chirchik-format-fixture.csv", ExampleFiles.CHIRCHIK),
            Fixtures.example("chirchik-river-basin"),
            "test",
            Progress.NONE);

    assertThat(report.rejected()).as(report.toText()).isEmpty();
    assertThat(report.stored()).isEqualTo(7);
    assertThat(report.missing()).isEqualTo(1);
    // Of the three posts one is in the reference data.
    assertThat(report.stationsCreated()).isEqualTo(2);
    assertThat(
            Fixtures.text(
                database,
                """
                SELECT string_agg(d.support || ' ' || (o.begin_time AT TIME ZONE 'Asia/Tashkent')::date
                  || '/' || (o.end_time AT TIME ZONE 'Asia/Tashkent')::date, ', ' ORDER BY o.begin_time)
                FROM observation o JOIN datastream d ON d.id = o.datastream_id
                JOIN feature f ON f.id = d.feature_id WHERE f.code IN ('16279', '16262')
                """))
        .isEqualTo(
            "dekad 1932-01-01/1932-01-11, dekad 1932-01-11/1932-01-21, dekad 1932-01-21/1932-02-01,"
                + " dekad 1932-02-21/1932-03-01, month 1940-02-01/1940-03-01");
  }

  @Test
  void coordinatesOfAnotherSystemBecomeLongitudeAndLatitude() {
    load.store(
        file("chirchik-format-fixture.csv", ExampleFiles.CHIRCHIK),
        Fixtures.example("chirchik-river-basin"),
        "test",
        Progress.NONE);
    // The Chatkal gauge lies at 70.18 E, 41.52 N.
    assertThat(
            count(
                database,
                """
                SELECT count(*) FROM feature
                WHERE code = '16279' AND bounds <@ box(point(70.17, 41.51), point(70.19, 41.53))
                  AND name->>'en' = 'Khudaydod' AND attributes->>'altitudeM' = '953.0'
                """))
        .isEqualTo(1);
  }

  @Test
  void theTwelveHourClockAndTheHourGivenTwiceAreUnderstood() {
    IngestReport report =
        load.store(
            file("airnow-format-fixture.csv", ExampleFiles.AIRNOW),
            Fixtures.example("airnow-bishkek"),
            "test",
            Progress.NONE);

    assertThat(rejects(database, report))
        .containsExactly("6 duplicate-time : 26.0; line 5 gives 27.0 for the same time");
    assertThat(report.missing()).isEqualTo(1);
    assertThat(report.flagged())
        .containsExactly(Map.entry("gross-range", 1L), Map.entry("source", 2L));
    assertThat(
            Fixtures.text(
                database,
                """
                SELECT string_agg((o.begin_time AT TIME ZONE 'UTC') || '=' || o.result || '/' || o.flag, ', '
                                  ORDER BY o.begin_time)
                FROM observation o JOIN datastream d ON d.id = o.datastream_id
                JOIN feature f ON f.id = d.feature_id WHERE f.code = 'bishkek'
                  AND d.support = 'PT1H' AND d.procedure = 'observed-hourly-mean'
                """))
        .isEqualTo(
            "2019-02-05 23:00:00=12/1, 2019-02-06 06:00:00=-4/4, 2019-03-09 18:00:00=31/1,"
                + " 2019-03-09 20:00:00=27/1, 2019-03-09 21:00:00=32/3, 2019-03-09 22:00:00=300/4,"
                + " 2019-12-31 17:00:00=70/1");
  }
}
