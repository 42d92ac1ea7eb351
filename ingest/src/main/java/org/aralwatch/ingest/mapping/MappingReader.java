package org.aralwatch.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.aralwatch.geodata.observation.Datastream.Source;
import org.aralwatch.geodata.observation.Datastream.Visibility;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.ingest.mapping.Mapping.FlagRule;
import org.aralwatch.ingest.mapping.Mapping.IgnoreRule;
import org.aralwatch.ingest.mapping.Mapping.Layout;
import org.aralwatch.ingest.mapping.Mapping.QualifierRule;
import org.aralwatch.ingest.mapping.TimeRule.Label;

/** Reads a mapping from its JSON; what the words mean is checked later, against the vocabulary. */
final class MappingReader {
  /** Those met in the region; others that Java knows are read as well. */
  private static final String ENCODINGS = "UTF-8, UTF-16, windows-1251, windows-1252, KOI8-R, ...";

  private final List<String> problems = new ArrayList<>();
  private final JsonObject root;
  private final JsonNode definition;

  MappingReader(JsonNode definition) {
    this.definition = definition;
    this.root = JsonObject.root(definition, problems);
  }

  /**
   * @param source where it was read, for the message
   * @throws MappingException with all problems
   */
  Mapping read(String source) {
    String name = root.text("name");
    String title = root.text("title");
    CsvFormat csv = csv();
    String layer = root.text("layer");
    boolean wide = "wide".equals(root.parsed("layout", one("layout", "long", "wide"), "long"));
    Optional<JsonObject> defaults = root.optionalObject("datastream");
    Layout layout = wide ? wide(layer, defaults) : longLayout(layer, defaults);
    Optional<Cell> station = station(layout);
    Mapping mapping =
        new Mapping(
            name,
            title,
            csv,
            layout,
            station,
            newStations(),
            time(),
            missing(wide),
            qualifier(),
            flag(),
            ignoreRows(),
            definition);
    defaults.ifPresent(JsonObject::done);
    root.done();
    if (!problems.isEmpty()) {
      throw new MappingException(source, new ArrayList<>(new LinkedHashSet<>(problems)));
    }
    return mapping;
  }

