package org.aralwatch.server.tile;

import java.util.ArrayList;
import java.util.List;
import org.aralwatch.geodata.feature.TileCoord;
import org.aralwatch.geodata.feature.TileShapes;
import org.aralwatch.geodata.feature.WebMercator;

/**
 * A tile with its margin on the {@link WebMercator} grid, and the worlds it looks into: past the
 * antimeridian the margin shows what lies at the other end.
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

  /** This window and, at the first and last column, the one that meets the other end. */
  List<TileWindow> turns() {
    List<TileWindow> windows = new ArrayList<>(3);
    windows.add(this);
    long half = WebMercator.WORLD / 2;
    if (west - margin < -half) {
      windows.add(turned(1));
    }
    if (west + size + margin > half) {
      windows.add(turned(-1));
    }
    return windows;
  }

  /** Numbers of the features whose boxes meet the window, ascending. */
  int[] search(TileShapes shapes) {
    return shapes.search(
        west - margin, north - margin, west + size + margin, north + size + margin);
  }

  /** True when the feature is wholly inside, margin included. */
  boolean contains(TileShapes shapes, int feature) {
    return shapes.minX(feature) >= west - margin
        && shapes.maxX(feature) <= west + size + margin
        && shapes.minY(feature) >= north - margin
        && shapes.maxY(feature) <= north + size + margin;
  }
}
