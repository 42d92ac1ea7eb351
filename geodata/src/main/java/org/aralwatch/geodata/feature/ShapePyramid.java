package org.aralwatch.geodata.feature;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * {@link TileShapes} of one layer for every zoom, each made when first asked for and then shared.
 *
 * <p>The projected vertices at full detail are the base. A zoom that would keep {@value
 * #SHARE_PERCENT} % of them or more uses the base's, so memory stays near twice the base's.
 * Simplification happens at most once a zoom; other threads that ask for it wait.
 */
final class ShapePyramid {
  private static final int SHARE_PERCENT = 60;

  /** log2 of the width of a pixel at zoom 0, in grid units, in tiles of 256 pixels. */
  private static final int LOG_PIXEL = 23;

  private final TileShapes base;
  private final byte[] ranks;
  private final float[] areas;

  /** The first zoom with the vertices of the base. */
  private final int fullZoom;

  private final AtomicReferenceArray<TileShapes> zooms;

  private ShapePyramid(TileShapes base, byte[] ranks, float[] areas) {
    this.base = base;
    this.ranks = ranks;
    this.areas = areas;
    fullZoom = fullZoom(ranks);
    zooms = new AtomicReferenceArray<>(TileCoord.MAX_ZOOM + 1);
  }

  /**
   * Ranks the vertices of all features by zoom. Uses the common pool.
   *
   * @param base all vertices
   */
  static ShapePyramid over(TileShapes base) {
    byte[] ranks = new byte[base.vertexCount()];
    float[] areas = new float[base.size()];
    int[] xy = base.parts().xy();
    IntStream.range(0, base.size())
        .parallel()
        .forEach(
            feature -> {
              VertexRanker ranker = new VertexRanker();
              for (int part = base.firstPart(feature); part < base.firstPart(feature + 1); part++) {
                int first = base.firstVertex(part);
                int end = base.firstVertex(part + 1);
                switch (base.kind(feature)) {
                  case LINE -> ranker.rankLine(xy, first, end, ranks);
                  case POLYGON -> {
                    ranker.rankRing(xy, first, end, ranks);
                    areas[feature] += (float) Rings.signedArea(xy, first, end);
                  }
                  case POINT -> {
                    // Rank 0 everywhere: a point is never left out.
                  }
                }
              }
            });
    return new ShapePyramid(base, ranks, areas);
  }

  private static int fullZoom(byte[] ranks) {
    long[] counts = new long[128];
    for (byte rank : ranks) {
      counts[rank]++;
    }
    long kept = 0;
    int zoom = 0;
    while (zoom < TileCoord.MAX_ZOOM) {
      kept += counts[zoom];
      if (kept * 100 >= (long) ranks.length * SHARE_PERCENT) {
        break;
      }
      zoom++;
    }
    return zoom;
  }

  /** Shapes for a zoom whose tiles are 256 pixels wide. */
  TileShapes at(int zoom) {
    TileShapes shapes = zooms.get(zoom);
    if (shapes == null) {
      synchronized (this) {
        shapes = zooms.get(zoom);
        if (shapes == null) {
          shapes = make(zoom);
          zooms.set(zoom, shapes);
        }
      }
    }
    return shapes;
  }

  private TileShapes make(int zoom) {
    int size = base.size();
    float[] speckAreas = new float[size];
    boolean[] shown = new boolean[size];
    boolean specks = findSpecks(zoom, speckAreas, shown);
    if (zoom < fullZoom) {
      return new TileShapes(base.common(), simplify(zoom, speckAreas), speckAreas, shown, zoom);
    }
    return specks || isAnyTooEarly(zoom)
        ? new TileShapes(
            base.common(), base.parts(), specks ? speckAreas : new float[0], shown, zoom)
        : base;
  }

  private boolean isAnyTooEarly(int zoom) {
    for (byte minZoom : base.common().minZooms()) {
      if (minZoom > zoom) {
        return true;
      }
    }
    return false;
  }

  private boolean findSpecks(int zoom, float[] speckAreas, boolean[] shown) {
    int pixel = 1 << LOG_PIXEL - zoom;
    boolean any = false;
    LongIntMap pixels = new LongIntMap(1024);
    for (int feature = 0; feature < base.size(); feature++) {
      if (base.kind(feature) == TileShapes.Kind.POLYGON
          && base.firstPart(feature) < base.firstPart(feature + 1)
          && extent(feature) < pixel) {
        speckAreas[feature] = Math.max(areas[feature], Float.MIN_NORMAL);
        claimPixel(feature, zoom, pixels, shown);
        any = true;
      }
    }
    return any;
  }

  private TileShapes.Parts simplify(int zoom, float[] speckAreas) {
    int pixel = 1 << LOG_PIXEL - zoom;
    int size = base.size();
    ShapeArrays out = new ShapeArrays(size, base.parts().firstVertex().length, kept(zoom));
    for (int feature = 0; feature < size; feature++) {
      out.startFeature();
      if (base.kind(feature) != TileShapes.Kind.POLYGON) {
        copyParts(feature, zoom, out);
      } else if (speckAreas[feature] == 0) {
        copyRings(feature, zoom, pixel, out);
      }
    }
    return out.build();
  }

  private int kept(int zoom) {
    int kept = 0;
    for (byte rank : ranks) {
      if (rank <= zoom) {
        kept++;
      }
    }
    return kept;
  }

  private long extent(int feature) {
    return Math.max(
        (long) base.maxX(feature) - base.minX(feature),
        (long) base.maxY(feature) - base.minY(feature));
  }

  /** The largest speck of a pixel, by the middle of its box, is the one that shows. */
  private void claimPixel(int feature, int zoom, LongIntMap pixels, boolean[] shown) {
    int shift = LOG_PIXEL - zoom;
    long column = ((long) base.minX(feature) + base.maxX(feature)) / 2 >> shift;
    long row = ((long) base.minY(feature) + base.maxY(feature)) / 2 >> shift;
    long key = column << 32 ^ row & 0xFFFFFFFFL;
    int holder = pixels.get(key);
    if (holder == LongIntMap.ABSENT || areas[feature] > areas[holder]) {
      pixels.put(key, feature);
      shown[feature] = true;
      if (holder != LongIntMap.ABSENT) {
        shown[holder] = false;
      }
    }
  }

  private void copyParts(int feature, int zoom, ShapeArrays out) {
    for (int part = base.firstPart(feature); part < base.firstPart(feature + 1); part++) {
      copyPart(part, zoom, out);
    }
  }

  /**
   * Rings less than a pixel wide and high are left out, shells with their holes; but where no shell
   * would stay, as of an archipelago, all shells do.
   */
  private void copyRings(int feature, int zoom, int pixel, ShapeArrays out) {
    boolean any = false;
    boolean shellKept = false;
    for (int part = base.firstPart(feature); part < base.firstPart(feature + 1); part++) {
      boolean large = Rings.extent(base, part) >= pixel;
      if (!base.isHole(part)) {
        shellKept = large;
        any |= large;
      }
      if (large && shellKept) {
        copyPart(part, zoom, out);
      }
    }
    for (int part = base.firstPart(feature); !any && part < base.firstPart(feature + 1); part++) {
      if (!base.isHole(part)) {
        copyPart(part, zoom, out);
      }
    }
  }

  private void copyPart(int part, int zoom, ShapeArrays out) {
    out.startPart(base.isHole(part));
    for (int vertex = base.firstVertex(part); vertex < base.firstVertex(part + 1); vertex++) {
      if (ranks[vertex] <= zoom) {
        out.add(base.x(vertex), base.y(vertex));
      }
    }
  }

  /** Bytes held by the base and by the zooms made so far. */
  long memoryBytes() {
    long bytes = base.memoryBytes() + ranks.length + 4L * areas.length;
    for (int zoom = 0; zoom <= TileCoord.MAX_ZOOM; zoom++) {
      TileShapes shapes = zooms.get(zoom);
      if (shapes != null && shapes != base) {
        bytes += shapes.memoryBytes() - (zoom < fullZoom ? 0 : base.memoryBytes());
      }
    }
    return bytes;
  }
}
