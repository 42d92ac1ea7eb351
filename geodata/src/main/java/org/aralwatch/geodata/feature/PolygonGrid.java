package org.aralwatch.geodata.feature;

import org.locationtech.jts.algorithm.CGAlgorithmsDD;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryComponentFilter;
import org.locationtech.jts.geom.LinearRing;

/**
 * A polygon laid on a grid of cells, each inside, outside or on the border: boxes are answered in
 * constant time and places exactly, with the cost of the border in one cell and of the edges that
 * end in its row. Made once a query, in the time of a few passes over the vertices; a prepared
 * geometry of JTS takes longer to make for a large polygon than to scan it.
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

  /**
   * Edges that touch row r: rowEdges[rowStarts[r]] to rowEdges[rowStarts[r + 1] - 1]. First those
   * that end in it; from fullStarts[r * (cells + 1)] on those that cross it from side to side, by
   * the first column that they touch in it: those of column c from fullStarts[r * (cells + 1) + c].
   */
  private final int[] rowStarts;

  private final int[] rowEdges;
  private final int[] fullStarts;

  /** Most columns that an edge which crosses the row touches in it. */
  private final int[] widest;

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
    fullStarts = new int[cells * (cells + 1)];
    widest = new int[cells];
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

  /** Whether every place in the row lies between the ends of the edge, as regards y. */
  private boolean crosses(int edge, int row) {
    double y1 = edges[4 * edge + 1];
    double y2 = edges[4 * edge + 3];
    return row(Math.min(y1, y2)) < row && row(Math.max(y1, y2)) > row;
  }

  private int[] sortIntoRows() {
    // Counts first: of edges that end in a row, and of those that cross it by first column.
    for (int edge = 0; edge < edgeCount; edge++) {
      for (int row = firstRow(edge); row <= lastRow(edge); row++) {
        rowStarts[row + 1]++;
        if (crosses(edge, row)) {
          int first = firstColumn(edge, row);
          fullStarts[row * (cells + 1) + first + 1]++;
          widest[row] = Math.max(widest[row], lastColumn(edge, row) - first + 1);
        }
      }
    }
    int[] next = new int[cells];
    for (int row = 0; row < cells; row++) {
      next[row] = rowStarts[row];
      rowStarts[row + 1] += rowStarts[row];
      int at = row * (cells + 1);
      int full = 0;
      for (int column = 1; column <= cells; column++) {
        full += fullStarts[at + column];
      }
      fullStarts[at] = rowStarts[row + 1] - full;
      for (int column = 1; column <= cells; column++) {
        fullStarts[at + column] += fullStarts[at + column - 1];
      }
    }
    int[] nextFull = fullStarts.clone();
    int[] sorted = new int[rowStarts[cells]];
    for (int edge = 0; edge < edgeCount; edge++) {
      for (int row = firstRow(edge); row <= lastRow(edge); row++) {
        if (crosses(edge, row)) {
          sorted[nextFull[row * (cells + 1) + firstColumn(edge, row)]++] = edge;
        } else {
          sorted[next[row]++] = edge;
        }
      }
    }
    return sorted;
  }

  /** The x at which the edge enters the row from below, or leaves it to there, if it does. */
  private double xAtLine(int edge, int line) {
    double x1 = edges[4 * edge];
    double y1 = edges[4 * edge + 1];
    double x2 = edges[4 * edge + 2];
    double y2 = edges[4 * edge + 3];
    double slope = (x2 - x1) / (y2 - y1);
    double x = x1 + (minY + line / perY - y1) * slope;
    return Math.max(Math.min(x1, x2), Math.min(Math.max(x1, x2), x));
  }

  /** Whether the part of the edge in one row is less than the whole. */
  private boolean isCut(int edge) {
    double slope =
        (edges[4 * edge + 2] - edges[4 * edge]) / (edges[4 * edge + 3] - edges[4 * edge + 1]);
    return firstRow(edge) < lastRow(edge) && Math.abs(slope) < Double.MAX_VALUE;
  }

  /** The first column that the edge touches in the row. */
  private int firstColumn(int edge, int row) {
    double from =
        isCut(edge)
            ? Math.min(xAtLine(edge, row), xAtLine(edge, row + 1))
            : Math.min(edges[4 * edge], edges[4 * edge + 2]);
    return column(from - slackX);
  }

  /** The last column that the edge touches in the row. */
  private int lastColumn(int edge, int row) {
    double to =
        isCut(edge)
            ? Math.max(xAtLine(edge, row), xAtLine(edge, row + 1))
            : Math.max(edges[4 * edge], edges[4 * edge + 2]);
    return column(to + slackX);
  }

  private void markBorder(int edge) {
    for (int row = firstRow(edge); row <= lastRow(edge); row++) {
      int end = lastColumn(edge, row);
      for (int column = firstColumn(edge, row); column <= end; column++) {
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
    int column = column(x);
    int cell = row * cells + column;
    return border[cell] ? crossesOdd(x, y, row, column) : inside[cell];
  }

  /**
   * Counts the edges that a ray to the right crosses, as JTS's RayCrossingCounter. Of those that
   * cross the row, it crosses every one that begins right of the cell, and none that ends left of
   * it; only those between are looked at.
   */
  private boolean crossesOdd(double x, double y, int row, int column) {
    int full = row * (cells + 1);
    int right = fullStarts[full + column + 1];
    int near = fullStarts[full + Math.max(0, column - widest[row] + 1)];
    boolean odd = (rowStarts[row + 1] - right & 1) != 0;
    Side partial = sideOf(x, y, rowStarts[row], fullStarts[full]);
    Side between = sideOf(x, y, near, right);
    if (partial == Side.ON || between == Side.ON) {
      return true;
    }
    return odd ^ partial == Side.ODD ^ between == Side.ODD;
  }

  private enum Side {
    EVEN,
    ODD,
    ON
  }

  /** How often a ray to the right crosses these edges, or that the place is on one. */
  private Side sideOf(double x, double y, int from, int to) {
    boolean odd = false;
    for (int i = from; i < to; i++) {
      int at = 4 * rowEdges[i];
      double x1 = edges[at];
      double y1 = edges[at + 1];
      double x2 = edges[at + 2];
      double y2 = edges[at + 3];
      if (x1 < x && x2 < x) {
        continue;
      }
      if (x == x2 && y == y2) {
        return Side.ON;
      }
      if (y1 == y && y2 == y) {
        if (x >= Math.min(x1, x2) && x <= Math.max(x1, x2)) {
          return Side.ON;
        }
      } else if (y1 > y && y2 <= y || y2 > y && y1 <= y) {
        int side = CGAlgorithmsDD.orientationIndex(x1, y1, x2, y2, x, y);
        if (side == 0) {
          return Side.ON;
        }
        odd ^= (y2 < y1 ? -side : side) > 0;
      }
    }
    return odd ? Side.ODD : Side.EVEN;
  }
}
