package org.aralwatch.ingest.source.waterml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.ObservationRow;
import org.aralwatch.ingest.source.ObservationRow.Column;
import org.aralwatch.ingest.source.WarningReader;
import org.aralwatch.ingest.source.Warnings;

/**
 * Time series of OGC WaterML 2.0, part 1 (OGC 10-126r4, 2014,
 * https://portal.ogc.org/files/?artifact_id=57222; its schema 2.0.2; read on 2026-11-24):
 * time-value pairs with defaults, metadata of points, nil values, censored values and regular
 * spacing. The observations may lie in a wml2:Collection, in a GML or WFS feature collection (USGS,
 * FMI), or in an answer of a Sensor Observation Service (KISTERS, Bureau of Meteorology).
 *
 * <p>Columns: station, station-name, longitude, latitude, elevation, property, statistic, unit,
 * begin, end, time, value, qualifier, flag, detection-limit, quantification-limit, procedure,
 * remark, support. The station is the identifier of the sampling feature, else the last part of the
 * link to it; property and procedure are the titles of their links. {@code time} is that of the
 * point, with its offset. {@code statistic} is told by the interpolation type, and so is which end
 * of its period the time is: {@code end} for a preceding interval, {@code begin} for a succeeding
 * one; the other end is given where the aggregation duration or the spacing is. A nil value is
 * missing; a censored one without a value has its limit as value, where a qualifier tells it. The
 * flag is the quality code, else the qualifiers. Categories are pushed as they are: they are no
 * numbers, and a mapping rejects them. Coordinates keep their system, axes are put in order by it.
 */
public final class WaterMl2Table implements WarningReader {
  private static final String WATERML_1 = "http://www.cuahsi.org/waterML/";

  private static final List<Column> COLUMNS = List.of(Column.values());

  private final Warnings warnings = new Warnings();

  @Override
  public List<String> warnings() {
    return warnings.list();
  }

