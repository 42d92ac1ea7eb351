package org.aralwatch.server.query;

import java.util.BitSet;
import org.aralwatch.geodata.observation.TimeSeries;

/**
 * A series thinned by {@link MinMaxLttb}.
 *
 * @param of number of values it was made of
 */
record Thinned(TimeSeries series, long of) {

  /** {@code series}, whose holes are rows without value, with at most {@code maxPoints} rows. */
  static Thinned of(TimeSeries series, int maxPoints) {
    double[] x = new double[series.size()];
    double[] y = new double[series.size()];
    int[] rows = new int[series.size()];
    BitSet holes = new BitSet();
    int count = 0;
    for (int i = 0; i < series.size(); i++) {
      if (!series.isGap(i)) {
        x[count] = series.begin(i);
        y[count] = series.value(i);
        rows[count++] = i;
      } else if (count > 0) {
        holes.set(count);
      }
    }
    holes.clear(count);
    MinMaxLttb.Selection selection = MinMaxLttb.select(x, y, count, holes, maxPoints);
    TimeSeries.Builder thinned = new TimeSeries.Builder(selection.rows());
    selection.kept().stream()
        .forEach(
            point -> {
              int row = rows[point];
              if (selection.holes().get(point)) {
                thinned.add(series, row - 1);
              }
              thinned.add(series, row);
            });
    return new Thinned(thinned.build(), count);
  }
}
