package org.aralwatch.ingest.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what the columns beside the time are: station, property, unit, value, coordinates, flags,
 * limits. A header is believed where its column holds what it says.
 */
final class RoleDetector {
  private static final Pattern POST_CODE = Pattern.compile("[0-9]{5}");

  /** Roles that are given by header only, in the order in which they are tried. */
  private static final List<String> BY_HEADER =
      List.of(
          "longitude",
          "latitude",
          "easting",
          "northing",
          "elevation",
          "catchment-area",
          "unit",
          "qualifier",
          "detection-limit",
          "quantification-limit",
          "flag",
          "support",
          "statistic",
          "remark",
          "row-number",
          "river",
          "basin",
          "reference");

  private final List<Column> columns;
  private final PropertyMatcher matcher;
  private final Roles roles = new Roles();

  private RoleDetector(List<Column> columns, PropertyMatcher matcher) {
    this.columns = columns;
    this.matcher = matcher;
  }

  /**
   * @param ofTime columns that are the time's
   * @param named whether the columns have headers
   */
  static Roles detect(
      List<Column> columns, Set<Column> ofTime, boolean named, PropertyMatcher matcher) {
    RoleDetector detector = new RoleDetector(columns, matcher);
    ofTime.forEach(column -> detector.roles.set("time", column));
    if (named) {
      detector.byHeader();
    }
    detector.stations(named);
    detector.property(named);
    detector.values();
    return detector.roles;
  }

  private void byHeader() {
    for (String role : BY_HEADER) {
      for (Column column : columns) {
        if (!roles.isTaken(column) && column.roles().contains(role) && holds(column, role)) {
          if (roles.column(role).isEmpty() || role.equals("reference") || role.equals("remark")) {
            roles.set(role, column);
          }
        }
      }
    }
    // Latin x and y alone are coordinates only together.
    for (String[] pair : new String[][] {{"easting", "northing"}, {"longitude", "latitude"}}) {
      if (roles.column(pair[0]).isPresent() != roles.column(pair[1]).isPresent()) {
        roles.column(pair[0]).ifPresent(column -> roles.set("unknown", column));
        roles.column(pair[1]).ifPresent(column -> roles.set("unknown", column));
      }
    }
  }

  private boolean holds(Column column, String role) {
    return switch (role) {
      case "longitude", "latitude" ->
          column.isNumeric() && !Coordinates.isProjected(column)
              || Coordinates.isSexagesimal(column);
      case "easting", "northing" -> column.isNumeric();
      case "elevation", "catchment-area" -> column.isNumeric() || column.isEmpty();
      case "detection-limit", "quantification-limit" -> column.isNumeric();
      case "unit" -> column.isText() && unitShare(column) > 0.5;
      case "qualifier" ->
          column.isEmpty()
              || column.distinct().keySet().stream().allMatch(text -> text.length() <= 3);
      case "flag" -> column.distinct().size() <= 20 && !column.hasManyDistinct();
      case "support" ->
          column.distinct().keySet().stream()
              .anyMatch(text -> Words.standard().support(text).isPresent());
      case "statistic" -> column.isText();
      case "row-number" -> column.isInteger();
      case "river", "basin" -> column.isText() && hasOtherStationColumn(column);
      case "reference" -> true;
      default -> true;
    };
  }

  /** A river is a fact of the station where something else names the station. */
  private boolean hasOtherStationColumn(Column river) {
    return columns.stream()
        .filter(column -> column != river)
        .anyMatch(
            column ->
                column.roles().contains("station-code") || column.roles().contains("station-name"));
  }

  private static double unitShare(Column column) {
    int units = 0;
    int all = 0;
    for (Map.Entry<String, Integer> cell : column.distinct().entrySet()) {
      all += cell.getValue();
      units += UnitText.parse(cell.getKey()).isPresent() ? cell.getValue() : 0;
    }
    return all == 0 ? 0 : units / (double) all;
  }

  private void stations(boolean named) {
    for (String role : new String[] {"station-code", "station-name"}) {
      Column best = null;
      double bestScore = 0.3;
      for (Column column : columns) {
        if (roles.isTaken(column) || column.isEmpty()) {
          continue;
        }
        double score = stationScore(column, role, named);
        if (score > bestScore) {
          best = column;
          bestScore = score;
        }
      }
      if (best != null) {
        roles.set(role, best);
      }
    }
  }

