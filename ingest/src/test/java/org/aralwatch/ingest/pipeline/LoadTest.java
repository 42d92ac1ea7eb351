package org.aralwatch.ingest.pipeline;

import static org.aralwatch.ingest.pipeline.Fixtures.count;
import static org.aralwatch.ingest.pipeline.Fixtures.dailyRows;
import static org.aralwatch.ingest.pipeline.Fixtures.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.aralwatch.geodata.storage.StorageException;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.geodata.storage.Upload;
import org.aralwatch.geodata.storage.UploadStore;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.mapping.MappingException;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.SourceFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class LoadTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
  private static TestDatabase database;
  private static Load load;
  private static int stations;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    load = new Load(database.database(), CLOCK);
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @AfterEach
  void recordIsSound() {
    database.assertSound();
  }

  @Test
  void aFileIsStoredWithItsBytesItsReportAndItsRevision() {
    IngestReport report = store(dailyRows(station(), 100));

    assertThat(report.stored()).isEqualTo(100);
    assertThat(report.rows()).isEqualTo(100);
    assertThat(report.stationsCreated()).isEqualTo(1);
    assertThat(report.datastreamsCreated()).isEqualTo(1);
    assertThat(report.exitCode()).isZero();
    Upload upload = upload(report);
    assertThat(upload.status()).isEqualTo("stored");
    assertThat(upload.rowsRead()).isEqualTo(100);
    assertThat(upload.sha256()).isEqualTo(report.sha256());
    assertThat(upload.report().orElseThrow().path("stored").asInt()).isEqualTo(100);
    assertThat(upload.report().orElseThrow().path("revision").asLong())
        .isEqualTo(report.revision().orElseThrow());
  }

  @Test
  void loadingAgainChangesNothingAndSaysSo() {
    String text = dailyRows(station(), 50);
    store(text);

    IngestReport again = store(text);

    assertThat(again.unchanged()).isEqualTo(50);
    assertThat(again.stored() + again.revised()).isZero();
    assertThat(again.revision()).isEmpty();
    assertThat(again.exitCode()).isZero();
    assertThat(upload(again).status()).isEqualTo("unchanged");
  }

  @Test
  void aRevisedValueIsCountedAndTheOldOneKept() {
    String station = station();
    store("code,type,date,value\n" + station + ",Q,2020-01-01,5\n" + station + ",Q,2020-01-02,6\n");

    IngestReport revised =
        store(
            "code,type,date,value\n"
                + station
                + ",Q,2020-01-01,5\n"
                + station
                + ",Q,2020-01-02,7\n");

    assertThat(revised.revised()).isEqualTo(1);
    assertThat(revised.unchanged()).isEqualTo(1);
    assertThat(
            count(
                database,
                "SELECT count(*) FROM observation_history WHERE replaced_by = (SELECT max(id) FROM change_set)"))
        .isEqualTo(1);
  }

  @Test
  void aDryRunCountsTheSameAndKeepsNothing() {
    String station = station();
    String text =
        "code,type,date,value\n"
            + station
            + ",Q,2020-01-01,5\n"
            + station
            + ",Q,2020-01-02,x\n"
            + station
            + ",Q,2020-01-03,NA\n"
            + station
            + ",Q,2020-01-04,-5\n"
            + station
            + ",Q,2020-01-04,-6\n";
    Map<String, Long> before = sizes();

    IngestReport dry = load.dryRun(file("a.csv", text), Fixtures.daily(), "test", Progress.NONE);

    assertThat(sizes()).isEqualTo(before);
    assertThat(dry.upload()).isEmpty();
    assertThat(dry.revision()).isEmpty();
    assertThat(counts(dry)).isEqualTo(counts(store(text)));
  }

  @Test
  void everyRowIsCountedOnceAndEveryRejectIsKept() {
    String station = station();
    IngestReport report =
        store(
            "code,type,date,value\n"
                + station
                + ",Q,2020-01-01,5\n"
                + station
                + ",Q,31.02.2020,5\n"
                + station
                + ",Q,2020-02-31,5\n"
                + station
                + ",Q,2020-01-02,abc\n"
                + station
                + ",Q,2020-01-03,NaN\n"
                + station
                + ",Q,2020-01-04,1e999\n"
                + station
                + ",Q,2020-01-05,-999.0\n"
                + station
                + ",Q,2020-01-06,\n"
                + station
                + ",X,2020-01-07,5\n"
                + station
                + ",Q,2020-01-08\n"
                + station
                + ",Q,2020-01-09,1,5\n"
                + station
                + ",Q,2026-11-26,5\n"
                + station
                + ",Q,0020-01-01,5\n"
                + ",,,\n"
                + station
                + ",Q,2020-01-01,5\n"
                + station
                + ",Q,2020-01-01,6\n"
                + ",Q,2020-01-01,6\n");

    assertThat(rejects(report))
        .containsExactly(
            "3 unparsable-time date: 31.02.2020",
            "4 unparsable-time date: 2020-02-31",
            "5 unparsable-value value: abc",
            "6 not-finite value: NaN",
            "7 not-finite value: 1e999",
            "10 unknown-property type: X",
            "11 too-few-columns value: " + station + " | Q | 2020-01-08",
            "12 too-many-columns : " + station + " | Q | 2020-01-09 | 1 | 5",
            "13 time-in-future : begins 2026-11-25T19:00:00Z",
            "14 time-too-early : begins 0019-12-31T19:22:49Z",
            "17 duplicate-time : 6.0; line 2 gives 5.0 for the same time",
            "18 unknown-station code: ");
    assertThat(report.rows()).isEqualTo(17);
    assertThat(report.ignored()).isEqualTo(1);
    assertThat(report.missing()).isEqualTo(2);
    assertThat(report.stored()).isEqualTo(1);
    assertThat(report.repeated()).isEqualTo(1);
    assertThat(report.rejectedTotal()).isEqualTo(12);
    assertThat(report.values())
        .isEqualTo(report.stored() + report.repeated() + report.missing() + report.rejectedTotal())
        .isEqualTo(16);
    assertThat(report.exitCode()).isEqualTo(1);
  }

  @Test
  void thousandsOfRejectsAreKeptAndTheReportStaysSmall() {
    StringBuilder text = new StringBuilder("code,type,date,value\n");
    for (int i = 0; i < 5_000; i++) {
      text.append("s,Q,2020-01-01,bad").append(i).append('\n');
    }

    IngestReport report = store(text.toString());

    assertThat(report.rejected()).singleElement().matches(one -> one.count() == 5_000);
    assertThat(report.rejected().get(0).samples()).hasSize(RejectLog.SAMPLES);
    assertThat(report.toText().lines().count()).isLessThan(30);
    assertThat(rejects(report)).hasSize(5_000);
    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(report.stationsCreated()).isZero();
  }

  @Test
  void aFileWithAHeaderAloneStoresNothing() {
    IngestReport report = store("code,type,date,value\n");
    assertThat(report.rows()).isZero();
    assertThat(report.exitCode()).isEqualTo(2);
  }

  @Test
  void aFileThatBreaksHalfWayLeavesNothingButTheReasonOfItsFailure() {
    String station = station();
    Map<String, Long> before = sizes();
    SourceFile broken = file("broken.csv", dailyRows(station, 9_000) + station + ",Q,\"2020");

    assertThatThrownBy(() -> load.store(broken, Fixtures.daily(), "test", Progress.NONE))
        .isInstanceOf(BadFileException.class)
        .hasMessage("line 9002: a quote that opens in this row is never closed");

    Upload upload = new UploadStore(database.jdbi()).list(Long.MAX_VALUE, 1).get(0);
    assertThat(upload.status()).isEqualTo("failed");
    assertThat(upload.error().orElseThrow().path("type").asText()).isEqualTo("/problems/bad-file");
    assertThat(upload.error().orElseThrow().path("detail").asText()).startsWith("line 9002: ");
    assertThat(sizes()).isEqualTo(changed(before, "upload", 1, "blob", 1));
  }

  @Test
  void anInterruptedLoadLeavesNothing() {
    Map<String, Long> before = sizes();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> store(dailyRows(station(), 9_000)))
        .isInstanceOf(LoadInterruptedException.class);

    assertThat(Thread.interrupted()).isFalse();
    assertThat(sizes()).isEqualTo(changed(before, "upload", 1, "blob", 1));
  }

  @Test
  void aColumnThatIsNotThereIsNamedBesideThoseThatAre() {
    assertThatThrownBy(() -> store("code,type,datum,value\na,Q,2020-01-01,5\n"))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            "mapping daily: the file has no column 'date'; its columns are: code, type, datum, value");
  }

  @Test
  void aColumnThatIsThereTwiceIsNamedWithItsPlaces() {
    assertThatThrownBy(() -> store("code,type,date,value,value\na,Q,2020-01-01,5,6\n"))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("the file has 2 columns 'value', at 4, 5");
  }

  @Test
  void wordsThatTheRecordDoesNotKnowAreNamedBeforeAnythingIsKept() {
    Map<String, Long> before = sizes();
    Mapping mapping =
        Mappings.parse(
            "daily",
            Fixtures.DAILY
                .replace("hydroposts", "hydropost")
                .replace("uzhydromet", "uzgidromet")
                .replace("CC0-1.0", "CC0")
                .replace("10*6.m3", "mg/L"));

    assertThatThrownBy(
            () -> load.store(file("a.csv", dailyRows("a", 1)), mapping, "test", Progress.NONE))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("'properties.values.Q.layer': unknown 'hydropost'; one of")
        .hasMessageContaining("hydroposts, ")
        .hasMessageContaining("'properties.values.Q.owner': unknown 'uzgidromet'; one of")
        .hasMessageContaining("'properties.values.Q.licence': unknown 'CC0'; one of CC-BY-3.0")
        .hasMessageContaining(
            "'properties.values.V.unit': a value in mg/L (mass per volume, L-3.M) cannot be one in"
                + " km3 (volume, L3)");
    assertThat(sizes()).isEqualTo(before);
  }

  @Test
  void unitsAreConvertedAndCensoredValuesKeepTheirSign() {
    String station = station();
    store(
        "code,type,date,value\n"
            + station
            + ",V,2020-01-01,1500\n"
            + station
            + ",Q,2020-01-01,<0.01\n"
            + station
            + ",Q,2020-01-02,> 5\n");
    assertThat(
            Fixtures.text(
                database,
                """
                SELECT string_agg(o.qualifier::text || o.result, ', ' ORDER BY d.property_id, o.begin_time)
                FROM observation o JOIN datastream d ON d.id = o.datastream_id
                JOIN feature f ON f.id = d.feature_id WHERE f.code = '%s'
                """
                    .formatted(station)))
        .isEqualTo("<0.01, >5,  1.5");
  }

  @Test
  void valuesOutsideTheGrossRangeAreFlaggedAndKept() {
    IngestReport report =
        store(
            "code,type,date,value\n" + station() + ",Q,2020-01-01,-1\nkerki,Q,2020-01-01,20001\n");
    assertThat(report.flagged()).containsExactly(Map.entry("gross-range", 2L));
    assertThat(report.stored()).isEqualTo(2);
    assertThat(count(database, "SELECT count(*) FROM observation WHERE flag = 4 AND tests = 1"))
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void anotherTimeZoneForAKnownSeriesIsRefusedAsAConflict() {
    String text = dailyRows(station(), 3);
    store(text);
    Mapping elsewhere =
        Mappings.parse("daily", Fixtures.DAILY.replace("Asia/Tashkent", "Asia/Bishkek"));
    assertThatThrownBy(() -> load.store(file("a.csv", text), elsewhere, "test", Progress.NONE))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("counts its days in Asia/Tashkent, the file in Asia/Bishkek");
    Upload upload = new UploadStore(database.jdbi()).list(Long.MAX_VALUE, 1).get(0);
    assertThat(upload.error().orElseThrow().path("type").asText()).isEqualTo("/problems/conflict");
  }

  @Test
  void aValueTooLargeInTheUnitOfTheRecordIsRejected() {
    IngestReport report = store("code,type,date,value\n" + station() + ",A,2020-01-01,1e307\n");
    assertThat(rejects(report)).containsExactly("2 not-finite value: 1e307");
  }

  @Test
  void textsOfAnyLengthAndScriptAreKeptShortened() {
    String text = "\uD83D\uDE00".repeat(500);
    IngestReport report =
        store("code,type,date,value\n" + text + ",Q,2020-01-01,1\nx,Q,2020-01-01,y" + text + "\n");
    assertThat(rejects(report)).hasSize(2).allMatch(reject -> reject.endsWith("…"));
  }

  @Test
  void aStationIsFoundByItsAlias() {
    IngestReport report = store("code,type,date,value\nАтамурат,Q,2020-06-01,900\n");
    assertThat(report.stationsCreated()).isZero();
    assertThat(report.stored()).isEqualTo(1);
  }

  @Test
  void aStationIsNotMadeForAFileWithoutGoodValues() {
    IngestReport report = store("code,type,date,value\n" + station() + ",Q,2999-01-01,5\n");
    assertThat(report.stationsCreated()).isZero();
    assertThat(report.datastreamsCreated()).isZero();
  }

  @Test
  void aNewStationOutsideOfTheBasinIsRefusedWithAHint() {
    Mapping swapped =
        Mappings.parse("daily", Fixtures.DAILY.replace("70.5", "41.4").replace("41.5}", "70.4}"));
    String station = station();
    IngestReport report =
        load.store(file("a.csv", dailyRows(station, 2)), swapped, "test", Progress.NONE);
    assertThat(rejects(report))
        .containsExactly(
            "2 location-outside-basin code: "
                + station
                + ": 41.4000 E, 70.4000 N; x and y seem to be swapped",
            "3 location-outside-basin code: "
                + station
                + ": 41.4000 E, 70.4000 N; x and y seem to be swapped");
  }

  @Test
  void progressIsToldAndEndsAlsoForABrokenFile() {
    List<String> told = new ArrayList<>();
    Progress progress = recording(told);
    load.store(file("a.csv", dailyRows(station(), 5_000)), Fixtures.daily(), "test", progress);
    assertThat(told).startsWith("begin a.csv", "keep the file", "read", "4096 rows", "5000 rows");
    assertThat(told).endsWith("merge", "commit", "end");

    told.clear();
    assertThatThrownBy(() -> load.store(file("b.csv", ""), Fixtures.daily(), "test", progress))
        .isInstanceOf(BadFileException.class)
        .hasMessage("the file is empty");
    assertThat(told).endsWith("end");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> SourceFile.of(Path.of("target", "none.csv")))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("there is no file");
  }

  private static Progress recording(List<String> told) {
    return new Progress() {
      @Override
      public void begin(String file, long bytes) {
        told.add("begin " + file);
      }

      @Override
      public void reading(long bytesRead, long rows) {
        told.add(rows + " rows");
      }

      @Override
      public void step(String name) {
        told.add(name);
      }

      @Override
      public void end() {
        told.add("end");
      }
    };
  }

  private static IngestReport store(String text) {
    return load.store(file("test.csv", text), Fixtures.daily(), "test", Progress.NONE);
  }

  private static String station() {
    return "station-" + ++stations;
  }

  private static Upload upload(IngestReport report) {
    return new UploadStore(database.jdbi()).find(report.upload().orElseThrow()).orElseThrow();
  }

  private static List<String> rejects(IngestReport report) {
    return Fixtures.rejects(database, report);
  }

  private static JsonNode counts(IngestReport report) {
    return report
        .toJson()
        .without(
            List.of("mode", "upload", "revision", "seconds", "rowsPerSecond", "steps", "file"));
  }

  private static Map<String, Long> sizes() {
    Map<String, Long> sizes = new TreeMap<>();
    for (String table :
        List.of(
            "observation",
            "observation_history",
            "feature",
            "datastream",
            "change_set",
            "rollup_day",
            "rollup_month",
            "rollup_year",
            "value_revision",
            "upload",
            "upload_reject",
            "blob")) {
      sizes.put(table, count(database, "SELECT count(*) FROM " + table));
    }
    return sizes;
  }

  private static Map<String, Long> changed(Map<String, Long> sizes, Object... changes) {
    Map<String, Long> changed = new TreeMap<>(sizes);
    for (int i = 0; i < changes.length; i += 2) {
      changed.merge((String) changes[i], (long) (Integer) changes[i + 1], Long::sum);
    }
    return changed;
  }
}
