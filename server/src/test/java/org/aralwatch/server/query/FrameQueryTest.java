package org.aralwatch.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
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
import org.aralwatch.geodata.storage.FrameStore;
import org.aralwatch.geodata.storage.ObservationStore;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.geodata.storage.TestSeries;
import org.aralwatch.server.tile.TileStyle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each test has a store of its own: a frame is of a whole layer. */
@Tag("database")
class FrameQueryTest {
  private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
  private TestDatabase database;
  private Catalog catalog;
  private FrameQuery frames;

  @BeforeEach
  void create() {
    database = TestDatabase.create();
  }

  @AfterEach
  void drop() {
    if (catalog != null) {
      catalog.close();
    }
    database.close();
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
    TestSeries.of(Support.DEKAD, TASHKENT)
        .plus("2020-02-01T00:00:00Z", 10)
        .plus("2020-02-11T00:00:00Z", 20)
        .load(database);
    open();

    assertThat(values(frame("discharge", Optional.empty(), datetime)))
        .isEqualTo(value == null ? List.of() : List.of(value));
  }

  @Test
  void aSumStandsOnlyInItsPeriod() {
    TestSeries.of(Support.HOUR, TASHKENT)
        .of("precipitation-depth", Statistic.SUM)
        .plus("2020-02-01T00:00:00Z", 3)
        .load(database);
    open();

    assertThat(values(frame("precipitation-depth", Optional.empty(), "2020-02-01T00:59:59Z")))
        .containsExactly(3.0);
    assertThat(values(frame("precipitation-depth", Optional.empty(), "2020-02-01T01:00:00Z")))
        .isEmpty();
  }

  @Test
  void badAndMissingValuesAreNotShown() {
    TestSeries.of(Support.DAY, TASHKENT)
        .plus("2020-02-01T00:00:00Z", 10)
        .plus("2020-02-02T00:00:00Z", 999, Qualifier.NONE, QualityFlag.BAD)
        .load(database);
    open();

    assertThat(values(frame("discharge", Optional.empty(), "2020-02-02T06:00:00Z")))
        .containsExactly(10.0);
  }

  @Test
  void whatPublicDatastreamsSayComesBeforeWhatOnlySomeMayRead() {
    TestSeries open = TestSeries.of(Support.DAY, TASHKENT);
    open.plus("2020-02-01T00:00:00Z", 10).load(database);
    open.with(Support.DAY, "own")
        .ownedBy("kazhydromet", Visibility.ORGANISATION)
        .plus("2020-02-02T00:00:00Z", 20)
        .load(database);
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
    daily.with(Support.DEKAD, "dekads").plus("2020-02-01T00:00:00Z", 1).load(database);
    daily.plus("2020-02-02T00:00:00Z", 2).load(database);
    daily.with(Support.DAY, "second").plus("2020-02-02T00:00:00Z", 3).load(database);
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
    lowest.load(database);
    lowest
        .of("discharge", Statistic.MEAN)
        .with(List.of())
        .plus("2020-02-01T00:00:00Z", 5)
        .load(database);
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
      for (int i = 0; i < 40; i++) {
        series = series.plus(begin.plusSeconds(86_400L * 31 * i).toString(), i * i);
      }
      series.load(database);
    }
    open();
    ObservationQuery observations =
        new ObservationQuery(
            new DatastreamStore(database.jdbi()),
            new ObservationStore(database.jdbi()),
            database::vocabulary);

