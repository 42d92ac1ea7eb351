package org.aralwatch.ingest.source.netcdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.netcdf.NetcdfTable.Grids;
import org.aralwatch.ingest.source.netcdf.NetcdfVariable.Dimension;
import org.aralwatch.ingest.source.netcdf.SeriesRows.Times;

/** Reads the values of a variable block by block, and pushes them series by series. */
final class SeriesReader {
  private final CfDataset dataset;
  private final Grids grids;
  private final SeriesRows rows;

  SeriesReader(CfDataset dataset, Grids grids, SeriesRows rows) {
    this.dataset = dataset;
    this.grids = grids;
    this.rows = rows;
  }

  /** How the values of a variable lie: which of its dimensions is time, which are places. */
  private record Shape(NetcdfVariable time, Dimension along, List<Dimension> places) {}

  /**
   * Why a variable that has times cannot be read.
   *
   * @throws BadFileException where the whole file is not wanted, as a grid that was not asked for
   */
  Optional<String> fault(NetcdfVariable variable) {
    NetcdfVariable time = dataset.timeOf(variable).orElseThrow();
    for (NetcdfVariable one : List.of(variable, time)) {
      if (one.dimensions().stream().distinct().count() < one.rank()) {
        return Optional.of(one + " has a dimension twice");
      }
    }
    if (time.attributes().text("climatology").isPresent()) {
      return Optional.of("its times are those of a climatology, not of observations");
    }
    if (isRagged(variable, time)) {
      return Optional.empty();
    }
    Shape shape = shape(variable, time);
    if (time.rank() > 2 || time.rank() == 2 && !shape.places().containsAll(placesOf(time, shape))) {
      return Optional.of("its times depend on " + time.rank() + " dimensions");
    }
    Map<Role, NetcdfVariable> coordinates = dataset.coordinates(variable, shape.places());
    for (Dimension place : shape.places()) {
      if (place.length() > 1
          && coordinates.values().stream().noneMatch(c -> CfDataset.shape(c).contains(place))) {
        return Optional.of(
            "it depends on "
                + place.name()
                + ", of "
                + place.length()
                + " values, which tells no place: no longitude, latitude or code depends on it");
      }
    }
    if (isGrid(shape, coordinates) && grids == Grids.REFUSED) {
      throw new BadFileException(
          "the file holds a grid ("
              + variable
              + " of "
              + places(shape)
              + " cells); cell by cell it is read only when that is asked for");
    }
    return Optional.empty();
  }

  private static String places(Shape shape) {
    return String.join(" x ", shape.places().stream().map(d -> Long.toString(d.length())).toList());
  }

  private static boolean isGrid(Shape shape, Map<Role, NetcdfVariable> coordinates) {
    long wide = shape.places().stream().filter(dimension -> dimension.length() > 1).count();
    NetcdfVariable longitude = coordinates.get(Role.LONGITUDE);
    NetcdfVariable latitude = coordinates.get(Role.LATITUDE);
    return wide > 1
        || longitude != null
            && latitude != null
            && !coordinates.containsKey(Role.ID)
            && !longitude.dimensions().equals(latitude.dimensions());
  }

  private static List<Dimension> placesOf(NetcdfVariable time, Shape shape) {
    return time.dimensions().stream().filter(d -> !d.equals(shape.along())).toList();
  }

  private boolean isRagged(NetcdfVariable variable, NetcdfVariable time) {
    return variable.rank() == 1
        && time.rank() == 1
        && (dataset.countsOf(variable.dimensions().get(0)).isPresent()
            || dataset.indexOf(variable.dimensions().get(0)).isPresent());
  }

  /** Times of two dimensions, station and sample: the one that tells the place is the station. */
  private Shape shape(NetcdfVariable variable, NetcdfVariable time) {
    List<Dimension> of = time.dimensions();
    Dimension along = of.get(of.size() - 1);
    if (of.size() == 2
        && !dataset.coordinates(variable, List.of(of.get(1))).isEmpty()
        && dataset.coordinates(variable, List.of(of.get(0))).isEmpty()) {
      along = of.get(0);
    }
    Dimension chosen = along;
    return new Shape(
        time, chosen, variable.dimensions().stream().filter(d -> !d.equals(chosen)).toList());
  }