  private double stationScore(Column column, String role, boolean named) {
    boolean code = role.equals("station-code");
    boolean called = named && column.roles().contains(role);
    int postCodes = 0;
    int all = 0;
    for (String cell : column.distinct().keySet()) {
      all++;
      postCodes += POST_CODE.matcher(cell).matches() ? 1 : 0;
    }
    boolean repeats = column.distinct().size() <= Math.max(3, column.filled() * 0.7);
    double score = 0;
    if (code) {
      boolean allCodes =
          postCodes == all && (column.isInteger() || column.isText()) && (called || repeats);
      score += allCodes && (called || !named || noPropertyNamed(column)) ? 0.6 : 0;
      boolean codes = column.isInteger() || column.isText();
      score += called && codes ? 0.7 : 0;
      score -= called && column.isText() && propertyShare(column) > 0.5 ? 1 : 0;
    } else {
      score += called && column.isText() ? 0.7 : 0;
      score -= called && propertyShare(column) > 0.5 ? 1 : 0;
    }
    if (called) {
      // "country" is a station only where nothing finer is.
      String folded = column.header().folded();
      boolean coarse =
          Set.of("country", "страна", "region", "entity", "name", "наименование", "название")
              .contains(folded);
      score -= coarse ? 0.1 : 0;
      score -= column.index() * 0.002;
    }
    return score;
  }

  private boolean noPropertyNamed(Column column) {
    return matcher.match(column.header()).isEmpty();
  }

  /** The share of a column's texts that name properties. */
  private double propertyShare(Column column) {
    int named = 0;
    int all = 0;
    for (Map.Entry<String, Integer> cell : column.distinct().entrySet()) {
      all += cell.getValue();
      named += matcher.match(HeaderText.of(cell.getKey())).isPresent() ? cell.getValue() : 0;
    }
    return all == 0 ? 0 : named / (double) all;
  }

  /** A column of names of properties: called so, or full of them. */
  private void property(boolean named) {
    Column best = null;
    double bestScore = 0.6;
    for (Column column : columns) {
      if (roles.isTaken(column) || !column.isText() || column.hasManyDistinct()) {
        continue;
      }
      double share = propertyShare(column);
      boolean called = named && column.roles().contains("property");
      double score = share + (called ? 0.5 : 0);
      if (score > bestScore
          && (share > 0.2 || called && column.distinct().size() > 1 && share > 0)) {
        best = column;
        bestScore = score;
      }
    }
    if (best != null) {
      roles.set("property", best);
    }
  }

  private void values() {
    List<Column> free = new ArrayList<>();
    for (Column column : columns) {
      if (!roles.isTaken(column) && (column.isNumeric() || column.limits() > 0)) {
        free.add(column);
      }
    }
    if (roles.column("property").isPresent()) {
      Optional<Column> value = bestValue(free);
      if (value.isPresent()) {
        free.remove(value.get());
        roles.setValues(List.of(value.get()), free);
        return;
      }
    }
    List<Column> values = new ArrayList<>();
    List<Column> left = new ArrayList<>();
    for (Column column : free) {
      Optional<PropertyMatcher.Match> match = matcher.match(column.header());
      boolean unit = column.header().unit().isPresent();
      (match.isPresent() || unit ? values : left).add(column);
    }
    if (values.isEmpty()) {
      Optional<Column> called = free.stream().filter(c -> c.roles().contains("value")).findFirst();
      if (called.isPresent()) {
        values.add(called.get());
        left.remove(called.get());
      } else if (free.size() == 1) {
        values.addAll(free);
        left.clear();
      }
    }
    roles.setValues(values, left);
  }

  /** Among columns of numbers the one that is called value, or has a unit, or comes last. */
  private Optional<Column> bestValue(List<Column> free) {
    Column best = null;
    double bestScore = -1;
    for (Column column : free) {
      Set<String> called = column.roles();
      double score = called.contains("value") ? 1 : 0;
      score += column.header().folded().startsWith("raw") ? 0.2 : 0;
      score += column.header().unit().isPresent() ? 0.4 : 0;
      score += matcher.match(column.header()).isPresent() ? 0.1 : 0;
      score += column.filled() / (double) Math.max(1, column.cells().size()) * 0.3;
      if (score > bestScore) {
        best = column;
        bestScore = score;
      }
    }
    return Optional.ofNullable(best);
  }
}
