package org.aralwatch.ingest.source.netcdf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A variable that holds observations, and the words that describe it. */
final class Data {
  /** One or more dimensions, each with a colon, and a method; what is in brackets is left out. */
  private static final Pattern CELL_METHOD = Pattern.compile("((?:[\\w.-]+:\\s*)+)([a-z_]+)");

  /** Longer ones are not looked through: they say nothing that we understand. */
  private static final int LONGEST = 1_000;

  private final NetcdfVariable variable;
  private final String property;
  private final Values values;
  private final String statistic;

  /**
   * @param property by which the values are told
   */
  Data(NetcdfVariable variable, NetcdfVariable time, String property) {
    this.variable = variable;
    this.property = property;
    values = new Values(variable);
    statistic = method(variable.attributes().text("cell_methods", ""), time);
  }

  NetcdfVariable variable() {
    return variable;
  }

  Values values() {
    return values;
  }

  String property() {
    return property;
  }

  String unit() {
    return variable.attributes().text("units", "");
  }

  /** The cell method over time, as {@code mean}; empty where none is said. */
  String statistic() {
    return statistic;
  }

  private static String method(String cellMethods, NetcdfVariable time) {
    List<String> names = new ArrayList<>(List.of("time:", time.name() + ":"));
    time.dimensions().forEach(dimension -> names.add(dimension.name() + ":"));
    if (cellMethods.length() > LONGEST) {
      return "";
    }
    String plain = cellMethods.replaceAll("\\([^)]*\\)", " ");
    Matcher matcher = CELL_METHOD.matcher(plain);
    String found = "";
    while (matcher.find()) {
      for (String dimension : matcher.group(1).split("\\s+")) {
        if (names.contains(dimension)) {
          found = matcher.group(2);
        }
      }
    }
    return found;
  }
}
