package org.aralwatch.server.tile;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aralwatch.geodata.feature.FeatureSnapshot;
import org.aralwatch.geodata.feature.TileCoord;
import org.aralwatch.geodata.feature.TileShapes;
import org.aralwatch.geodata.feature.ValueFrame;

/**
 * Draws a layer as a PNG tile of 256 or 512 pixels. Pure: no AWT, no fonts, no state, so it is
 * thread-safe and the same input gives the same bytes everywhere.
 *
 * <p>From the bottom up: polygons without a value (striped grey), polygons by class, outlines,
 * lines and points in the same order. Polygons of one class are one surface: borders between them
 * show no seam, and overlaps are not darker. Polygons smaller than a pixel add their area to it, at
 * least a quarter, so that a lonely one stays visible; outlines are left out below {@value
 * #OUTLINE_FROM_PIXELS} pixels, where they would hide the colour.
 */
final class PngTileRenderer {
  private static final int TILE_PIXELS = 256;
  private static final int OUTLINE_FROM_PIXELS = 6;
  private static final double LEAST_SPECK = 0.25;
  private static final int STRIPE_PERIOD = 8;

  /**
   * @param scale 1 for 256 pixels, 2 for 512
   * @return a transparent PNG where the tile has no features
   * @throws IllegalArgumentException when the scale is neither, or the frame names a class that the
   *     style has not
   */
  byte[] render(
      TileCoord tile, int scale, FeatureSnapshot snapshot, ValueFrame frame, TileStyle style) {
    Canvas canvas = canvas(tile, scale, snapshot, frame, style);
    return canvas == null ? PngEncoder.transparent(TILE_PIXELS * scale) : PngEncoder.encode(canvas);
  }

  /** The pixels of a tile; null where it has no features. */
  Canvas canvas(
      TileCoord tile, int scale, FeatureSnapshot snapshot, ValueFrame frame, TileStyle style) {
    if (scale != 1 && scale != 2) {
      throw new IllegalArgumentException("scale " + scale + " is neither 1 nor 2");
    }
    TileShapes shapes = snapshot.shapes(tile.z());
    TileStyle.Symbols symbols = style.symbols();
    double margin =
        1
            + Math.max(
                Math.max(symbols.lineWidth(), symbols.outlineWidth()) / 2,
                symbols.pointRadius() + symbols.haloWidth());
    Drawing drawing = new Drawing(shapes, frame, style, scale);
    for (TileWindow window : TileWindow.of(tile, (margin + 1) / TILE_PIXELS).turns()) {
      drawing.draw(window);
    }
    return drawing.canvas;
  }

  /** One tile being drawn. Group 0 has no value, group i + 1 is class i, or all of them. */
  private static final class Drawing {
    private final TileShapes shapes;
    private final ValueFrame frame;
    private final TileStyle style;
    private final TileStyle.Symbols symbols;
    private final int scale;
    private final int size;
    private final int groups;
    private Canvas canvas;
    private FillMask fill;
    private StrokeMask stroke;
    private double west;
    private double north;
    private double pixelsPerUnit;

    Drawing(TileShapes shapes, ValueFrame frame, TileStyle style, int scale) {
      this.shapes = shapes;
      this.frame = frame;
      this.style = style;
      symbols = style.symbols();
      this.scale = scale;
      size = TILE_PIXELS * scale;
      groups = frame.isGeometryOnly() ? 2 : style.classCount() + 1;
    }

    void draw(TileWindow window) {
      int[] found = IntStream.of(window.search(shapes)).filter(this::isToBeSeen).toArray();
      if (found.length == 0) {
        return;
      }
      if (canvas == null) {
        canvas = new Canvas(size);
      }
      west = window.west();
      north = window.north();
      pixelsPerUnit = (double) size / window.size();
      int[][] byGroup = byGroup(found);
      drawPolygons(byGroup);
      drawLines(byGroup);
      drawPoints(byGroup);
    }

    private boolean isToBeSeen(int feature) {
      return !shapes.isTooEarly(feature) && frame.shows(shapes.id(feature));
    }

    private int[][] byGroup(int[] found) {
      int[] group = IntStream.of(found).map(this::group).toArray();
      int[] counts = new int[groups];
      for (int one : group) {
        counts[one]++;
      }
      int[][] byGroup = new int[groups][];
      Arrays.setAll(byGroup, i -> new int[counts[i]]);
      for (int i = found.length - 1; i >= 0; i--) {
        byGroup[group[i]][--counts[group[i]]] = found[i];
      }
      return byGroup;
    }

    private int group(int feature) {
      if (frame.isGeometryOnly()) {
        return 1;
      }
      int row = frame.row(shapes.id(feature));
      int group = row == ValueFrame.ABSENT ? 0 : frame.classIndex(row) + 1;
      if (group >= groups) {
        throw new IllegalArgumentException(
            "class " + (group - 1) + " is not one of the style's " + style.classCount());
      }
      return group;
    }

