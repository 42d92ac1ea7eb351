package org.aralwatch.ingest.pipeline;

import java.util.List;
import org.aralwatch.ingest.mapping.MappingException;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Coordinate;

/**
 * Coordinates of any EPSG system in WGS 84, longitude first. The first look-up of a code takes
 * GeoTools some seconds, so it is made only for a file that brings new stations.
 */
final class ToWgs84 {
  private final MathTransform transform;

  private ToWgs84(MathTransform transform) {
    this.transform = transform;
  }

  /**
   * @param crs as "EPSG:32642"; read easting or longitude first
   * @throws MappingException when EPSG has no such code
   */
  static ToWgs84 from(String crs) {
    try {
      // Lenient: where the datum shift is not known the error is of metres, which a map of a basin
      // does not show.
      return new ToWgs84(
          CRS.findMathTransform(CRS.decode(crs, true), DefaultGeographicCRS.WGS84, true));
    } catch (FactoryException e) {
      throw new MappingException(
          "newStations.crs", List.of("unknown coordinate system '" + crs + "': " + e.getMessage()));
    }
  }

  /** Longitude and latitude in degrees; null where the system does not reach. */
  Coordinate apply(double x, double y) {
    double[] point = {x, y};
    try {
      transform.transform(point, 0, point, 0, 1);
    } catch (TransformException | IllegalArgumentException e) {
      // The second where GeoTools cannot even print the angle that it would warn of.
      return null;
    }
    return Double.isFinite(point[0]) && Double.isFinite(point[1])
        ? new Coordinate(point[0], point[1])
        : null;
  }
}
