package org.aralwatch.benchmarks.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.aralwatch.benchmarks.store.Record;
import org.aralwatch.benchmarks.store.StoreServer;

/**
 * A record of so many million observations over 10,000 stations, made once and kept. Every series
 * has the same number of values; three of four series are hourly, the fourth daily. All end at the
 * same moment, so that the newest values are the same at every size. Loaded in the order of time,
 * in files of a million rows, as a service that runs for years would.
 */
public final class GrowthRecord {
  public static final int STATIONS = 10_000;
  public static final int ROWS_OF_A_FILE = 1_000_000;
  public static final int STEPS_OF_A_FILE = ROWS_OF_A_FILE / STATIONS;

  private static final LocalDateTime END_LOCAL = LocalDateTime.of(2025, 7, 1, 0, 0);

  /** After the last value of every series. */
  public static final Instant END = END_LOCAL.toInstant(ZoneOffset.ofHours(5));

  private static final int DAILY_EVERY = 4;
  private static final String VERSION = "1";

  private final Record record;
  private final int millions;

  /** By number of station. */
  private final int[] datastreams = new int[STATIONS];

  private GrowthRecord(Record record, int millions) {
    this.record = record;
    this.millions = millions;
    record
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT substr(f.code, 2)::int, d.id
                        FROM datastream d JOIN feature f ON f.id = d.feature_id
                        """)
                    .map((rs, ctx) -> datastreams[rs.getInt(1)] = rs.getInt(2))
                    .list());
  }

  /**
   * A series and the begin of its newest hundred values.
   *
   * @param datastream its id
   */
  public record Series(int datastream, Instant from) {}

  public Series series(int station) {
    Instant from =
        isDaily(station)
            ? END.minus(STEPS_OF_A_FILE, ChronoUnit.DAYS)
            : END.minus(STEPS_OF_A_FILE, ChronoUnit.HOURS);
    return new Series(datastreams[station], from);
  }

  /**
   * Opens it, and loads what is missing; an interrupted load goes on after its last file.
   *
   * @param told of each million that was loaded
   */
  public static GrowthRecord open(
      StoreServer server, int millions, Path scratch, Consumer<String> told) {
    Record record = Record.open(server, "bench_growth_" + millions);
    if (!record.note("growth").map(VERSION::equals).orElse(false)) {
      stations(record);
      record.note("growth", VERSION);
    }
    int loaded = Integer.parseInt(record.note("millions").orElse("0"));
    Path file = scratch.resolve("growth-" + server.name() + ".csv");
    for (int million = loaded; million < millions; million++) {
      write(file, million - millions);
      double rate = Loading.store(record.database(), file, "series").rowsPerSecond();
      record.execute("TRUNCATE blob CASCADE");
      record.note("millions", Integer.toString(million + 1));
      told.accept(
          "%s: million %d of %d, %,.0f rows/s"
              .formatted(server.name(), million + 1, millions, rate));
    }
    if (loaded < millions) {
      BaseRecord.delete(file);
      record.execute("VACUUM ANALYZE");
    }
    return new GrowthRecord(record, millions);
  }

  /** A record with the stations and nothing else. */
  public static Record empty(StoreServer server) {
    Record record = Record.open(server, "bench_ingest");
    if (!record.note("growth").map(VERSION::equals).orElse(false)) {
      stations(record);
      record.note("growth", VERSION);
    }
    return record;
  }

  private static void stations(Record record) {
    record.execute(
        "DELETE FROM feature WHERE layer_id IN (SELECT id FROM layer WHERE code LIKE 'bench%')");
    FeatureTable.layer(record, BaseRecord.STATIONS, "point", "station");
    SplittableRandom random = new SplittableRandom(4);
    FeatureTable.features(
        record,
        BaseRecord.STATIONS,
        IntStream.range(0, STATIONS)
            .mapToObj(i -> new Shape(SeriesCsv.station(i), BaseRecord.point(random))));
    record.execute("VACUUM ANALYZE");
  }

  /** A million rows that follow the last ones of every record; written once. */
  public static Path nextMillion(Path scratch) {
    Path file = scratch.resolve("next-million.csv");
    if (!Files.exists(file)) {
      write(file, 0);
    }
    return file;
  }

  /** The million that begins so many millions from the end. */
  private static void write(Path file, int million) {
    write(file, million, STEPS_OF_A_FILE);
  }

  /**
   * The first rows of the million that follows the last ones, as many as {@code steps} of all
   * stations.
   */
  public static Path nextRows(Path scratch, int steps) {
    Path file = scratch.resolve("next-" + steps * STATIONS + ".csv");
    if (!Files.exists(file)) {
      write(file, 0, steps);
    }
    return file;
  }

  private static void write(Path file, int million, int steps) {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    byte[][] codes = new byte[STATIONS][];
    for (int station = 0; station < STATIONS; station++) {
      codes[station] = BaseRecord.bytes(SeriesCsv.station(station));
    }
    byte[] hour = BaseRecord.bytes("hour");
    byte[] day = BaseRecord.bytes("day");
    try (SeriesCsv csv = new SeriesCsv(partial)) {
      int first = million * STEPS_OF_A_FILE;
      for (int step = first; step < first + steps; step++) {
        byte[] hourly = SeriesCsv.time(END_LOCAL.plusHours(step));
        byte[] daily = SeriesCsv.time(END_LOCAL.plusDays(step));
        for (int station = 0; station < STATIONS; station++) {
          boolean isDaily = isDaily(station);
          csv.row(
              codes[station],
              isDaily ? daily : hourly,
              isDaily ? day : hour,
              station,
              1_000_000L + (isDaily ? 24L * step : step));
        }
      }
    }
    if (!partial.toFile().renameTo(file.toFile())) {
      throw new IllegalStateException("cannot rename " + partial);
    }
  }

  static boolean isDaily(int station) {
    return station % DAILY_EVERY == 0;
  }

  public int millions() {
    return millions;
  }

  public Record record() {
    return record;
  }

  /**
   * Takes back what was loaded after {@link #END}, rows, roll-ups and provenance, so that the next
   * round finds the record as it was. Not the program's way: nothing of it is left in the history.
   */
  public void takeBack() {
    record
        .jdbi()
        .useTransaction(
            handle -> {
              handle.execute("SET LOCAL enable_seqscan = off");
              handle.execute("SET LOCAL enable_hashjoin = off");
              handle.execute("SET LOCAL enable_mergejoin = off");
              handle
                  .createUpdate(
                      """
                      DELETE FROM observation o USING datastream d
                      WHERE o.datastream_id = d.id AND o.begin_time >= :end
                      """)
                  .bind("end", END.atOffset(ZoneOffset.UTC))
                  .execute();
              for (String level : new String[] {"day", "month", "year"}) {
                // Spans that begin before and were added to are made anew by the next load of them.
                handle
                    .createUpdate(
                        """
                        DELETE FROM rollup_%s r USING datastream d
                        WHERE r.datastream_id = d.id AND r.start_day >= :end
                        """
                            .formatted(level))
                    .bind("end", END_LOCAL.toLocalDate())
                    .execute();
              }
              handle
                  .createUpdate(
                      """
                      UPDATE datastream SET last_end = :end, observation_count = :count
                      """)
                  .bind("end", END.atOffset(ZoneOffset.UTC))
                  .bind("count", (long) millions * STEPS_OF_A_FILE)
                  .execute();
            });
    record.execute("TRUNCATE blob CASCADE");
    record.execute("VACUUM observation, rollup_day, rollup_month, rollup_year, datastream");
  }
}
