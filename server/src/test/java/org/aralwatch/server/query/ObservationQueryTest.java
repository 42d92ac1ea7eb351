package org.aralwatch.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.censoring.CensoringRule;
import org.aralwatch.geodata.observation.Datastream.Visibility;
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
import org.junit.jupiter.api.Test;

@Tag("database")
class ObservationQueryTest {
  private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
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

  @Test
  void rawValuesCarryTheirPeriodsQualifiersAndFlags() {
    int id =
        TestSeries.of(Support.DAY, TASHKENT)
            .plus("2020-01-01T00:00:00Z", 12.5)
            .plus("2020-01-02T00:00:00Z", 0.01, Qualifier.LESS_THAN, QualityFlag.BAD)
            .load(database);

    ObservationAnswer answer = run(ObservationRequest.of(id, Interval.ALL));

    assertThat(rows(answer.series()))
        .containsExactly(
            "2019-12-31T19:00:00Z/2020-01-01T19:00:00Z 12.5   f1 n1 1.00",
            "2020-01-01T19:00:00Z/2020-01-02T19:00:00Z 0.01 < f4 n1 1.00");
    assertThat(answer.statistic()).isEqualTo(Statistic.MEAN);
    assertThat(answer.interval())
        .isEqualTo(
            Interval.of(
                Instant.parse("2019-12-31T19:00:00Z"), Instant.parse("2020-01-02T19:00:00Z")));
  }

  @Test
  void aPeriodThatTheIntervalCutsIsGivenWhole() {
    int id = days(TestSeries.of(Support.DAY, TASHKENT), "2020-01-01T00:00:00Z", 5).load(database);

    TimeSeries series =
        run(ObservationRequest.of(id, interval("2020-01-01T20:00:00Z", "2020-01-02T19:00:00Z")))
            .series();

    assertThat(rows(series))
        .containsExactly("2020-01-01T19:00:00Z/2020-01-02T19:00:00Z 1.0   f1 n1 1.00");
  }

  @Test
  void anInstantAtTheEndOfTheIntervalIsOutsideIt() {
    int id =
        TestSeries.of(Support.INSTANT, TASHKENT)
            .plus("2020-01-01T00:00:00Z", 1)
            .plus("2020-01-01T01:00:00Z", 2)
            .load(database);

    TimeSeries series =
        run(ObservationRequest.of(id, interval("2020-01-01T00:00:00Z", "2020-01-01T01:00:00Z")))
            .series();

    assertThat(series.size()).isEqualTo(1);
    assertThat(series.value(0)).isEqualTo(1);
  }

  @Test
  void aValueFlaggedMissingIsNoValue() {
    int id =
        TestSeries.of(Support.DAY, TASHKENT)
            .plus("2020-01-01T00:00:00Z", -9999, Qualifier.NONE, QualityFlag.MISSING)
            .load(database);

    TimeSeries series = run(ObservationRequest.of(id, Interval.ALL)).series();

    assertThat(series.isGap(0)).isTrue();
    assertThat(series.flag(0)).isEqualTo(9);
  }

  @Test
  void aHoleIsOneRowWithoutValue() {
    int id =
        TestSeries.of(Support.HOUR, TASHKENT)
            .plus("2020-01-01T00:00:00Z", 1)
            .plus("2020-01-01T03:00:00Z", 2)
            .load(database);

    TimeSeries series = run(ObservationRequest.of(id, Interval.ALL)).series();

    assertThat(rows(series))
        .containsExactly(
            "2020-01-01T00:00:00Z/2020-01-01T01:00:00Z 1.0   f1 n1 1.00",
            "2020-01-01T01:00:00Z/2020-01-01T03:00:00Z NaN   f9 n0 0.00",
            "2020-01-01T03:00:00Z/2020-01-01T04:00:00Z 2.0   f1 n1 1.00");
  }

  @Test
  void onlyTheFlagsAskedForCome() {
    int id =
        TestSeries.of(Support.HOUR, TASHKENT)
            .plus("2020-01-01T00:00:00Z", 1)
            .plus("2020-01-01T01:00:00Z", 2, Qualifier.NONE, QualityFlag.SUSPECT)
            .load(database);

    TimeSeries series =
        run(ObservationRequest.of(id, Interval.ALL).flagged(Set.of(QualityFlag.SUSPECT))).series();

    assertThat(rows(series))
        .containsExactly("2020-01-01T01:00:00Z/2020-01-01T02:00:00Z 2.0   f3 n1 1.00");
  }

