package org.aralwatch.geodata.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Support;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In whatever pieces and order rows come, the record and its roll-ups are the same. */
@Tag("database")
class LoadInPiecesTest {
  /** Clocks were put forward and back there until 2005. */
  private static final ZoneId ZONE = ZoneId.of("Asia/Bishkek");

  private static TestDatabase database;

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

  @ParameterizedTest
  @ValueSource(strings = {"instant", "PT1H", "day", "dekad", "month", "year", "hydrological-year"})
  void theRecordIsTheSameHoweverItCame(String code) {
    Support support = Support.ofCode(code);
    List<TestSeries.Row> rows = rows(support, new Random(7));
    int whole = TestSeries.of(support, ZONE).with(rows).load(database);

    assertThat(record(inOrder(support, rows))).isEqualTo(record(whole));
    assertThat(record(shuffled(support, rows))).isEqualTo(record(whole));
    assertThat(record(overlapping(support, rows))).isEqualTo(record(whole));
  }

  @Test
  void aDryRunCountsWhatTheLoadThenDoes() {
    Support support = Support.HOUR;
    List<TestSeries.Row> rows = rows(support, new Random(8)).subList(0, 200);
    TestSeries series = TestSeries.of(support, ZONE);
    series.with(rows.subList(0, 120)).load(database);
    List<TestSeries.Row> mixed = new ArrayList<>(rows.subList(60, 200));
    mixed.set(0, changed(mixed.get(0)));
    mixed.set(30, changed(mixed.get(30)));
    mixed.add(rows.get(150));
    mixed.add(changed(rows.get(151)));

    MergeResult counted = series.with(mixed).dryRun(database);

    assertThat(counted).isEqualTo(new MergeResult(80, 2, 58, 1, 1));
    assertThat(series.with(mixed).loaded(database).result()).isEqualTo(counted);
    assertThat(series.with(rows.subList(60, 61)).dryRun(database))
        .isEqualTo(new MergeResult(0, 1, 0, 0, 0));
    TestSeries unknown = TestSeries.of(support, ZONE).with(rows);
    assertThat(unknown.dryRun(database)).isEqualTo(new MergeResult(200, 0, 0, 0, 0));
    assertThat(unknown.loaded(database).result()).isEqualTo(new MergeResult(200, 0, 0, 0, 0));
    assertThat(unknown.dryRun(database)).isEqualTo(new MergeResult(0, 0, 200, 0, 0));
  }

  private static TestSeries.Row changed(TestSeries.Row row) {
    return new TestSeries.Row(row.begin(), row.end(), row.value() + 1, row.qualifier(), row.flag());
  }

  /** Over the turn of two years, with holes of days and months. */
  private static List<TestSeries.Row> rows(Support support, Random random) {
    List<TestSeries.Row> rows = new ArrayList<>();
    LocalDateTime at = LocalDateTime.of(2003, 9, 20, 5, 0);
    Qualifier[] qualifiers = Qualifier.values();
    QualityFlag[] flags = {
      QualityFlag.GOOD, QualityFlag.NOT_EVALUATED, QualityFlag.SUSPECT, QualityFlag.BAD
    };
    long last = Long.MIN_VALUE;
    while (rows.size() < 900 && at.getYear() < 2080) {
      Interval period = support.beginningAt(at, ZONE);
      long begin = TestSeries.micros(period.from());
      if (begin > last) {
        rows.add(
            new TestSeries.Row(
                begin,
                TestSeries.micros(period.to()),
                random.nextInt(1, 100_000) / 137.0,
                qualifiers[random.nextInt(8) == 0 ? random.nextInt(qualifiers.length) : 0],
                flags[random.nextInt(flags.length)]));
        last = begin;
      }
      long hours = Math.max(1, support.nominalSeconds() / 3_600);
      at = at.plusHours(random.nextInt(40) == 0 ? hours * random.nextInt(1, 60) : hours);
    }
    return rows;
  }

  private static int inOrder(Support support, List<TestSeries.Row> rows) {
    TestSeries series = TestSeries.of(support, ZONE);
    int id = 0;
    Random random = new Random(3);
    for (int from = 0; from < rows.size(); ) {
      int to = Math.min(rows.size(), from + random.nextInt(1, 1 + rows.size() / 6));
      id = series.with(rows.subList(from, to)).load(database);
      from = to;
    }
    return id;
  }

  private static int shuffled(Support support, List<TestSeries.Row> rows) {
    List<TestSeries.Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(4));
    TestSeries series = TestSeries.of(support, ZONE);
    int half = shuffled.size() / 2;
    series.with(shuffled.subList(half, shuffled.size())).load(database);
    return series.with(shuffled.subList(0, half)).load(database);
  }

  private static int overlapping(Support support, List<TestSeries.Row> rows) {
    TestSeries series = TestSeries.of(support, ZONE);
    int third = rows.size() / 3;
    series.with(rows.subList(third, rows.size())).load(database);
    series.with(rows.subList(0, 2 * third)).load(database);
    return series.with(rows).load(database);
  }

  /** Rows, roll-ups and description, without the keys. */
  private static List<String> record(int datastream) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT 'row' || (to_jsonb(o) - 'datastream_id' - 'change_id')::text
                        FROM observation o WHERE datastream_id = :id
                        UNION ALL SELECT 'day' || (to_jsonb(r) - 'datastream_id')::text
                        FROM rollup_day r WHERE datastream_id = :id
                        UNION ALL SELECT 'month' || (to_jsonb(r) - 'datastream_id')::text
                        FROM rollup_month r WHERE datastream_id = :id
                        UNION ALL SELECT 'year' || (to_jsonb(r) - 'datastream_id')::text
                        FROM rollup_year r WHERE datastream_id = :id
                        UNION ALL SELECT concat_ws(' ', first_begin, last_end, observation_count)
                        FROM datastream WHERE id = :id
                        ORDER BY 1
                        """)
                    .bind("id", datastream)
                    .mapTo(String.class)
                    .list());
  }
}
