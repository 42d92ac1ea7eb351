package org.aralwatch.geodata.feature;

import org.locationtech.jts.algorithm.CGAlgorithmsDD;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryComponentFilter;
import org.locationtech.jts.geom.LinearRing;

/**
 * A polygon laid on a grid of cells, each inside, outside or on the border: boxes are answered in
 * constant time and places exactly, with the cost of the border of one row of cells. Made once a
 * query, in the time of a few passes over the vertices; a prepared geometry of JTS takes longer to
 * make for a large polygon than to scan it.
 *
 * <p>For valid polygons and multi-polygons. Immutable once made.
 */
final class PolygonGrid {
  private static final int MIN_CELLS = 128;
  private static final int MAX_CELLS = 512;

  /** Shares of the width by which edges are widened, far above what rounding can shift them. */
  private static final double SLACK = 1e-9;

  private final int cells;
  private final double minX;
  private final double minY;
  private final double maxX;
  private final double maxY;
  private final double slackX;
  private final double slackY;
  private final double perX;
  private final double perY;

  /** x1, y1, x2, y2 of every edge. */
  private final double[] edges;

  private int edgeCount;

  /** Edges that touch row r: rowEdges[rowStarts[r]] to rowEdges[rowStarts[r + 1] - 1]. */
  private final int[] rowStarts;

  private final int[] rowEdges;

  private final boolean[] inside;
  private final boolean[] border;

  /** Numbers of cells above and left of a corner. */
  private final int[] insideSums;

  private final int[] borderSums;

  PolygonGrid(Geometry polygon) {
    Envelope box = polygon.getEnvelopeInternal();
    minX = box.getMinX();
    minY = box.getMinY();
    maxX = box.getMaxX();
    maxY = box.getMaxY();
    edges = new double[4 * polygon.getNumPoints()];
    polygon.apply((GeometryComponentFilter) this::addRing);
    cells = Math.max(MIN_CELLS, Math.min(MAX_CELLS, (int) (4 * Math.sqrt(edgeCount))));
    slackX = SLACK * Math.max(box.getWidth(), 1e-6);
    slackY = SLACK * Math.max(box.getHeight(), 1e-6);
    perX = cells / Math.max(box.getWidth(), Double.MIN_NORMAL);
    perY = cells / Math.max(box.getHeight(), Double.MIN_NORMAL);
    border = new boolean[cells * cells];
    inside = new boolean[cells * cells];
    rowStarts = new int[cells + 1];
    rowEdges = sortIntoRows();
    for (int edge = 0; edge < edgeCount; edge++) {
      markBorder(edge);
      toggleRight(edge);
    }
    insideSums = new int[(cells + 1) * (cells + 1)];
    borderSums = new int[(cells + 1) * (cells + 1)];
    fillAndSum();
  }

  private void addRing(Geometry component) {
    if (component instanceof LinearRing ring) {
      CoordinateSequence vertices = ring.getCoordinateSequence();
      for (int i = 1; i < vertices.size(); i++) {
        int at = 4 * edgeCount++;
        edges[at] = vertices.getX(i - 1);
        edges[at + 1] = vertices.getY(i - 1);
        edges[at + 2] = vertices.getX(i);
        edges[at + 3] = vertices.getY(i);
      }
    }
  }

  private int column(double x) {
    return Math.max(0, Math.min(cells - 1, (int) ((x - minX) * perX)));
  }

  private int row(double y) {
    return Math.max(0, Math.min(cells - 1, (int) ((y - minY) * perY)));
  }

  private int firstRow(int edge) {
    return row(Math.min(edges[4 * edge + 1], edges[4 * edge + 3]) - slackY);
  }

  private int lastRow(int edge) {
    return row(Math.max(edges[4 * edge + 1], edges[4 * edge + 3]) + slackY);
  }

  private int[] sortIntoRows() {
    for (int edge = 0; edge < edgeCount; edge++) {
      for (int row = firstRow(edge); row <= lastRow(edge); row++) {
        rowStarts[row + 1]++;
      }
    }
    for (int row = 0; row < cells; row++) {
      rowStarts[row + 1] += rowStarts[row];
    }
    int[] next = rowStarts.clone();
    int[] sorted = new int[rowStarts[cells]];
    for (int edge = 0; edge < edgeCount; edge++) {
      for (int row = firstRow(edge); row <= lastRow(edge); row++) {
        sorted[next[row]++] = edge;
      }
    }
    return sorted;
  }

