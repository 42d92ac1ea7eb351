package org.aralwatch.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.feature.BBox;
import org.aralwatch.geodata.observation.Datastream.Visibility;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.storage.FeatureStore;
import org.aralwatch.geodata.storage.FrameStore;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.geodata.storage.TestSeries;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Three stations stand at 61, 62 and 63 degrees east, 10 degrees north, far from any real one. */
@Tag("database")
class FeatureQueryTest {
  private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
  private static final BBox AROUND = new BBox(60, 9, 64, 11);
  private static TestDatabase database;
  private static Catalog catalog;
  private static FeatureQuery query;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    TestSeries.of(Support.DAY, TASHKENT)
        .at("hydroposts", "a", 61, 10)
        .named(new Text(Map.of("en", "Lower bridge", "ru", "Амударья – Нижний мост")), "16279")
        .plus("2020-02-01T00:00:00Z", 10)
        .load(database);
    TestSeries.of(Support.DAY, TASHKENT)
        .at("hydroposts", "b", 62, 10)
        .ownedBy("kazhydromet", Visibility.ORGANISATION)
        .plus("2020-02-01T00:00:00Z", 20)
        .load(database);
    TestSeries.of(Support.HOUR, TASHKENT)
        .at("air-stations", "c", 63, 10)
        .of("pm2-5", Statistic.MEAN)
        .plus("2020-02-01T00:00:00Z", 30)
        .load(database);
    catalog = Catalog.open(database.database());
    query =
        new FeatureQuery(
            catalog,
            new FeatureStore(database.jdbi()),
            new FrameQuery(catalog, new FrameStore(database.jdbi())));
  }

  @AfterAll
  static void drop() {
    catalog.close();
    database.close();
  }

  @Test
  void aLayersFeaturesInABox() {
    assertThat(codes(FeatureRequest.ofLayer("hydroposts").in(AROUND))).containsExactly("a", "b");
  }

  @Test
  void aPolygonIsExactWhereItsBoxIsNot() {
    Geometry triangle = wkt("POLYGON ((60 9, 64 9, 60 10.6, 60 9))");

    assertThat(codes(FeatureRequest.ofLayer("hydroposts").in(triangle))).containsExactly("a");
  }

  @Test
  void aPolygonThatCrossesItselfIsRepairedAndThePageSaysSo() {
    Geometry bowTie = wkt("POLYGON ((60 9, 62.5 11, 62.5 9, 60 11, 60 9))");

    FeaturePage page = query.run(Viewer.PUBLIC, FeatureRequest.ofLayer("hydroposts").in(bowTie));

    assertThat(page.polygonRepaired()).isTrue();
    assertThat(codes(page)).containsExactly("a", "b");
  }

  @Test
  void stationsAreWhereTheViewerMayReadSomething() {
    FeatureRequest stations = FeatureRequest.stations().in(AROUND);

    assertThat(codes(stations)).containsExactly("a", "c");
    Viewer member = new Viewer("m", Set.of("kazhydromet"), false, false);
    assertThat(codes(query.run(member, stations))).containsExactly("a", "b", "c");
  }

  @Test
  void stationsOfAProperty() {
    assertThat(codes(FeatureRequest.stations().observing(Set.of("pm2-5")))).containsExactly("c");
    assertThat(codes(FeatureRequest.stations().observing(Set.of("pm2-5", "discharge"))))
        .containsExactly("a", "c");
    assertThat(codes(FeatureRequest.stations().inLayers(Set.of("hydroposts"))))
        .containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Amudarya", "Аму-Дарья", "amudaryo", "16279", "lower BRIDGE", "мост Амударья"})
  void aStationIsFoundByAnySpelling(String text) {
    assertThat(codes(FeatureRequest.stations().named(text))).containsExactly("a");
  }

  @Test
  void aTextOfSignsFindsNothing() {
    assertThat(codes(FeatureRequest.stations().named("- '"))).isEmpty();
  }

  @Test
  void pagesFollowEachOtherById() {
    List<String> codes = new ArrayList<>();
    FeatureRequest request = FeatureRequest.stations().in(AROUND).page(0, 1);
    FeaturePage page = query.run(Viewer.PUBLIC, request);
    codes.addAll(codes(page));
    while (page.next().isPresent()) {
      page = query.run(Viewer.PUBLIC, request.page(page.next().getAsLong(), 1));
      codes.addAll(codes(page));
    }

    assertThat(codes).containsExactly("a", "c");
    assertThat(page.matched()).isEqualTo(2);
    assertThat(page.next()).isEqualTo(OptionalLong.empty());
  }

  @Test
  void valuesOfADateComeWithTheFeatures() {
    FeaturePage page =
        query.run(
            Viewer.PUBLIC,
            FeatureRequest.ofLayer("hydroposts")
                .in(AROUND)
                .with(
                    new FeatureRequest.Values(
                        "discharge", Optional.empty(), Instant.parse("2020-02-01T06:00:00Z"))));

    assertThat(page.features().get(0).value().orElseThrow().value()).isEqualTo(10);
    assertThat(page.features().get(1).value()).isEmpty();
    assertThat(page.property().orElseThrow().unit()).isEqualTo("m3/s");
  }

  @Test
  void anUnknownLayerIsAProblem() {
    assertThatThrownBy(() -> query.run(Viewer.PUBLIC, FeatureRequest.ofLayer("mountains")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'mountains'");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10_001})
  void aLimitOutOfRangeIsAProblem(int limit) {
    assertThatThrownBy(() -> FeatureRequest.stations().page(0, limit))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.parameter()).contains("limit"));
  }

  private static List<String> codes(FeatureRequest request) {
    return codes(query.run(Viewer.PUBLIC, request));
  }

  private static List<String> codes(FeaturePage page) {
    return page.features().stream().map(hit -> hit.feature().code()).toList();
  }

  private static Geometry wkt(String wkt) {
    try {
      return new WKTReader().read(wkt);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
