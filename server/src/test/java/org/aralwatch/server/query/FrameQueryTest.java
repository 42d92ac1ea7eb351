package org.aralwatch.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.feature.ValueFrame;
import org.aralwatch.geodata.observation.Datastream.Visibility;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.observation.TimeSeries;
import org.aralwatch.geodata.storage.DatastreamStore;
import org.aralwatch.geodata.storage.FeatureDirectory;
import org.aralwatch.geodata.storage.FrameStore;
import org.aralwatch.geodata.storage.ObservationStore;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.geodata.storage.TestSeries;
import org.aralwatch.server.tile.TileStyle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A frame is of a whole layer: each test looks at its own stations, or has a property alone. */
@Tag("database")
class FrameQueryTest {
  private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
  private static TestDatabase database;
  private final Set<String> stations = new HashSet<>();
  private Catalog catalog;
  private FrameQuery frames;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @AfterEach
  void closeCatalog() {
    catalog.close();
  }

  /** Discharge, given in dekads, persists for ten days. */
  @ParameterizedTest
  @CsvSource({
    "2020-01-31T18:59:59Z,", // before midnight in Tashkent
    "2020-01-31T19:00:00Z, 10",
    "2020-02-10T18:59:59Z, 10",
    "2020-02-10T19:00:00Z, 20",
    "2020-02-25T00:00:00Z, 20", // ended four days before
    "2020-03-01T18:59:59Z, 20",
    "2020-03-02T18:59:59Z,", // ended ten days before
    "2020-03-10T00:00:00Z,",
  })
  void aValueStandsInItsPeriodAndForAsLongAsItPersists(String datetime, Double value) {
    load(
        TestSeries.of(Support.DEKAD, TASHKENT)
            .plus("2020-02-01T00:00:00Z", 10)
            .plus("2020-02-11T00:00:00Z", 20));
    open();

    assertThat(values(frame("discharge", Optional.empty(), datetime)))
        .isEqualTo(value == null ? List.of() : List.of(value));
  }

  @Test
  void aSumStandsOnlyInItsPeriod() {
    load(
        TestSeries.of(Support.HOUR, TASHKENT)
            .of("precipitation-depth", Statistic.SUM)
            .plus("2020-02-01T00:00:00Z", 3));
    open();

    assertThat(values(frame("precipitation-depth", Optional.empty(), "2020-02-01T00:59:59Z")))
        .containsExactly(3.0);
    assertThat(values(frame("precipitation-depth", Optional.empty(), "2020-02-01T01:00:00Z")))
        .isEmpty();
  }

  @Test
  void badAndMissingValuesAreNotShown() {
    load(
        TestSeries.of(Support.DAY, TASHKENT)
            .plus("2020-02-01T00:00:00Z", 10)
            .plus("2020-02-02T00:00:00Z", 999, Qualifier.NONE, QualityFlag.BAD));
    open();

    assertThat(values(frame("discharge", Optional.empty(), "2020-02-02T06:00:00Z")))
        .containsExactly(10.0);
  }

  @Test
  void whatPublicDatastreamsSayComesBeforeWhatOnlySomeMayRead() {
    TestSeries open = TestSeries.of(Support.DAY, TASHKENT);
    load(open.plus("2020-02-01T00:00:00Z", 10));
    load(
        open.with(Support.DAY, "own")
            .ownedBy("kazhydromet", Visibility.ORGANISATION)
            .plus("2020-02-02T00:00:00Z", 20));
    open();
    Viewer member = new Viewer("m", Set.of("kazhydromet"), false, false);

    assertThat(values(frame(member, "discharge", Optional.empty(), "2020-02-02T06:00:00Z")))
        .containsExactly(10.0);
    assertThat(values(frame(member, "discharge", Optional.empty(), "2020-02-11T20:00:00Z")))
        .containsExactly(20.0);
    assertThat(values(frame("discharge", Optional.empty(), "2020-02-11T20:00:00Z"))).isEmpty();
  }

