package org.aralwatch.geodata.feature;

/**
 * Address of a Web Mercator tile ("XYZ", the OGC tile matrix set WebMercatorQuad). The origin is
 * the north-west corner of the world, at 180° W and 85.05° N.
 *
 * @param z zoom in [0, {@value #MAX_ZOOM}]: the world is 2^z tiles wide and high
 * @param x column in [0, 2^z), from the west
 * @param y row in [0, 2^z), from the north
 */
public record TileCoord(int z, int x, int y) {
  public static final int MAX_ZOOM = 22;

  /**
   * @throws IllegalArgumentException when a component is out of its range
   */
  public TileCoord {
    if (z < 0 || z > MAX_ZOOM) {
      throw new IllegalArgumentException("zoom " + z + " is outside [0, " + MAX_ZOOM + "]");
    }
    int last = (1 << z) - 1;
    if (x < 0 || x > last) {
      throw new IllegalArgumentException(
          "column " + x + " is outside [0, " + last + "] at zoom " + z);
    }
    if (y < 0 || y > last) {
      throw new IllegalArgumentException("row " + y + " is outside [0, " + last + "] at zoom " + z);
    }
  }

  /** The tile of a place; a latitude beyond the square world falls in its first or last row. */
  public static TileCoord ofLonLat(double longitude, double latitude, int z) {
    if (z < 0 || z > MAX_ZOOM) {
      throw new IllegalArgumentException("zoom " + z + " is outside [0, " + MAX_ZOOM + "]");
    }
    long last = (1L << z) - 1;
    long x = (WebMercator.gridX(longitude) + WebMercator.WORLD / 2) >> (31 - z);
    long y = (WebMercator.gridY(latitude) + WebMercator.WORLD / 2) >> (31 - z);
    return new TileCoord(
        z, (int) Math.max(0, Math.min(last, x)), (int) Math.max(0, Math.min(last, y)));
  }

  /** Width and height of the tile in units of the {@link WebMercator} grid. */
  public long gridSize() {
    return WebMercator.WORLD >> z;
  }

  /** West edge on the {@link WebMercator} grid. */
  public long gridWest() {
    return x * gridSize() - WebMercator.WORLD / 2;
  }

  /** North edge on the {@link WebMercator} grid; rows grow to the south. */
  public long gridNorth() {
    return y * gridSize() - WebMercator.WORLD / 2;
  }

  /** What the tile shows, in degrees. */
  public BBox bbox() {
    return buffered(0);
  }

  /**
   * The tile and a margin around it, in degrees, cut at the edge of the square world.
   *
   * @param margin as a share of the tile's width, not negative
   */
  public BBox buffered(double margin) {
    double half = WebMercator.WORLD / 2.0;
    double extra = margin * gridSize();
    double west = Math.max(-half, gridWest() - extra);
    double east = Math.min(half, gridWest() + gridSize() + extra);
    double north = Math.max(-half, gridNorth() - extra);
    double south = Math.min(half, gridNorth() + gridSize() + extra);
    return new BBox(
        WebMercator.longitude(west),
        WebMercator.latitude(south),
        WebMercator.longitude(east),
        WebMercator.latitude(north));
  }

  /**
   * Distance of a longitude from the west edge, in pixels.
   *
   * @param tilePixels width of the tile in pixels
   */
  public double pixelX(double longitude, int tilePixels) {
    return (WebMercator.gridX(longitude) - gridWest()) * (double) tilePixels / gridSize();
  }

  /** Distance of a latitude from the north edge, in pixels, growing to the south. */
  public double pixelY(double latitude, int tilePixels) {
    return (WebMercator.gridY(latitude) - gridNorth()) * (double) tilePixels / gridSize();
  }

  /** {@code z/x/y}, as in a tile's address. */
  @Override
  public String toString() {
    return z + "/" + x + "/" + y;
  }
}