  @Override
  public void read(InputStream in, RowSink sink) throws IOException {
    warnings.clear();
    Path file = Files.createTempFile("aralwatch-" + ProcessHandle.current().pid() + "-", ".xml");
    try {
      if (Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING) == 0) {
        throw new BadFileException("the file is empty");
      }
      WaterDescriptions descriptions = new WaterDescriptions();
      try (WaterXml xml = new WaterXml(Files.newInputStream(file))) {
        descriptions.read(xml);
      }
      check(descriptions);
      ObservationRow row = new ObservationRow(sink, COLUMNS);
      try (WaterXml xml = new WaterXml(Files.newInputStream(file))) {
        new Emission(xml, descriptions, row).read();
      }
      row.finish();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void check(WaterDescriptions descriptions) {
    if (descriptions.exception() != null) {
      throw new BadFileException(
          "the file is the error message of a service: " + descriptions.exception());
    }
    if (descriptions.rootNamespace().startsWith(WATERML_1)) {
      throw new BadFileException("the file is WaterML 1; version 2.0 is read");
    }
    if (descriptions.series() == 0) {
      throw new BadFileException(
          "there is no time series of WaterML 2.0 in the file; its outermost element is '"
              + descriptions.root()
              + "'");
    }
  }

  /** Second pass: the points. */
  private final class Emission {
    private final WaterXml xml;
    private final WaterDescriptions descriptions;
    private final ObservationRow row;
    private long categories;

    // Of the observation that is read.
    private WaterFeature feature;
    private WaterProcess process;
    private String property;

    Emission(WaterXml xml, WaterDescriptions descriptions, ObservationRow row) {
      this.xml = xml;
      this.descriptions = descriptions;
      this.row = row;
    }

    void read() throws IOException {
      scan();
      if (categories > 0) {
        warnings.add(categories + " values are categories, not numbers");
      }
    }

    private void scan() throws IOException {
      int parent = xml.depth();
      while (xml.nextChild(parent)) {
        if (xml.name().equals("OM_Observation") || xml.namespace().contains("/omso/")) {
          observation();
        } else {
          scan();
        }
      }
    }

    private void observation() throws IOException {
      feature = null;
      process = null;
      property = null;
      int parent = xml.depth();
      while (xml.nextChild(parent)) {
        switch (xml.name()) {
          case "procedure" -> process = process();
          case "observedProperty" -> property = property();
          case "featureOfInterest" -> feature = feature();
          case "result" -> result();
          default -> {
            // Times of the whole, parameters, metadata.
          }
        }
      }
    }

    private WaterProcess process() throws IOException {
      String address = xml.attribute(WaterXml.XLINK, "href");
      String titled = xml.titled();
      int parent = xml.depth();
      while (xml.nextChild(parent)) {
        if (xml.name().equals("ObservationProcess")) {
          WaterProcess inline = WaterProcess.read(xml);
          return inline.name() == null ? new WaterProcess(titled, inline.statistic()) : inline;
        }
      }
      WaterProcess known =
          address != null && address.startsWith("#")
              ? descriptions.processes.get(address.substring(1))
              : null;
      return known != null && known.name() != null
          ? known
          : new WaterProcess(titled, known == null ? null : known.statistic());
    }

    private String property() {
      String address = xml.attribute(WaterXml.XLINK, "href");
      String title = xml.attribute(WaterXml.XLINK, "title");
      if (title == null && address != null && address.startsWith("#")) {
        String defined = descriptions.definitions.get(address.substring(1));
        return defined == null ? address.substring(1) : defined;
      }
      return xml.titled();
    }

    private WaterFeature feature() throws IOException {
      String address = xml.attribute(WaterXml.XLINK, "href");
      WaterFeature linked = WaterFeature.linked(address, xml.attribute(WaterXml.XLINK, "title"));
      WaterFeature found = WaterFeature.find(descriptions.features, address);
      WaterFeature inline = null;
      int parent = xml.depth();
      while (xml.nextChild(parent)) {
        if (inline == null) {
          String id = xml.attribute(WaterXml.GML, "id");
          inline = WaterFeature.read(xml);
          found = found == null && id != null ? descriptions.features.get(id) : found;
        }
      }
      WaterFeature whole = inline == null ? linked : inline.or(linked);
      whole =
          found == null ? whole : inline == null ? found.or(linked) : inline.or(found).or(linked);
      if (whole.problem() != null) {
        warnings.add(whole.problem());
      }
      return whole;
    }

    private void result() throws IOException {
      String address = xml.attribute(WaterXml.XLINK, "href");
      boolean any = false;
      int parent = xml.depth();
      while (xml.nextChild(parent)) {
        any = true;
        boolean categorical = xml.name().equals("CategoricalTimeseries");
        if (categorical || xml.name().equals("MeasurementTimeseries")) {
          new Series(categorical).read();
        } else {
          warnings.add(
              "the result of an observation is a '"
                  + xml.name()
                  + "', not a series of time-value pairs: it was left out");
        }
      }
      if (!any) {
        warnings.add(
            address == null
                ? "the result of an observation is no time series: it was left out"
                : "the result of an observation is not in the file, only a link to it");
      }
    }

    private final class Series {
      private final boolean categorical;
      private final PointMetadata defaults = new PointMetadata();
      private final PointMetadata metadata = new PointMetadata();
      private String baseTime;
      private XmlDuration spacing;
      private String codeSpace;
      private long points;

      Series(boolean categorical) {
        this.categorical = categorical;
      }

      void read() throws IOException {
        int parent = xml.depth();
        while (xml.nextChild(parent)) {
          switch (xml.name()) {
            case "metadata" -> metadata();
            case "defaultPointMetadata" -> readInto(defaults);
            case "point" -> point();
            default -> {
              // Names, bounds.
            }
          }
        }
      }

      private void metadata() throws IOException {
        int parent = xml.depth();
        while (xml.nextChild(parent)) {
          int properties = xml.depth();
          while (xml.nextChild(properties)) {
            switch (xml.name()) {
              case "baseTime" -> baseTime = xml.text();
              case "spacing" -> {
                String text = xml.text();
                spacing = XmlDuration.find(text);
                if (spacing == null) {
                  throw xml.bad("'" + text + "' is no duration between points");
                }
              }
              case "cumulative" -> {
                if (xml.text().equals("true")) {
                  warnings.add(
                      "the series '" + property + "' is cumulative: its values add up over time");
                }
              }
              default -> {
                // Extent, comments, anchors.
              }
            }
          }
        }
      }

      private void readInto(PointMetadata target) throws IOException {
        int parent = xml.depth();
        while (xml.nextChild(parent)) {
          target.read(xml);
        }
      }

      private void point() throws IOException {
        int parent = xml.depth();
        while (xml.nextChild(parent)) {
          pair();
        }
      }

      private void pair() throws IOException {
        metadata.copy(defaults);
        String time = null;
        String value = null;
        codeSpace = null;
        int parent = xml.depth();
        while (xml.nextChild(parent)) {
          switch (xml.name()) {
            case "time" -> time = xml.text();
            case "value" -> {
              String nil = xml.attribute(WaterXml.XSI, "nil");
              String text = categorical ? category() : xml.text();
              value = "true".equals(nil) || "1".equals(nil) ? null : text;
            }
            case "metadata" -> readInto(metadata);
            default -> {
              // Nothing else is in a pair.
            }
          }
        }
        if ((time == null || time.isEmpty()) && spacing != null && baseTime != null) {
          time = spacing.from(baseTime, points);
          if (time == null) {
            throw xml.bad("no time can be counted from the base time '" + baseTime + "'");
          }
        }
        points++;
        categories += categorical ? 1 : 0;
        push(time, value);
      }

      private String category() throws IOException {
        String value = null;
        int parent = xml.depth();
        while (xml.nextChild(parent)) {
          int component = xml.depth();
          while (xml.nextChild(component)) {
            switch (xml.name()) {
              case "value" -> value = xml.text();
              case "codeSpace" -> codeSpace = xml.attribute(WaterXml.XLINK, "href");
              default -> {
                // Labels.
              }
            }
          }
        }
        return value;
      }

      private void push(String time, String value) {
        if (feature != null) {
          row.set(Column.STATION, feature.code())
              .set(Column.STATION_NAME, feature.name())
              .set(Column.LONGITUDE, feature.longitude())
              .set(Column.LATITUDE, feature.latitude())
              .set(Column.ELEVATION, feature.elevation());
        }
        Interpolation interpolation = Interpolation.find(metadata.interpolation());
        period(time, interpolation);
        String sign = metadata.sign();
        String limit = metadata.detectionLimit();
        String quantified = metadata.quantificationLimit();
        boolean missing = value == null || value.isEmpty();
        row.set(Column.PROPERTY, property)
            .set(Column.STATISTIC, statistic(interpolation))
            .set(Column.UNIT, metadata.unit())
            .set(Column.TIME, time)
            .set(Column.VALUE, missing && !sign.isEmpty() ? or(limit, quantified) : value)
            .set(Column.QUALIFIER, sign)
            .set(Column.FLAG, metadata.flag())
            .set(Column.DETECTION_LIMIT, limit)
            .set(Column.QUANTIFICATION_LIMIT, quantified)
            .set(Column.PROCEDURE, process == null ? null : process.name())
            .set(Column.REMARK, remark(missing))
            .push();
      }

      private void period(String time, Interpolation interpolation) {
        if (time == null || interpolation == null) {
          return;
        }
        if (interpolation.anchor() == Interpolation.Anchor.MOMENT) {
          row.set(Column.SUPPORT, "instant");
          return;
        }
        XmlDuration aggregation = XmlDuration.find(metadata.duration());
        XmlDuration length = aggregation == null ? spacing : aggregation;
        row.set(Column.SUPPORT, length == null ? null : length.toString());
        if (interpolation.anchor() == Interpolation.Anchor.BEGIN) {
          row.set(Column.BEGIN, time).set(Column.END, moved(time, length, 1));
        } else {
          row.set(Column.BEGIN, moved(time, length, -1)).set(Column.END, time);
        }
      }

      private String moved(String time, XmlDuration length, long count) {
        return length == null ? null : length.from(time, count);
      }

      private String statistic(Interpolation interpolation) {
        if (interpolation != null) {
          return interpolation.statistic();
        }
        return process != null && process.statistic() != null
            ? process.statistic()
            : metadata.interpolation();
      }

      private String remark(boolean missing) {
        StringBuilder remark = new StringBuilder();
        join(
            remark,
            categorical ? "category" + (codeSpace == null ? "" : " of " + codeSpace) : null);
        join(remark, missing ? metadata.nilReason() : null);
        join(remark, metadata.qualifiersBesideQuality());
        join(remark, metadata.comment());
        return remark.isEmpty() ? null : remark.toString();
      }
    }
  }

  private static String or(String first, String second) {
    return first == null ? second : first;
  }

  private static void join(StringBuilder text, String part) {
    if (part != null && !part.isEmpty()) {
      text.append(text.isEmpty() ? "" : "; ").append(part);
    }
  }
}
