package org.aralwatch.server.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.aralwatch.geodata.feature.TileCoord;
import org.junit.jupiter.api.Test;

class TileCacheTest {
  @Test
  void rendersATileOnce() {
    TileCache cache = new TileCache(1_000_000);
    Tile first = cache.get(key(0), () -> tile(100));
    Tile second = cache.get(key(0), () -> tile(200));
    assertThat(second).isSameAs(first);
    assertThat(cache.hits()).isEqualTo(1);
    assertThat(cache.misses()).isEqualTo(1);
  }

  @Test
  void holdsNoMoreBytesThanItMay() {
    TileCache cache = new TileCache(1_000_000);
    for (int i = 0; i < 500; i++) {
      cache.get(key(i), () -> tile(10_000));
      assertThat(cache.bytes()).isLessThanOrEqualTo(1_000_000);
    }
    assertThat(cache.size()).isBetween(50L, 100L);
  }

  @Test
  void countsSmallTilesToo() {
    TileCache cache = new TileCache(1_000_000);
    for (int i = 0; i < 10_000; i++) {
      cache.get(key(i), () -> tile(0));
    }
    assertThat(cache.size()).isLessThanOrEqualTo(2_500);
  }

  @Test
  void doesNotKeepATileLargerThanItself() {
    TileCache cache = new TileCache(1_000);
    assertThat(cache.get(key(0), () -> tile(5_000)).bytes()).hasSize(5_000);
    assertThat(cache.size()).isZero();
  }

  @Test
  void rendersOnceForAllWhoAskAtOnce() throws Exception {
    TileCache cache = new TileCache(1_000_000);
    CountDownLatch rendering = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger rendered = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Tile>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(
            threads.submit(
                () ->
                    cache.get(
                        key(0),
                        () -> {
                          rendered.incrementAndGet();
                          rendering.countDown();
                          await(release);
                          return tile(10);
                        })));
      }
      rendering.await();
      // Another key is not held up by it.
      assertThat(cache.get(key(1), () -> tile(20)).bytes()).hasSize(20);
      release.countDown();
      for (Future<Tile> answer : answers) {
        assertThat(answer.get()).isSameAs(answers.get(0).get());
      }
      assertThat(rendered).hasValue(1);
      assertThat(cache.misses()).isEqualTo(2);
      assertThat(cache.hits()).isEqualTo(7);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void throwsAFailureAndTriesAgain() {
    TileCache cache = new TileCache(1_000_000);
    assertThatThrownBy(
            () ->
                cache.get(
                    key(0),
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
    assertThat(cache.get(key(0), () -> tile(10)).bytes()).hasSize(10);
  }

  @Test
  void tellsApartWhatDiffersInAnyPart() {
    TileCache cache = new TileCache(1_000_000);
    TileKey plain = key(0);
    List<TileKey> keys =
        List.of(
            plain,
            new TileKey("b", plain.tile(), TileFormat.PNG, 1, "p", "", "d", 1, 1, "public"),
            new TileKey("a", plain.tile(), TileFormat.MVT, 1, "p", "", "d", 1, 1, "public"),
            new TileKey("a", plain.tile(), TileFormat.PNG, 2, "p", "", "d", 1, 1, "public"),
            new TileKey("a", plain.tile(), TileFormat.PNG, 1, "q", "", "d", 1, 1, "public"),
            new TileKey("a", plain.tile(), TileFormat.PNG, 1, "p", "month", "d", 1, 1, "public"),
            new TileKey("a", plain.tile(), TileFormat.PNG, 1, "p", "", "e", 1, 1, "public"),
            new TileKey("a", plain.tile(), TileFormat.PNG, 1, "p", "", "d", 2, 1, "public"),
            new TileKey("a", plain.tile(), TileFormat.PNG, 1, "p", "", "d", 1, 2, "public"),
            new TileKey("a", plain.tile(), TileFormat.PNG, 1, "p", "", "d", 1, 1, "all"));
    keys.forEach(key -> cache.get(key, () -> tile(1)));
    assertThat(cache.misses()).isEqualTo(keys.size());
  }

  @Test
  void refusesAScaleThatTheFormatHasNot() {
    TileCoord tile = new TileCoord(0, 0, 0);
    assertThatThrownBy(() -> new TileKey("a", tile, TileFormat.MVT, 2, "", "", "", 1, 1, "public"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TileKey("a", tile, TileFormat.PNG, 3, "", "", "", 1, 1, "public"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TileKey key(int x) {
    return new TileKey(
        "a", new TileCoord(20, x, 0), TileFormat.PNG, 1, "p", "", "d", 1, 1, "public");
  }

  private static Tile tile(int bytes) {
    return Tile.of(TileFormat.PNG, new byte[bytes]);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
