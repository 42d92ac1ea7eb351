package org.aralwatch.geodata.feature;

/**
 * The shapes of a layer as tiles want them: on the integer {@link WebMercator} grid, simplified for
 * one zoom, flat in primitive arrays. Immutable and thread-safe.
 *
 * <p>Features are numbered 0..size-1 in drawing order: polygons from large to small, then lines,
 * then points. A feature has parts: rings, lines, or sets of points; a part has vertices. Rings
 * come without their closing vertex; shells run clockwise on the screen, holes the other way, and
 * follow their shell.
 *
 * <p>A <i>speck</i> is a polygon less than a pixel wide and high at this zoom. It has no parts,
 * only a box and an area. {@link #isShown} picks the largest of each pixel.
 */
public final class TileShapes {
  /** What a feature is drawn as; of a mixed collection only what has most dimensions is drawn. */
  public enum Kind {
    POINT,
    LINE,
    POLYGON
  }

  /** What all zooms of a layer share. */
  record Common(long[] ids, byte[] kinds, int[] boxes, byte[] minZooms, PackedIndex index) {}

  /** The arrays of one zoom: part i has the vertices [firstVertex[i], firstVertex[i + 1]). */
  record Parts(int[] firstPart, int[] firstVertex, boolean[] holes, int[] xy) {}

  private static final Kind[] KINDS = Kind.values();

  private final Common common;
  private final Parts parts;
  private final long[] ids;
  private final byte[] kinds;
  private final int[] boxes;
  private final int[] firstPart;
  private final int[] firstVertex;
  private final boolean[] holes;
  private final int[] xy;
  private final float[] speckAreas;
  private final boolean[] shown;
  private final byte[] minZooms;
  private final int zoom;

  /**
   * @param speckAreas area in squared grid units of features that are specks, else 0; empty where
   *     no feature is one
   * @param shown of the specks, the ones that stand for their pixel
   * @param zoom features that are of interest only at larger ones are not shown
   */
  TileShapes(Common common, Parts parts, float[] speckAreas, boolean[] shown, int zoom) {
    this.common = common;
    this.zoom = zoom;
    minZooms = common.minZooms();
    this.parts = parts;
    ids = common.ids();
    kinds = common.kinds();
    boxes = common.boxes();
    firstPart = parts.firstPart();
    firstVertex = parts.firstVertex();
    holes = parts.holes();
    xy = parts.xy();
    this.speckAreas = speckAreas;
    this.shown = shown;
  }

  Common common() {
    return common;
  }

  Parts parts() {
    return parts;
  }

  public int size() {
    return ids.length;
  }

  public int vertexCount() {
    return xy.length / 2;
  }

  public long id(int feature) {
    return ids[feature];
  }

  public Kind kind(int feature) {
    return KINDS[kinds[feature]];
  }

  public int minX(int feature) {
    return boxes[4 * feature];
  }

  public int minY(int feature) {
    return boxes[4 * feature + 1];
  }

  public int maxX(int feature) {
    return boxes[4 * feature + 2];
  }

  public int maxY(int feature) {
    return boxes[4 * feature + 3];
  }

  /** First part of a feature; its parts end before {@code firstPart(feature + 1)}. */
  public int firstPart(int feature) {
    return firstPart[feature];
  }

  /** First vertex of a part; its vertices end before {@code firstVertex(part + 1)}. */
  public int firstVertex(int part) {
    return firstVertex[part];
  }

  public boolean isHole(int part) {
    return holes[part];
  }

  public int x(int vertex) {
    return xy[2 * vertex];
  }

  public int y(int vertex) {
    return xy[2 * vertex + 1];
  }

  public boolean isSpeck(int feature) {
    return speckAreas.length > 0 && speckAreas[feature] > 0;
  }

  /** Area of a speck in squared grid units; 0 for what is none. */
  public double speckArea(int feature) {
    return speckAreas.length > 0 ? speckAreas[feature] : 0;
  }

  /**
   * False for a speck where a larger one stands for the same pixel, and for what is of interest at
   * larger zooms only.
   */
  public boolean isShown(int feature) {
    return (!isSpeck(feature) || shown[feature]) && !isTooEarly(feature);
  }

  /** True for what is of interest at larger zooms only. */
  public boolean isTooEarly(int feature) {
    return minZooms[feature] > zoom;
  }

  /** The first zoom at which a feature is of interest. */
  public int minZoom(int feature) {
    return minZooms[feature];
  }

  /**
   * Features whose boxes meet a box on the grid, ascending; a superset by less than a grid unit.
   *
   * <p>The box may reach past the antimeridian; what lies there is found by asking again one {@link
   * WebMercator#WORLD} further. At the first and last row it takes in the poles.
   */
  public int[] search(long minX, long minY, long maxX, long maxY) {
    long half = WebMercator.WORLD / 2;
    IntList found = new IntList();
    // One unit more on each side: the index holds degrees, the box was rounded to the grid.
    double north = minY <= -half ? 90 : WebMercator.latitude(minY - 1);
    double south = maxY >= half ? -90 : WebMercator.latitude(maxY + 1);
    common
        .index()
        .search(
            WebMercator.longitude(minX - 1),
            south,
            WebMercator.longitude(maxX + 1),
            north,
            found::add);
    return found.toArray();
  }

  /** Bytes of memory of this zoom alone, without what all zooms share. */
  public long memoryBytes() {
    return 4L * (firstPart.length + firstVertex.length + xy.length + speckAreas.length)
        + holes.length
        + shown.length;
  }
}
