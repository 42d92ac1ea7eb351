package org.aralwatch.geodata.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.shape.fractal.HilbertCode;

/**
 * The geometry of one layer at one geometry revision: exact spatial questions and shapes for tiles,
 * without the database. Immutable and thread-safe; a change in the layer makes a new snapshot.
 *
 * <p>Boxes are indexed when the snapshot is made. {@link #shapes} projects and simplifies on first
 * use; {@link #prepareShapes} does so ahead of the first request.
 */
public final class FeatureSnapshot {
  private static final GeometryFactory WGS84 = new GeometryFactory();

  /** Bits of a Hilbert code: 2^15 cells on a side. */
  private static final int HILBERT_LEVEL = 15;

  private static final int INDEX_BITS = 27;

  private final long geometryRevision;

  /** In drawing order: large polygons first, points last. */
  private final List<FeatureGeometry> features;

  private final List<FeatureGeometry> byId;

  /** Where each feature in drawing order is in the order of ids. */
  private final int[] ranks;

  private final LongIntMap positions;
  private final PackedIndex index;
  private final Optional<BBox> bbox;
  private volatile ShapePyramid shapes;

  private FeatureSnapshot(
      long geometryRevision, List<FeatureGeometry> byId, List<FeatureGeometry> features) {
    this.geometryRevision = geometryRevision;
    this.byId = byId;
    this.features = features;
    positions = new LongIntMap(features.size());
    double[] boxes = new double[4 * features.size()];
    Envelope all = new Envelope();
    for (int i = 0; i < features.size(); i++) {
      FeatureGeometry feature = features.get(i);
      if (positions.put(feature.id(), i) != LongIntMap.ABSENT) {
        throw new IllegalArgumentException("feature " + feature.id() + " is there twice");
      }
      // An empty geometry has minX greater than maxX, which the index never finds.
      Envelope box = feature.geometry().getEnvelopeInternal();
      boxes[4 * i] = box.getMinX();
      boxes[4 * i + 1] = box.getMinY();
      boxes[4 * i + 2] = box.getMaxX();
      boxes[4 * i + 3] = box.getMaxY();
      all.expandToInclude(box);
    }
    index = new PackedIndex(boxes);
    ranks = new int[features.size()];
    for (int rank = 0; rank < ranks.length; rank++) {
      ranks[positions.get(byId.get(rank).id())] = rank;
    }
    Envelope onEarth = new Envelope(-180, 180, -90, 90).intersection(all);
    bbox = onEarth.isNull() ? Optional.empty() : Optional.of(BBox.ofWgs84(onEarth));
  }

  /**
   * @param geometryRevision of the layer, when the features were read
   * @param features in any order; the result does not depend on it
   * @throws IllegalArgumentException when an id is there twice
   */
  public static FeatureSnapshot of(long geometryRevision, Collection<FeatureGeometry> features) {
    List<FeatureGeometry> byId =
        features.stream().sorted(Comparator.comparingLong(FeatureGeometry::id)).toList();
    return new FeatureSnapshot(geometryRevision, byId, inDrawingOrder(byId));
  }

  /**
   * Polygons by size class, in each along a Hilbert curve; then lines and points likewise. Large
   * ones first, so that small ones stay visible above; near ones together, so that the index and
   * the processor's cache find them together.
   */
  private static List<FeatureGeometry> inDrawingOrder(List<FeatureGeometry> byId) {
    if (byId.size() >= 1 << INDEX_BITS) {
      throw new IllegalArgumentException(byId.size() + " features are too many for a layer");
    }
    Envelope all = new Envelope();
    byId.forEach(feature -> all.expandToInclude(feature.geometry().getEnvelopeInternal()));
    long[] keys = new long[byId.size()];
    for (int i = 0; i < keys.length; i++) {
      Geometry geometry = byId.get(i).geometry();
      long place = (sizeClass(geometry) << 2 * HILBERT_LEVEL) | hilbert(geometry, all);
      keys[i] = place << INDEX_BITS | i;
    }
    Arrays.sort(keys);
    List<FeatureGeometry> ordered = new ArrayList<>(keys.length);
    for (long key : keys) {
      ordered.add(byId.get((int) (key & (1 << INDEX_BITS) - 1)));
    }
    return List.copyOf(ordered);
  }

  /**
   * 0 to 29 for polygons, a class for every factor of 16 in the box's area; 30 lines, 31 points.
   */
  private static long sizeClass(Geometry geometry) {
    return switch (ShapeProjector.kind(geometry)) {
      case POINT -> 31;
      case LINE -> 30;
      case POLYGON -> {
        double share = geometry.getEnvelopeInternal().getArea() / (360 * 180);
        yield Math.max(0, Math.min(29, -Math.getExponent(share) / 4));
      }
    };
  }

  private static long hilbert(Geometry geometry, Envelope all) {
    Envelope box = geometry.getEnvelopeInternal();
    if (box.isNull()) {
      return 0;
    }
    int cells = (1 << HILBERT_LEVEL) - 1;
    double width = Math.max(all.getWidth(), Double.MIN_NORMAL);
    double height = Math.max(all.getHeight(), Double.MIN_NORMAL);
    double x = ((box.getMinX() + box.getMaxX()) / 2 - all.getMinX()) / width;
    double y = ((box.getMinY() + box.getMaxY()) / 2 - all.getMinY()) / height;
    return HilbertCode.encode(HILBERT_LEVEL, (int) (x * cells), (int) (y * cells));
  }