  void read(NetcdfVariable variable, String property) throws IOException {
    NetcdfVariable time = dataset.timeOf(variable).orElseThrow();
    Data data = new Data(variable, time, property);
    TimeUnits units = TimeUnits.of(time);
    Optional<NetcdfVariable> bounds = dataset.boundsOf(time);
    if (!isRagged(variable, time)) {
      rectangular(data, shape(variable, time), units, bounds);
      return;
    }
    Dimension samples = variable.dimensions().get(0);
    Optional<NetcdfVariable> counts = dataset.countsOf(samples);
    if (counts.isPresent()) {
      contiguous(data, time, units, bounds, counts.get());
    } else {
      indexed(data, time, units, bounds, dataset.indexOf(samples).orElseThrow());
    }
  }

  /** Orthogonal and incomplete arrays, and grids: a block is some places by all their times. */
  private void rectangular(Data data, Shape shape, TimeUnits units, Optional<NetcdfVariable> bounds)
      throws IOException {
    List<Dimension> dimensions = data.variable().dimensions();
    Places places =
        new Places(shape.places(), dataset.coordinates(data.variable(), shape.places()));
    long steps = shape.along().length();
    int stepsAtOnce = (int) Math.min(steps, Limits.BLOCK_VALUES);
    int[] tile = tile(shape.places(), Math.max(1, Limits.BLOCK_VALUES / Math.max(1, stepsAtOnce)));
    long[] origin = new long[tile.length];
    if (data.variable().size() == 0) {
      return;
    }
    do {
      int[] size = new int[tile.length];
      for (int d = 0; d < tile.length; d++) {
        size[d] = (int) Math.min(tile[d], shape.places().get(d).length() - origin[d]);
      }
      for (long from = 0; from < steps; from += stepsAtOnce) {
        int count = (int) Math.min(stepsAtOnce, steps - from);
        block(data, shape, units, bounds, places, dimensions, origin, size, from, count);
      }
    } while (next(origin, tile, shape.places()));
  }

  private void block(
      Data data,
      Shape shape,
      TimeUnits units,
      Optional<NetcdfVariable> bounds,
      Places places,
      List<Dimension> dimensions,
      long[] origin,
      int[] size,
      long from,
      int count)
      throws IOException {
    int rank = dimensions.size();
    long[] start = new long[rank];
    int[] counts = new int[rank];
    int[] placeOf = new int[rank];
    for (int d = 0; d < rank; d++) {
      int place = shape.places().indexOf(dimensions.get(d));
      placeOf[d] = place;
      start[d] = place < 0 ? from : origin[place];
      counts[d] = place < 0 ? count : size[place];
    }
    double[] values = data.values().read(start, counts);
    Times shared =
        shape.time().rank() == 1
            ? Times.read(shape.time(), units, bounds, new long[] {from}, new int[] {count})
            : null;
    int[] strides = new int[rank];
    int stride = 1;
    for (int d = rank - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= counts[d];
    }
    int[] within = new int[size.length];
    do {
      long[] place = new long[size.length];
      int base = 0;
      int step = 0;
      for (int d = 0; d < rank; d++) {
        if (placeOf[d] < 0) {
          step = strides[d];
        } else {
          base += within[placeOf[d]] * strides[d];
        }
      }
      for (int d = 0; d < size.length; d++) {
        place[d] = origin[d] + within[d];
      }
      Times times = shared == null ? ownTimes(shape, units, bounds, place, from, count) : shared;
      for (int t = 0; t < count; t++) {
        rows.push(data, places, place, times, t, values[base + t * step]);
      }
    } while (next(within, size));
  }

  /** Times of one place, where each has its own. */
  private static Times ownTimes(
      Shape shape,
      TimeUnits units,
      Optional<NetcdfVariable> bounds,
      long[] place,
      long from,
      int count)
      throws IOException {
    long[] start = new long[2];
    int[] counts = {1, 1};
    for (int d = 0; d < 2; d++) {
      Dimension dimension = shape.time().dimensions().get(d);
      if (dimension.equals(shape.along())) {
        start[d] = from;
        counts[d] = count;
      } else {
        start[d] = place[shape.places().indexOf(dimension)];
      }
    }
    return Times.read(shape.time(), units, bounds, start, counts);
  }