  @Test
  void theNearestValueComesFirstThenTheFinerThenTheOlderDatastream() {
    TestSeries daily = TestSeries.of(Support.DAY, TASHKENT);
    load(daily.with(Support.DEKAD, "dekads").plus("2020-02-01T00:00:00Z", 1));
    load(daily.plus("2020-02-02T00:00:00Z", 2));
    load(daily.with(Support.DAY, "second").plus("2020-02-02T00:00:00Z", 3));
    open();

    assertThat(values(frame("discharge", Optional.empty(), "2020-02-02T06:00:00Z")))
        .as("both hold the date: the day is finer, and the first of days")
        .containsExactly(2.0);
    assertThat(values(frame("discharge", Optional.empty(), "2020-02-05T06:00:00Z")))
        .as("the dekad holds the date, the day ended before")
        .containsExactly(1.0);
  }

  @Test
  void meansComeBeforeExtremes() {
    TestSeries lowest =
        TestSeries.of(Support.DAY, TASHKENT)
            .of("discharge", Statistic.MIN)
            .plus("2020-02-02T00:00:00Z", 1);
    load(lowest);
    load(lowest.of("discharge", Statistic.MEAN).with(List.of()).plus("2020-02-01T00:00:00Z", 5));
    open();

    assertThat(values(frame("discharge", Optional.empty(), "2020-02-02T06:00:00Z")))
        .containsExactly(5.0);
  }

  /** Whatever the period and support: the frame says what the series says. */
  @ParameterizedTest
  @EnumSource(Period.class)
  void aPeriodsFrameIsTheSeriesOfThatPeriod(Period period) {
    for (Support support : List.of(Support.DAY, Support.DEKAD, Support.INSTANT, Support.MONTH)) {
      TestSeries series = TestSeries.of(support, TASHKENT);
      Instant begin = Instant.parse("2019-01-01T00:00:00Z");
      int step = support == Support.DAY ? 1 : 31;
      for (int i = 0; i < 1_240 / step; i++) {
        series = series.plus(begin.plusSeconds(86_400L * step * i).toString(), i * i);
      }
      load(series);
    }
    open();
    ObservationQuery observations =
        new ObservationQuery(
            new DatastreamStore(database.jdbi()),
            new ObservationStore(database.jdbi()),
            database::vocabulary);

    Instant datetime = Instant.parse("2020-03-14T12:00:00Z");
    Frame frame = frame("discharge", Optional.of(period), datetime.toString());
    for (FrameValue value : own(frame)) {
      Interval moment = Interval.of(datetime, datetime.plusSeconds(1));
      TimeSeries row =
          observations
              .run(Viewer.PUBLIC, ObservationRequest.of(value.datastreamId(), moment).by(period))
              .series();
      assertThat(row.size()).isEqualTo(1);
      assertThat(value.value()).isEqualTo(row.value(0));
      assertThat(value.begin()).isEqualTo(row.begin(0));
      assertThat(value.end()).isEqualTo(row.end(0));
      assertThat(value.coverage()).isEqualTo(row.coverage(0));
    }
    // The days and, where they fit, the months cover their spans; one dekad or instant a month is
    // too little for anything longer.
    int expected =
        switch (period) {
          case DAY, PENTAD, DEKAD -> 1;
          case GROWING_SEASON -> 0;
          case MONTH, SEASON, NON_GROWING_SEASON, HYDROLOGICAL_YEAR, YEAR -> 2;
        };
    assertThat(own(frame)).hasSize(expected);
  }

  @Test
  void aPeriodOfWhichLessThanThreeQuartersAreCoveredHasNoValue() {
    TestSeries series = TestSeries.of(Support.DAY, TASHKENT).of("so2", Statistic.MEAN);
    for (int day = 1; day <= 22; day++) {
      series = series.plus("2020-06-%02dT00:00:00Z".formatted(day), 9);
    }
    load(series);
    open();
    assertThat(values(frame("so2", Optional.of(Period.MONTH), "2020-06-15T00:00:00Z"))).isEmpty();
    assertThat(values(frame("so2", Optional.of(Period.DEKAD), "2020-06-15T00:00:00Z")))
        .containsExactly(9.0);
  }

  @Test
  void datesOfOneLocalDayShareAFrameWhereNothingIsFinerThanADay() {
    load(
        TestSeries.of(Support.DAY, TASHKENT)
            .of("pm10", Statistic.MEAN)
            .plus("2020-02-01T00:00:00Z", 10));
    open();

    assertThat(key("pm10", "2020-01-31T19:00:00Z")).isEqualTo(key("pm10", "2020-02-01T18:59:59Z"));
    assertThat(key("pm10", "2020-01-31T19:00:00Z").dateBucket()).isEqualTo("2020-02-01");
    assertThat(key("pm10", "2020-02-01T19:00:00Z"))
        .isNotEqualTo(key("pm10", "2020-02-01T18:59:59Z"));
  }

