package org.aralwatch.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.aralwatch.server.tile.TileFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileAddressTest {
  @ParameterizedTest
  @CsvSource({
    "/tiles/lakes/0/0/0.png, lakes, 0, 0, 0, PNG, 1",
    "/tiles/lakes/12/2731/1437.mvt, lakes, 12, 2731, 1437, MVT, 1",
    "/tiles/water-bodies/6/42/22@2x.png, water-bodies, 6, 42, 22, PNG, 2",
    "/tiles/a.b/1/2/3.png, a.b, 1, 2, 3, PNG, 1",
  })
  void aTilesPathIsTakenApart(
      String path, String layer, int z, int x, int y, TileFormat format, int scale) {
    assertThat(TileAddress.parse(path)).contains(new TileAddress(layer, z, x, y, format, scale));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tiles",
        "/tiles/",
        "/tiles/lakes",
        "/tiles/lakes/",
        "/tiles/lakes/0",
        "/tiles/lakes/0/0",
        "/tiles/lakes/0/0/",
        "/tiles/lakes/0/0/0",
        "/tiles/lakes/0/0/.png",
        "/tiles/lakes/0/0/0.jpg",
        "/tiles/lakes/0/0/0@2x.mvt",
        "/tiles/lakes/0/0/0@3x.png",
        "/tiles/lakes/0/0/@2x.png",
        "/tiles/lakes/0//0.png",
        "/tiles/lakes/-1/0/0.png",
        "/tiles/lakes/+1/0/0.png",
        "/tiles/lakes/0/0/1234567890.png",
        "/tiles/lakes/0/0/0/0.png",
        "/tiles/lakes.v2/0/0",
      })
  void whatIsNoTilesPathIsNone(String path) {
    assertThat(TileAddress.parse(path)).isEmpty();
  }
}