  public long geometryRevision() {
    return geometryRevision;
  }

  public int size() {
    return features.size();
  }

  /** The box around all features, cut at the edge of the world; empty where there are none. */
  public Optional<BBox> bbox() {
    return bbox;
  }

  public Optional<FeatureGeometry> find(long id) {
    int position = positions.get(id);
    return position == LongIntMap.ABSENT ? Optional.empty() : Optional.of(features.get(position));
  }

  /**
   * @throws NoSuchElementException when the layer has no such feature
   */
  public FeatureGeometry get(long id) {
    return find(id)
        .orElseThrow(() -> new NoSuchElementException("no feature " + id + " in this layer"));
  }

  /** All features, ascending by id. */
  public List<FeatureGeometry> list() {
    return byId;
  }

  /** Features that have a point in common with the closed box, ascending by id. */
  public List<FeatureGeometry> intersecting(BBox box) {
    Geometry rectangle = WGS84.toGeometry(box.toEnvelope());
    // A box without area is no rectangle to JTS, and is answered by the general predicate.
    return collect(
        (minX, minY, maxX, maxY) -> {
          if (minX > box.east() || maxX < box.west() || minY > box.north() || maxY < box.south()) {
            return PackedIndex.Answer.NONE;
          }
          boolean inside =
              minX >= box.west()
                  && maxX <= box.east()
                  && minY >= box.south()
                  && maxY <= box.north();
          return inside ? PackedIndex.Answer.ALL : PackedIndex.Answer.SOME;
        },
        rectangle::intersects);
  }

  /**
   * Features that have a point in common with a polygon, its border included, ascending by id.
   *
   * <p>Whole branches of the index inside or outside the polygon are decided at once, so the cost
   * goes with the features on its border and the number of hits.
   *
   * @param polygon WGS 84, valid, any number of vertices; other geometries are answered too
   */
  public List<FeatureGeometry> intersecting(Geometry polygon) {
    if (polygon.isEmpty()) {
      return List.of();
    }
    Geometry single = polygon.getNumGeometries() == 1 ? polygon.getGeometryN(0) : polygon;
    PreparedGeometry prepared = PreparedGeometryFactory.prepare(single);
    if (single instanceof Polygonal) {
      PolygonGrid grid = new PolygonGrid(single);
      return collect(grid::about, geometry -> meets(grid, prepared, geometry));
    }
    Envelope around = single.getEnvelopeInternal();
    return collect(
        (minX, minY, maxX, maxY) ->
            around.intersects(new Envelope(minX, maxX, minY, maxY))
                ? PackedIndex.Answer.SOME
                : PackedIndex.Answer.NONE,
        prepared::intersects);
  }

  /** A vertex in the polygon settles it for most; only the rest need their edges compared. */
  private static boolean meets(PolygonGrid grid, PreparedGeometry polygon, Geometry geometry) {
    AnyVertexIn anyVertexIn = new AnyVertexIn(grid);
    geometry.apply(anyVertexIn);
    return anyVertexIn.isDone() || geometry.getDimension() > 0 && polygon.intersects(geometry);
  }

  /** Stops at the first vertex in the polygon. */
  private static final class AnyVertexIn implements CoordinateSequenceFilter {
    private final PolygonGrid grid;
    private boolean found;

    AnyVertexIn(PolygonGrid grid) {
      this.grid = grid;
    }

    @Override
    public void filter(CoordinateSequence vertices, int i) {
      found = grid.contains(vertices.getX(i), vertices.getY(i));
    }

    @Override
    public boolean isDone() {
      return found;
    }

    @Override
    public boolean isGeometryChanged() {
      return false;
    }
  }

  private List<FeatureGeometry> collect(
      PackedIndex.Question question, Predicate<Geometry> predicate) {
    IntList found = new IntList();
    index.search(
        question,
        item -> found.add(ranks[item]),
        item -> {
          if (predicate.test(features.get(item).geometry())) {
            found.add(ranks[item]);
          }
        });
    int[] sorted = found.toArray();
    Arrays.sort(sorted);
    List<FeatureGeometry> ascending = new ArrayList<>(sorted.length);
    for (int rank : sorted) {
      ascending.add(byId.get(rank));
    }
    return ascending;
  }

  /**
   * The shapes for tiles of a zoom, in drawing order; made when first asked for, which for a large
   * layer takes a while.
   *
   * @param zoom of the tiles, whose pixels are counted as 256 wide
   */
  public TileShapes shapes(int zoom) {
    return pyramid().at(zoom);
  }

  /** Makes the shapes of every zoom now, so that no request waits. */
  public void prepareShapes() {
    for (int zoom = 0; zoom <= TileCoord.MAX_ZOOM; zoom++) {
      pyramid().at(zoom);
    }
  }

  /** Bytes held for tiles so far, beside the geometries. */
  public long shapeBytes() {
    ShapePyramid made = shapes;
    return made == null ? 0 : made.memoryBytes();
  }

  private ShapePyramid pyramid() {
    ShapePyramid made = shapes;
    if (made == null) {
      synchronized (this) {
        made = shapes;
        if (made == null) {
          made = ShapePyramid.over(ShapeProjector.project(features, index));
          shapes = made;
        }
      }
    }
    return made;
  }
}
