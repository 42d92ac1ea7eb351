package org.aralwatch.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.ingest.mapping.Header.Names;
import org.aralwatch.ingest.mapping.Mapping.FlagRule;
import org.aralwatch.ingest.mapping.Mapping.IgnoreRule;
import org.aralwatch.ingest.mapping.Mapping.Layout;
import org.aralwatch.ingest.mapping.Mapping.QualifierRule;
import org.aralwatch.ingest.mapping.Mapping.ValueRule;
import org.aralwatch.ingest.source.FileFormat;

/** Reads a mapping from its JSON; what the words mean is checked later, against the vocabulary. */
final class MappingReader {
  /** Those met in the region; others that Java knows are read as well. */
  private static final String ENCODINGS = "UTF-8, UTF-16, windows-1251, windows-1252, KOI8-R, ...";

  private static final int MOST_HEADER_ROWS = 20;
  private static final int MOST_SKIPPED_ROWS = 1_000;

  private final List<String> problems = new ArrayList<>();
  private final JsonObject root;
  private final JsonNode definition;

  MappingReader(JsonNode definition) {
    this.definition = definition;
    this.root = JsonObject.root(definition, problems);
  }

  /** What stands in "csv": the dialect, and what all formats have, as it was once written. */
  private record Csv(CsvFormat dialect, Optional<Integer> headerRows, char decimal) {}

  /**
   * @param source where it was read, for the message
   * @throws MappingException with all problems
   */
  Mapping read(String source) {
    String name = root.text("name");
    String title = root.text("title");
    FileFormat format =
        root.has("format")
            ? root.parsed("format", FileFormat::ofCode, FileFormat.CSV)
            : FileFormat.CSV;
    Csv csv = csv();
    Header header = header(csv);
    String layer = root.text("layer");
    Layout layout = new LayoutReader(root, layer, root.optionalObject("datastream")).read();
    boolean columnsNameStations =
        layout instanceof Layout.Wide columns
            && columns.columns().values().stream().allMatch(series -> series.station().isPresent());
    StationReader stations = new StationReader(root);
    Mapping mapping =
        new Mapping(
            name,
            title,
            format,
            csv.dialect(),
            reading(),
            root.has("tables") ? Optional.of(root.pattern("tables")) : Optional.empty(),
            header,
            decimal(root, csv.decimal()),
            layout,
            stations.rule(columnsNameStations),
            stations.given(layer),
            stations.codes(),
            stations.made(),
            new TimeRuleReader(root.object("time")).read(),
            values(layout),
            qualifier(),
            flag(),
            ignoreRows(),
            definition);
    root.done();
    if (!problems.isEmpty()) {
      throw new MappingException(source, new ArrayList<>(new LinkedHashSet<>(problems)));
    }
    return mapping;
  }

  private Csv csv() {
    Optional<JsonObject> given = root.optionalObject("csv");
    if (given.isEmpty()) {
      return new Csv(CsvFormat.USUAL, Optional.empty(), '.');
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
    Optional<Integer> headerRows =
        csv.has("headerRows")
            ? Optional.of(csv.integer("headerRows", 1, MOST_HEADER_ROWS))
            : Optional.empty();
    char decimal = decimal(csv, '.');
    if (delimiter == quote || delimiter == '\n' || delimiter == '\r') {
      csv.add("delimiter", "cannot be the quote or the end of a line");
    }
    csv.done();
    CsvFormat dialect =
        new CsvFormat(
            delimiter,
            encoding,
            comment.filter(text -> text.length() == 1).map(text -> text.charAt(0)),
            quote);
    return new Csv(dialect, headerRows, decimal);
  }

  private static char decimal(JsonObject object, char fallback) {
    char decimal = object.character("decimal", fallback);
    if (decimal != '.' && decimal != ',') {
      object.add("decimal", "expected '.' or ','");
      return '.';
    }
    return decimal;
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("unknown encoding '" + name + "'; one of " + ENCODINGS, e);
    }
  }

