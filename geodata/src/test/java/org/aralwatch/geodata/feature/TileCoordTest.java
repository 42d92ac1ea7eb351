package org.aralwatch.geodata.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileCoordTest {
  /** Places and tiles as openstreetmap.org addresses them. */
  @ParameterizedTest
  @CsvSource({
    "60, 45, 0, 0, 0",
    "60, 45, 6, 42, 23",
    "69.2401, 41.2995, 10, 708, 382",
    "-180, 85.06, 3, 0, 0",
    "180, -85.06, 3, 7, 7",
    "0, 90, 4, 8, 0",
    "0, -90, 4, 8, 15",
  })
  void findsTheTileOfAPlace(double longitude, double latitude, int z, int x, int y) {
    assertThat(TileCoord.ofLonLat(longitude, latitude, z)).isEqualTo(new TileCoord(z, x, y));
  }

  @Test
  void theWorldIsOneSquareTile() {
    BBox world = new TileCoord(0, 0, 0).bbox();
    assertThat(world.west()).isEqualTo(-180);
    assertThat(world.east()).isEqualTo(180);
    assertThat(world.north()).isEqualTo(WebMercator.MAX_LATITUDE, within(1e-12));
    assertThat(world.south()).isEqualTo(-WebMercator.MAX_LATITUDE, within(1e-12));
  }

  @Test
  void neighboursShareTheirEdges() {
    TileCoord tile = new TileCoord(22, 2_796_202, 1_500_000);
    assertThat(new TileCoord(22, tile.x() + 1, tile.y()).bbox().west())
        .isEqualTo(tile.bbox().east());
    assertThat(new TileCoord(22, tile.x(), tile.y() + 1).bbox().north())
        .isEqualTo(tile.bbox().south());
  }

  @Test
  void aBufferEndsAtTheEdgeOfTheWorld() {
    BBox corner = new TileCoord(1, 0, 0).buffered(0.5);
    assertThat(corner.west()).isEqualTo(-180);
    assertThat(corner.east()).isEqualTo(90);
    assertThat(corner.north()).isEqualTo(WebMercator.MAX_LATITUDE, within(1e-12));
  }

  @Test
  void measuresPixelsFromTheNorthWest() {
    TileCoord tile = new TileCoord(1, 1, 0);
    assertThat(tile.pixelX(90, 256)).isEqualTo(128);
    assertThat(tile.pixelY(0, 256)).isEqualTo(256);
    assertThat(tile.pixelY(WebMercator.MAX_LATITUDE, 256)).isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0, 'zoom -1 is outside [0, 22]'",
    "23, 0, 0, 'zoom 23 is outside [0, 22]'",
    "2, 4, 0, 'column 4 is outside [0, 3] at zoom 2'",
    "2, -1, 0, 'column -1 is outside [0, 3] at zoom 2'",
    "2, 0, 4, 'row 4 is outside [0, 3] at zoom 2'",
  })
  void refusesWhatIsOutOfRange(int z, int x, int y, String message) {
    assertThatThrownBy(() -> new TileCoord(z, x, y))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
