package org.aralwatch.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.observation.TimeSeries;
import org.aralwatch.geodata.storage.DatastreamStore;
import org.aralwatch.geodata.storage.ObservationStore;
import org.aralwatch.geodata.storage.RevisionStore;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.geodata.storage.TestSeries;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One question has one answer: gathered from roll-ups, or from the observations themselves. The
 * record as it stood before a later, unrelated load is the same record, but read row by row.
 */
@Tag("database")
class OneAnswerTest {
  private static TestDatabase database;
  private static ObservationQuery query;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    query =
        new ObservationQuery(
            new DatastreamStore(database.jdbi()),
            new ObservationStore(database.jdbi()),
            database::vocabulary);
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  static Stream<Arguments> series() {
    return Stream.of(
        Arguments.of(Support.HOUR, "Asia/Almaty", "2003-01-15T07:30"),
        Arguments.of(Support.HOUR, "Europe/Berlin", "2023-12-20T00:00"),
        Arguments.of(Support.ofCode("PT7H"), "Asia/Kabul", "2019-09-01T05:00"),
        Arguments.of(Support.INSTANT, "Asia/Bishkek", "2004-02-20T00:00"),
        Arguments.of(Support.DAY, "Asia/Tashkent", "2015-11-03T00:00"),
        Arguments.of(Support.DAY, "Europe/Berlin", "2019-12-30T00:00"));
  }

  @ParameterizedTest
  @MethodSource("series")
  void rollupsAndObservationsAnswerAlike(Support support, String zone, String begin) {
    Random random = new Random(support.hashCode() * 31L + zone.hashCode());
    TestSeries series =
        TestSeries.of(support, ZoneId.of(zone))
            .with(rows(random, support, ZoneId.of(zone), LocalDateTime.parse(begin)));
    int id = series.load(database);
    long loaded = new RevisionStore(database.jdbi()).current();
    TestSeries.of(Support.DAY, ZoneId.of("UTC")).plus("2020-01-01T00:00:00Z", 1).load(database);

    for (Interval interval : intervals(random, series.rows())) {
      for (Period period : Period.values()) {
        for (Statistic statistic : statistics()) {
          ObservationRequest request = ObservationRequest.of(id, interval).by(period, statistic);
          ObservationAnswer rolledUp = query.run(Viewer.PUBLIC, request);
          ObservationAnswer raw = query.run(Viewer.PUBLIC, request.asOf(AsOf.revision(loaded)));
          assertThat(raw.revision()).isLessThan(rolledUp.revision());
          assertAlike(period + " " + statistic + " " + interval, raw.series(), rolledUp.series());
        }
      }
    }
  }

  private static List<Statistic> statistics() {
    return Stream.of(Statistic.values()).filter(s -> s != Statistic.INSTANT).toList();
  }

  /** Some two years with gaps, all flags and qualifiers, and values that repeat. */
  private static List<TestSeries.Row> rows(
      Random random, Support support, ZoneId zone, LocalDateTime begin) {
    List<TestSeries.Row> rows = new ArrayList<>();
    int steps = support == Support.DAY ? 1_600 : 9_000;
    LocalDate day = begin.toLocalDate();
    Instant time = begin.atZone(zone).toInstant();
    for (int i = 0; i < steps; i++) {
      Interval period =
          support.isInstant() || support != Support.DAY
              ? support.beginningAt(time)
              : support.holding(day, zone);
      if (random.nextInt(200) == 0) {
        int hole = random.nextInt(60);
        day = day.plusDays(hole);
        time = time.plusSeconds(3_600L * random.nextInt(2_000));
      }
      if (random.nextInt(12) > 0) {
        rows.add(
            new TestSeries.Row(
                TestSeries.micros(period.from()),
                TestSeries.micros(period.to()),
                Math.round(random.nextGaussian() * 50) / 4.0,
                qualifier(random, i / 800),
                flag(random)));
      }
      day = day.plusDays(1);
      time = time.plusSeconds(Math.max(3_600, support.nominalSeconds()));
    }
    return ascending(rows);
  }

  private static List<TestSeries.Row> ascending(List<TestSeries.Row> rows) {
    List<TestSeries.Row> ascending = new ArrayList<>();
    for (TestSeries.Row row : rows) {
      if (ascending.isEmpty() || row.begin() > ascending.get(ascending.size() - 1).begin()) {
        ascending.add(row);
      }
    }
    return ascending;
  }

  private static Qualifier qualifier(Random random, int stretch) {
    return switch (stretch % 4) {
      case 0 -> Qualifier.LESS_THAN;
      case 1 -> Qualifier.GREATER_THAN;
      case 2 -> Qualifier.values()[random.nextInt(3)];
      default -> Qualifier.NONE;
    };
  }

  private static QualityFlag flag(Random random) {
    int toss = random.nextInt(20);
    return switch (toss) {
      case 0 -> QualityFlag.BAD;
      case 1 -> QualityFlag.MISSING;
      case 2 -> QualityFlag.SUSPECT;
      default -> toss < 11 ? QualityFlag.GOOD : QualityFlag.NOT_EVALUATED;
    };
  }

  private static List<Interval> intervals(Random random, List<TestSeries.Row> rows) {
    long first = rows.get(0).begin() / 1_000_000;
    long last = rows.get(rows.size() - 1).end() / 1_000_000;
    List<Interval> intervals = new ArrayList<>(List.of(Interval.ALL));
    for (int i = 0; i < 3; i++) {
      long from = first + (long) (random.nextDouble() * (last - first));
      long to = from + (long) (random.nextDouble() * (last - from));
      intervals.add(Interval.of(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to)));
    }
    return intervals;
  }

  private static void assertAlike(String what, TimeSeries raw, TimeSeries rolledUp) {
    assertThat(rolledUp.size()).as(what).isEqualTo(raw.size());
    for (int i = 0; i < raw.size(); i++) {
      String row = what + " row " + i;
      assertThat(rolledUp.begin(i)).as(row).isEqualTo(raw.begin(i));
      assertThat(rolledUp.end(i)).as(row).isEqualTo(raw.end(i));
      assertThat(rolledUp.n(i)).as(row).isEqualTo(raw.n(i));
      assertThat(rolledUp.flag(i)).as(row).isEqualTo(raw.flag(i));
      assertThat(rolledUp.qualifier(i)).as(row).isEqualTo(raw.qualifier(i));
      assertThat(rolledUp.coverage(i)).as(row).isEqualTo(raw.coverage(i));
      if (raw.isGap(i)) {
        assertThat(rolledUp.isGap(i)).as(row).isTrue();
      } else {
        assertThat(rolledUp.value(i)).as(row).isCloseTo(raw.value(i), within(1e-9));
      }
    }
  }
}
