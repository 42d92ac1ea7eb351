package org.aralwatch.ingest.source.waterml;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A monitoring point or another sampling feature: where something was observed.
 *
 * @param code by which the source knows it; null when it has none but its place in the document
 * @param longitude degrees of the system that {@code system} names; null when there is no position
 *     that can be told
 * @param system EPSG code of the coordinates, or "CRS84"; null without position
 * @param problem what is to be said of the position; null when nothing is
 */
record WaterFeature(
    String code,
    String name,
    String longitude,
    String latitude,
    String elevation,
    String system,
    String problem) {

  /**
   * Geographic systems, whose axes are latitude and longitude in this order by the EPSG registry:
   * WGS 84 (2D, 3D), ETRS89, NAD83, GDA94, GDA2020, Pulkovo 1942.
   */
  private static final Set<String> GEOGRAPHIC =
      Set.of("4326", "4979", "4258", "4937", "4269", "4283", "4939", "7844", "7843", "4284");

  private static final Set<String> WGS_84 = Set.of("4326", "4979", "CRS84");
  private static final Pattern EPSG = Pattern.compile("EPSG\\D(?:.*\\D)?(\\d{4,6})$");

  /** Code of USGS, which gives its sites no identifier but a link. */
  private static final Pattern SITES = Pattern.compile("[?&]sites=([^&,]+)");

  /** Reads the feature at which the document stands, up to its end. */
  static WaterFeature read(WaterXml xml) throws IOException {
    Reading reading = new Reading();
    reading.srsName = xml.attribute("", "srsName");
    reading.children(xml);
    return reading.feature();
  }

  /** What a link alone says of a feature: ".../stations/410730", and a title. */
  static WaterFeature linked(String address, String title) {
    String code = address == null || address.startsWith("#") ? null : WaterXml.lastPart(address);
    return new WaterFeature(
        code == null || code.isEmpty() ? title : code, title, null, null, null, null, null);
  }

  /** This feature, with what it lacks from another telling of it. */
  WaterFeature or(WaterFeature other) {
    return other == null
        ? this
        : new WaterFeature(
            code == null ? other.code : code,
            name == null ? other.name : name,
            system == null ? other.longitude : longitude,
            system == null ? other.latitude : latitude,
            system == null ? other.elevation : elevation,
            system == null ? other.system : system,
            system == null && problem == null ? other.problem : problem);
  }

  private static final class Reading {
    private String identifier;
    private int identifierDepth = Integer.MAX_VALUE;
    private String site;
    private String name;
    private int nameDepth = Integer.MAX_VALUE;
    private String srsName;
    private String position;

    /** Of several names and identifiers those of the feature itself, not of what lies within it. */
    void children(WaterXml xml) throws IOException {
      int parent = xml.depth();
      while (xml.nextChild(parent)) {
        int depth = xml.depth();
        switch (xml.name()) {
          case "identifier" -> {
            String text = xml.text();
            if (depth < identifierDepth && !text.isEmpty()) {
              identifierDepth = depth;
              identifier = text;
            }
          }
          case "name" -> {
            boolean gml = xml.namespace().equals(WaterXml.GML);
            String text = xml.text();
            if (gml && depth < nameDepth && !text.isEmpty()) {
              nameDepth = depth;
              name = text;
            }
          }
          case "descriptionReference" -> {
            String address = xml.attribute(WaterXml.XLINK, "href");
            Matcher matcher = SITES.matcher(address == null ? "" : address);
            site = matcher.find() ? matcher.group(1) : site;
            name = name == null ? xml.attribute(WaterXml.XLINK, "title") : name;
          }
          case "pos" -> {
            String own = xml.attribute("", "srsName");
            String text = xml.text();
            if (position == null) {
              position = text;
              srsName = own == null ? srsName : own;
            }
          }
          default -> {
            String own = xml.attribute("", "srsName");
            if (own != null && position == null) {
              srsName = own;
            }
            children(xml);
          }
        }
      }
    }

    WaterFeature feature() {
      String code = identifier == null ? site : identifier;
      if (position == null) {
        return new WaterFeature(code, name, null, null, null, null, null);
      }
      String[] numbers = position.split("\\s+");
      String system = system(srsName);
      if (numbers.length < 2 || system == null) {
        String problem =
            srsName == null
                ? "the position '" + position + "' does not say in which system it is (srsName)"
                : "the position '" + position + "' in " + srsName + " cannot be told";
        return new WaterFeature(code, name, null, null, null, null, problem);
      }
      boolean longitudeFirst = system.equals("CRS84");
      String problem =
          WGS_84.contains(system)
              ? null
              : "coordinates are in EPSG:" + system + ", not in WGS 84: the mapping must say so";
      if (srsName.toUpperCase(Locale.ROOT).startsWith("EPSG:")) {
        problem =
            "'" + srsName + "' leaves the order of the axes open: latitude was taken as the first";
      }
      return new WaterFeature(
          code,
          name,
          numbers[longitudeFirst ? 0 : 1],
          numbers[longitudeFirst ? 1 : 0],
          numbers.length > 2 ? numbers[2] : null,
          system,
          problem);
    }

    /** EPSG code of a geographic system, or "CRS84"; null for others. */
    private static String system(String srsName) {
      if (srsName == null) {
        return null;
      }
      String name = srsName.toUpperCase(Locale.ROOT);
      if (name.endsWith("CRS84")) {
        return "CRS84";
      }
      Matcher matcher = EPSG.matcher(name);
      return matcher.find() && GEOGRAPHIC.contains(matcher.group(1)) ? matcher.group(1) : null;
    }
  }

  /** Finds a feature by the link to it. */
  static WaterFeature find(Map<String, WaterFeature> features, String address) {
    return address != null && address.startsWith("#") ? features.get(address.substring(1)) : null;
  }
}