  private void markBorder(int edge) {
    double x1 = edges[4 * edge];
    double y1 = edges[4 * edge + 1];
    double x2 = edges[4 * edge + 2];
    double y2 = edges[4 * edge + 3];
    int first = firstRow(edge);
    int last = lastRow(edge);
    double low = Math.min(x1, x2);
    double high = Math.max(x1, x2);
    double slope = (x2 - x1) / (y2 - y1);
    for (int row = first; row <= last; row++) {
      double from = low;
      double to = high;
      if (first < last && Math.abs(slope) < Double.MAX_VALUE) {
        // Where the edge enters and leaves the row.
        double atTop = x1 + (minY + row / perY - y1) * slope;
        double atBottom = x1 + (minY + (row + 1) / perY - y1) * slope;
        from = Math.max(low, Math.min(atTop, atBottom));
        to = Math.min(high, Math.max(atTop, atBottom));
      }
      int end = column(Math.max(from, to) + slackX);
      for (int column = column(Math.min(from, to) - slackX); column <= end; column++) {
        border[row * cells + column] = true;
      }
    }
  }

  /** Marks where the middle line of each row crosses the edge; the cells to the right turn over. */
  private void toggleRight(int edge) {
    double x1 = edges[4 * edge];
    double y1 = edges[4 * edge + 1];
    double x2 = edges[4 * edge + 2];
    double y2 = edges[4 * edge + 3];
    for (int row = firstRow(edge); row <= lastRow(edge); row++) {
      double middle = minY + (row + 0.5) / perY;
      if (y1 <= middle != y2 <= middle) {
        // The cell of the crossing is on the border, so it does not matter on which side it falls.
        int cell = row * cells + column(x1 + (middle - y1) / (y2 - y1) * (x2 - x1));
        inside[cell] = !inside[cell];
      }
    }
  }

  private void fillAndSum() {
    int width = cells + 1;
    for (int row = 0; row < cells; row++) {
      boolean in = false;
      int insideInRow = 0;
      int borderInRow = 0;
      for (int column = 0; column < cells; column++) {
        int cell = row * cells + column;
        in ^= inside[cell];
        inside[cell] = in && !border[cell];
        insideInRow += inside[cell] ? 1 : 0;
        borderInRow += border[cell] ? 1 : 0;
        int corner = (row + 1) * width + column + 1;
        insideSums[corner] = insideSums[corner - width] + insideInRow;
        borderSums[corner] = borderSums[corner - width] + borderInRow;
      }
    }
  }

  /** Whether a box is inside the polygon, outside of it, or possibly neither. */
  PackedIndex.Answer about(double boxMinX, double boxMinY, double boxMaxX, double boxMaxY) {
    if (boxMinX > maxX || boxMaxX < minX || boxMinY > maxY || boxMaxY < minY) {
      return PackedIndex.Answer.NONE;
    }
    int left = column(boxMinX - slackX);
    int right = column(boxMaxX + slackX) + 1;
    int low = row(boxMinY - slackY);
    int high = row(boxMaxY + slackY) + 1;
    if (sum(borderSums, left, right, low, high) > 0) {
      return PackedIndex.Answer.SOME;
    }
    int in = sum(insideSums, left, right, low, high);
    if (in == 0) {
      return PackedIndex.Answer.NONE;
    }
    return in == (right - left) * (high - low) ? PackedIndex.Answer.ALL : PackedIndex.Answer.SOME;
  }

  private int sum(int[] sums, int left, int right, int low, int high) {
    int width = cells + 1;
    return sums[high * width + right]
        - sums[high * width + left]
        - sums[low * width + right]
        + sums[low * width + left];
  }

  /** Whether a place is in the polygon or on its border; exact. */
  boolean contains(double x, double y) {
    if (!(x >= minX && x <= maxX && y >= minY && y <= maxY)) {
      return false;
    }
    int row = row(y);
    int cell = row * cells + column(x);
    return border[cell] ? crossesOdd(x, y, row) : inside[cell];
  }

  /** Counts the edges that a ray to the right crosses, as JTS's RayCrossingCounter. */
  private boolean crossesOdd(double x, double y, int row) {
    boolean odd = false;
    for (int i = rowStarts[row]; i < rowStarts[row + 1]; i++) {
      int at = 4 * rowEdges[i];
      double x1 = edges[at];
      double y1 = edges[at + 1];
      double x2 = edges[at + 2];
      double y2 = edges[at + 3];
      if (x1 < x && x2 < x) {
        continue;
      }
      if (x == x2 && y == y2) {
        return true;
      }
      if (y1 == y && y2 == y) {
        if (x >= Math.min(x1, x2) && x <= Math.max(x1, x2)) {
          return true;
        }
      } else if (y1 > y && y2 <= y || y2 > y && y1 <= y) {
        int side = CGAlgorithmsDD.orientationIndex(x1, y1, x2, y2, x, y);
        if (side == 0) {
          return true;
        }
        odd ^= (y2 < y1 ? -side : side) > 0;
      }
    }
    return odd;
  }
}
