package org.aralwatch.benchmarks.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aralwatch.benchmarks.store.Record;
import org.aralwatch.benchmarks.store.StoreServer;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The record on which reads, tiles and starts are measured, made once and kept: 100,000 places,
 * 50,000 polygons of 60 vertices with a value a year, 1,000 stations with 10 years of days, four
 * with 40 years of hours.
 */
public final class BaseRecord {
  public static final String PLACES = "bench-places";
  public static final String POLYGONS = "bench-polygons";
  public static final String STATIONS = "bench-stations";

  public static final int PLACE_COUNT = 100_000;
  public static final int POLYGON_COUNT = 50_000;
  public static final int DAILY_STATIONS = 1_000;
  public static final int HOURLY_STATIONS = 4;

  public static final int FIRST_YEAR = 2010;
  public static final int YEARS = 12;

  static final LocalDateTime DAILY_FROM = LocalDateTime.of(2014, 1, 1, 0, 0);
  private static final LocalDateTime HOURLY_FROM = LocalDateTime.of(1984, 1, 1, 0, 0);
  private static final LocalDateTime TO = LocalDateTime.of(2024, 1, 1, 0, 0);

  private static final String NAME = "bench_base";

  /** Raised whenever the data below changes, so that a record of before is not taken for it. */
  private static final String VERSION = "1";

  /** Share of places that are areas, as a lake or a village is. */
  private static final int AREA_EVERY = 5;

  private BaseRecord() {}

  /** Opens it on a server, made if it is not there. */
  public static Record open(StoreServer server, Path scratch) {
    Record record = Record.open(server, NAME);
    if (!record.note("base").map(VERSION::equals).orElse(false)) {
      make(record, scratch);
      record.note("base", VERSION);
    }
    return record;
  }

  private static void make(Record record, Path scratch) {
    record.execute(
        "TRUNCATE observation, observation_history, rollup_day, rollup_month, rollup_year");
    record.execute("DELETE FROM datastream");
    record.execute(
        "DELETE FROM feature WHERE layer_id IN (SELECT id FROM layer WHERE code LIKE 'bench%')");
    FeatureTable.layer(record, PLACES, "polygon", "base");
    FeatureTable.layer(record, POLYGONS, "polygon", "area");
    FeatureTable.layer(record, STATIONS, "point", "station");
    FeatureTable.features(record, PLACES, shapes(1, PLACE_COUNT, "P", BaseRecord::place));
    FeatureTable.features(record, POLYGONS, polygons());
    FeatureTable.features(
        record,
        STATIONS,
        shapes(3, DAILY_STATIONS + HOURLY_STATIONS, "B", (random, i) -> point(random)));
    loadAreas(record, scratch.resolve("areas.csv"));
    loadSeries(record, scratch.resolve("series.csv"));
    record.execute("TRUNCATE blob CASCADE");
    record.execute("VACUUM ANALYZE");
  }

  /** Makes the shape of one feature. */
  private interface Maker {
    Geometry make(SplittableRandom random, int i);
  }

  private static Stream<Shape> shapes(long seed, int count, String prefix, Maker maker) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count)
        .mapToObj(i -> new Shape(prefix + "%05d".formatted(i), maker.make(random, i)));
  }

  /** The polygons, as a peer takes them too. */
  public static Stream<Shape> polygons() {
    return shapes(2, POLYGON_COUNT, "B", (random, i) -> Shapes.star(random, 0.04, 60));
  }

  /** The places, as a peer takes them too. */
  public static Stream<Shape> places() {
    return shapes(1, PLACE_COUNT, "P", BaseRecord::place);
  }

  private static Geometry place(SplittableRandom random, int i) {
    return i % AREA_EVERY == 0 ? Shapes.star(random, 0.02, 20) : point(random);
  }

  static Geometry point(SplittableRandom random) {
    return new GeometryFactory().createPoint(Shapes.place(random));
  }

  private static void loadAreas(Record record, Path file) {
    byte[] support = "year".getBytes(StandardCharsets.US_ASCII);
    try (SeriesCsv csv = new SeriesCsv(file)) {
      for (int area = 0; area < POLYGON_COUNT; area++) {
        byte[] code = bytes(SeriesCsv.station(area));
        for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
          csv.row(code, bytes("," + year + ","), support, area, year);
        }
      }
    }
    Loading.store(record.database(), file, "areas");
    delete(file);
  }

  private static void loadSeries(Record record, Path file) {
    try (SeriesCsv csv = new SeriesCsv(file)) {
      for (int station = 0; station < DAILY_STATIONS + HOURLY_STATIONS; station++) {
        boolean hourly = station >= DAILY_STATIONS;
        byte[] code = bytes(SeriesCsv.station(station));
        byte[] support = bytes(hourly ? "hour" : "day");
        ChronoUnit step = hourly ? ChronoUnit.HOURS : ChronoUnit.DAYS;
        LocalDateTime from = hourly ? HOURLY_FROM : DAILY_FROM;
        long hour = ChronoUnit.HOURS.between(HOURLY_FROM, from);
        for (LocalDateTime time = from; time.isBefore(TO); time = time.plus(1, step)) {
          csv.row(code, SeriesCsv.time(time), support, station, hour);
          hour += hourly ? 1 : 24;
        }
      }
    }
    Loading.store(record.database(), file, "series");
    delete(file);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
