package org.aralwatch.geodata.quality;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

/**
 * Whether a value was measured where its station stands (QARTOD location test), for files that
 * write a position beside each value.
 *
 * @param distanceKm borders of the distance to the station
 */
public record LocationTest(Levels distanceKm) {

  /**
   * A place that is none on Earth, or half a place, fails; a value without a position passes.
   *
   * @param longitude of the value, degrees east of WGS 84, as {@code stationLongitude}; NaN where
   *     the file has none
   */
  public Level level(
      double longitude, double latitude, double stationLongitude, double stationLatitude) {
    if (Double.isNaN(longitude) && Double.isNaN(latitude)) {
      return Level.PASS;
    }
    if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
      return Level.FAIL;
    }
    double metres =
        Geodesic.WGS84.Inverse(
                latitude, longitude, stationLatitude, stationLongitude, GeodesicMask.DISTANCE)
            .s12;
    return distanceKm.of(metres / 1_000);
  }
}
