package org.aralwatch.ingest.source.waterml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is said of one point, or of all that follow (TVPMetadata, TVPMeasurementMetadata, OGC
 * 10-126r4, sections 9.12.3.2 and 9.15.3). Null where nothing is said.
 */
final class PointMetadata {
  /** Qualifiers of a point; the rest is passed over. */
  private static final int MOST_QUALIFIERS = 20;

  /** A threshold or another number with which a point is qualified. */
  private record Quantity(String definition, String unit, String value) {}

  private String quality;
  private String nilReason;
  private String comment;
  private String unit;
  private String interpolation;
  private String censored;
  private String duration;
  private List<String> qualifiers;
  private List<Quantity> quantities;

  /** Reads the properties within the element at which the document stands, up to its end. */
  void read(WaterXml xml) throws IOException {
    int parent = xml.depth();
    boolean qualified = false;
    while (xml.nextChild(parent)) {
      switch (xml.name()) {
        case "quality" -> quality = xml.linked();
        case "nilReason" -> nilReason = reason(xml);
        case "comment" -> comment = xml.text();
        case "uom" -> {
          String code = xml.attribute("", "code");
          // Some writers call the attribute "uom", as GML's measures do.
          String own = code == null ? xml.attribute("", "uom") : code;
          unit = own == null ? xml.titled() : own;
        }
        case "interpolationType" -> interpolation = xml.linked();
        case "censoredReason" -> censored = reason(xml);
        case "aggregationDuration" -> duration = xml.text();
        case "qualifier" -> {
          if (!qualified) {
            // A point's qualifiers replace all that hold for the series.
            qualified = true;
            qualifiers = new ArrayList<>();
            quantities = new ArrayList<>();
          }
          qualifier(xml);
        }
        default -> {
          // Processing, source, accuracy: nothing that a column has a place for.
        }
      }
    }
  }

  private static String reason(WaterXml xml) throws IOException {
    String linked = xml.linked();
    if (linked != null) {
      return linked;
    }
    String text = xml.text();
    return text.isEmpty() ? null : WaterXml.lastPart(text);
  }

  private void qualifier(WaterXml xml) throws IOException {
    String title = xml.attribute(WaterXml.XLINK, "title");
    String linked = xml.linked();
    int parent = xml.depth();
    boolean inline = false;
    while (xml.nextChild(parent)) {
      inline = true;
      boolean quantity = xml.name().equals("Quantity");
      String definition = xml.attribute("", "definition");
      String value = null;
      String uom = null;
      int component = xml.depth();
      while (xml.nextChild(component)) {
        switch (xml.name()) {
          case "value" -> value = xml.text();
          case "uom" -> {
            String code = xml.attribute("", "code");
            uom = code == null ? xml.linked() : code;
          }
          default -> {
            // Labels and descriptions.
          }
        }
      }
      if (quantity && value != null && quantities.size() < MOST_QUALIFIERS) {
        quantities.add(new Quantity(definition == null ? "" : definition, uom, value));
      } else if (!quantity) {
        add(value == null || value.isEmpty() ? title : value);
      }
    }
    if (!inline) {
      add(linked);
    }
  }

  private void add(String qualifier) {
    if (qualifier != null && qualifiers.size() < MOST_QUALIFIERS) {
      qualifiers.add(qualifier);
    }
  }

  /** Takes over what holds for all points. */
  void copy(PointMetadata defaults) {
    quality = defaults.quality;
    nilReason = defaults.nilReason;
    comment = defaults.comment;
    unit = defaults.unit;
    interpolation = defaults.interpolation;
    censored = defaults.censored;
    duration = defaults.duration;
    qualifiers = defaults.qualifiers;
    quantities = defaults.quantities;
  }

  String unit() {
    return unit;
  }

  String comment() {
    return comment;
  }

  String nilReason() {
    return nilReason;
  }

  /** Code of the interpolation type. */
  String interpolation() {
    return interpolation;
  }

  /** Over which time the value was aggregated, as XML Schema writes it. */
  String duration() {
    return duration;
  }

  /** The quality, else the qualifiers that are no numbers. */
  String flag() {
    return quality != null || qualifiers == null || qualifiers.isEmpty()
        ? quality
        : String.join(" ", qualifiers);
  }

  /** The qualifiers where there is a quality beside them. */
  String qualifiersBesideQuality() {
    return quality == null || qualifiers == null || qualifiers.isEmpty()
        ? null
        : String.join(" ", qualifiers);
  }

  /** {@code <}, {@code >}, nothing, or the reason as it is written when it is not understood. */
  String sign() {
    String nil = nilReason == null ? "" : sign(nilReason, "");
    return censored == null ? nil : sign(censored, censored);
  }

  private static String sign(String reason, String standIn) {
    String word = reason.toLowerCase(Locale.ROOT).replaceAll("^censorcode-", "");
    String letters = word.replaceAll("[^a-z<>]", "");
    if (letters.equals("nc") || letters.contains("notcensored") || letters.equals("uncensored")) {
      return "";
    }
    if (letters.contains("below")
        || letters.contains("lessthan")
        || letters.contains("notdetected")
        || letters.contains("nondetect")
        || letters.contains("leftcensored")
        || letters.equals("lt")
        || letters.equals("nd")
        || letters.equals("<")) {
      return "<";
    }
    if (letters.contains("above")
        || letters.contains("greaterthan")
        || letters.contains("rightcensored")
        || letters.equals("gt")
        || letters.equals(">")) {
      return ">";
    }
    return standIn;
  }

  /** The detection limit of a censored point; null when it is not told in the point's unit. */
  String detectionLimit() {
    return limit(false);
  }

  String quantificationLimit() {
    return limit(true);
  }

  private String limit(boolean quantification) {
    if (quantities == null || sign().isEmpty()) {
      return null;
    }
    for (Quantity quantity : quantities) {
      String definition = quantity.definition().toLowerCase(Locale.ROOT);
      boolean offset = definition.contains("offset") || definition.contains("accuracy");
      boolean ofUnit = quantity.unit() == null || quantity.unit().equals(unit);
      boolean quantified =
          WaterXml.lastPart(definition).contains("quanti")
              && (definition.contains("limit") || definition.contains("quantitation"));
      if (!offset && ofUnit && quantified == quantification) {
        return quantity.value();
      }
    }
    return null;
  }
}
