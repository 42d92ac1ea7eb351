package org.aralwatch.ingest.source.netcdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.ObservationRow;
import org.aralwatch.ingest.source.ObservationRow.Column;
import org.aralwatch.ingest.source.netcdf.NetcdfVariable.Dimension;

/**
 * Stations, or the cells of a grid: the places of a variable, told by coordinates that have some of
 * its dimensions. A station is named by its code; a cell, and a station without one, by latitude
 * and longitude, as {@code 41.7/70.1}.
 */
final class Places {
  private final List<Dimension> dimensions;
  private final Map<Role, List<Dimension>> shapes = new EnumMap<>(Role.class);
  private final Map<Role, List<String>> texts = new EnumMap<>(Role.class);

  /**
   * @param dimensions of the variable that are not time, the first varies slowest
   * @param coordinates those by which the places are told
   */
  Places(List<Dimension> dimensions, Map<Role, NetcdfVariable> coordinates) throws IOException {
    this.dimensions = List.copyOf(dimensions);
    long count = 1;
    for (Dimension dimension : dimensions) {
      count = Math.multiplyExact(count, dimension.length());
      if (count > Limits.PLACES) {
        throw new BadFileException(
            "the file has more than "
                + Limits.PLACES
                + " stations or cells; cut it to the area that matters");
      }
    }
    for (Map.Entry<Role, NetcdfVariable> coordinate : coordinates.entrySet()) {
      NetcdfVariable variable = coordinate.getValue();
      List<Dimension> shape = new ArrayList<>(variable.dimensions());
      if (variable.type() == NetcdfType.CHAR && !shape.isEmpty()) {
        shape.remove(shape.size() - 1);
      }
      shapes.put(coordinate.getKey(), shape);
      texts.put(coordinate.getKey(), texts(variable));
    }
  }

  private static List<String> texts(NetcdfVariable variable) throws IOException {
    if (variable.type().isText()) {
      return variable.readTexts();
    }
    if (variable.size() > Limits.PLACES) {
      throw new BadFileException("the variable " + variable + " has too many values");
    }
    Values values = new Values(variable);
    List<String> texts = new ArrayList<>();
    for (double value : values.readAll()) {
      texts.add(values.text(value));
    }
    return texts;
  }

  /** Fills the columns that tell the place. */
  void tell(ObservationRow row, long[] index) {
    String longitude = text(Role.LONGITUDE, index);
    String latitude = text(Role.LATITUDE, index);
    String code = text(Role.ID, index);
    if (code.isEmpty() && !(longitude.isEmpty() || latitude.isEmpty())) {
      code = latitude + "/" + longitude;
    }
    row.set(Column.STATION, code)
        .set(Column.STATION_NAME, text(Role.NAME, index))
        .set(Column.LONGITUDE, longitude)
        .set(Column.LATITUDE, latitude)
        .set(Column.ELEVATION, text(Role.ALTITUDE, index));
  }

  private String text(Role role, long[] index) {
    List<String> all = texts.get(role);
    if (all == null) {
      return "";
    }
    long at = 0;
    for (Dimension dimension : shapes.get(role)) {
      at = at * dimension.length() + index[dimensions.indexOf(dimension)];
    }
    return at < all.size() ? all.get((int) at) : "";
  }
}
