package org.aralwatch.geodata.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.storage.RecordModel.Given;
import org.aralwatch.geodata.storage.RecordModel.Place;
import org.aralwatch.geodata.storage.RecordModel.State;
import org.aralwatch.geodata.storage.RecordModel.Step;
import org.aralwatch.geodata.storage.RecordModel.Value;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A record of a few series and few times that is changed at random, in the store and in a model.
 * Clears the store of uploads when it is made.
 */
final class RandomRecord implements AutoCloseable {
  private static final ZoneId ZONE = ZoneId.of("Asia/Tashkent");
  private static final int TIMES = 9;
  private static final Viewer VIEWER = Viewer.operator("test");
  private static final Reviews.Author AUTHOR = new Reviews.Author("reviewer", "looked at it");
  private static final Set<QualityFlag> ALL_FLAGS = EnumSet.allOf(QualityFlag.class);
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  /** Two of one station, one of another. */
  private enum Series {
    HOURLY("a", Support.HOUR),
    DAILY("a", Support.DAY),
    INSTANT("b", Support.INSTANT);

    private final String station;
    private final Support support;

    Series(String station, Support support) {
      this.station = station;
      this.support = support;
    }

    /** Over the end of a February with a leap day, in UTC and in the station's days. */
    Interval period(int time) {
      return switch (this) {
        case HOURLY -> {
          Instant begin = Instant.parse("2020-02-28T12:00:00Z").plusSeconds(time * 5L * 3_600);
          yield Interval.of(begin, begin.plusSeconds(3_600));
        }
        case DAILY -> Support.DAY.holding(LocalDate.of(2020, 2, 25).plusDays(time), ZONE);
        case INSTANT -> {
          Instant at = Instant.parse("2020-02-29T20:30:00Z").plusSeconds(time * 100L * 60);
          yield Interval.of(at, at);
        }
      };
    }

    long begin(int time) {
      return TestSeries.micros(period(time).from());
    }

    long end(int time) {
      return TestSeries.micros(period(time).to());
    }
  }

  private final TestDatabase database;
  private final Random random;
  private final long seed;
  private final RecordModel model = new RecordModel();
  private final Map<Series, Integer> ids = new HashMap<>();
  private final Map<String, Long> stations = new HashMap<>();
  private final List<Long> uploads = new ArrayList<>();
  private final Map<Long, Map<Place, Value>> past = new TreeMap<>();
  private final Map<Long, Set<Place>> approvedPast = new TreeMap<>();
  private final List<String> story = new ArrayList<>();

  RandomRecord(TestDatabase database, long seed) {
    this.database = database;
    this.seed = seed;
    this.random = new Random(seed);
    clear();
  }