  /** As many places as can be read at once, whole in the last dimensions. */
  private static int[] tile(List<Dimension> places, int most) {
    int[] tile = new int[places.size()];
    Arrays.fill(tile, 1);
    int left = most;
    for (int d = tile.length - 1; d >= 0 && left > 1; d--) {
      tile[d] = (int) Math.max(1, Math.min(places.get(d).length(), left));
      left /= tile[d];
      if (tile[d] < places.get(d).length()) {
        break;
      }
    }
    return tile;
  }

  private static boolean next(long[] origin, int[] tile, List<Dimension> places) {
    for (int d = origin.length - 1; d >= 0; d--) {
      origin[d] += tile[d];
      if (origin[d] < places.get(d).length()) {
        return true;
      }
      origin[d] = 0;
    }
    return false;
  }

  private static boolean next(int[] within, int[] size) {
    for (int d = within.length - 1; d >= 0; d--) {
      if (++within[d] < size[d]) {
        return true;
      }
      within[d] = 0;
    }
    return false;
  }

  private void contiguous(
      Data data,
      NetcdfVariable time,
      TimeUnits units,
      Optional<NetcdfVariable> bounds,
      NetcdfVariable counts)
      throws IOException {
    Places places = stations(data.variable(), counts.dimensions().get(0));
    long samples = data.variable().size();
    long from = 0;
    double[] all = counts.readAll();
    for (int station = 0; station < all.length; station++) {
      double count = all[station];
      if (count < 0 || from + count > samples) {
        throw new BadFileException(
            counts
                + " counts more values than there are: "
                + (long) count
                + " of station "
                + (station + 1)
                + " after "
                + from
                + " of "
                + samples);
      }
      long end = from + (long) count;
      while (from < end) {
        int size = (int) Math.min(end - from, Limits.BLOCK_VALUES);
        long[] start = {from};
        double[] values = data.values().read(start, new int[] {size});
        Times times = Times.read(time, units, bounds, start, new int[] {size});
        for (int i = 0; i < size; i++) {
          rows.push(data, places, new long[] {station}, times, i, values[i]);
        }
        from += size;
      }
    }
    if (from < samples) {
      throw new BadFileException(
          counts + " counts " + from + " values in all, but there are " + samples);
    }
  }

  private void indexed(
      Data data,
      NetcdfVariable time,
      TimeUnits units,
      Optional<NetcdfVariable> bounds,
      NetcdfVariable index)
      throws IOException {
    String name = index.attributes().text("instance_dimension", "");
    Dimension instances =
        dataset
            .dimension(name)
            .orElseThrow(
                () ->
                    new BadFileException(index + " names a dimension " + name + ": there is none"));
    Places places = stations(data.variable(), instances);
    long samples = data.variable().size();
    for (long from = 0; from < samples; from += Limits.BLOCK_VALUES) {
      int size = (int) Math.min(samples - from, Limits.BLOCK_VALUES);
      long[] start = {from};
      int[] count = {size};
      double[] values = data.values().read(start, count);
      double[] stations = index.read(start, count, index.type());
      Times times = Times.read(time, units, bounds, start, count);
      for (int i = 0; i < size; i++) {
        if (stations[i] < 0 || stations[i] >= instances.length()) {
          throw new BadFileException(
              index
                  + " names station "
                  + (long) stations[i]
                  + " at place "
                  + (from + i + 1)
                  + "; there are 0 to "
                  + (instances.length() - 1));
        }
        rows.push(data, places, new long[] {(long) stations[i]}, times, i, values[i]);
      }
    }
  }

  private Places stations(NetcdfVariable data, Dimension instances) throws IOException {
    Map<Role, NetcdfVariable> coordinates = dataset.coordinates(data, List.of(instances));
    if (coordinates.isEmpty()) {
      throw new BadFileException("no variable names the stations of " + data);
    }
    return new Places(new ArrayList<>(List.of(instances)), new EnumMap<>(coordinates));
  }
}
