package org.aralwatch.server.tile;

import java.util.Arrays;

/**
 * Fills polygons with exact area coverage. Each edge adds, in every row it crosses, the change of
 * coverage it causes; a running sum along the row then gives the coverage of each pixel. The cost
 * is that of the edges plus one sweep, so all polygons of a colour go into one mask: where two of
 * them share a border their coverages add up to one and no seam shows. (The idea is that of the
 * font renderers font-rs and stb_truetype.)
 *
 * <p>Shells and holes must run in opposite directions. Coverage is cut off at one.
 */
final class FillMask {
  private final int size;
  private final int stride;
  private final float[] changes;
  private int firstRow;
  private int endRow;

  FillMask(int size) {
    this.size = size;
    // A pixel on the right edge also writes to the two columns after it.
    stride = size + 2;
    changes = new float[stride * size];
    forgetRows();
  }

  private void forgetRows() {
    firstRow = size;
    endRow = 0;
  }

  /**
   * Covers a share of the square cell that has a place; what lies outside is ignored.
   *
   * @param cell width of a cell in pixels, of which the tile is a multiple
   */
  void addSpeck(double x, double y, int cell, double share) {
    if (x < 0 || x >= size || y < 0 || y >= size) {
      return;
    }
    int first = (int) y / cell * cell;
    int column = (int) x / cell * cell;
    for (int row = first; row < first + cell; row++) {
      changes[row * stride + column] += (float) share;
      changes[row * stride + column + cell] -= (float) share;
    }
    touch(first, first + cell);
  }

  /** Adds an edge of a ring, in pixels; it may lie anywhere. */
  void addEdge(double x1, double y1, double x2, double y2) {
    if (y1 < y2) {
      addDownward(x1, y1, x2, y2, 1);
    } else if (y1 > y2) {
      addDownward(x2, y2, x1, y1, -1);
    }
  }

  private void addDownward(double x1, double y1, double x2, double y2, int sign) {
    if (y2 <= 0 || y1 >= size || x1 >= size && x2 >= size) {
      return;
    }
    double topX = x1;
    double topY = y1;
    double bottomX = x2;
    double bottomY = y2;
    double slope = (x2 - x1) / (y2 - y1);
    if (topY < 0) {
      topX -= topY * slope;
      topY = 0;
    }
    if (bottomY > size) {
      bottomX = topX + (size - topY) * slope;
      bottomY = size;
    }
    addBetweenSides(topX, topY, bottomX, bottomY, sign);
  }

  /** Moves what lies left of the tile onto its left edge and drops what lies right of it. */
  private void addBetweenSides(double x1, double y1, double x2, double y2, int sign) {
    double low = Math.min(x1, x2);
    double high = Math.max(x1, x2);
    if (low >= size) {
      return;
    }
    if (high <= 0) {
      addInside(0, y1, 0, y2, sign);
    } else if (low < 0) {
      double crossing = y1 + (0 - x1) * (y2 - y1) / (x2 - x1);
      if (x1 < 0) {
        addInside(0, y1, 0, crossing, sign);
        addBetweenSides(0, crossing, x2, y2, sign);
      } else {
        addBetweenSides(x1, y1, 0, crossing, sign);
        addInside(0, crossing, 0, y2, sign);
      }
    } else if (high > size) {
      double crossing = y1 + (size - x1) * (y2 - y1) / (x2 - x1);
      if (x1 > size) {
        addInside(size, crossing, x2, y2, sign);
      } else {
        addInside(x1, y1, size, crossing, sign);
      }
    } else {
      addInside(x1, y1, x2, y2, sign);
    }
  }

  private void addInside(double x1, double y1, double x2, double y2, int sign) {
    if (!(y2 > y1)) {
      return;
    }
    int first = (int) y1;
    int end = Math.min(size, (int) Math.ceil(y2));
    touch(first, end);
    double slope = (x2 - x1) / (y2 - y1);
    double x = x1;
    double y = y1;
    for (int row = first; row < end; row++) {
      double nextY = Math.min(y2, row + 1);
      double nextX = row == end - 1 ? x2 : Math.max(0, Math.min(size, x + slope * (nextY - y)));
      addRow(row * stride, x, nextX, (nextY - y) * sign);
      x = nextX;
      y = nextY;
    }
  }

  /** An edge within one row from x1 to x2, covering {@code height} of the row. */
  private void addRow(int start, double x1, double x2, double height) {
    double left = Math.min(x1, x2);
    double right = Math.max(x1, x2);
    int first = (int) left;
    int last = (int) right;
    int cell = start + first;
    if (first == last) {
      // Share of the pixel to the left of the edge's middle.
      double before = (left + right) / 2 - first;
      changes[cell] += (float) (height * (1 - before));
      changes[cell + 1] += (float) (height * before);
      return;
    }
    double perColumn = height / (right - left);
    double inFirst = first + 1 - left;
    double done = 0.5 * perColumn * inFirst * inFirst;
    changes[cell] += (float) done;
    double total = done;
    double covered = perColumn * (inFirst + 0.5);
    for (int column = first + 1; column < last; column++) {
      changes[++cell] += (float) (covered - total);
      total = covered;
      covered += perColumn;
    }
    double inLast = right - last;
    double atLast = height - 0.5 * perColumn * inLast * inLast;
    changes[++cell] += (float) (atLast - total);
    changes[cell + 1] += (float) (height - atLast);
  }

  private void touch(int first, int end) {
    firstRow = Math.min(firstRow, first);
    endRow = Math.max(endRow, end);
  }

  /** Paints what was added and forgets it. */
  void paint(Canvas canvas, Paint paint) {
    for (int row = firstRow; row < endRow; row++) {
      int start = row * stride;
      int pixel = row * size;
      float coverage = 0;
      for (int column = 0; column < size; column++) {
        coverage += changes[start + column];
        float share = Math.min(1, Math.abs(coverage));
        if (share > 1f / 512) {
          paint.pixel(canvas, pixel + column, column, row, share);
        }
      }
      Arrays.fill(changes, start, start + stride, 0);
    }
    forgetRows();
  }
}
