package org.aralwatch.geodata.feature;

/**
 * Spherical Mercator (EPSG:3857) on which web tiles are cut, and its integer grid.
 *
 * <p>The grid has 2^31 units on a side, 1.9 cm at the equator: the origin is at 0° 0°, x grows to
 * the east and y to the south, so the world is [-2^30, 2^30] on both axes. A tile of zoom z is
 * 2^(31 - z) units wide, so the 4,096 units of a vector tile fall on the grid down to zoom 19 and
 * every tile that meets a vertex rounds it to the same place. Longitudes to ±360° are kept, for
 * shapes that go on past the antimeridian; latitudes are clamped to ±{@value #MAX_LATITUDE}.
 */
public final class WebMercator {
  /** Where the square world ends, in degrees. */
  public static final double MAX_LATITUDE = 85.05112877980659;

  /** Width of the world in grid units: 2^31. */
  public static final long WORLD = 1L << 31;

  private static final double HALF_WORLD = 1L << 30;

  /** Half the equator of the sphere with the WGS 84 semi-major axis, in metres. */
  private static final double HALF_EQUATOR = Math.PI * 6_378_137.0;

  private WebMercator() {}

  /** Easting in metres. */
  public static double metresX(double longitude) {
    return longitude / 180 * HALF_EQUATOR;
  }

  /** Northing in metres, clamped at the edge of the square world. */
  public static double metresY(double latitude) {
    return northing(latitude) * HALF_EQUATOR;
  }

  /** Grid column of a longitude. */
  public static int gridX(double longitude) {
    return clamp(longitude / 180 * HALF_WORLD, 2 * HALF_WORLD - 1);
  }

  /** Grid row of a latitude, growing to the south. */
  public static int gridY(double latitude) {
    return clamp(-northing(latitude) * HALF_WORLD, HALF_WORLD);
  }

  /** Longitude of a grid column, in degrees. */
  public static double longitude(double gridX) {
    return gridX / HALF_WORLD * 180;
  }

  /** Latitude of a grid row, in degrees. */
  public static double latitude(double gridY) {
    return Math.toDegrees(Math.atan(Math.sinh(-gridY / HALF_WORLD * Math.PI)));
  }

  /** Northing as a share of half the world, in [-1, 1]. */
  private static double northing(double latitude) {
    double clamped = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, latitude));
    // atanh(sin φ): the same as ln tan(π/4 + φ/2), at half the cost.
    double sine = Math.sin(Math.toRadians(clamped));
    double share = Math.log((1 + sine) / (1 - sine)) / (2 * Math.PI);
    return Math.max(-1, Math.min(1, share));
  }

  private static int clamp(double value, double limit) {
    return (int) Math.rint(Math.max(-limit, Math.min(limit, value)));
  }
}
