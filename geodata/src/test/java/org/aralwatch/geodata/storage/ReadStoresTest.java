package org.aralwatch.geodata.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.feature.Feature;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.observation.TimeSeries;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the read stores give back of what was loaded. */
@Tag("database")
class ReadStoresTest {
  private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
  private static final Set<QualityFlag> ALL_FLAGS = EnumSet.allOf(QualityFlag.class);
  private static TestDatabase database;
  private static DatastreamStore datastreams;
  private static ObservationStore observations;
  private static FeatureStore features;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    datastreams = new DatastreamStore(database.jdbi());
    observations = new ObservationStore(database.jdbi());
    features = new FeatureStore(database.jdbi());
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @Test
  void aDatastreamIsDescribedAsItWasLoaded() {
    TestSeries series =
        TestSeries.of(Support.DEKAD, TASHKENT)
            .plus("2020-01-01T00:00:00Z", 1)
            .plus("2020-01-11T00:00:00Z", 2);
    Datastream datastream = find(series.load(database));

    assertThat(datastream.support()).isEqualTo(Support.DEKAD);
    assertThat(datastream.timeZone()).isEqualTo(TASHKENT);
    assertThat(datastream.statistic()).isEqualTo(Statistic.MEAN);
    assertThat(datastream.unit()).isEqualTo("m3/s");
    assertThat(datastream.verticalDatum()).isEmpty();
    assertThat(datastream.source().title()).isEqualTo("a test");
    assertThat(datastream.count()).isEqualTo(2);
    assertThat(datastream.revision()).isPositive();
    assertThat(datastream.extent())
        .contains(
            Interval.of(
                Instant.parse("2019-12-31T19:00:00Z"), Instant.parse("2020-01-20T19:00:00Z")));
  }

  @Test
  void datastreamsAreListedByFeatureLayerAndPropertyInPages() {
    TestSeries first = TestSeries.of(Support.DAY, TASHKENT).plus("2020-01-01T00:00:00Z", 1);
    int one = first.load(database);
    int two = first.with(Support.HOUR, "test").load(database);
    int three = first.of("water-level", Statistic.MEAN).load(database);
    long feature = find(one).featureId();

    assertThat(ids(DatastreamFilter.ofFeature(feature))).containsExactly(one, two, three);
    assertThat(ids(filter(feature, "hydroposts", "discharge", 0, 10))).containsExactly(one, two);
    assertThat(ids(filter(feature, "lakes", null, 0, 10))).isEmpty();
    assertThat(ids(filter(feature, null, null, one, 1))).containsExactly(two);
    assertThat(datastreams.changed(Viewer.PUBLIC, find(three).revision() - 1, three))
        .extracting(Datastream::id)
        .contains(three)
        .doesNotContain(one);
  }

  @Test
  void rowsComeBackToTheMicrosecond() {
    long begin = TestSeries.micros(Instant.parse("1960-02-29T23:59:59.999999Z"));
    Datastream datastream =
        find(
            TestSeries.of(Support.INSTANT, TASHKENT)
                .with(
                    List.of(
                        row(begin, begin, -0.125, Qualifier.LESS_THAN, QualityFlag.SUSPECT),
                        row(begin + 1, begin + 1, 1e300, Qualifier.NONE, QualityFlag.MISSING)))
                .load(database));

    TimeSeries raw =
        observations.raw(Viewer.PUBLIC, datastream, Interval.ALL, ALL_FLAGS, OptionalLong.empty());

    assertThat(raw.size()).isEqualTo(2);
    assertThat(raw.begin(0)).isEqualTo(begin);
    assertThat(raw.end(0)).isEqualTo(begin);
    assertThat(raw.value(0)).isEqualTo(-0.125);
    assertThat(raw.qualifier(0)).isEqualTo(Qualifier.LESS_THAN);
    assertThat(raw.flag(0)).isEqualTo(3);
    assertThat(raw.begin(1)).isEqualTo(begin + 1);
    assertThat(raw.flag(1)).isEqualTo(9);
    List<Long> times = new ArrayList<>();
    observations.read(
        reader -> {
          reader.eachAt(
              Viewer.PUBLIC,
              datastream,
              new long[] {begin - 1, begin, begin + 1, begin + 2},
              (b, e, r, q, f) -> times.add(b));
          return null;
        });
    assertThat(times).containsExactly(begin, begin + 1);
  }

  @Test
  void anOldRevisionIsReadWithWhatWasReplacedSince() {
    TestSeries series =
        TestSeries.of(Support.DAY, TASHKENT)
            .plus("2020-01-01T00:00:00Z", 1)
            .plus("2020-01-02T00:00:00Z", 2);
    Datastream datastream = find(series.load(database));
    List<Long> revisions = new ArrayList<>(List.of(0L, revision()));
    series.with(List.of()).plus("2020-01-02T00:00:00Z", 20).load(database);
    revisions.add(revision());
    series
        .with(List.of())
        .plus("2020-01-02T00:00:00Z", 200)
        .plus("2020-01-03T00:00:00Z", 3)
        .load(database);
    revisions.add(revision());

    List<List<Double>> states =
        revisions.stream().map(r -> values(datastream, OptionalLong.of(r))).toList();

    assertThat(states)
        .containsExactly(
            List.of(), List.of(1.0, 2.0), List.of(1.0, 20.0), List.of(1.0, 200.0, 3.0));
    assertThat(values(datastream, OptionalLong.empty())).containsExactly(1.0, 200.0, 3.0);
  }

