package org.aralwatch.ingest.source.waterml;

import java.io.IOException;
import java.util.Locale;

/**
 * How values came about.
 *
 * @param name null when it has none
 * @param statistic max, min, mean, sum or instant where a parameter "Statistic" says so, as USGS
 *     does beside an empty interpolation type; null otherwise
 */
record WaterProcess(String name, String statistic) {
  /** Reads the process at which the document stands, up to its end. */
  static WaterProcess read(WaterXml xml) throws IOException {
    String name = null;
    String type = null;
    String statistic = null;
    int parent = xml.depth();
    while (xml.nextChild(parent)) {
      switch (xml.name()) {
        case "name", "identifier" -> {
          String text = xml.text();
          name = name == null && !text.isEmpty() ? text : name;
        }
        case "processType" -> type = xml.titled();
        case "processReference" -> name = name == null ? xml.titled() : name;
        case "parameter" -> {
          if ("Statistic".equalsIgnoreCase(xml.attribute(WaterXml.XLINK, "title"))) {
            statistic = statistic(xml);
          }
        }
        default -> {
          // Inputs, comments, vertical datums.
        }
      }
    }
    return new WaterProcess(name == null ? type : name, statistic);
  }

  private static String statistic(WaterXml xml) throws IOException {
    int parent = xml.depth();
    while (xml.nextChild(parent)) {
      int named = xml.depth();
      while (xml.nextChild(named)) {
        if (xml.name().equals("name")) {
          String title = xml.titled();
          return title == null ? null : ofTitle(title);
        }
      }
    }
    return null;
  }

  private static String ofTitle(String title) {
    return switch (title.toLowerCase(Locale.ROOT)) {
      case "maximum" -> "max";
      case "minimum" -> "min";
      case "mean" -> "mean";
      case "sum", "summation" -> "sum";
      case "instantaneous" -> "instant";
      default -> title;
    };
  }
}
