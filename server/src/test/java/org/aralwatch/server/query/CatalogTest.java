package org.aralwatch.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.feature.FeatureSnapshot;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.Datastream.Visibility;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.storage.RevisionStore;
import org.aralwatch.geodata.storage.Revisions;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.geodata.storage.TestSeries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

@Tag("database")
class CatalogTest {
  private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
  private TestDatabase database;
  private Catalog catalog;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    catalog = Catalog.open(database.database());
  }

  @AfterEach
  void close() {
    catalog.close();
    database.close();
  }

  @Test
  void aLoadComesToLight() {
    int id = TestSeries.of(Support.DAY, TASHKENT).plus("2020-01-01T00:00:00Z", 1).load(database);
    awaitNewest();

    CatalogState state = catalog.state();
    LoadedLayer hydroposts = state.layer("hydroposts");
    assertThat(state.datastreams(Viewer.PUBLIC, hydroposts.layer(), state.property("discharge")))
        .extracting(Datastream::id)
        .containsExactly(id);
    assertThat(state.extent(Viewer.PUBLIC, hydroposts.layer(), state.property("discharge")))
        .contains(
            Interval.of(
                Instant.parse("2019-12-31T19:00:00Z"), Instant.parse("2020-01-01T19:00:00Z")));
    assertThat(hydroposts.directory().entries()).anyMatch(e -> e.code().startsWith("test-"));
  }

  @Test
  void aChangedExtentOfAKnownDatastreamComesToLight() {
    TestSeries series = TestSeries.of(Support.DAY, TASHKENT).plus("2020-01-01T00:00:00Z", 1);
    series.load(database);
    awaitNewest();
    series.plus("2021-06-01T00:00:00Z", 2).load(database);
    awaitNewest();

    CatalogState state = catalog.state();
    assertThat(
            state
                .extent(
                    Viewer.PUBLIC, state.layer("hydroposts").layer(), state.property("discharge"))
                .orElseThrow()
                .to())
        .isEqualTo(Instant.parse("2021-06-01T19:00:00Z"));
  }

  @Test
  void aLayerThatCannotBePreparedDoesNotStopTheCatalog() {
    catalog.close();
    catalog =
        Catalog.open(
            database.database(),
            layer -> {
              throw new IllegalStateException("of " + layer.layer().code());
            });

    TestSeries.of(Support.DAY, TASHKENT).plus("2020-01-01T00:00:00Z", 1).load(database);

    awaitNewest();
    assertThat(catalog.isStale()).isFalse();
  }

  @Test
  void onlyALayerThatHasChangedIsReadAgain() {
    FeatureSnapshot lakes = catalog.state().layer("lakes").snapshot();
    FeatureSnapshot posts = catalog.state().layer("hydroposts").snapshot();

    TestSeries.of(Support.DAY, TASHKENT).plus("2020-01-01T00:00:00Z", 1).load(database);
    awaitNewest();

    assertThat(catalog.state().layer("lakes").snapshot()).isSameAs(lakes);
    assertThat(catalog.state().layer("hydroposts").snapshot()).isNotSameAs(posts);
  }

  @Test
  void aLayerHasTheShapesOfTheDateThatAnotherLayerHoldsForIt() {
    shoreOf("north-aral", "POLYGON ((60 46, 61 46, 61 47, 60 46))", "2005-01-01", "2010-01-01");
    awaitNewest();

    LoadedLayer waters = catalog.state().layer("water-bodies");
    long north = idOf(waters, "north-aral");
    FeatureSnapshot narrow = waters.snapshotAt(Instant.parse("2007-06-01T00:00:00Z"));
    assertThat(narrow.get(north).geometry().getNumPoints()).isEqualTo(4);
    assertThat(narrow.geometryRevision()).isEqualTo(catalog.state().revision());
    assertThat(waters.snapshotAt(Instant.parse("2012-06-01T00:00:00Z")).get(north))
        .isEqualTo(waters.snapshot().get(north));
    assertThat(waters.snapshotAt(Instant.parse("1970-06-01T00:00:00Z")).find(north)).isEmpty();
  }

  private static long idOf(LoadedLayer layer, String code) {
    return layer.directory().entries().stream()
        .filter(entry -> entry.code().equals(code))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private void shoreOf(String waterBody, String wkt, String from, String to) {
    database
        .jdbi()
        .useTransaction(
            handle -> {
              handle.execute(
                  "UPDATE layer SET shapes_of = NULL, shapes_attribute = NULL"
                      + " WHERE code <> 'lakes'");
              handle.execute(
                  "UPDATE layer SET shapes_of = 'water-bodies', shapes_attribute = 'waterBody'"
                      + " WHERE code = 'lakes'");
              handle
                  .createUpdate(
                      """
                      INSERT INTO feature (layer_id, code, name, geometry, bounds, valid_from,
                                           valid_to, attributes, origin)
                      SELECT id, 'shore', '{"en": "Shore"}', :wkb, box(point(0, 0), point(1, 1)),
                             cast(:from as date), cast(:to as date),
                             jsonb_build_object('waterBody', :body), 'reference'
                      FROM layer WHERE code = 'lakes'
                      """)
                  .bind("wkb", wkb(wkt))
                  .bind("from", from)
                  .bind("to", to)
                  .bind("body", waterBody)
                  .execute();
              long change = Revisions.openChangeSet(handle, "reference", null, "test", "shore");
              long revision = Revisions.raise(handle, change);
              handle.execute(
                  "UPDATE layer SET geometry_revision = ? WHERE code = 'lakes'", revision);
            });
  }

  private static byte[] wkb(String wkt) {
    try {
      return new WKBWriter().write(new WKTReader().read(wkt));
    } catch (ParseException e) {
      throw new IllegalArgumentException(wkt, e);
    }
  }

  @Test
  void whatOnlyMembersMayReadIsInNobodyElsesExtent() {
    TestSeries.of(Support.DAY, TASHKENT)
        .ownedBy("kazhydromet", Visibility.ORGANISATION)
        .plus("2020-01-01T00:00:00Z", 1)
        .load(database);
    awaitNewest();

    CatalogState state = catalog.state();
    var layer = state.layer("hydroposts").layer();
    var discharge = state.property("discharge");
    Viewer member = new Viewer("m", Set.of("kazhydromet"), false, false);
    assertThat(state.extent(Viewer.PUBLIC, layer, discharge)).isEmpty();
    assertThat(state.extent(member, layer, discharge)).isPresent();
  }

  @Test
  void unknownWordsAreProblems() {
    assertThatThrownBy(() -> catalog.state().layer("mountains"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'mountains'");
    assertThatThrownBy(() -> catalog.state().property("noise"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'noise'");
  }

  @Test
  void whileTheStoreIsAwayTheLastStateServesAndAfterwardsTheNewestDoes() {
    TestSeries series = TestSeries.of(Support.DAY, TASHKENT).plus("2020-01-01T00:00:00Z", 1);
    series.load(database);
    awaitNewest();
    long before = catalog.state().revision();

    try (TestDatabase other = TestDatabase.create()) {
      String name =
          database
              .jdbi()
              .withHandle(
                  h -> h.createQuery("SELECT current_database()").mapTo(String.class).one());
      allowConnections(other, name, false);
      await(catalog::isStale);
      assertThat(catalog.state().revision()).isEqualTo(before);
      assertThat(catalog.staleSince()).isPresent();

      allowConnections(other, name, true);
      await(() -> !catalog.isStale());
    }
    series.plus("2020-01-02T00:00:00Z", 1).load(database);
    awaitNewest();
    assertThat(catalog.state().revision()).isGreaterThan(before);
  }

  private static void allowConnections(TestDatabase by, String name, boolean allowed) {
    by.jdbi()
        .useHandle(
            handle -> {
              handle.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + allowed);
              if (!allowed) {
                handle
                    .createQuery(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = :name AND usename = current_user")
                    .bind("name", name)
                    .mapTo(Boolean.class)
                    .list();
              }
            });
  }

  private void awaitNewest() {
    long newest = new RevisionStore(database.jdbi()).current();
    await(() -> catalog.state().revision() == newest);
  }

  /** Fails when it has not come about in a minute, which no store takes. */
  private static void await(BooleanSupplier condition) {
    for (int i = 0; i < 2_400 && !condition.getAsBoolean(); i++) {
      try {
        Thread.sleep(25);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
