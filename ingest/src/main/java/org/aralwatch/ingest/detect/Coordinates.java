package org.aralwatch.ingest.detect;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells in which coordinate system two columns are, by how large their numbers are. */
final class Coordinates {
  private static final Pattern SEXAGESIMAL =
      Pattern.compile("\\d{1,3} ?[°ºd:] ?\\d{1,2} ?['′’:m]?.*");
  private static final Pattern ZONE = Pattern.compile("(?i)utm[ _]?(?:zone[ _]?)?(\\d{2})");

  /** UTM zones of the basin, 48 to 78 degrees east and beyond: the likeliest first. */
  private static final List<String> ZONES =
      List.of("EPSG:32642", "EPSG:32643", "EPSG:32641", "EPSG:32640", "EPSG:32644", "EPSG:32639");

  private Coordinates() {}

  private static double[] range(Column column) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (String cell : column.distinct().keySet()) {
      double number = CellText.number(cell, cell.indexOf(',') >= 0 ? ',' : '.');
      if (!Double.isNaN(number) && number != -999 && number != -9999) {
        low = Math.min(low, number);
        high = Math.max(high, number);
      }
    }
    return new double[] {low, high};
  }

  /** Metres rather than degrees. */
  static boolean isProjected(Column column) {
    double[] range = range(column);
    return range[0] > 1_000;
  }

  static boolean isSexagesimal(Column column) {
    long fitting =
        column.distinct().keySet().stream()
            .filter(cell -> SEXAGESIMAL.matcher(cell).matches() && !DateText.isDate(cell))
            .count();
    return fitting > 0 && fitting >= column.distinct().size() * 0.8;
  }

  /**
   * The code of the system, noted with its evidence.
   *
   * @return empty when it must be asked for
   */
  static Optional<String> crs(Column x, Column y, Notes notes) {
    String path = "/newStations/crs";
    if (isSexagesimal(x) || isSexagesimal(y)) {
      notes.ask(
          path,
          List.of(),
          "crs.sexagesimal",
          x.name(),
          y.name(),
          x.distinct().keySet().iterator().next());
      return Optional.empty();
    }
    double[] east = range(x);
    double[] north = range(y);
    if (Math.abs(east[1]) <= 180 && Math.abs(north[1]) <= 180) {
      boolean swapped =
          east[0] >= 30
              && east[1] <= 57
              && north[0] >= 45
              && north[1] <= 90
              && !(north[1] <= 57 && east[0] >= 45);
      if (swapped) {
        notes.ask(
            "/newStations/x",
            List.of(y.name(), x.name()),
            "crs.swapped",
            x.name(),
            east[0],
            east[1],
            y.name(),
            north[0],
            north[1]);
        return Optional.of("EPSG:4326");
      }
      notes.found(
          path,
          "EPSG:4326",
          0.9,
          "crs.degrees",
          x.name(),
          east[0],
          east[1],
          y.name(),
          north[0],
          north[1]);
      return Optional.of("EPSG:4326");
    }
    Matcher zone = ZONE.matcher(x.name() + " " + y.name());
    if (zone.find()) {
      String code = "EPSG:326" + zone.group(1);
      notes.found(
          path, code, 0.95, "crs.utm-named", zone.group(), east[0], east[1], north[0], north[1]);
      return Optional.of(code);
    }
    boolean utm = east[0] >= 100_000 && east[1] <= 900_000 && north[0] >= 3e6 && north[1] <= 7e6;
    if (utm) {
      notes.ask(path, ZONES, "crs.utm-open", east[0], east[1], north[0], north[1]);
      return Optional.empty();
    }
    if (east[0] >= 7e6 && east[1] < 16e6 && north[0] >= 3e6) {
      int number = (int) (east[0] / 1e6);
      notes.ask(
          path, List.of("EPSG:" + (28_400 + number)), "crs.pulkovo", east[0], east[1], number);
      return Optional.empty();
    }
    notes.ask(path, List.of(), "crs.open", east[0], east[1], north[0], north[1]);
    return Optional.empty();
  }
}
