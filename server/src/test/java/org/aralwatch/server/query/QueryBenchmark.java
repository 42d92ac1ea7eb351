package org.aralwatch.server.query;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.feature.Layer;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.DatastreamStore;
import org.aralwatch.geodata.storage.FeatureStore;
import org.aralwatch.geodata.storage.FrameStore;
import org.aralwatch.geodata.storage.ObservationStore;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.geodata.storage.TestSeries;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/**
 * Measures answers over 40 years of hourly values, stations with 10 years of daily values each, and
 * 100,000 features: run {@code main}, with the number of stations. Times are of one client.
 */
final class QueryBenchmark {
  private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
  private static final Instant HOURLY_FROM = Instant.parse("1984-12-31T19:00:00Z");
  private static final Instant DAILY_FROM = Instant.parse("2014-12-31T19:00:00Z");
  private static final long HOUR = 3_600_000_000L;
  private static final int FORTY_YEARS = 350_640;
  private static final int TEN_YEARS = 3_653;
  private static final int FEATURES = 100_000;

  private QueryBenchmark() {}

  public static void main(String[] arguments) {
    int stations = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    try (TestDatabase test = TestDatabase.create()) {
      long start = System.nanoTime();
      int hourly = hourly().load(test);
      int daily = daily(0).load(test);
      for (int i = 1; i < stations; i++) {
        daily(i).load(test);
      }
      features(test);
      // So that the record as it was before differs from the present and is read row by row.
      long revision = revision(test);
      TestSeries.of(Support.DAY, TASHKENT).plus("2020-01-01T00:00:00Z", 1).load(test);
      test.jdbi().useHandle(handle -> handle.execute("VACUUM ANALYZE"));
      System.out.printf("loaded in %d s%n", (System.nanoTime() - start) / 1_000_000_000);
      start = System.nanoTime();
      try (Catalog catalog = Catalog.open(test.database())) {
        System.out.printf("catalog opened in %d ms%n", (System.nanoTime() - start) / 1_000_000);
        measure(test.database(), catalog, hourly, daily, revision);
      }
    }
  }

  private static void measure(
      Database database, Catalog catalog, int hourly, int daily, long revision) {
    ObservationQuery query =
        new ObservationQuery(
            new DatastreamStore(database.jdbi()),
            new ObservationStore(database.jdbi()),
            () -> catalog.state().vocabulary());
    ObservationRequest forty = ObservationRequest.of(hourly, Interval.ALL);
    ObservationRequest ten = ObservationRequest.of(daily, Interval.ALL);
    ObservationRequest tenHourly =
        ObservationRequest.of(
            hourly, Interval.of(DAILY_FROM, Instant.parse("2025-01-01T00:00:00Z")));
    time("40 years hourly, 2,000 points", 40, () -> size(query, forty.atMost(2_000)));
    time("10 of 40 years hourly, 2,000 points", 40, () -> size(query, tenHourly.atMost(2_000)));
    time("10 of 40 years hourly, 20,000 points", 20, () -> size(query, tenHourly.atMost(20_000)));
    time("40 years hourly, raw", 10, () -> size(query, forty));
    time("40 years hourly as of, raw", 10, () -> size(query, forty.asOf(AsOf.revision(revision))));
    time("40 years hourly by day", 20, () -> size(query, forty.by(Period.DAY)));
    time("40 years hourly by dekad", 20, () -> size(query, forty.by(Period.DEKAD)));
    time("40 years hourly by month", 40, () -> size(query, forty.by(Period.MONTH)));
    time("40 years hourly by year", 40, () -> size(query, forty.by(Period.YEAR)));
    time("10 years daily, raw", 100, () -> size(query, ten));
    time("10 years daily, 2,000 points", 100, () -> size(query, ten.atMost(2_000)));
    time("10 years daily by month", 100, () -> size(query, ten.by(Period.MONTH)));
    frames(database, catalog);
    features(database, catalog);
  }

  private static void frames(Database database, Catalog catalog) {
    FrameQuery frames = new FrameQuery(catalog, new FrameStore(database.jdbi()));
    Layer layer = catalog.state().layer("hydroposts").layer();
    ObservedProperty discharge = catalog.state().property("discharge");
    Random random = new Random(1);
    List<Optional<Period>> periods =
        List.of(
            Optional.empty(),
            Optional.of(Period.DEKAD),
            Optional.of(Period.MONTH),
            Optional.of(Period.HYDROLOGICAL_YEAR),
            Optional.of(Period.YEAR));
    for (Optional<Period> period : periods) {
      time(
          "frame of a layer, " + period.map(Period::code).orElse("latest"),
          40,
          () -> {
            // A new date each time, so that it is read.
            Instant date = DAILY_FROM.plusSeconds(3_600L * random.nextInt(TEN_YEARS * 24));
            return new FrameQuery(catalog, new FrameStore(database.jdbi()))
                .frame(Viewer.PUBLIC, layer, discharge, period, date)
                .values()
                .size();
          });
    }
    Instant date = Instant.parse("2020-06-01T00:00:00Z");
    time(
        "frame from the cache",
        2_000,
        () ->
            frames.frame(Viewer.PUBLIC, layer, discharge, Optional.empty(), date).values().size());
  }

