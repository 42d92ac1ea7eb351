package org.aralwatch.ingest.source.netcdf;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.aralwatch.ingest.source.ObservationRow;
import org.aralwatch.ingest.source.ObservationRow.Column;
import org.aralwatch.ingest.source.TableReader.RowSink;

/** Pushes values with their place, property and time. */
final class SeriesRows {
  private static final List<Column> COLUMNS =
      List.of(
          Column.STATION,
          Column.STATION_NAME,
          Column.LONGITUDE,
          Column.LATITUDE,
          Column.ELEVATION,
          Column.PROPERTY,
          Column.STATISTIC,
          Column.UNIT,
          Column.BEGIN,
          Column.END,
          Column.TIME,
          Column.VALUE,
          Column.REMARK);

  private final ObservationRow row;

  SeriesRows(RowSink sink) {
    row = new ObservationRow(sink, COLUMNS);
  }

  /** How many rows there were. */
  long count() {
    return row.count();
  }

  /** A block of times and their bounds, to be read beside the values. */
  static final class Times {
    private final TimeUnits units;
    private final Values values;
    private final double[] times;
    private final Optional<double[]> bounds;

    private Times(TimeUnits units, Values values, double[] times, Optional<double[]> bounds) {
      this.units = units;
      this.values = values;
      this.times = times;
      this.bounds = bounds;
    }

    /**
     * @param start in the time variable; its bounds have one more dimension, of two
     */
    static Times read(
        NetcdfVariable variable,
        TimeUnits units,
        Optional<NetcdfVariable> bounds,
        long[] start,
        int[] count)
        throws IOException {
      Values values = new Values(variable);
      double[] times = values.read(start, count);
      Optional<double[]> read = Optional.empty();
      if (bounds.isPresent()) {
        long[] from = Arrays.copyOf(start, start.length + 1);
        int[] size = Arrays.copyOf(count, count.length + 1);
        size[count.length] = 2;
        read = Optional.of(bounds.get().read(from, size, bounds.get().type()));
      }
      return new Times(units, values, times, read);
    }

    boolean isMissing(int at) {
      return Double.isNaN(times[at]) || values.isMissing(times[at]);
    }
  }

  /** Pushes one value, unless neither it nor its time is there: the rest of a ragged series. */
  void push(Data data, Places places, long[] place, Times times, int at, double value) {
    String text = data.values().text(value);
    boolean timeless = times.isMissing(at);
    if (timeless && text.isEmpty()) {
      return;
    }
    places.tell(row, place);
    row.set(Column.PROPERTY, data.property())
        .set(Column.STATISTIC, data.statistic())
        .set(Column.UNIT, data.unit())
        .set(Column.TIME, timeless ? "" : times.units.text(times.times[at]))
        .set(Column.VALUE, text);
    if (times.bounds.isPresent() && !timeless) {
      double[] bounds = times.bounds.get();
      row.set(Column.BEGIN, times.units.text(bounds[2 * at]))
          .set(Column.END, times.units.text(bounds[2 * at + 1]));
    }
    row.push();
  }

  /** A variable that is left out, and why: no mapping knows it, so that it is seen. */
  void leftOut(NetcdfVariable variable, String why) {
    row.set(Column.PROPERTY, variable.name())
        .set(Column.VALUE, "not read")
        .set(Column.REMARK, why)
        .push();
  }
}
