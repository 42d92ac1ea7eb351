package org.aralwatch.geodata.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

@Tag("database")
class LoadTransactionTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Tashkent");
  private static final GeometryFactory GEOMETRY = new GeometryFactory();
  private static TestDatabase database;
  private static int stations;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
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
  void aStoreIsWhatTheLegSays() {
    assertThat(database.database().capability().timescaleVersion().isPresent())
        .isEqualTo(TestDatabase.isTimescale());
  }

  @Test
  void whatWasLoadedIsStoredOnceAndAgainIsUnchanged() throws IOException {
    String station = newStation();
    LocalDate first = LocalDate.of(2020, 1, 1);
    Load load = tx -> days(tx, station, first, 400, 1.5);

    assertThat(run(load).result).isEqualTo(new MergeResult(400, 0, 0, 0, 0));
    Loaded again = run(load);

    assertThat(again.result).isEqualTo(new MergeResult(0, 0, 400, 0, 0));
    assertThat(again.revision).isEmpty();
    assertThat(count("observation", station)).isEqualTo(400);
    assertThat(count("rollup_month", station)).isEqualTo(14);
  }

  @Test
  void aRevisedValueMovesTheOldOneToHistory() throws IOException {
    String station = newStation();
    LocalDate day = LocalDate.of(2021, 7, 5);
    long before = run(tx -> days(tx, station, day, 3, 10)).revision.getAsLong();

    Loaded revised = run(tx -> days(tx, station, day, 1, 11));

    assertThat(revised.result).isEqualTo(new MergeResult(0, 1, 0, 0, 0));
    assertThat(revised.revision.getAsLong()).isGreaterThan(before);
    assertThat(count("observation", station)).isEqualTo(3);
    assertThat(count("observation_history", station)).isEqualTo(1);
    assertThat(yearSum(station)).isEqualTo(11 + 10 + 10);
  }

  @Test
  void aLoadThatIsNotCommittedLeavesNothing() {
    String station = newStation();
    try (LoadTransaction tx = begin(OptionalLong.empty())) {
      days(tx, station, LocalDate.of(2020, 1, 1), 10, 1);
      assertThat(tx.merge((line, firstLine, value, firstValue) -> {}).stored()).isEqualTo(10);
    }
    assertThat(count("observation", station)).isZero();
    long features =
        database
            .jdbi()
            .withHandle(
                h ->
                    h.createQuery("SELECT count(*) FROM feature WHERE code = :code")
                        .bind("code", station)
                        .mapTo(Long.class)
                        .one());
    assertThat(features).isZero();
  }

  @Test
  void aTimeGivenTwiceIsTakenOnceAndADifferentValueIsReported() throws IOException {
    String station = newStation();
    List<String> conflicts = new ArrayList<>();
    Loaded loaded =
        run(
            tx -> {
              days(tx, station, LocalDate.of(2020, 3, 1), 2, 5);
              days(tx, station, LocalDate.of(2020, 3, 1), 1, 5);
              days(tx, station, LocalDate.of(2020, 3, 2), 1, 6);
            },
            (line, firstLine, value, firstValue) ->
                conflicts.add(line + " after " + firstLine + ": " + value + " for " + firstValue));
    assertThat(loaded.result).isEqualTo(new MergeResult(2, 0, 0, 1, 1));
    assertThat(conflicts).hasSize(1);
    assertThat(conflicts.get(0)).endsWith("6.0 for 5.0");
  }

  @Test
  void badAndMissingValuesAreStoredButRollUpToNothing() throws IOException {
    String station = newStation();
    run(
        tx -> {
          DatastreamRef daily = stream(tx, station, Support.DAY);
          stageDay(tx, daily, LocalDate.of(2020, 5, 1), 7, Qualifier.NONE, QualityFlag.GOOD);
          stageDay(tx, daily, LocalDate.of(2020, 5, 2), 9_999, Qualifier.NONE, QualityFlag.BAD);
          stageDay(
              tx, daily, LocalDate.of(2020, 5, 3), 4, Qualifier.LESS_THAN, QualityFlag.SUSPECT);
        });
    assertThat(count("observation", station)).isEqualTo(3);
    assertThat(count("rollup_day", station)).as("a daily value is its own roll-up").isZero();
    assertThat(yearSum(station)).isEqualTo(11);
  }

  @Test
  void everySupportRollsUpWhereItFits() throws IOException {
    for (Support support :
        List.of(
            Support.INSTANT,
            Support.HOUR,
            Support.DAY,
            Support.DEKAD,
            Support.MONTH,
            Support.YEAR,
            Support.ofCode("hydrological-year"),
            Support.ofCode("growing-season"))) {
      String station = newStation();
      run(
          tx -> {
            DatastreamRef stream = stream(tx, station, support);
            for (int year = 1999; year < 2003; year++) {
              Interval period = support.beginningAt(LocalDate.of(year, 5, 1).atTime(23, 0), ZONE);
              tx.stage(
                  1,
                  stream,
                  micros(period.from()),
                  micros(period.to()),
                  year,
                  Qualifier.NONE,
                  QualityFlag.GOOD,
                  0);
            }
          });
      boolean finer = support.isFinerThanDaily();
      boolean crosses = support.code().equals("hydrological-year");
      assertThat(count("rollup_day", station)).as(support.code()).isEqualTo(finer ? 4 : 0);
      assertThat(count("rollup_year", station)).as(support.code()).isEqualTo(crosses ? 0 : 4);
    }
  }

  @Test
  void aRevisionRaisesTheMonthsItTouchedAndNoOther() throws IOException {
    String station = newStation();
    run(tx -> days(tx, station, LocalDate.of(2015, 1, 10), 60, 1));
    long revision =
        run(tx -> days(tx, station, LocalDate.of(2015, 2, 10), 1, 2)).revision.getAsLong();
    List<String> months =
        database
            .jdbi()
            .withHandle(
                h ->
                    h.createQuery(
                            "SELECT month::text FROM value_revision WHERE revision = :revision")
                        .bind("revision", revision)
                        .mapTo(String.class)
                        .list());
    assertThat(months).containsExactly("2015-02-01");
  }

  @Test
  void aDatastreamKeepsItsTimeZone() throws IOException {
    String station = newStation();
    run(tx -> days(tx, station, LocalDate.of(2015, 1, 10), 1, 1));
    try (LoadTransaction tx = begin(OptionalLong.empty())) {
      assertThatThrownBy(() -> stream(tx, station, Support.DAY, ZoneId.of("Asia/Bishkek")))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("Asia/Tashkent")
          .hasMessageContaining("Asia/Bishkek");
    }
  }

  @Test
  void aStationThatWasRemovedMeanwhileIsSaidAndNothingIsStored() throws IOException {
    String station = newStation();
    run(tx -> station(tx, station));
    assertThatThrownBy(
            () ->
                run(
                    tx -> {
                      days(tx, station, LocalDate.of(2015, 1, 10), 3, 1);
                      database
                          .jdbi()
                          .useHandle(h -> h.execute("DELETE FROM feature WHERE code = ?", station));
                    }))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("removed");
    assertThat(count("observation", station)).isZero();
  }

  @Test
  void aManipulatedRollupIsFound() throws IOException {
    String station = newStation();
    run(tx -> days(tx, station, LocalDate.of(2015, 1, 10), 1, 1));
    String where = " WHERE datastream_id = (SELECT max(id) FROM datastream)";
    database.jdbi().useHandle(h -> h.execute("UPDATE rollup_month SET sum = sum + 1" + where));
    assertThat(new RecordCheck(database.database()).run(rule -> {}))
        .filteredOn(finding -> !finding.holds())
        .extracting(RecordCheck.Finding::rule)
        .anyMatch(rule -> rule.contains("rollup_month"));
    database.jdbi().useHandle(h -> h.execute("UPDATE rollup_month SET sum = sum - 1" + where));
  }

  private interface Load {
    void into(LoadTransaction tx);
  }

  private record Loaded(MergeResult result, OptionalLong revision) {}

  private static Loaded run(Load load) throws IOException {
    return run(load, (line, firstLine, value, firstValue) -> {});
  }

  private static Loaded run(Load load, DuplicateSink duplicates) throws IOException {
    byte[] file = "a file".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Sha256 sha256 = new BlobStore(database.jdbi()).put(new ByteArrayInputStream(file));
    long upload =
        new UploadStore(database.jdbi())
            .create(
                new Upload.New(
                    "a.csv", sha256, file.length, "test", Json.read("{}"), "tester", "reading"));
    try (LoadTransaction tx = begin(OptionalLong.of(upload))) {
      load.into(tx);
      MergeResult result = tx.merge(duplicates);
      return new Loaded(result, tx.commit(revision -> "{}"));
    }
  }

  private static LoadTransaction begin(OptionalLong upload) {
    return LoadTransaction.begin(database.database(), database.vocabulary(), "tester", upload);
  }

  private static String newStation() {
    return "test-station-" + stations++;
  }

  private static void days(
      LoadTransaction tx, String station, LocalDate first, int count, double value) {
    DatastreamRef daily = stream(tx, station, Support.DAY);
    for (int i = 0; i < count; i++) {
      stageDay(tx, daily, first.plusDays(i), value, Qualifier.NONE, QualityFlag.GOOD);
    }
  }

  private static void stageDay(
      LoadTransaction tx,
      DatastreamRef stream,
      LocalDate day,
      double value,
      Qualifier qualifier,
      QualityFlag flag) {
    Interval period = Support.DAY.holding(day, ZONE);
    tx.stage(
        day.toEpochDay(),
        stream,
        micros(period.from()),
        micros(period.to()),
        value,
        qualifier,
        flag,
        0);
  }

  private static FeatureRef station(LoadTransaction tx, String station) {
    return tx.findFeature("hydroposts", station)
        .orElseGet(
            () ->
                tx.createFeature(
                    new NewFeature(
                        "hydroposts",
                        station,
                        Text.english("Test station"),
                        List.of(),
                        GEOMETRY.createPoint(new Coordinate(60, 44)),
                        (ObjectNode) Json.read("{}"))));
  }

  private static DatastreamRef stream(LoadTransaction tx, String station, Support support) {
    return stream(tx, station, support, ZONE);
  }

  private static DatastreamRef stream(
      LoadTransaction tx, String station, Support support, ZoneId zone) {
    FeatureRef feature = station(tx, station);
    return tx.datastream(
        new NewDatastream(
            feature.id(),
            database.vocabulary().findProperty("discharge").orElseThrow().id(),
            Statistic.MEAN,
            "test",
            support,
            zone,
            Optional.empty(),
            database.vocabulary().organisations().iterator().next().id(),
            database.vocabulary().licences().iterator().next().id(),
            new Datastream.Source("a test", "https://example.org", "2026-11-24"),
            "values of a test",
            Datastream.Visibility.PUBLIC));
  }

  private static long count(String table, String station) {
    return database
        .jdbi()
        .withHandle(
            h ->
                h.createQuery(
                        "SELECT count(*) FROM "
                            + table
                            + " t JOIN datastream d ON d.id = t.datastream_id"
                            + " JOIN feature f ON f.id = d.feature_id WHERE f.code = :code")
                    .bind("code", station)
                    .mapTo(Long.class)
                    .one());
  }

  private static double yearSum(String station) {
    return database
        .jdbi()
        .withHandle(
            h ->
                h.createQuery(
                        "SELECT sum(t.sum) FROM rollup_year t JOIN datastream d ON d.id = t.datastream_id"
                            + " JOIN feature f ON f.id = d.feature_id WHERE f.code = :code")
                    .bind("code", station)
                    .mapTo(Double.class)
                    .one());
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000;
  }
}