    private int colour(int group) {
      if (group == 0) {
        return style.noDataColour();
      }
      return frame.isGeometryOnly() ? style.plainColour() : style.colour(group - 1);
    }

    private void drawPolygons(int[][] byGroup) {
      boolean outlined = false;
      for (int group = 0; group < groups; group++) {
        boolean any = false;
        for (int feature : byGroup[group]) {
          if (shapes.kind(feature) != TileShapes.Kind.POLYGON) {
            break;
          }
          any = true;
          fill(feature);
          if (symbols.outlineWidth() > 0 && extent(feature) >= OUTLINE_FROM_PIXELS * scale) {
            outlined = true;
            outline(feature);
          }
        }
        if (any) {
          int stripes = group == 0 ? STRIPE_PERIOD * scale : 0;
          fill().paint(canvas, new Paint(colour(group), symbols.fillOpacity(), stripes));
        }
      }
      if (outlined) {
        stroke().paint(canvas, Paint.flat(symbols.outlineColour(), symbols.outlineOpacity()));
      }
    }

    private void fill(int feature) {
      if (shapes.isSpeck(feature)) {
        double cellsPerUnit = pixelsPerUnit / scale;
        double area = shapes.speckArea(feature) * cellsPerUnit * cellsPerUnit;
        double x = ((double) shapes.minX(feature) + shapes.maxX(feature)) / 2 - west;
        double y = ((double) shapes.minY(feature) + shapes.maxY(feature)) / 2 - north;
        double share = Math.min(1, Math.max(LEAST_SPECK, area));
        fill().addSpeck(x * pixelsPerUnit, y * pixelsPerUnit, scale, share);
        return;
      }
      FillMask mask = fill();
      for (int part = shapes.firstPart(feature); part < shapes.firstPart(feature + 1); part++) {
        int end = shapes.firstVertex(part + 1);
        double previousX = pixelX(end - 1);
        double previousY = pixelY(end - 1);
        for (int i = shapes.firstVertex(part); i < end; i++) {
          double x = pixelX(i);
          double y = pixelY(i);
          mask.addEdge(previousX, previousY, x, y);
          previousX = x;
          previousY = y;
        }
      }
    }

    private void outline(int feature) {
      double reach = symbols.outlineWidth() * scale / 2;
      for (int part = shapes.firstPart(feature); part < shapes.firstPart(feature + 1); part++) {
        strokePart(part, shapes.firstVertex(part + 1) - 1, reach);
      }
    }

    /** Strokes from the given vertex, -1 for none, through all of the part. */
    private void strokePart(int part, int from, double reach) {
      StrokeMask mask = stroke();
      int first = shapes.firstVertex(part);
      double previousX = pixelX(from < 0 ? first : from);
      double previousY = pixelY(from < 0 ? first : from);
      for (int i = from < 0 ? first + 1 : first; i < shapes.firstVertex(part + 1); i++) {
        double x = pixelX(i);
        double y = pixelY(i);
        mask.addSegment(previousX, previousY, x, y, reach);
        previousX = x;
        previousY = y;
      }
    }

    private void drawLines(int[][] byGroup) {
      double reach = symbols.lineWidth() * scale / 2;
      for (int group = 0; group < groups; group++) {
        boolean any = false;
        for (int feature : byGroup[group]) {
          if (shapes.kind(feature) == TileShapes.Kind.LINE) {
            any = true;
            for (int part = shapes.firstPart(feature);
                part < shapes.firstPart(feature + 1);
                part++) {
              strokePart(part, -1, reach);
            }
          }
        }
        if (any) {
          stroke().paint(canvas, Paint.flat(colour(group), 1));
        }
      }
    }

    private void drawPoints(int[][] byGroup) {
      for (int group = 0; group < groups; group++) {
        PointStamp stamp =
            group == 0
                ? PointStamp.hollow(colour(group), symbols, scale)
                : PointStamp.filled(colour(group), symbols, scale);
        for (int feature : byGroup[group]) {
          if (shapes.kind(feature) == TileShapes.Kind.POINT
              && shapes.firstPart(feature) < shapes.firstPart(feature + 1)) {
            int part = shapes.firstPart(feature);
            for (int i = shapes.firstVertex(part); i < shapes.firstVertex(part + 1); i++) {
              stamp.draw(canvas, pixelX(i), pixelY(i));
            }
          }
        }
      }
    }

    private double extent(int feature) {
      double width = (double) shapes.maxX(feature) - shapes.minX(feature);
      double height = (double) shapes.maxY(feature) - shapes.minY(feature);
      return Math.max(width, height) * pixelsPerUnit;
    }

    private double pixelX(int vertex) {
      return (shapes.x(vertex) - west) * pixelsPerUnit;
    }

    private double pixelY(int vertex) {
      return (shapes.y(vertex) - north) * pixelsPerUnit;
    }

    private FillMask fill() {
      if (fill == null) {
        fill = new FillMask(size);
      }
      return fill;
    }

    private StrokeMask stroke() {
      if (stroke == null) {
        stroke = new StrokeMask(size);
      }
      return stroke;
    }
  }
}