  @Test
  void whereZonesDisagreeOnTheDayTheKeySaysSo() {
    load(
        TestSeries.of(Support.DAY, TASHKENT)
            .of("no2", Statistic.MEAN)
            .plus("2020-02-01T00:00:00Z", 10));
    load(
        TestSeries.of(Support.DAY, ZoneId.of("Asia/Kabul"))
            .of("no2", Statistic.MEAN)
            .plus("2020-02-01T00:00:00Z", 10));
    open();

    assertThat(key("no2", "2020-02-01T12:00:00Z").dateBucket()).isEqualTo("2020-02-01");
    assertThat(key("no2", "2020-02-01T19:15:00Z").dateBucket())
        .isEqualTo("Asia/Kabul=2020-02-01,Asia/Tashkent=2020-02-02");
  }

  @Test
  void aRevisedValueMakesANewKeyAndANewFrameForItsDatesAlone() {
    TestSeries series =
        TestSeries.of(Support.DAY, TASHKENT)
            .of("pm2-5", Statistic.MEAN)
            .plus("2020-02-01T00:00:00Z", 10)
            .plus("2021-02-01T00:00:00Z", 11);
    load(series);
    open();
    FrameKey before = key("pm2-5", "2020-02-01T06:00:00Z");
    FrameKey other = key("pm2-5", "2021-02-01T06:00:00Z");
    assertThat(values(frame("pm2-5", Optional.empty(), "2020-02-01T06:00:00Z")))
        .containsExactly(10.0);

    load(series.with(List.of()).plus("2020-02-01T00:00:00Z", 12));
    catalog.close();
    open();

    assertThat(key("pm2-5", "2020-02-01T06:00:00Z").valueRevision())
        .isGreaterThan(before.valueRevision());
    assertThat(key("pm2-5", "2021-02-01T06:00:00Z")).isEqualTo(other);
    assertThat(values(frame("pm2-5", Optional.empty(), "2020-02-01T06:00:00Z")))
        .containsExactly(12.0);
  }

  @Test
  void aFrameIsClassifiedForTiles() {
    load(TestSeries.of(Support.DAY, TASHKENT).plus("2020-02-01T00:00:00Z", 10));
    open();
    Frame frame = frame("discharge", Optional.empty(), "2020-02-01T06:00:00Z");
    TileStyle style =
        TileStyle.ofClasses(new double[] {5, 50}, List.of("#000000", "#111111", "#222222"));

    ValueFrame classified = frame.in(style);

    FrameValue value = own(frame).get(0);
    int row = classified.row(value.featureId());
    assertThat(classified.value(row)).isEqualTo(10);
    assertThat(classified.classIndex(row)).isEqualTo(1);
    assertThat(classified.fromMicros(row)).isEqualTo(value.begin());
    assertThat(frame.in(style)).isSameAs(classified);
  }

  private void open() {
    catalog = Catalog.open(database.database());
    frames = new FrameQuery(catalog, new FrameStore(database.jdbi()));
  }

  private FrameKey key(String property, String datetime) {
    CatalogState state = catalog.state();
    return frames.key(
        Viewer.PUBLIC,
        state.layer("hydroposts").layer(),
        state.property(property),
        Optional.empty(),
        Instant.parse(datetime));
  }

  private Frame frame(String property, Optional<Period> period, String datetime) {
    return frame(Viewer.PUBLIC, property, period, datetime);
  }

  private Frame frame(Viewer viewer, String property, Optional<Period> period, String datetime) {
    CatalogState state = catalog.state();
    return frames.frame(
        viewer,
        state.layer("hydroposts").layer(),
        state.property(property),
        period,
        Instant.parse(datetime));
  }

  private void load(TestSeries series) {
    stations.add(series.station());
    series.load(database);
  }

  /** Of this test's own stations. */
  private List<FrameValue> own(Frame frame) {
    FeatureDirectory directory = catalog.state().layer("hydroposts").directory();
    return frame.values().stream()
        .filter(v -> stations.contains(directory.find(v.featureId()).orElseThrow().code()))
        .toList();
  }

  private List<Double> values(Frame frame) {
    return own(frame).stream().map(FrameValue::value).toList();
  }
}