  private Mapping.Reading reading() {
    Optional<LocalDate> received =
        root.has("received")
            ? Optional.of(root.parsed("received", MappingReader::date, LocalDate.EPOCH))
            : Optional.empty();
    Optional<String> records =
        root.has("records")
            ? Optional.of(root.parsed("records", MappingReader::pointer, ""))
            : Optional.empty();
    boolean cells =
        root.has("grid")
            && root.parsed("grid", LayoutReader.one("grid", "cells"), "").equals("cells");
    return new Mapping.Reading(received, records, cells);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is no date such as 2026-01-31", e);
    }
  }

  private static String pointer(String text) {
    if (!text.isEmpty() && !text.startsWith("/")) {
      throw new IllegalArgumentException("'" + text + "' is no JSON pointer such as /data/rows");
    }
    return text;
  }

  private Header header(Csv csv) {
    Optional<JsonObject> given = root.optionalObject("header");
    if (given.isEmpty()) {
      return new Header(0, csv.headerRows().orElse(1), Names.FIRST);
    }
    JsonObject header = given.get();
    if (csv.headerRows().isPresent()) {
      header.add("rows", "is said in 'csv.headerRows' as well");
    }
    int skip = header.integer("skip", 0, MOST_SKIPPED_ROWS);
    int rows = header.integer("rows", 1, MOST_HEADER_ROWS);
    Names names =
        header.has("names")
            ? header.parsed("names", MappingReader::names, Names.FIRST)
            : Names.FIRST;
    header.done();
    return new Header(skip, rows, names);
  }

  private static Names names(String code) {
    for (Names names : Names.values()) {
      if (names.code().equals(code)) {
        return names;
      }
    }
    throw new IllegalArgumentException("unknown '" + code + "'; one of first, last, joined");
  }

  private ValueRule values(Layout layout) {
    Optional<JsonObject> limits = root.optionalObject("limits");
    Optional<Cell> detection = limits.flatMap(l -> CellReader.optionalCell(l, "detection"));
    Optional<Cell> quantification =
        limits.flatMap(l -> CellReader.optionalCell(l, "quantification"));
    limits.ifPresent(JsonObject::done);
    Optional<JsonObject> value =
        layout instanceof Layout.Long
            ? Optional.of(root.object("value"))
            : root.optionalObject("value");
    List<String> missing = new ArrayList<>();
    Map<String, CensoredText> censored = new LinkedHashMap<>();
    value.ifPresent(
        object -> {
          if (layout instanceof Layout.Long) {
            object.text("column");
          }
          if (object.has("missing")) {
            missing.addAll(object.texts("missing"));
          }
          if (object.has("censored")) {
            object
                .members("censored")
                .forEach(
                    (text, json) ->
                        censored.put(text, censored(object.member("censored", text, json))));
          }
          object.done();
        });
    if (detection.isEmpty()
        && censored.values().stream().anyMatch(text -> text.limit().isEmpty())) {
      root.add("value.censored", "a word without a 'limit' needs the detection limit in 'limits'");
    }
    return new ValueRule(missing, censored, detection, quantification);
  }

  private static CensoredText censored(JsonObject object) {
    Qualifier sign =
        object.has("sign")
            ? object.parsed("sign", MappingReader::qualifier, Qualifier.LESS_THAN)
            : Qualifier.LESS_THAN;
    if (sign == Qualifier.NONE) {
      object.add("sign", "expected '<' or '>'");
    }
    CensoredText text = new CensoredText(sign, CellReader.optionalCell(object, "limit"));
    object.done();
    return text;
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

  /** One rule, or a list of them. */
  private List<IgnoreRule> ignoreRows() {
    List<JsonObject> objects =
        root.isList("ignoreRows")
            ? root.objects("ignoreRows")
            : root.optionalObject("ignoreRows").map(List::of).orElse(List.of());
    return objects.stream().map(MappingReader::ignoreRule).toList();
  }

  private static IgnoreRule ignoreRule(JsonObject object) {
    Optional<String> blank = object.optionalText("blank");
    Set<String> values = object.has("values") ? Set.copyOf(object.texts("values")) : Set.of();
    Optional<Pattern> pattern =
        object.has("pattern") ? Optional.of(object.pattern("pattern")) : Optional.empty();
    String column = blank.orElseGet(() -> object.text("column"));
    if (blank.isPresent() == (!values.isEmpty() || pattern.isPresent())) {
      object.add("values", "expected 'values', 'pattern' or 'blank'");
    }
    object.done();
    return new IgnoreRule(column, values, pattern, blank.isPresent());
  }
}
