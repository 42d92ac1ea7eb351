package org.aralwatch.ingest.source.waterml;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** First pass: what observations refer to by {@code #id}, and what kind of document it is. */
final class WaterDescriptions {
  /** Things that are referred to. */
  private static final int MOST = 100_000;

  /** Characters of their names together. */
  private static final int MOST_KEPT = 1 << 24;

  final Map<String, WaterFeature> features = new HashMap<>();
  final Map<String, String> definitions = new HashMap<>();
  final Map<String, WaterProcess> processes = new HashMap<>();
  private String root = "";
  private String rootNamespace = "";
  private String exception;
  private long series;
  private long kept;

  /** How many time series there are. */
  long series() {
    return series;
  }

  String root() {
    return root;
  }

  String rootNamespace() {
    return rootNamespace;
  }

  /** The text of a service's error; null when the document is none. */
  String exception() {
    return exception;
  }

  void read(WaterXml xml) throws IOException {
    children(xml);
  }

  private void children(WaterXml xml) throws IOException {
    int parent = xml.depth();
    while (xml.nextChild(parent)) {
      if (parent == 0) {
        root = xml.name();
        rootNamespace = xml.namespace();
      }
      element(xml);
    }
  }

  private void element(WaterXml xml) throws IOException {
    String id = xml.attribute(WaterXml.GML, "id");
    switch (xml.name()) {
      case "MonitoringPoint",
          "SF_SpatialSamplingFeature",
          "SF_SamplingFeature",
          "SF_SamplingPoint" -> {
        WaterFeature feature = WaterFeature.read(xml);
        if (id != null) {
          features.merge(id, feature, WaterFeature::or);
          keep(xml, features.size(), id, feature.code(), feature.name(), feature.problem());
        }
      }
      case "ObservationProcess" -> {
        WaterProcess process = WaterProcess.read(xml);
        if (id != null) {
          processes.put(id, process);
          keep(xml, processes.size(), id, process.name(), process.statistic());
        }
      }
      case "Definition" -> {
        String name = definition(xml);
        if (id != null && name != null) {
          definitions.put(id, name);
          keep(xml, definitions.size(), id, name);
        }
      }
      case "MeasurementTimeseries", "CategoricalTimeseries" -> {
        series += xml.namespace().equals(WaterXml.WML2) ? 1 : 0;
        // Its points come in the second pass.
      }
      case "ExceptionText" -> exception = xml.text();
      default -> children(xml);
    }
  }

  private static String definition(WaterXml xml) throws IOException {
    String name = null;
    int parent = xml.depth();
    while (xml.nextChild(parent)) {
      if (xml.name().equals("name") || xml.name().equals("identifier") && name == null) {
        name = xml.text();
      }
    }
    return name;
  }

  private void keep(WaterXml xml, int size, String... texts) {
    for (String text : texts) {
      kept += text == null ? 0 : text.length();
    }
    if (size > MOST) {
      throw xml.bad("more than " + MOST + " features, processes or definitions");
    }
    if (kept > MOST_KEPT) {
      throw xml.bad("descriptions of more than " + MOST_KEPT + " characters");
    }
  }
}
