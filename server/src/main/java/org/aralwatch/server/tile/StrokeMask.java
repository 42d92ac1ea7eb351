package org.aralwatch.server.tile;

import java.util.Arrays;

/**
 * Strokes lines by distance: a pixel is covered by as much as the stroke reaches past its middle.
 * Segments combine by the greatest coverage, so joins and borders drawn twice show no overlap.
 *
 * <p>Thin strokes, of which a tile of many polygons has hundreds of thousands of segments, step
 * along the segment's longer axis and end half a pixel further, which closes the joins. Wide
 * strokes have round caps and joins.
 */
final class StrokeMask {
  /** Half the width, in pixels, up to which a stroke is thin. */
  private static final double THIN = 1;

  private final int size;
  private final byte[] coverage;
  private int firstRow;
  private int endRow;

  StrokeMask(int size) {
    this.size = size;
    coverage = new byte[size * size];
    forgetRows();
  }

  private void forgetRows() {
    firstRow = size;
    endRow = 0;
  }

  /**
   * Adds a segment, in pixels; it may lie anywhere.
   *
   * @param reach half the width of the stroke
   */
  void addSegment(double x1, double y1, double x2, double y2, double reach) {
    if (reach <= THIN) {
      addThin(x1, y1, x2, y2, (float) reach + 0.5f);
    } else {
      addWide(x1, y1, x2, y2, reach + 0.5);
    }
  }

  private void addThin(double x1, double y1, double x2, double y2, float outer) {
    double dx = x2 - x1;
    double dy = y2 - y1;
    boolean flat = Math.abs(dx) >= Math.abs(dy);
    double start = flat ? x1 : y1;
    double end = flat ? x2 : y2;
    double across = flat ? y1 : x1;
    double run = end - start;
    double slope = run == 0 ? 0 : (flat ? dy : dx) / run;
    // Every column that is touched is drawn whole, so half a pixel of the cap comes by itself.
    double cap = outer - 1;
    int first = (int) Math.max(0, Math.floor(Math.min(start, end) - cap));
    int last = (int) Math.min(size - 1, Math.floor(Math.max(start, end) + cap));
    // Pixels to distance from the line, which is measured at a right angle to it.
    float shrink = (float) (1 / Math.sqrt(1 + slope * slope));
    float span = outer / shrink;
    int step = flat ? size : 1;
    int advance = flat ? 1 : size;
    for (int along = first; along <= last; along++) {
      float middle = (float) (across + (along + 0.5 - start) * slope) - 0.5f;
      if (middle + span <= 0 || middle - span >= size - 1) {
        continue;
      }
      int low = Math.max(0, (int) Math.ceil(middle - span));
      int high = Math.min(size - 1, (int) (middle + span));
      int pixel = along * advance + low * step;
      for (int i = low; i <= high; i++, pixel += step) {
        float share = outer - Math.abs(i - middle) * shrink;
        int value = share >= 1 ? 255 : (int) (share * 255 + 0.5f);
        if (value > (coverage[pixel] & 0xFF)) {
          coverage[pixel] = (byte) value;
        }
      }
    }
    double low = Math.min(y1, y2) - span - 1;
    double high = Math.max(y1, y2) + span + 2;
    firstRow = (int) Math.min(firstRow, Math.max(0, low));
    endRow = (int) Math.max(endRow, Math.min(size, high));
  }

  private void addWide(double x1, double y1, double x2, double y2, double outer) {
    int top = (int) Math.max(0, Math.floor(Math.min(y1, y2) - outer));
    int bottom = (int) Math.min(size, Math.ceil(Math.max(y1, y2) + outer));
    double left = Math.max(0, Math.min(x1, x2) - outer);
    double right = Math.min(size, Math.max(x1, x2) + outer);
    if (top >= bottom || left >= right) {
      return;
    }
    firstRow = Math.min(firstRow, top);
    endRow = Math.max(endRow, bottom);
    double dx = x2 - x1;
    double dy = y2 - y1;
    double length = Math.sqrt(dx * dx + dy * dy);
    double unitX = length == 0 ? 1 : dx / length;
    double unitY = length == 0 ? 0 : dy / length;
    // Of a row, only the columns within reach of the endless line.
    double halfSpan = unitY == 0 ? Double.POSITIVE_INFINITY : Math.abs(outer / unitY);
    for (int row = top; row < bottom; row++) {
      double fromY = row + 0.5 - y1;
      double rowLeft = left;
      double rowRight = right;
      if (halfSpan < size) {
        double middle = x1 + fromY * unitX / unitY;
        rowLeft = Math.max(left, middle - halfSpan);
        rowRight = Math.min(right, middle + halfSpan);
      }
      int end = (int) Math.ceil(rowRight);
      for (int column = (int) rowLeft; column < end; column++) {
        double fromX = column + 0.5 - x1;
        double along = fromX * unitX + fromY * unitY;
        double across = fromX * unitY - fromY * unitX;
        double past = along < 0 ? along : along > length ? along - length : 0;
        double distance = past == 0 ? Math.abs(across) : Math.sqrt(across * across + past * past);
        mark(row * size + column, outer - distance);
      }
    }
  }

  private void mark(int pixel, double share) {
    if (share > 0) {
      int value = share >= 1 ? 255 : (int) (share * 255 + 0.5);
      if (value > (coverage[pixel] & 0xFF)) {
        coverage[pixel] = (byte) value;
      }
    }
  }

  /** Paints what was added and forgets it. */
  void paint(Canvas canvas, Paint paint) {
    for (int row = firstRow; row < endRow; row++) {
      int start = row * size;
      for (int column = 0; column < size; column++) {
        int value = coverage[start + column] & 0xFF;
        if (value > 0) {
          paint.pixel(canvas, start + column, column, row, value / 255f);
        }
      }
    }
    if (firstRow < endRow) {
      Arrays.fill(coverage, firstRow * size, endRow * size, (byte) 0);
    }
    forgetRows();
  }
}