    Instant datetime = Instant.parse("2020-03-14T12:00:00Z");
    Frame frame = frame("discharge", Optional.of(period), datetime.toString());
    for (FrameValue value : frame.values()) {
      Interval moment = Interval.of(datetime, datetime.plusSeconds(1));
      TimeSeries row =
          observations
              .run(
                  Viewer.PUBLIC,
                  ObservationRequest.of(value.datastreamId(), moment).by(period))
              .series();
      assertThat(row.size()).isEqualTo(1);
      assertThat(value.value()).isEqualTo(row.value(0));
      assertThat(value.begin()).isEqualTo(row.begin(0));
      assertThat(value.end()).isEqualTo(row.end(0));
      assertThat(value.coverage()).isEqualTo(row.coverage(0));
    }
    int expected =
        switch (period) {
          case DAY, PENTAD -> 0;
          case DEKAD -> 0;
          case MONTH -> 4;
          case GROWING_SEASON -> 0;
          case SEASON, NON_GROWING_SEASON, HYDROLOGICAL_YEAR, YEAR -> 4;
        };
    assertThat(frame.values()).hasSize(expected);
  }

  @Test
  void datesOfOneLocalDayShareAFrameWhereNothingIsFinerThanADay() {
    TestSeries.of(Support.DAY, TASHKENT).plus("2020-02-01T00:00:00Z", 10).load(database);
    open();

    assertThat(key("2020-01-31T19:00:00Z")).isEqualTo(key("2020-02-01T18:59:59Z"));
    assertThat(key("2020-01-31T19:00:00Z").dateBucket()).isEqualTo("2020-02-01");
    assertThat(key("2020-02-01T19:00:00Z")).isNotEqualTo(key("2020-02-01T18:59:59Z"));
  }

  @Test
  void whereZonesDisagreeOnTheDayTheKeySaysSo() {
    TestSeries.of(Support.DAY, TASHKENT).plus("2020-02-01T00:00:00Z", 10).load(database);
    TestSeries.of(Support.DAY, ZoneId.of("Asia/Kabul"))
        .plus("2020-02-01T00:00:00Z", 10)
        .load(database);
    open();

    assertThat(key("2020-02-01T12:00:00Z").dateBucket()).isEqualTo("2020-02-01");
    assertThat(key("2020-02-01T19:15:00Z").dateBucket())
        .isEqualTo("Asia/Kabul=2020-02-01,Asia/Tashkent=2020-02-02");
  }

  @Test
  void aRevisedValueMakesANewKeyAndANewFrameForItsDatesAlone() {
    TestSeries series =
        TestSeries.of(Support.DAY, TASHKENT)
            .plus("2020-02-01T00:00:00Z", 10)
            .plus("2021-02-01T00:00:00Z", 11);
    series.load(database);
    open();
    FrameKey before = key("2020-02-01T06:00:00Z");
    FrameKey other = key("2021-02-01T06:00:00Z");
    assertThat(values(frame("discharge", Optional.empty(), "2020-02-01T06:00:00Z")))
        .containsExactly(10.0);

    series.with(List.of()).plus("2020-02-01T00:00:00Z", 12).load(database);
    catalog.close();
    Catalog later = Catalog.open(database.database());
    FrameQuery laterFrames = new FrameQuery(later, new FrameStore(database.jdbi()));
    catalog = later;
    frames = laterFrames;

    assertThat(key("2020-02-01T06:00:00Z").valueRevision()).isGreaterThan(before.valueRevision());
    assertThat(key("2021-02-01T06:00:00Z")).isEqualTo(other);
    assertThat(values(frame("discharge", Optional.empty(), "2020-02-01T06:00:00Z")))
        .containsExactly(12.0);
  }

  @Test
  void aFrameIsClassifiedForTiles() {
    TestSeries.of(Support.DAY, TASHKENT).plus("2020-02-01T00:00:00Z", 10).load(database);
    open();
    Frame frame = frame("discharge", Optional.empty(), "2020-02-01T06:00:00Z");
    TileStyle style = TileStyle.ofClasses(new double[] {5, 50}, List.of("#000000", "#111111", "#222222"));

    ValueFrame classified = frame.in(style);

    int row = classified.row(frame.values().get(0).featureId());
    assertThat(classified.value(row)).isEqualTo(10);
    assertThat(classified.classIndex(row)).isEqualTo(1);
    assertThat(classified.fromMicros(row)).isEqualTo(frame.values().get(0).begin());
    assertThat(frame.in(style)).isSameAs(classified);
  }

  private void open() {
    catalog = Catalog.open(database.database());
    frames = new FrameQuery(catalog, new FrameStore(database.jdbi()));
  }

  private FrameKey key(String datetime) {
    CatalogState state = catalog.state();
    return frames.key(
        Viewer.PUBLIC,
        state.layer("hydroposts").layer(),
        state.property("discharge"),
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

  private static List<Double> values(Frame frame) {
    return frame.values().stream().map(FrameValue::value).toList();
  }
}
