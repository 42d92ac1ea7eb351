package org.aralwatch.server.tile;

import com.wdtinc.mapbox_vector_tile.adapt.jts.MvtReader;
import com.wdtinc.mapbox_vector_tile.adapt.jts.TagKeyValueMapConverter;
import com.wdtinc.mapbox_vector_tile.adapt.jts.model.JtsLayer;
import java.awt.Toolkit;
import java.awt.image.BufferedImage;
import java.awt.image.PixelGrabber;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.aralwatch.geodata.feature.FeatureGeometry;
import org.aralwatch.geodata.feature.FeatureSnapshot;
import org.aralwatch.geodata.feature.TileCoord;
import org.aralwatch.geodata.feature.WebMercator;
import org.locationtech.jts.algorithm.Area;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Shapes given in the units of a tile, 4,096 from its north-west corner, and tiles read back. */
public final class TileSpace {
  static final TileCoord TILE = new TileCoord(6, 42, 23);

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private TileSpace() {}

  /** A layer of shapes given in units of {@link #TILE}, with the ids 1, 2, 3 and so on. */
  static FeatureSnapshot layer(String... wkt) {
    return layerOf(TILE, wkt);
  }

  static FeatureSnapshot layerOf(TileCoord tile, String... wkt) {
    List<FeatureGeometry> features = new ArrayList<>();
    for (String one : wkt) {
      Geometry geometry = read(one);
      geometry.apply((CoordinateFilter) vertex -> toDegrees(tile, vertex));
      geometry.geometryChanged();
      features.add(new FeatureGeometry(features.size() + 1, geometry));
    }
    return FeatureSnapshot.of(1, features);
  }

  private static void toDegrees(TileCoord tile, Coordinate vertex) {
    double unit = tile.gridSize() / 4096.0;
    double x = tile.gridWest() + vertex.x * unit;
    double y = tile.gridNorth() + vertex.y * unit;
    vertex.x = WebMercator.longitude(x);
    vertex.y = WebMercator.latitude(y);
  }

  static Geometry read(String wkt) {
    try {
      return new WKTReader(FACTORY).read(wkt);
    } catch (ParseException e) {
      throw new IllegalArgumentException(wkt, e);
    }
  }

  /** The features of a vector tile, by an independent decoder; attributes are the user data. */
  static List<Geometry> decode(byte[] mvt) {
    JtsLayer layer = layer(mvt);
    return List.copyOf(layer.getGeometries());
  }

  static JtsLayer layer(byte[] mvt) {
    try {
      Collection<JtsLayer> layers =
          MvtReader.loadMvt(
                  new ByteArrayInputStream(mvt),
                  FACTORY,
                  new TagKeyValueMapConverter(true, "id"),
                  TileSpace::polygons)
              .getLayers();
      return layers.iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Shells are the rings with positive area by the surveyor's formula, as in version 2.1 and its
   * examples; the decoder's own classifier has it the other way round.
   */
  private static List<Polygon> polygons(List<LinearRing> rings, GeometryFactory factory) {
    List<Polygon> polygons = new ArrayList<>();
    LinearRing shell = null;
    List<LinearRing> holes = new ArrayList<>();
    for (LinearRing ring : rings) {
      // JTS counts clockwise as positive where rows grow upwards.
      if (Area.ofRingSigned(ring.getCoordinates()) < 0) {
        if (shell != null) {
          polygons.add(factory.createPolygon(shell, holes.toArray(new LinearRing[0])));
        }
        shell = ring;
        holes.clear();
      } else if (shell == null) {
        throw new IllegalStateException("a hole comes before any shell: " + ring);
      } else {
        holes.add(ring);
      }
    }
    if (shell != null) {
      polygons.add(factory.createPolygon(shell, holes.toArray(new LinearRing[0])));
    }
    return polygons;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> attributes(Geometry feature) {
    return (Map<String, Object>) feature.getUserData();
  }

  /**
   * A PNG by the decoder of AWT; that of ImageIO does not start beside the JAI readers of GeoTools.
   */
  public static BufferedImage decodePng(byte[] png) {
    PixelGrabber pixels =
        new PixelGrabber(Toolkit.getDefaultToolkit().createImage(png), 0, 0, -1, -1, true);
    try {
      if (!pixels.grabPixels()) {
        throw new IllegalArgumentException("not a whole PNG of " + png.length + " bytes");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    int width = pixels.getWidth();
    int height = pixels.getHeight();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, width, height, (int[]) pixels.getPixels(), 0, width);
    return image;
  }
}
