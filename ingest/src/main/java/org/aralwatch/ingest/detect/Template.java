package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.source.FileFormat;

/** The mapping that comes with the program for a format that describes itself. */
final class Template {
  private Template() {}

  /** Whole, or with what nobody but a person knows left open. */
  static Optional<ObjectNode> find(FileFormat format) {
    for (String ending : new String[] {".template.json", ".mapping.json"}) {
      try (InputStream in = Mapping.class.getResourceAsStream(format.code() + ending)) {
        if (in != null) {
          JsonNode file = Json.mapper().readTree(in);
          return Optional.of((ObjectNode) (file.has("mapping") ? file.get("mapping") : file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Optional.empty();
  }

  /** Takes a template into the draft, and looks for what the file has and it has not. */
  static void use(ObjectNode template, Draft draft, Roles roles) {
    ObjectNode mapping = draft.mapping();
    Notes notes = draft.notes();
    template
        .properties()
        .forEach(
            member -> {
              if (!mapping.has(member.getKey())) {
                mapping.set(member.getKey(), member.getValue().deepCopy());
              }
            });
    String code = mapping.path("format").asText();
    notes.found("", code, 0.9, "template.used", code);
    roles.column("property").ifPresent(column -> properties(column, draft));
    roles
        .column("support")
        .filter(column -> mapping.at("/time/support/column").asText().equals(column.name()))
        .ifPresent(column -> supports(column, mapping, notes));
    Optional<Column> station = roles.column("station-code");
    boolean byColumn = mapping.at("/station/column").asText().equals("station");
    if (byColumn && station.map(Column::isEmpty).orElse(true)) {
      mapping.remove("station");
      notes.ask("/station", List.of(), "station.open", draft.around().texts());
    }
    if (!mapping.at("/time").has("zone")) {
      notes.ask(
          "/time/zone",
          List.of("Asia/Tashkent", "Asia/Bishkek", "Asia/Almaty", "Asia/Dushanbe", "Asia/Ashgabat"),
          "zone.offset");
    }
    if (!mapping.at("/datastream").has("procedure")) {
      notes.ask("/datastream/procedure", List.of(), "procedure.open");
    }
  }

  private static void properties(Column column, Draft draft) {
    if (!(draft.mapping().at("/properties/values") instanceof ObjectNode values)) {
      return;
    }
    Notes notes = draft.notes();
    List<String> there = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String text : column.distinct().keySet()) {
      if (values.has(text)) {
        there.add(text);
        continue;
      }
      Optional<PropertyMatcher.Match> match =
          draft.matcher().match(HeaderText.of(text)).filter(found -> found.score() > 0.9);
      if (match.isEmpty()) {
        unknown.add(text);
        continue;
      }
      String property = match.get().property().code();
      ObjectNode series = values.putObject(text);
      series.put("property", property).put("statistic", match.get().statisticOrUsual());
      notes.found(
          Notes.path("properties", "values", text),
          property,
          match.get().score(),
          "template.more",
          text,
          property);
      notes.ask(
          Notes.path("properties", "values", text, "unit"),
          draft.known().unitsOf(property),
          "unit.open",
          text);
    }
    notes.found(
        "/properties/values",
        there.size(),
        0.9,
        "template.properties",
        there.size(),
        column.distinct().size(),
        there);
    if (!unknown.isEmpty()) {
      notes.ask(
          "/properties/values",
          unknown,
          "property.unknown-texts",
          unknown.size(),
          column.name(),
          unknown);
    }
  }

  private static void supports(Column column, ObjectNode mapping, Notes notes) {
    JsonNode values = mapping.at("/time/support/values");
    List<String> unknown = new ArrayList<>();
    for (String text : column.distinct().keySet()) {
      if (!values.has(text)) {
        Optional<String> support = Words.standard().support(text);
        if (support.isPresent() && values instanceof ObjectNode known) {
          known.put(text, support.get());
        } else {
          unknown.add(text);
        }
      }
    }
    if (!unknown.isEmpty()) {
      notes.ask("/time/support/values", unknown, "support.unknown-texts", column.name(), unknown);
    }
  }
}