  private void clear() {
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  """
                  TRUNCATE observation, observation_history, observation_basis, observation_detail,
                    assertion, change_series, rollup_day, rollup_month, rollup_year, value_revision,
                    approval, change_set, upload_reject, upload, datastream CASCADE
                  """);
              handle.execute("DELETE FROM feature WHERE origin LIKE 'upload:%'");
            });
  }

  @Override
  public void close() {
    clear();
  }

  /** What was done so far, and the seed. */
  String story() {
    return "seed " + seed + ": " + String.join("; ", story);
  }

  /** Does something; gives what. */
  String change() {
    int dice = random.nextInt(100);
    String action =
        dice < 42 || uploads.isEmpty()
            ? load()
            : dice < 68
                ? revert()
                : dice < 76
                    ? decide()
                    : dice < 80
                        ? reset()
                        : dice < 88
                            ? correct()
                            : dice < 91 ? retest() : dice < 94 ? comment() : approve();
    story.add(action);
    long revision = new RevisionStore(database.jdbi()).current();
    Map<Place, Value> now = new TreeMap<>();
    model.states().forEach((place, state) -> now.put(place, state.value()));
    past.put(revision, now);
    approvedPast.put(revision, new TreeSet<>(model.approved));
    return action;
  }

  // Loads.

  private record Line(Place place, Series series, Given given) {}

  private String load() {
    List<Line> lines = lines();
    boolean changesApproved = random.nextInt(4) == 0;
    Map<Place, Given> rows = new LinkedHashMap<>();
    long repeated = 0;
    long conflicting = 0;
    for (Line line : lines) {
      Given first = rows.putIfAbsent(line.place(), line.given());
      if (first != null && first.value().equals(line.given().value())) {
        repeated++;
      } else if (first != null) {
        conflicting++;
      }
    }
    long stored = 0;
    long revised = 0;
    long unchanged = 0;
    long approved = 0;
    Map<Place, Given> taken = new HashMap<>();
    for (Map.Entry<Place, Given> row : rows.entrySet()) {
      State state = model.states().get(row.getKey());
      boolean same = state != null && state.given().equals(row.getValue());
      if (!same && !changesApproved && model.approved.contains(row.getKey())) {
        approved++;
        continue;
      }
      taken.put(row.getKey(), row.getValue());
      stored += state == null ? 1 : 0;
      revised += state != null && !same ? 1 : 0;
      unchanged += same ? 1 : 0;
    }
    MergeResult expected =
        new MergeResult(stored, revised, unchanged, repeated, conflicting, approved);
    assertThat(stage(lines, OptionalLong.empty(), changesApproved))
        .as("dry run after %s", story())
        .isEqualTo(expected);
    long upload = upload();
    assertThat(stage(lines, OptionalLong.of(upload), changesApproved))
        .as("load %d after %s", upload, story())
        .isEqualTo(expected);
    uploads.add(upload);
    model.bring(upload, taken);
    return "load "
        + upload
        + (changesApproved ? " (also approved)" : "")
        + " of "
        + lines.stream().map(l -> l.series() + " " + l.place().begin() + "=" + l.given()).toList();
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Series series : Series.values()) {
      if (random.nextInt(3) == 0) {
        continue;
      }
      int from = random.nextInt(TIMES);
      int to = Math.min(TIMES, from + 1 + random.nextInt(6));
      for (int time = from; time < to; time++) {
        if (random.nextInt(8) > 0) {
          lines.add(line(series, time));
        }
      }
      if (random.nextInt(6) == 0 && !lines.isEmpty()) {
        lines.add(line(series, from));
      }
    }
    if (lines.isEmpty()) {
      lines.add(line(Series.HOURLY, 0));
    }
    if (random.nextInt(3) == 0) {
      java.util.Collections.shuffle(lines, random);
    }
    return lines;
  }

  private Line line(Series series, int time) {
    Place place = new Place(series.ordinal(), series.begin(time));
    return new Line(place, series, new Given(value(series.end(time)), detail()));
  }

  /** Few enough that uploads agree as often as not. */
  private Value value(long end) {
    QualityFlag flag =
        switch (random.nextInt(12)) {
          case 0 -> QualityFlag.BAD;
          case 1 -> QualityFlag.SUSPECT;
          default -> QualityFlag.NOT_EVALUATED;
        };
    return new Value(
        end,
        1 + random.nextInt(2),
        random.nextInt(12) == 0 ? Qualifier.LESS_THAN : Qualifier.NONE,
        flag,
        flag == QualityFlag.SUSPECT ? 4 : 0);
  }

  private Detail detail() {
    return switch (random.nextInt(14)) {
      case 0 -> new Detail("1,0", "mm/s", Double.NaN, Double.NaN);
      case 1 -> new Detail(null, null, 0.5, Double.NaN);
      default -> Detail.NONE;
    };
  }

  private MergeResult stage(List<Line> lines, OptionalLong upload, boolean changesApproved) {
    try (LoadTransaction tx =
        LoadTransaction.begin(database.database(), database.vocabulary(), "tester", upload)) {
      if (changesApproved) {
        tx.changeApproved();
      }
      long number = 0;
      for (Line line : lines) {
        DatastreamRef ref = datastream(tx, line.series(), upload.isPresent());
        Value value = line.given().value();
        tx.stage(
            ++number,
            ref,
            line.place().begin(),
            value.end(),
            value.result(),
            value.qualifier(),
            value.flag(),
            value.tests(),
            line.given().detail());
        if (upload.isPresent()) {
          Integer before = ids.put(line.series(), ref.id());
          assertThat(before == null ? ref.id() : before)
              .as("the key of a series that comes back, after %s", story())
              .isEqualTo(ref.id());
        }
      }
      MergeResult result = tx.merge((at, first, value, firstValue) -> {});
      if (upload.isPresent()) {
        tx.commit(revision -> "{}");
      }
      return result;
    }
  }

  private DatastreamRef datastream(LoadTransaction tx, Series series, boolean isLoad) {
    String code = "model-" + seed + "-" + series.station;
    FeatureRef feature =
        tx.findFeature("hydroposts", code)
            .orElseGet(
                () ->
                    tx.createFeature(
                        new NewFeature(
                            "hydroposts",
                            code,
                            Text.english("A post"),
                            List.of(),
                            GEOMETRY.createPoint(new Coordinate(60, 44)),
                            (ObjectNode) Json.read("{}"))));
    if (isLoad) {
      Long before = stations.put(series.station, feature.id());
      assertThat(before == null ? feature.id() : before)
          .as("the key of a station that comes back, after %s", story())
          .isEqualTo(feature.id());
    }
    return tx.datastream(
        new NewDatastream(
            feature.id(),
            database.vocabulary().findProperty("discharge").orElseThrow().id(),
            series == Series.INSTANT ? Statistic.INSTANT : Statistic.MEAN,
            "model",
            series.support,
            ZONE,
            Optional.empty(),
            "uzhydromet",
            "CC-BY-4.0",
            new Datastream.Source("a test", "https://example.org", "2026-11-24"),
            "values of a test",
            Datastream.Visibility.PUBLIC));
  }

  private long upload() {
    byte[] file = "a file".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try {
      Sha256 sha256 = new BlobStore(database.jdbi()).put(new ByteArrayInputStream(file));
      return new UploadStore(database.jdbi())
          .create(
              new Upload.New(
                  "a.csv", sha256, file.length, "test", Json.read("{}"), "tester", "reading"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Reverts.

  private String revert() {
    long upload = uploads.get(random.nextInt(uploads.size()));
    boolean changesApproved = random.nextInt(3) == 0;
    Reverts reverts = new Reverts(database.database());
    if (model.isReverted(upload)) {
      assertThat(reverts.revert(upload, "tester", "again", ApprovedValues.KEEP).revision())
          .isEmpty();
      return "revert " + upload + " again";
    }
    Map<Place, State> after = model.without(upload);
    boolean refused =
        !changesApproved
            && model.states().entrySet().stream()
                .filter(e -> model.approved.contains(e.getKey()))
                .anyMatch(
                    e ->
                        after.get(e.getKey()) == null
                            || !after.get(e.getKey()).value().equals(e.getValue().value()));
    if (refused) {
      assertThatThrownBy(
              () -> reverts.revert(upload, "tester", "not approved", ApprovedValues.KEEP))
          .as("after %s", story())
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("approved");
      return "revert " + upload + " refused";
    }
    Reverts.Outcome outcome =
        reverts.revert(
            upload,
            "tester",
            "wrong",
            changesApproved ? ApprovedValues.CHANGE : ApprovedValues.KEEP);
    assertThat(outcome.removed())
        .as("removed by the revert of %d after %s", upload, story())
        .isEqualTo(model.states().size() - after.size());
    model.revert(upload);
    model.approved.removeIf(place -> !stands(Series.values()[place.series()]));
    return "revert " + upload;
  }

  // What people do.

  /** A series and an interval of its times. */
  private record Span(Series series, int from, int to) {
    Interval begins() {
      return Interval.of(series.period(from).from(), series.period(to).from().plusNanos(1_000));
    }

    boolean contains(Place place) {
      return place.series() == series.ordinal()
          && place.begin() >= series.begin(from)
          && place.begin() <= series.begin(to);
    }
  }

  private Span span() {
    Series series = Series.values()[random.nextInt(Series.values().length)];
    int from = random.nextInt(TIMES);
    return new Span(series, from, Math.min(TIMES - 1, from + random.nextInt(4)));
  }

  private boolean stands(Series series) {
    return model.states().keySet().stream().anyMatch(p -> p.series() == series.ordinal());
  }

  private String decide() {
    Span span = span();
    Decision decision = Decision.values()[random.nextInt(3)];
    return amend(
        "decide " + decision + " " + span,
        span,
        (place, state) ->
            state.decision() == decision && state.value().flag() == decision.flag()
                ? null
                : step(state, state.value().flagged(decision.flag()), decision),
        (id, approved) ->
            new Reviews(database.database()).decide(id, span.begins(), decision, AUTHOR, approved));
  }

  private String reset() {
    Span span = span();
    return amend(
        "reset " + span,
        span,
        (place, state) ->
            state.decision() == null && state.value().equals(state.given().value())
                ? null
                : step(state, state.given().value(), null),
        (id, approved) ->
            new Reviews(database.database()).reset(id, span.begins(), AUTHOR, approved));
  }

  private String correct() {
    Span span = span();
    double result = 1 + random.nextInt(3);
    QualityFlag flag = random.nextInt(3) == 0 ? QualityFlag.SUSPECT : QualityFlag.GOOD;
    List<Reviews.Correction> corrections =
        model.states().keySet().stream()
            .filter(span::contains)
            .map(p -> new Reviews.Correction(p.begin(), result, Qualifier.NONE, flag))
            .toList();
    return amend(
        "correct " + span + " to " + result,
        span,
        (place, state) ->
            step(
                state,
                new Value(state.value().end(), result, Qualifier.NONE, flag, state.value().tests()),
                Decision.CORRECTED),
        (id, approved) ->
            new Reviews(database.database()).correct(id, corrections, AUTHOR, approved));
  }

  private static Step step(State state, Value after, Decision decision) {
    return new Step(state.value(), state.decision(), after, decision);
  }

  private String amend(
      String name,
      Span span,
      BiFunction<Place, State, Step> change,
      BiFunction<Integer, ApprovedValues, Reviews.Outcome> call) {
    Integer id = ids.get(span.series());
    if (id == null) {
      return "nothing";
    }
    boolean changesApproved = random.nextInt(2) == 0;
    ApprovedValues approved = changesApproved ? ApprovedValues.CHANGE : ApprovedValues.KEEP;
    Map<Place, Step> steps = new HashMap<>();
    model
        .states()
        .forEach(
            (place, state) -> {
              Step step = span.contains(place) ? change.apply(place, state) : null;
              if (step != null) {
                steps.put(place, step);
              }
            });
    boolean refused =
        !changesApproved && steps.keySet().stream().anyMatch(model.approved::contains);
    boolean empty = name.startsWith("correct") && steps.isEmpty();
    if (!empty && (!stands(span.series()) || refused)) {
      assertThatThrownBy(() -> call.apply(id, approved))
          .as("%s after %s", name, story())
          .isInstanceOf(StorageException.class)
          .hasMessageContaining(stands(span.series()) ? "approved" : "no datastream");
      return name + " refused";
    }
    assertThat(call.apply(id, approved).rows())
        .as("%s after %s", name, story())
        .isEqualTo(steps.size());
    model.amend(steps);
    return name;
  }

  private String retest() {
    Span span = span();
    Integer id = ids.get(span.series());
    if (id == null || !stands(span.series())) {
      return "nothing";
    }
    int tests = random.nextInt(2);
    QualityFlag flag = tests == 0 ? QualityFlag.GOOD : QualityFlag.SUSPECT;
    List<Reviews.Tested> tested = new ArrayList<>();
    for (int time = span.from(); time <= span.to(); time++) {
      tested.add(new Reviews.Tested(span.series().begin(time), flag, tests));
    }
    Map<Place, Step> steps = new HashMap<>();
    model
        .states()
        .forEach(
            (place, state) -> {
              if (span.contains(place) && !model.approved.contains(place)) {
                Value value = state.value();
                Value after =
                    new Value(
                        value.end(),
                        value.result(),
                        value.qualifier(),
                        state.decision() == null ? flag : value.flag(),
                        tests);
                if (!after.equals(value)) {
                  steps.put(place, step(state, after, state.decision()));
                }
              }
            });
    assertThat(new Reviews(database.database()).retest(id, tested, AUTHOR).rows())
        .as("retest %s after %s", span, story())
        .isEqualTo(steps.size());
    model.amend(steps);
    return "retest " + span + " " + flag;
  }

  /** Makes versions, but nothing of it shows. */
  private String comment() {
    Span span = span();
    if (!stands(span.series())) {
      return "nothing";
    }
    new Reviews(database.database()).comment(ids.get(span.series()), span.begins(), AUTHOR);
    return "comment " + span;
  }

  private String approve() {
    Span span = span();
    if (!stands(span.series())) {
      return "nothing";
    }
    Approvals approvals = new Approvals(database.database());
    int id = ids.get(span.series());
    List<Place> places = new ArrayList<>();
    for (int time = span.from(); time <= span.to(); time++) {
      places.add(new Place(span.series().ordinal(), span.series().begin(time)));
    }
    if (random.nextInt(3) == 0) {
      approvals.withdraw(id, span.begins(), "chief", "too soon");
      places.forEach(model.approved::remove);
      return "provisional " + span;
    }
    approvals.approve(id, span.begins(), "chief", "yearbook");
    model.approved.addAll(places);
    return "approve " + span;
  }

  // Comparisons.

  /** All that stands, with where it comes from. */
  List<String> expected() {
    List<String> rows = new ArrayList<>();
    model
        .states()
        .forEach(
            (place, state) ->
                rows.add(
                    row(
                        place,
                        state.value(),
                        state.upload(),
                        Optional.ofNullable(state.decision()),
                        state.given().detail())));
    return rows;
  }

  private static String row(
      Place place, Value value, long upload, Optional<Decision> decision, Detail detail) {
    return place + " " + value + " of " + upload + " " + decision + " " + detail;
  }

  /** As {@link #expected}, by way of the provenance of each value. */
  List<String> stored() {
    ProvenanceStore provenance = new ProvenanceStore(database.database());
    List<String> rows = new ArrayList<>();
    for (Series series : Series.values()) {
      Integer id = ids.get(series);
      if (id == null) {
        continue;
      }
      for (Instant begin : begins(id)) {
        List<ProvenanceStore.Version> versions = provenance.of(VIEWER, id, begin).versions();
        ProvenanceStore.Version last = versions.get(versions.size() - 1);
        assertThat(last.replaced()).isEmpty();
        rows.add(
            row(
                new Place(series.ordinal(), TestSeries.micros(begin)),
                new Value(
                    TestSeries.micros(last.end()),
                    last.result(),
                    last.qualifier(),
                    last.flag(),
                    last.tests()),
                last.source().upload(),
                last.decision(),
                last.detail()));
      }
    }
    return rows;
  }

  private List<Instant> begins(int datastream) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT begin_time FROM observation WHERE datastream_id = :id ORDER BY 1")
                    .bind("id", datastream)
                    .mapTo(Instant.class)
                    .list());
  }

  /** Every revision with its values and what of them was approved. */
  Map<Long, String> expectedPast() {
    Map<Long, String> result = new TreeMap<>();
    past.forEach(
        (revision, values) -> {
          List<String> seen = new ArrayList<>();
          values.forEach(
              (place, value) ->
                  seen.add(
                      seen(
                          place,
                          value.end(),
                          value.result(),
                          value.qualifier(),
                          value.flag().code(),
                          approvedPast.get(revision).contains(place))));
          result.put(revision, String.join("\n", seen));
        });
    return result;
  }

  private static String seen(
      Place place, long end, double result, Qualifier qualifier, int flag, boolean approved) {
    return place + " " + end + " " + result + " " + qualifier + " " + flag + " " + approved;
  }

  Map<Long, String> storedPast() {
    Map<Long, String> result = new TreeMap<>();
    ObservationStore observations = new ObservationStore(database.jdbi());
    DatastreamStore datastreams = new DatastreamStore(database.jdbi());
    for (long revision : past.keySet()) {
      List<String> seen = new ArrayList<>();
      observations.read(
          reader -> {
            ids.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                    entry -> {
                      Datastream datastream =
                          datastreams.findEver(VIEWER, entry.getValue()).orElseThrow();
                      OptionalLong asOf = OptionalLong.of(revision);
                      List<Interval> approved =
                          reader.approved(VIEWER, datastream, Interval.ALL, asOf);
                      reader.each(
                          VIEWER,
                          datastream,
                          Interval.ALL,
                          ALL_FLAGS,
                          asOf,
                          (begin, end, value, qualifier, flag) ->
                              seen.add(
                                  seen(
                                      new Place(entry.getKey().ordinal(), begin),
                                      end,
                                      value,
                                      qualifier,
                                      flag,
                                      approved.stream()
                                          .anyMatch(
                                              i -> i.contains(ObservationReader.instant(begin))))));
                    });
            return null;
          });
      result.put(revision, String.join("\n", seen));
    }
    return result;
  }

  /** Series and stations with values. */
  Set<String> expectedPlaces() {
    Set<String> places = new HashSet<>();
    for (Series series : Series.values()) {
      if (stands(series)) {
        places.add("series " + series);
        places.add("station " + series.station);
      }
    }
    return places;
  }

  Set<String> storedPlaces() {
    Set<String> places = new HashSet<>();
    DatastreamStore datastreams = new DatastreamStore(database.jdbi());
    FeatureStore features = new FeatureStore(database.jdbi());
    ids.forEach(
        (series, id) ->
            datastreams.find(VIEWER, id).ifPresent(found -> places.add("series " + series)));
    stations.forEach(
        (station, id) -> features.find(id).ifPresent(found -> places.add("station " + station)));
    List<Integer> listed =
        datastreams
            .list(
                VIEWER,
                new DatastreamFilter(
                    OptionalLong.empty(), Optional.empty(), Optional.empty(), 0, 100))
            .stream()
            .map(Datastream::id)
            .sorted(Comparator.naturalOrder())
            .toList();
    assertThat(listed)
        .hasSize((int) places.stream().filter(place -> place.startsWith("series")).count());
    return places;
  }
}