  private static void features(Database database, Catalog catalog) {
    FeatureQuery query =
        new FeatureQuery(
            catalog,
            new FeatureStore(database.jdbi()),
            new FrameQuery(catalog, new FrameStore(database.jdbi())));
    Random random = new Random(2);
    for (double degrees : new double[] {0.1, 0.5}) {
      time(
          "polygon of " + degrees + " degrees in 100,000 features",
          400,
          () -> {
            FeatureRequest request = FeatureRequest.ofLayer("lakes").in(star(random, degrees));
            return query.run(Viewer.PUBLIC, request).features().size();
          });
    }
    time(
        "stations by name",
        100,
        () ->
            query
                .run(Viewer.PUBLIC, FeatureRequest.stations().named("Нижний мост 77"))
                .features()
                .size());
    time(
        "1,000 stations with values",
        40,
        () ->
            query
                .run(
                    Viewer.PUBLIC,
                    FeatureRequest.stations()
                        .observing(Set.of("discharge"))
                        .with(
                            new FeatureRequest.Values(
                                "discharge",
                                Optional.empty(),
                                Instant.parse("2020-06-01T00:00:00Z"))))
                .features()
                .size());
  }

  private static Geometry star(Random random, double radius) {
    GeometryFactory factory = new GeometryFactory();
    Point middle =
        factory.createPoint(
            new org.locationtech.jts.geom.Coordinate(
                56 + random.nextDouble() * 20, 36 + random.nextDouble() * 12));
    return middle.buffer(radius, 16);
  }

  private static long revision(TestDatabase test) {
    return new org.aralwatch.geodata.storage.RevisionStore(test.jdbi()).current();
  }

  private static TestSeries hourly() {
    Random random = new Random(3);
    List<TestSeries.Row> rows = new ArrayList<>(FORTY_YEARS);
    long begin = TestSeries.micros(HOURLY_FROM);
    double value = 100;
    for (int i = 0; i < FORTY_YEARS; i++) {
      value = Math.max(1, value + random.nextGaussian() + (100 - value) * 0.001);
      if (i % 5_000 > 40) {
        rows.add(row(begin + i * HOUR, HOUR, value));
      }
    }
    return TestSeries.of(Support.HOUR, TASHKENT).with(rows);
  }

  private static TestSeries daily(int station) {
    Random random = new Random(station);
    List<TestSeries.Row> rows = new ArrayList<>(TEN_YEARS);
    long begin = TestSeries.micros(DAILY_FROM);
    double value = 100;
    for (int i = 0; i < TEN_YEARS; i++) {
      value = Math.max(1, value + 10 * random.nextGaussian() + (100 - value) * 0.01);
      rows.add(row(begin + i * 24 * HOUR, 24 * HOUR, value));
    }
    return TestSeries.of(Support.DAY, TASHKENT)
        .named(org.aralwatch.geodata.Text.of("Lower bridge " + station, "Нижний мост " + station))
        .with(rows);
  }

  private static TestSeries.Row row(long begin, long length, double value) {
    return new TestSeries.Row(begin, begin + length, value, Qualifier.NONE, QualityFlag.GOOD);
  }

  private static void features(TestDatabase test) {
    test.jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO feature (layer_id, code, name, geometry, bounds, attributes, origin)
                    SELECT l.id, 'p' || i, '{"en":"place"}',
                           '\\x0000000001'::bytea || float8send(x) || float8send(y),
                           box(point(x, y), point(x, y)), '{"kind":"pond"}', 'reference'
                    FROM layer l, (SELECT i, 56 + 20 * random() AS x, 36 + 12 * random() AS y
                                   FROM generate_series(1, %d) AS i) AS places
                    WHERE l.code = 'lakes'
                    """
                        .formatted(FEATURES)));
  }

  private static int size(ObservationQuery query, ObservationRequest request) {
    return query.run(Viewer.PUBLIC, request).series().size();
  }

  @FunctionalInterface
  private interface Run {
    int rows();
  }

  private static void time(String what, int runs, Run run) {
    for (int i = 0; i < Math.max(3, runs / 4); i++) {
      run.rows();
    }
    long[] nanos = new long[runs];
    int rows = 0;
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      rows = run.rows();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-48s %7d rows  median %8.2f ms  p95 %8.2f ms%n",
        what,
        rows,
        nanos[runs / 2] / 1e6,
        nanos[runs * 95 / 100] / 1e6);
  }
}