  private CsvFormat csv() {
    Optional<JsonObject> given = root.optionalObject("csv");
    if (given.isEmpty()) {
      return new CsvFormat(',', StandardCharsets.UTF_8, Optional.empty(), '"', 1, '.');
    }
    JsonObject csv = given.get();
    char delimiter = csv.character("delimiter", ',');
    Charset encoding =
        csv.has("encoding")
            ? csv.parsed("encoding", MappingReader::charset, StandardCharsets.UTF_8)
            : StandardCharsets.UTF_8;
    Optional<String> comment = csv.optionalText("comment");
    if (comment.isPresent() && comment.get().length() != 1) {
      csv.add("comment", "expected one character");
    }
    char quote = csv.character("quote", '"');
    int headerRows = csv.integer("headerRows", 1, 20);
    char decimal = csv.character("decimal", '.');
    if (decimal != '.' && decimal != ',') {
      csv.add("decimal", "expected '.' or ','");
    }
    if (delimiter == quote || delimiter == '\n' || delimiter == '\r') {
      csv.add("delimiter", "cannot be the quote or the end of a line");
    }
    csv.done();
    return new CsvFormat(
        delimiter,
        encoding,
        comment.filter(text -> text.length() == 1).map(text -> text.charAt(0)),
        quote,
        headerRows,
        decimal);
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("unknown encoding '" + name + "'; one of " + ENCODINGS, e);
    }
  }

  private Optional<Cell> station(Layout layout) {
    boolean columnsNameIt =
        layout instanceof Layout.Wide columns
            && columns.columns().values().stream().allMatch(series -> series.station().isPresent());
    Optional<JsonObject> station =
        columnsNameIt ? root.optionalObject("station") : Optional.of(root.object("station"));
    return station.map(
        object -> {
          Optional<String> column = object.optionalText("column");
          Optional<String> code = object.optionalText("code");
          if (column.isPresent() == code.isPresent()) {
            root.add("station", "expected either 'column' or 'code'");
          }
          object.done();
          return column
              .<Cell>map(Cell.Column::new)
              .orElseGet(() -> new Cell.Constant(code.orElse("")));
        });
  }

  private Optional<NewStations> newStations() {
    return root.optionalObject("newStations")
        .map(
            object -> {
              Map<String, Cell> name = cells(object, "name");
              Cell x = cell(object, "x");
              Cell y = cell(object, "y");
              String crs =
                  object.has("crs")
                      ? object.parsed("crs", MappingReader::epsg, "EPSG:4326")
                      : "EPSG:4326";
              Map<String, Cell> attributes =
                  object.has("attributes") ? cells(object, "attributes") : Map.of();
              object.done();
              return new NewStations(name, x, y, crs, attributes);
            });
  }

  private static String epsg(String code) {
    if (!code.matches("EPSG:[0-9]{4,6}")) {
      throw new IllegalArgumentException(
          "unknown coordinate system '" + code + "'; expected a code such as EPSG:32642");
    }
    return code;
  }

  private Map<String, Cell> cells(JsonObject object, String key) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    object
        .members(key)
        .forEach((name, value) -> cells.put(name, cell(object.member(key, name, value))));
    return cells;
  }

  private Cell cell(JsonObject object, String key) {
    return cell(object.object(key));
  }

  private static Cell cell(JsonObject object) {
    Optional<String> column = object.optionalText("column");
    Optional<String> constant =
        object.has("value") ? Optional.of(object.constant("value")) : Optional.empty();
    if (column.isPresent() == constant.isPresent()) {
      object.add("column", "expected either 'column' or 'value'");
    }
    object.done();
    return column
        .<Cell>map(Cell.Column::new)
        .orElseGet(() -> new Cell.Constant(constant.orElse("")));
  }

  private TimeRule time() {
    JsonObject time = root.object("time");
    List<String> columns =
        time.has("columns") ? time.texts("columns") : List.of(time.text("column"));
    if (time.has("columns") && time.has("column")) {
      time.add("columns", "expected either 'column' or 'columns'");
    }
    TimeFormat format = time.parsed("format", TimeFormat::of, TimeFormat.of("yyyy"));
    ZoneId zone = time.parsed("zone", MappingReader::zone, ZoneOffset.UTC);
    Choice<Support> support = support(time);
    Label label =
        time.has("label") ? time.parsed("label", MappingReader::label, Label.BEGIN) : Label.BEGIN;
    boolean fixed =
        support.all().stream().anyMatch(s -> s.isInstant() || s.code().startsWith("PT"));
    if (fixed && (label == Label.LAST_DAY || label == Label.WITHIN)) {
      time.add(
          "label",
          "'" + label.code() + "' is for day, dekad, month and the like; expected begin or end");
    }
    time.done();
    return new TimeRule(columns, format, zone, support, label);
  }

  /** Fixed offsets become zones that the database reads alike: to it, "UTC+06:00" lies west. */
  static ZoneId zone(String text) {
    try {
      ZoneId zone = ZoneId.of(text).normalized();
      if (zone instanceof ZoneOffset offset) {
        int seconds = offset.getTotalSeconds();
        if (seconds == 0) {
          return ZoneId.of("UTC");
        }
        if (seconds % 3_600 != 0) {
          throw new IllegalArgumentException(
              "the offset '" + text + "' is not of whole hours; name a zone, as Asia/Kabul");
        }
        // POSIX counts west, so east of Greenwich is minus.
        return ZoneId.of("Etc/GMT" + (seconds > 0 ? "-" : "+") + Math.abs(seconds) / 3_600);
      }
      return zone;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "unknown time zone '" + text + "'; expected one such as Asia/Tashkent or UTC+05:00", e);
    }
  }

  private static Label label(String code) {
    for (Label label : Label.values()) {
      if (label.code().equals(code)) {
        return label;
      }
    }
    throw new IllegalArgumentException(
        "unknown label '" + code + "'; one of begin, end, last-day, within");
  }

  private Choice<Support> support(JsonObject time) {
    if (time.isText("support")) {
      return Choice.constant(time.parsed("support", Support::ofCode, Support.DAY));
    }
    JsonObject object = time.object("support");
    String column = object.text("column");
    Map<String, Support> values = new LinkedHashMap<>();
    object
        .members("values")
        .forEach(
            (text, code) ->
                values.put(
                    text,
                    object.read("values." + text, code.asText(), Support::ofCode, Support.DAY)));
    object.done();
    return new Choice<>(Optional.of(column), values);
  }

  private Layout longLayout(String layer, Optional<JsonObject> defaults) {
    JsonObject properties = root.object("properties");
    Choice<Series> series;
    if (properties.has("value")) {
      series = Choice.constant(series(properties.object("value"), layer, defaults));
    } else {
      String column = properties.text("column");
      Map<String, Series> values = new LinkedHashMap<>();
      properties
          .members("values")
          .forEach(
              (text, value) ->
                  values.put(
                      text, series(properties.member("values", text, value), layer, defaults)));
      series = new Choice<>(Optional.of(column), values);
    }
    properties.done();
    return new Layout.Long(series, root.object("value").text("column"));
  }

  private Layout wide(String layer, Optional<JsonObject> defaults) {
    Map<String, Series> columns = new LinkedHashMap<>();
    root.members("columns")
        .forEach(
            (header, value) ->
                columns.put(
                    header, series(root.member("columns", header, value), layer, defaults)));
    return new Layout.Wide(columns);
  }

  private Series series(JsonObject entry, String layer, Optional<JsonObject> defaults) {
    Inherited datastream = new Inherited(entry, defaults);
    Optional<JsonObject> source = datastream.object("source");
    Series series =
        new Series(
            entry.text("property"),
            entry.text("unit"),
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
    entry.done();
    return series;
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

  private List<String> missing(boolean wide) {
    Optional<JsonObject> value =
        wide ? root.optionalObject("value") : Optional.of(root.object("value"));
    return value
        .map(
            object -> {
              if (!wide) {
                object.text("column");
              }
              List<String> missing = object.has("missing") ? object.texts("missing") : List.of();
              object.done();
              return missing;
            })
        .orElse(List.of());
  }

  private Optional<QualifierRule> qualifier() {
    return root.optionalObject("qualifier")
        .map(
            object -> {
              String column = object.text("column");
              Map<String, Qualifier> values = new LinkedHashMap<>();
              values.put("", Qualifier.NONE);
              values.put("<", Qualifier.LESS_THAN);
              values.put(">", Qualifier.GREATER_THAN);
              if (object.has("values")) {
                object
                    .members("values")
                    .forEach(
                        (text, sign) ->
                            values.put(
                                text,
                                object.read(
                                    "values." + text,
                                    sign.asText(),
                                    MappingReader::qualifier,
                                    Qualifier.NONE)));
              }
              object.done();
              return new QualifierRule(column, Map.copyOf(values));
            });
  }

  private static Qualifier qualifier(String sign) {
    return switch (sign) {
      case "" -> Qualifier.NONE;
      case "<" -> Qualifier.LESS_THAN;
      case ">" -> Qualifier.GREATER_THAN;
      default ->
          throw new IllegalArgumentException(
              "unknown qualifier '" + sign + "'; one of '<', '>' or nothing");
    };
  }

  private Optional<FlagRule> flag() {
    return root.optionalObject("flag")
        .map(
            object -> {
              String column = object.text("column");
              Map<String, QualityFlag> values = new LinkedHashMap<>();
              object
                  .members("values")
                  .forEach(
                      (text, code) ->
                          values.put(
                              text,
                              object.read(
                                  "values." + text,
                                  code.asText(),
                                  MappingReader::qualityFlag,
                                  QualityFlag.NOT_EVALUATED)));
              object.done();
              return new FlagRule(column, Map.copyOf(values));
            });
  }

  private static QualityFlag qualityFlag(String code) {
    if (!code.matches("[0-9]")) {
      throw new IllegalArgumentException(
          "unknown quality flag '" + code + "'; one of 1, 2, 3, 4, 9");
    }
    return QualityFlag.ofCode(Integer.parseInt(code));
  }

  private Optional<IgnoreRule> ignoreRows() {
    return root.optionalObject("ignoreRows")
        .map(
            object -> {
              String column = object.text("column");
              Set<String> values = Set.copyOf(object.texts("values"));
              object.done();
              return new IgnoreRule(column, values);
            });
  }

  private static Function<String, String> one(String what, String... allowed) {
    return text -> {
      if (!List.of(allowed).contains(text)) {
        throw new IllegalArgumentException(
            "unknown " + what + " '" + text + "'; one of " + String.join(", ", allowed));
      }
      return text;
    };
  }
}
