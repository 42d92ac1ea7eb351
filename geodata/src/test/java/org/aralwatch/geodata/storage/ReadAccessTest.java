package org.aralwatch.geodata.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.observation.Datastream.Visibility;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Support;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("database")
class ReadAccessTest {
  private static final Viewer MEMBER = new Viewer("m", Set.of("kazhydromet"), false, false);
  private static final List<Viewer> VIEWERS =
      List.of(
          Viewer.PUBLIC,
          MEMBER,
          new Viewer("other", Set.of("iqair", "unesco"), false, true),
          Viewer.operator("operator"));

  private static final Map<Integer, TestSeries> SERIES = new HashMap<>();
  private static TestDatabase database;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    for (Visibility visibility : Visibility.values()) {
      for (String owner : List.of("kazhydromet", "uzhydromet")) {
        TestSeries series =
            TestSeries.of(Support.DAY, ZoneId.of("UTC"))
                .ownedBy(owner, visibility)
                .plus("2020-01-01T00:00:00Z", 1);
        SERIES.put(series.load(database), series);
      }
    }
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @ParameterizedTest
  @EnumSource(ReadAccess.class)
  void theStoreAndTheMemoryLetTheSamePass(ReadAccess access) {
    for (Viewer viewer : VIEWERS) {
      List<Integer> readable =
          database
              .jdbi()
              .withHandle(
                  handle ->
                      access
                          .bind(
                              handle.createQuery(
                                  "SELECT d.id FROM datastream d WHERE "
                                      + ReadAccess.SQL
                                      + " ORDER BY d.id"),
                              viewer)
                          .mapTo(Integer.class)
                          .list());
      List<Integer> permitted = new ArrayList<>();
      SERIES.forEach(
          (id, series) -> {
            if (access.permits(viewer, series.visibility(), series.owner())) {
              permitted.add(id);
            }
          });
      assertThat(readable).as(viewer.name()).containsExactlyInAnyOrderElementsOf(permitted);
    }
  }

  @Test
  void thePublicReadsWhatIsPublicAndMembersAlsoTheirOwn() {
    assertThat(readable(ReadAccess.VALUES, Viewer.PUBLIC)).isEqualTo(2);
    assertThat(readable(ReadAccess.AGGREGATES, Viewer.PUBLIC)).isEqualTo(4);
    assertThat(readable(ReadAccess.VALUES, MEMBER)).isEqualTo(4);
    assertThat(readable(ReadAccess.AGGREGATES, MEMBER)).isEqualTo(5);
    assertThat(readable(ReadAccess.VALUES, Viewer.operator("o"))).isEqualTo(6);
  }

  @Test
  void noReadOfValuesComesAroundTheRule() {
    ObservationStore observations = new ObservationStore(database.jdbi());
    DatastreamStore datastreams = new DatastreamStore(database.jdbi());
    FrameStore frames = new FrameStore(database.jdbi());
    for (int id : SERIES.keySet()) {
      var datastream = datastreams.find(Viewer.operator("o"), id).orElseThrow();
      boolean permitted =
          ReadAccess.VALUES.permits(Viewer.PUBLIC, datastream.visibility(), datastream.owner());
      int expected = permitted ? 1 : 0;
      var interval = datastream.extent().orElseThrow();
      var first = LocalDate.of(2020, 1, 1);
      int[] seen = new int[6];
      observations.read(
          reader -> {
            var flags = EnumSet.allOf(QualityFlag.class);
            var now = OptionalLong.empty();
            reader.each(
                Viewer.PUBLIC, datastream, interval, flags, now, (b, e, r, q, f) -> seen[0]++);
            reader.eachOfDays(
                Viewer.PUBLIC,
                datastream,
                first,
                first.plusDays(1),
                flags,
                OptionalLong.of(reader.revision()),
                (b, e, r, q, f, d) -> seen[1]++);
            long[] times = {TestSeries.micros(interval.from())};
            reader.eachAt(Viewer.PUBLIC, datastream, times, (b, e, r, q, f) -> seen[2]++);
            seen[3] +=
                reader
                    .rollups(
                        Viewer.PUBLIC, datastream, RollupLevel.MONTH, first, first.plusMonths(1))
                    .size();
            return null;
          });
      frames.latest(
          Viewer.PUBLIC,
          List.of(FrameStore.Moment.of(datastream, interval.from(), interval.from())),
          (i, b, e, r, q, f, d) -> seen[4]++);
      frames.rollups(
          Viewer.PUBLIC,
          RollupLevel.YEAR,
          List.of(new FrameStore.Days(id, first, first.plusYears(1))),
          (i, row) -> seen[5]++);
      assertThat(seen).as("%s", datastream.visibility()).containsOnly(expected);
    }
  }

  private static long readable(ReadAccess access, Viewer viewer) {
    return SERIES.values().stream()
        .filter(series -> access.permits(viewer, series.visibility(), series.owner()))
        .count();
  }
}
