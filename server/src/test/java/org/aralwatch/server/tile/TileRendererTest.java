package org.aralwatch.server.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.aralwatch.geodata.feature.FeatureSnapshot;
import org.aralwatch.geodata.feature.TileCoord;
import org.aralwatch.geodata.feature.ValueFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TileRendererTest {
  private static final TileStyle STYLE =
      TileStyle.ofClasses(new double[] {10, 20}, List.of("#102030", "#405060", "#a0b0c0"));
  private static final FeatureAttributes.Source NAMES =
      id -> new FeatureAttributes("c" + id, "Lake " + id, "Озеро " + id);

  @ParameterizedTest
  @EnumSource(TileFormat.class)
  void manyThreadsOnAFreshSnapshotGetTheSameBytes(TileFormat format) throws Exception {
    TileKey key = key(format, TileCoord.ofLonLat(60, 42, 5));
    List<String> tags = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      FeatureSnapshot snapshot = FeatureSnapshot.of(1, TileBenchmark.polygons(2_000, 30, 0.1));
      TileRenderer renderer = new TileRenderer();
      ExecutorService threads = Executors.newFixedThreadPool(6);
      try {
        Callable<Tile> render = () -> renderer.render(key, snapshot, frame(), STYLE, NAMES);
        for (Future<Tile> tile : threads.invokeAll(Collections.nCopies(24, render))) {
          tags.add(tile.get().etag());
        }
      } finally {
        threads.shutdown();
      }
    }
    assertThat(tags).hasSize(72).containsOnly(tags.get(0));
    assertThat(tags.get(0)).matches("\"[0-9a-f]{32}\"");
  }

  @Test
  void rendersInTheFormatOfTheKey() {
    FeatureSnapshot snapshot = TileSpace.layer("POINT(100 100)");
    Tile png = render(key(TileFormat.PNG, TileSpace.TILE), snapshot);
    Tile mvt = render(key(TileFormat.MVT, TileSpace.TILE), snapshot);
    assertThat(TileSpace.decodePng(png.bytes()).getWidth()).isEqualTo(256);
    assertThat(TileSpace.layer(mvt.bytes()).getName()).isEqualTo("lakes");
    assertThat(png.isEmpty()).isFalse();
    assertThat(mvt.isEmpty()).isFalse();
  }

  @Test
  void tellsOfAnEmptyVectorTileButNeverOfAnEmptyPng() {
    FeatureSnapshot snapshot = TileSpace.layer("POINT(-9999 100)");
    assertThat(render(key(TileFormat.MVT, TileSpace.TILE), snapshot).isEmpty()).isTrue();
    assertThat(render(key(TileFormat.PNG, TileSpace.TILE), snapshot).isEmpty()).isFalse();
  }

  @Test
  void asksForTheAttributesOfAFeatureOnce() {
    FeatureSnapshot snapshot = TileSpace.layer("POINT(100 100)", "POINT(200 200)");
    AtomicInteger asked = new AtomicInteger();
    TileRenderer renderer = new TileRenderer();
    for (int i = 0; i < 5; i++) {
      renderer.render(
          key(TileFormat.MVT, TileSpace.TILE),
          snapshot,
          frame(),
          STYLE,
          id -> {
            asked.incrementAndGet();
            return FeatureAttributes.NONE;
          });
    }
    assertThat(asked).hasValue(2);
  }

  @Test
  void aPreparedSnapshotRendersTheSame() {
    FeatureSnapshot fresh = FeatureSnapshot.of(1, TileBenchmark.polygons(500, 30, 0.1));
    FeatureSnapshot prepared = FeatureSnapshot.of(1, TileBenchmark.polygons(500, 30, 0.1));
    TileRenderer renderer = new TileRenderer();
    renderer.prepare(prepared, NAMES);
    assertThat(prepared.shapeBytes()).isPositive();
    TileKey key = key(TileFormat.MVT, TileCoord.ofLonLat(60, 42, 5));
    assertThat(renderer.render(key, prepared, frame(), STYLE, NAMES).etag())
        .isEqualTo(renderer.render(key, fresh, frame(), STYLE, NAMES).etag());
  }

  @Test
  void refusesASnapshotOfAnotherRevision() {
    FeatureSnapshot snapshot = FeatureSnapshot.of(2, List.of());
    assertThatThrownBy(() -> render(key(TileFormat.PNG, TileSpace.TILE), snapshot))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the key is of geometry revision 1, the snapshot of 2");
  }

  private static Tile render(TileKey key, FeatureSnapshot snapshot) {
    return new TileRenderer().render(key, snapshot, frame(), STYLE, NAMES);
  }

  private static TileKey key(TileFormat format, TileCoord tile) {
    return new TileKey("lakes", tile, format, 1, "p", "", "2018-07-01", 1, 1, "public");
  }

  private static ValueFrame frame() {
    Instant day = Instant.parse("2018-07-01T00:00:00Z");
    ValueFrame.Builder builder = ValueFrame.builder(100);
    for (int id = 1; id < 2000; id += 2) {
      builder.add(id, id % 30, STYLE.classOf(id % 30), day, day.plusSeconds(86_400), 1);
    }
    return builder.build();
  }
}
