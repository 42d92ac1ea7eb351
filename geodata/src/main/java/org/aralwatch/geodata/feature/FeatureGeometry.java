package org.aralwatch.geodata.feature;

import java.util.Objects;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/**
 * Where a feature is.
 *
 * @param id key of the feature in the store
 * @param geometry WGS 84 degrees, longitude as x; possibly empty; never changed by anyone
 * @param minZoom the first zoom of tiles at which it is of interest, from 0
 */
public record FeatureGeometry(long id, Geometry geometry, int minZoom) {
  /** Coordinates packed in one array: a third of the memory of an object for every vertex. */
  private static final GeometryFactory PACKED =
      new GeometryFactory(
          new PrecisionModel(),
          4326,
          new PackedCoordinateSequenceFactory(PackedCoordinateSequenceFactory.DOUBLE));

  public FeatureGeometry {
    Objects.requireNonNull(geometry, "geometry");
    if (minZoom < 0 || minZoom > TileCoord.MAX_ZOOM) {
      throw new IllegalArgumentException(
          "feature " + id + ": its first zoom is " + minZoom + "; 0 to " + TileCoord.MAX_ZOOM);
    }
  }

  /** A feature of interest at every zoom. */
  public FeatureGeometry(long id, Geometry geometry) {
    this(id, geometry, 0);
  }

  /** The same feature, of interest from a zoom on. */
  public FeatureGeometry fromZoom(int zoom) {
    return new FeatureGeometry(id, geometry, zoom);
  }

  /**
   * Reads well-known binary as compactly as can be; the way to fill a {@link FeatureSnapshot}.
   *
   * @throws IllegalArgumentException when the bytes are not WKB
   */
  public static FeatureGeometry ofWkb(long id, byte[] wkb) {
    try {
      return new FeatureGeometry(id, new WKBReader(PACKED).read(wkb));
    } catch (ParseException e) {
      throw new IllegalArgumentException("geometry of feature " + id + " is not WKB", e);
    }
  }
}