  @Test
  void anInstantResolvesToTheRevisionOfThatTime() {
    RevisionStore revisions = new RevisionStore(database.jdbi());
    TestSeries.of(Support.DAY, TASHKENT).plus("2020-01-01T00:00:00Z", 1).load(database);

    assertThat(revisions.resolve(Instant.parse("2000-01-01T00:00:00Z"))).isZero();
    assertThat(revisions.resolve(Instant.parse("2999-01-01T00:00:00Z")))
        .isEqualTo(revisions.current());
  }

  @Test
  void aViewStaysAsItWasWhenItBegan() {
    TestSeries series = TestSeries.of(Support.DAY, TASHKENT).plus("2020-01-01T00:00:00Z", 1);
    Datastream datastream = find(series.load(database));

    observations.read(
        reader -> {
          long before = reader.revision();
          TestSeries more = series.plus("2020-01-02T00:00:00Z", 2);
          // A thread has one connection, which is at the view; a load is another's.
          CompletableFuture.runAsync(() -> more.load(database)).join();
          List<Double> seen = new ArrayList<>();
          reader.each(
              Viewer.PUBLIC,
              datastream,
              Interval.ALL,
              ALL_FLAGS,
              OptionalLong.empty(),
              (b, e, result, q, f) -> seen.add(result));
          assertThat(reader.revision()).isEqualTo(before);
          assertThat(seen).containsExactly(1.0);
          return null;
        });
  }

  @Test
  void rollupsAreReadAsTheyAreKept() {
    Datastream datastream =
        find(
            TestSeries.of(Support.HOUR, TASHKENT)
                .plus("2020-01-31T20:00:00Z", 4)
                .plus("2020-01-31T21:00:00Z", 0.5, Qualifier.LESS_THAN, QualityFlag.SUSPECT)
                .plus("2020-01-31T22:00:00Z", 9, Qualifier.NONE, QualityFlag.BAD)
                .load(database));
    LocalDate day = LocalDate.of(2020, 2, 1);
    long begin = TestSeries.micros(Instant.parse("2020-01-31T20:00:00Z"));
    long hour = 3_600_000_000L;

    assertThat(
            observations.<List<RollupRow>>read(
                r -> r.rollups(Viewer.PUBLIC, datastream, RollupLevel.DAY, day, day.plusDays(1))))
        .containsExactly(
            new RollupRow(
                (int) day.toEpochDay(),
                2,
                7_200,
                4.5,
                4.5 * 3_600,
                begin,
                4,
                begin + hour,
                0.5,
                begin + hour,
                0.5,
                begin,
                4,
                1,
                0,
                4,
                4.25,
                3));
  }

  @Test
  void featuresComeBackWithTheirNamesAndPlaces() {
    TestSeries series =
        TestSeries.of(Support.DAY, TASHKENT)
            .at("hydroposts", "read-back", 61.5, 43.25)
            .named(Text.of("Lower bridge", "Нижний мост"), "16279", "old name");
    long id = find(series.load(database)).featureId();

    Feature feature = features.find(id).orElseThrow();
    assertThat(feature.layer()).isEqualTo("hydroposts");
    assertThat(feature.code()).isEqualTo("read-back");
    assertThat(feature.name().in("ru")).isEqualTo("Нижний мост");
    assertThat(feature.aliases()).containsExactly("16279", "old name");
    assertThat(feature.geometry().toText()).isEqualTo("POINT (61.5 43.25)");
    assertThat(features.list(List.of(id + 1_000_000, id))).hasSize(1);

    LayerContent content =
        features.load(database.vocabulary().findLayer("hydroposts").orElseThrow());
    assertThat(content.snapshot().get(id).geometry().toText()).isEqualTo("POINT (61.5 43.25)");
    assertThat(content.directory().find(id).orElseThrow().aliases()).contains("16279");
    assertThat(content.directory().entries()).hasSize(content.snapshot().size());
  }

  private static TestSeries.Row row(
      long begin, long end, double value, Qualifier qualifier, QualityFlag flag) {
    return new TestSeries.Row(begin, end, value, qualifier, flag);
  }

  private static Datastream find(int id) {
    return datastreams.find(Viewer.PUBLIC, id).orElseThrow();
  }

  private static long revision() {
    return new RevisionStore(database.jdbi()).current();
  }

  private static List<Double> values(Datastream datastream, OptionalLong asOf) {
    List<Double> values = new ArrayList<>();
    observations.rawEach(
        Viewer.PUBLIC,
        datastream,
        Interval.ALL,
        ALL_FLAGS,
        asOf,
        (b, e, result, q, f) -> values.add(result));
    return values;
  }

  private static DatastreamFilter filter(
      long feature, String layer, String property, int after, int limit) {
    return new DatastreamFilter(
        OptionalLong.of(feature),
        Optional.ofNullable(layer),
        Optional.ofNullable(property),
        after,
        limit);
  }

  private static List<Integer> ids(DatastreamFilter filter) {
    return datastreams.list(Viewer.PUBLIC, filter).stream().map(Datastream::id).toList();
  }
}
