package org.aralwatch.server.tile;

import java.util.List;
import org.aralwatch.geodata.feature.TileCoord;
import org.aralwatch.geodata.feature.TileShapes;
import org.aralwatch.geodata.feature.WebMercator;

/**
 * A tile with its margin on the {@link WebMercator} grid.
 *
 * @param west left edge of the tile itself, without margin
 * @param north upper edge
 * @param margin on every side, in grid units
 */
record TileWindow(TileCoord tile, long west, long north, long size, long margin) {

  /**
   * @param margin as a share of the tile's width
   */
  static TileWindow of(TileCoord tile, double margin) {
    return new TileWindow(
        tile,
        tile.gridWest(),
        tile.gridNorth(),
        tile.gridSize(),
        (long) Math.ceil(tile.gridSize() * margin));
  }

  /** The same window, seen by features that lie {@code worlds} turns of the globe further east. */
  TileWindow turned(int worlds) {
    return new TileWindow(tile, west + worlds * WebMercator.WORLD, north, size, margin);
  }

  /**
   * This window and those a turn of the globe to either side, for margins past the antimeridian and
   * for shapes that go on there. Most have nothing to show and cost a look at the index.
   */
  List<TileWindow> turns() {
    return List.of(this, turned(1), turned(-1));
  }

  /** Numbers of the features whose boxes meet the window, ascending. */
  int[] search(TileShapes shapes) {
    return shapes.search(
        west - margin, north - margin, west + size + margin, north + size + margin);
  }

  /** True when the box of the feature meets the window, margin included. */
  boolean meets(TileShapes shapes, int feature) {
    return shapes.maxX(feature) >= west - margin
        && shapes.minX(feature) <= west + size + margin
        && shapes.maxY(feature) >= north - margin
        && shapes.minY(feature) <= north + size + margin;
  }

  /** True when the feature is wholly inside, margin included. */
  boolean contains(TileShapes shapes, int feature) {
    return shapes.minX(feature) >= west - margin
        && shapes.maxX(feature) <= west + size + margin
        && shapes.minY(feature) >= north - margin
        && shapes.maxY(feature) <= north + size + margin;
  }
}