  @Test
  void aMonthOfDaysIsTheirMeanWithItsCoverage() {
    int id = days(TestSeries.of(Support.DAY, TASHKENT), "2020-02-01T00:00:00Z", 15).load(database);

    ObservationAnswer answer = run(ObservationRequest.of(id, Interval.ALL).by(Period.MONTH));

    assertThat(answer.statistic()).isEqualTo(Statistic.MEAN);
    assertThat(rows(answer.series()))
        .containsExactly("2020-01-31T19:00:00Z/2020-02-29T19:00:00Z 7.0   f1 n15 0.52");
  }

  @Test
  void dekadsOfAMonthAreWeightedByTheirDays() {
    int id =
        TestSeries.of(Support.DEKAD, TASHKENT)
            .plus("2021-02-01T00:00:00Z", 10)
            .plus("2021-02-11T00:00:00Z", 20)
            .plus("2021-02-21T00:00:00Z", 30)
            .load(database);

    TimeSeries series = run(ObservationRequest.of(id, Interval.ALL).by(Period.MONTH)).series();

    assertThat(series.value(0)).isEqualTo((10 * 10 + 20 * 10 + 30 * 8) / 28.0);
    assertThat(series.coverage(0)).isEqualTo(1);
  }

  @Test
  void monthsCannotBeGatheredIntoDekads() {
    int id = TestSeries.of(Support.MONTH, TASHKENT).plus("2021-02-01T00:00:00Z", 10).load(database);

    assertThatThrownBy(() -> run(ObservationRequest.of(id, Interval.ALL).by(Period.DEKAD)))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID_PARAMETER);
              assertThat(problem.parameter()).contains("period");
              assertThat(problem.detail()).contains("'dekad'").contains("month");
            });
  }

  @Test
  void aPeriodOfCensoredValuesIsCensored() {
    int id =
        TestSeries.of(Support.DAY, TASHKENT)
            .plus("2021-02-01T00:00:00Z", 0.01, Qualifier.LESS_THAN, QualityFlag.GOOD)
            .plus("2021-02-02T00:00:00Z", 0.03, Qualifier.LESS_THAN, QualityFlag.GOOD)
            .plus("2021-03-01T00:00:00Z", 0.01, Qualifier.LESS_THAN, QualityFlag.GOOD)
            .plus("2021-03-02T00:00:00Z", 0.5)
            .load(database);

    TimeSeries series = run(ObservationRequest.of(id, Interval.ALL).by(Period.MONTH)).series();

    assertThat(series.qualifier(0)).isEqualTo(Qualifier.LESS_THAN);
    assertThat(series.qualifier(1)).isEqualTo(Qualifier.NONE);
  }

  @Test
  void anAggregateSaysThatCensoredValuesEnteredAsTheirLimits() {
    int id =
        TestSeries.of(Support.DAY, TASHKENT)
            .plus("2021-02-01T00:00:00Z", 0.02, Qualifier.LESS_THAN, QualityFlag.GOOD)
            .plus("2021-02-02T00:00:00Z", 0.04)
            .plus("2021-03-01T00:00:00Z", 9, Qualifier.GREATER_THAN, QualityFlag.GOOD)
            .load(database);
    ObservationRequest all = ObservationRequest.of(id, Interval.ALL);

    ObservationAnswer months = run(all.by(Period.MONTH));

    assertThat(values(months)).containsExactly(0.03, 9.0);
    Censoring limits = new Censoring(CensoringRule.LIMIT, 3, 1, 1, Map.of());
    assertThat(months.censoring()).contains(limits);
    Set<QualityFlag> good = Set.of(QualityFlag.GOOD);
    assertThat(run(all.by(Period.MONTH).flagged(good)).censoring())
        .as("of observations, not of roll-ups")
        .contains(limits);
    assertThat(run(all.by(Period.MONTH, Statistic.COUNT)).censoring()).isEmpty();
    assertThat(run(all).censoring()).isEmpty();
  }

  @Test
  void anIntervalThatEndsWhereItBeginsHoldsNothing() {
    int id = days(TestSeries.of(Support.DAY, TASHKENT), "2020-02-01T00:00:00Z", 9).load(database);
    int instants =
        TestSeries.of(Support.INSTANT, TASHKENT).plus("2020-02-02T00:00:00Z", 1).load(database);
    Interval moment = interval("2020-02-02T00:00:00Z", "2020-02-02T00:00:00Z");

    assertThat(values(run(ObservationRequest.of(id, moment)))).isEmpty();
    assertThat(values(run(ObservationRequest.of(id, moment).by(Period.MONTH)))).isEmpty();
    assertThat(values(run(ObservationRequest.of(id, moment).atMost(2)))).isEmpty();
    assertThat(values(run(ObservationRequest.of(instants, moment)))).isEmpty();
  }

  @Test
  void whatIsNotThinnedKeepsItsBadAndMissingValues() {
    int id =
        days(TestSeries.of(Support.HOUR, TASHKENT), "2020-02-01T00:00:00Z", 9)
            .plus("2020-02-01T01:00:00Z", -5, Qualifier.NONE, QualityFlag.BAD)
            .plus("2020-02-01T02:00:00Z", -9999, Qualifier.NONE, QualityFlag.MISSING)
            .load(database);
    ObservationRequest all = ObservationRequest.of(id, Interval.ALL);

    ObservationAnswer whole = run(all);
    int size = whole.series().size();

    assertThat(rows(run(all.atMost(100_000)).series())).isEqualTo(rows(whole.series()));
    ObservationAnswer enough = run(all.atMost(size));
    assertThat(rows(enough.series())).isEqualTo(rows(whole.series()));
    assertThat(enough.thinning()).isEmpty();
    assertThat(enough.flags()).containsExactlyInAnyOrder(QualityFlag.values());
  }

  @Test
  void fewValuesOfManyDaysAreNotThinned() {
    int id =
        TestSeries.of(Support.HOUR, TASHKENT)
            .plus("2020-02-01T00:00:00Z", 1)
            .plus("2020-02-01T01:00:00Z", -5, Qualifier.NONE, QualityFlag.BAD)
            .plus("2020-05-01T00:00:00Z", 2)
            .load(database);
    ObservationRequest all = ObservationRequest.of(id, Interval.ALL);

    ObservationAnswer answer = run(all.atMost(20));

    assertThat(rows(answer.series())).isEqualTo(rows(run(all).series()));
    assertThat(answer.thinning()).isEmpty();
  }

  @Test
  void aThinnedLineLeavesBadValuesOutAndSaysSo() {
    int id =
        days(TestSeries.of(Support.DAY, TASHKENT), "2020-02-01T00:00:00Z", 9)
            .plus("2020-02-10T00:00:00Z", -5, Qualifier.NONE, QualityFlag.BAD)
            .load(database);
    ObservationRequest all = ObservationRequest.of(id, Interval.ALL);

    ObservationAnswer thinned = run(all.atMost(5));

    assertThat(values(thinned)).doesNotContain(-5.0);
    assertThat(thinned.thinning()).contains(new Thinning("minmax-lttb", 9, 5));
    assertThat(thinned.flags()).isEqualTo(ObservationRequest.USABLE);
    ObservationAnswer asked = run(all.atMost(5).flagged(Set.of(QualityFlag.values())));
    assertThat(values(asked)).contains(-5.0);
    assertThat(asked.flags()).contains(QualityFlag.BAD).doesNotContain(QualityFlag.MISSING);
  }

  @Test
  void missingGrowingSeasonsAreAHoleAndWintersBetweenAreNot() {
    int id =
        TestSeries.of(Support.MONTH, TASHKENT)
            .plus("2018-05-01T00:00:00Z", 1)
            .plus("2018-12-01T00:00:00Z", 9)
            .plus("2019-05-01T00:00:00Z", 2)
            .plus("2021-05-01T00:00:00Z", 3)
            .load(database);

    TimeSeries series =
        run(ObservationRequest.of(id, Interval.ALL).by(Period.GROWING_SEASON)).series();

    assertThat(rows(series))
        .containsExactly(
            "2018-03-31T19:00:00Z/2018-09-30T19:00:00Z 1.0   f1 n1 0.17",
            "2019-03-31T19:00:00Z/2019-09-30T19:00:00Z 2.0   f1 n1 0.17",
            "2019-09-30T19:00:00Z/2021-03-31T19:00:00Z NaN   f9 n0 0.00",
            "2021-03-31T19:00:00Z/2021-09-30T19:00:00Z 3.0   f1 n1 0.17");
  }

  @Test
  void coverageOfInstantsIsTheShareOfDaysWithAReading() {
    TestSeries series = TestSeries.of(Support.INSTANT, TASHKENT);
    for (int day = 1; day <= 5; day++) {
      series =
          series
              .plus("2021-04-0" + day + "T03:00:00Z", day)
              .plus("2021-04-0" + day + "T15:00:00Z", day);
    }
    int id = series.load(database);

    TimeSeries dekads = run(ObservationRequest.of(id, Interval.ALL).by(Period.DEKAD)).series();

    assertThat(dekads.n(0)).isEqualTo(10);
    assertThat(dekads.coverage(0)).isEqualTo(0.5f);
    assertThat(dekads.value(0)).isEqualTo(3);
  }

  @Test
  void theRecordStandsAsItStood() {
    TestSeries first = TestSeries.of(Support.DAY, TASHKENT).plus("2021-02-01T00:00:00Z", 1);
    int id = first.load(database);
    long before = new RevisionStore(database.jdbi()).current();
    Instant then = Instant.now();
    first
        .with(List.of())
        .plus("2021-02-01T00:00:00Z", 2)
        .plus("2021-02-02T00:00:00Z", 3)
        .load(database);

    ObservationRequest request = ObservationRequest.of(id, Interval.ALL);

    assertThat(values(run(request))).containsExactly(2.0, 3.0);
    ObservationAnswer asOf = run(request.asOf(AsOf.revision(before)));
    assertThat(values(asOf)).containsExactly(1.0);
    assertThat(asOf.revision()).isEqualTo(before);
    assertThat(values(run(request.asOf(AsOf.instant(then))))).containsExactly(1.0);
    assertThat(values(run(request.asOf(AsOf.revision(before)).by(Period.MONTH))))
        .containsExactly(1.0);
    assertThat(values(run(request.asOf(AsOf.revision(0))))).isEmpty();
  }

  @Test
  void aRevisionToComeIsRefused() {
    int id = TestSeries.of(Support.DAY, TASHKENT).plus("2021-02-01T00:00:00Z", 1).load(database);

    assertThatThrownBy(
            () -> run(ObservationRequest.of(id, Interval.ALL).asOf(AsOf.revision(1_000_000))))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.parameter()).contains("asOf"));
  }

  @Test
  void whatOthersOwnIsNotFound() {
    int id =
        TestSeries.of(Support.DAY, TASHKENT)
            .ownedBy("kazhydromet", Visibility.ORGANISATION)
            .plus("2021-02-01T00:00:00Z", 1)
            .load(database);
    ObservationRequest request = ObservationRequest.of(id, Interval.ALL);

    assertThatThrownBy(() -> run(request))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    Viewer member = new Viewer("m", Set.of("kazhydromet"), false, false);
    assertThat(values(query.run(member, request))).containsExactly(1.0);
    assertThat(values(query.run(Viewer.operator("o"), request))).containsExactly(1.0);
  }

  @Test
  void aLongFineSeriesIsThinnedFromItsDays() {
    int days = 40;
    List<TestSeries.Row> hours = new ArrayList<>();
    long begin = TestSeries.micros(Instant.parse("2020-01-01T03:00:00Z"));
    long hour = 3_600_000_000L;
    for (int i = 0; i < days * 24; i++) {
      if (i < 200 || i >= 300) {
        double value = Math.sin(i / 10.0) + (i == 555 ? 50 : i == 333 ? -50 : 0);
        hours.add(
            new TestSeries.Row(
                begin + i * hour,
                begin + (i + 1) * hour,
                value,
                Qualifier.NONE,
                i == 20 ? QualityFlag.BAD : QualityFlag.GOOD));
      }
    }
    int id = TestSeries.of(Support.HOUR, TASHKENT).with(hours).load(database);

    ObservationAnswer answer = run(ObservationRequest.of(id, Interval.ALL).atMost(30));

    TimeSeries series = answer.series();
    assertThat(answer.thinning()).contains(new Thinning("minmax-lttb", hours.size() - 1, 30));
    assertThat(series.size()).isBetween(25, 30);
    assertThat(series.begin(0)).isEqualTo(begin);
    assertThat(series.begin(series.size() - 1)).isEqualTo(begin + (days * 24 - 1) * hour);
    assertThat(values(answer)).contains(hours.get(555 - 100).value(), hours.get(333 - 100).value());
    assertThat(rows(series)).filteredOn(row -> row.contains("NaN")).hasSize(1);
  }

  @Test
  void moreThanTheLimitIsRefusedUnlessThinnedOrGathered() {
    int id = days(TestSeries.of(Support.DAY, TASHKENT), "2020-02-01T00:00:00Z", 9).load(database);
    ObservationRequest request = ObservationRequest.of(id, Interval.ALL);

    assertThat(values(limited(9).run(Viewer.PUBLIC, request))).hasSize(9);
    assertThatThrownBy(() -> limited(8).run(Viewer.PUBLIC, request))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_MANY_OBSERVATIONS);
              assertThat(problem.limit()).hasValue(8);
            });
    assertThat(values(limited(8).run(Viewer.PUBLIC, request.atMost(5)))).hasSize(5);
    assertThat(values(limited(8).run(Viewer.PUBLIC, request.by(Period.DAY)))).hasSize(9);
  }

  private static ObservationQuery limited(int most) {
    return new ObservationQuery(
        new DatastreamStore(database.jdbi()),
        new ObservationStore(database.jdbi()),
        database::vocabulary,
        most);
  }

  @Test
  void aShortSeriesIsNotThinned() {
    int id = days(TestSeries.of(Support.DAY, TASHKENT), "2020-02-01T00:00:00Z", 9).load(database);

    ObservationAnswer answer = run(ObservationRequest.of(id, Interval.ALL).atMost(9));

    assertThat(answer.thinning()).isEmpty();
    assertThat(answer.series().size()).isEqualTo(9);
  }

  @Test
  void nothingInTheIntervalIsAnEmptySeries() {
    int id = days(TestSeries.of(Support.DAY, TASHKENT), "2020-02-01T00:00:00Z", 9).load(database);
    Interval before = interval("1990-01-01T00:00:00Z", "1991-01-01T00:00:00Z");

    assertThat(run(ObservationRequest.of(id, before)).series().size()).isZero();
    assertThat(run(ObservationRequest.of(id, before).by(Period.YEAR)).series().size()).isZero();
    assertThat(run(ObservationRequest.of(id, before).atMost(5)).series().size()).isZero();
  }

  private static TestSeries days(TestSeries series, String first, int count) {
    TestSeries filled = series;
    for (int i = 0; i < count; i++) {
      filled = filled.plus(Instant.parse(first).plusSeconds(86_400L * i).toString(), i);
    }
    return filled;
  }

  private static ObservationAnswer run(ObservationRequest request) {
    return query.run(Viewer.PUBLIC, request);
  }

  private static Interval interval(String from, String to) {
    return Interval.of(Instant.parse(from), Instant.parse(to));
  }

  private static List<Double> values(ObservationAnswer answer) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < answer.series().size(); i++) {
      values.add(answer.series().value(i));
    }
    return values;
  }

  private static List<String> rows(TimeSeries series) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      rows.add(
          "%s/%s %s %s f%d n%d %.2f"
              .formatted(
                  Instant.EPOCH.plusNanos(series.begin(i) * 1_000),
                  Instant.EPOCH.plusNanos(series.end(i) * 1_000),
                  series.value(i),
                  series.qualifier(i).symbol(),
                  series.flag(i),
                  series.n(i),
                  series.coverage(i)));
    }
    return rows;
  }
}
