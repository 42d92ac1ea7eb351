package org.aralwatch.ingest.mapping;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.aralwatch.geodata.observation.Datastream.Source;
import org.aralwatch.geodata.observation.Datastream.Visibility;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.ingest.mapping.Mapping.Layout;
import org.aralwatch.ingest.mapping.Mapping.Step;

/** Reads where a mapping's values stand, and what their series are. */
final class LayoutReader {
  private final JsonObject root;
  private final String layer;
  private final Optional<JsonObject> defaults;

  /**
   * @param layer of the series that name none
   * @param defaults what is the same for all series
   */
  LayoutReader(JsonObject root, String layer, Optional<JsonObject> defaults) {
    this.root = root;
    this.layer = layer;
    this.defaults = defaults;
  }

  Layout read() {
    Layout layout =
        switch (root.parsed("layout", one("layout", "long", "wide", "matrix"), "long")) {
          case "wide" -> wide();
          case "matrix" -> matrix();
          default -> longLayout();
        };
    defaults.ifPresent(JsonObject::done);
    return layout;
  }

  private Layout longLayout() {
    JsonObject properties = root.object("properties");
    Choice<Series> series;
    if (properties.has("value")) {
      series = Choice.constant(series(properties.object("value")));
    } else {
      String column = properties.text("column");
      Map<String, Series> values = new LinkedHashMap<>();
      properties
          .members("values")
          .forEach(
              (text, value) -> values.put(text, series(properties.member("values", text, value))));
      series = new Choice<>(Optional.of(column), values);
    }
    properties.done();
    return new Layout.Long(series, root.object("value").text("column"));
  }

  private Layout wide() {
    Map<String, Series> columns = new LinkedHashMap<>();
    root.members("columns")
        .forEach(
            (header, value) -> columns.put(header, series(root.member("columns", header, value))));
    return new Layout.Wide(columns);
  }

  private Layout matrix() {
    JsonObject matrix = root.object("matrix");
    Layout layout =
        new Layout.Matrix(
            matrix.text("from"),
            matrix.text("to"),
            matrix.parsed("step", LayoutReader::step, Step.MONTH),
            series(matrix.object("series")));
    matrix.done();
    return layout;
  }

  private static Step step(String code) {
    return Arrays.stream(Step.values())
        .filter(step -> step.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown step '"
                        + code
                        + "'; one of "
                        + Arrays.stream(Step.values())
                            .map(Step::code)
                            .collect(Collectors.joining(", "))));
  }

  private Series series(JsonObject entry) {
    Inherited datastream = new Inherited(entry, defaults);
    Optional<JsonObject> source = datastream.object("source");
    Optional<JsonObject> gas = entry.optionalObject("gas");
    Series series =
        new Series(
            entry.text("property"),
            unit(entry),
            entry.optionalText("expressedAs"),
            gas.map(
                g -> new Series.GasReference(g.number("temperatureC"), g.number("pressureKPa"))),
            entry.parsed("statistic", Statistic::ofCode, Statistic.MEAN),
            entry.optionalText("layer").orElse(layer),
            entry.optionalText("station"),
            datastream.text("procedure", ""),
            source
                .map(s -> new Source(s.text("title"), s.text("url"), s.text("read")))
                .orElse(new Source("", "", "")),
            datastream.text("licence", ""),
            datastream.text("owner", ""),
            datastream.text("definition", ""),
            datastream.optionalText("verticalDatum"),
            datastream
                .optionalText("visibility")
                .map(code -> entry.read("visibility", code, Visibility::ofCode, Visibility.PUBLIC))
                .orElse(Visibility.PUBLIC));
    source.ifPresent(JsonObject::done);
    gas.ifPresent(JsonObject::done);
    entry.done();
    return series;
  }

  private static Choice<String> unit(JsonObject entry) {
    if (entry.isText("unit") || !entry.has("unit")) {
      return Choice.constant(entry.text("unit"));
    }
    JsonObject unit = entry.object("unit");
    Map<String, String> values = new LinkedHashMap<>();
    String column = unit.text("column");
    unit.members("values").forEach((text, code) -> values.put(text, code.asText()));
    unit.done();
    return new Choice<>(Optional.of(column), values);
  }

  /** A datastream's field as the entry gives it, else as the mapping's "datastream" does. */
  private record Inherited(JsonObject entry, Optional<JsonObject> defaults) {
    String text(String key, String standIn) {
      return optionalText(key)
          .orElseGet(
              () -> {
                entry.add(key, "is missing here and in 'datastream'");
                return standIn;
              });
    }

    Optional<String> optionalText(String key) {
      Optional<String> inherited = defaults.flatMap(object -> object.optionalText(key));
      return entry.optionalText(key).or(() -> inherited);
    }

    Optional<JsonObject> object(String key) {
      Optional<JsonObject> inherited = defaults.flatMap(object -> object.optionalObject(key));
      Optional<JsonObject> object = entry.optionalObject(key).or(() -> inherited);
      if (object.isEmpty()) {
        entry.add(key, "is missing here and in 'datastream'");
      }
      return object;
    }
  }

  /** A text that must be one of some. */
  static Function<String, String> one(String what, String... allowed) {
    return text -> {
      if (!Arrays.asList(allowed).contains(text)) {
        throw new IllegalArgumentException(
            "unknown " + what + " '" + text + "'; one of " + String.join(", ", allowed));
      }
      return text;
    };
  }
}
