package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Drafts in which unit values are: from a header, a column of units, a title; else asks. */
final class UnitDraft {
  /** Series whose unit must be asked for: path, name of the column, candidates. */
  private final List<OpenUnit> openUnits = new ArrayList<>();

  private record OpenUnit(String path, String name, List<String> candidates) {}

  private final Draft draft;
  private final Roles roles;
  private final Notes notes;

  UnitDraft(Draft draft, Roles roles) {
    this.draft = draft;
    this.roles = roles;
    this.notes = draft.notes();
  }

  /** The unit from the header, a column of units, a title; else asks. */
  void write(ObjectNode series, String path, String property, Optional<Column> value, String told) {
    Optional<Column> column = roles.column("unit");
    Optional<HeaderText> header = value.map(Column::header);
    Optional<UnitText.Parsed> unit = header.flatMap(HeaderText::unit);
    String text = header.map(HeaderText::unitText).orElse("");
    String place = header.map(HeaderText::text).orElse("");
    if (unit.isEmpty() && column.isPresent()) {
      unitColumn(series, path, column.get());
      return;
    }
    if (unit.isEmpty()) {
      unit =
          Optional.of(told)
              .filter(t -> !t.isEmpty())
              .flatMap(t -> HeaderText.of(t).unit())
              .or(() -> draft.around().unit());
      place = told.isEmpty() ? draft.around().titleTexts().toString() : told;
      text = unit.map(UnitText.Parsed::ucum).orElse("");
    }
    if (unit.isEmpty()) {
      List<String> candidates = property.isEmpty() ? List.of() : draft.known().unitsOf(property);
      if (!evident(series, path, property, value.map(List::of).orElse(roles.values()))) {
        openUnits.add(
            new OpenUnit(
                path + "/unit",
                header
                    .map(HeaderText::text)
                    .filter(t -> !t.isEmpty())
                    .orElse(property.isEmpty() ? draft.around().stem() : property),
                candidates));
      }
      return;
    }
    String ucum = fitting(unit.get().ucum(), property);
    if (!draft.known().hasUnit(ucum)) {
      notes.ask(
          path + "/unit",
          property.isEmpty() ? List.of() : draft.known().unitsOf(property),
          "unit.unknown",
          text,
          ucum);
      return;
    }
    if (!property.isEmpty()
        && !draft.known().fits(ucum, property).orElse(true)
        && !PropertyMatcher.needsGas(property, ucum)) {
      notes.ask(
          path + "/unit", draft.known().unitsOf(property), "unit.misfit", text, ucum, property);
      return;
    }
    series.put("unit", ucum);
    notes.found(path + "/unit", ucum, 0.95, "unit.header", text, ucum, place);
    gas(path, property, ucum);
  }

  /** Shares above 1 are per cent; what has no unit needs none. */
  private boolean evident(ObjectNode series, String path, String property, List<Column> values) {
    String own = property.isEmpty() ? "" : draft.known().unitOf(property);
    if (own.equals("1")) {
      series.put("unit", own);
      notes.found(path + "/unit", own, 0.9, "unit.one", property);
      return true;
    }
    if (!own.equals("%")) {
      return false;
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Column column : values) {
      for (String cell : column.distinct().keySet()) {
        double number = CellText.number(cell, draft.decimal());
        if (!Double.isNaN(number)) {
          low = Math.min(low, number);
          high = Math.max(high, number);
        }
      }
    }
    if (high <= 1.5 || high > 100.5) {
      return false;
    }
    series.put("unit", own);
    notes.found(path + "/unit", own, 0.85, "unit.percent", low, high);
    return true;
  }

  /** One question for all columns that lack the same. */
  void ask() {
    Map<List<String>, List<OpenUnit>> alike = new LinkedHashMap<>();
    openUnits.forEach(
        one -> alike.computeIfAbsent(one.candidates(), key -> new ArrayList<>()).add(one));
    alike.forEach(
        (candidates, ones) -> {
          boolean columns =
              ones.size() > 2 && ones.stream().allMatch(o -> o.path().startsWith("/columns/"));
          if (columns) {
            notes.ask(
                "/columns/*/unit",
                candidates,
                "unit.open-columns",
                ones.size(),
                ones.stream().map(OpenUnit::name).toList());
          } else {
            ones.forEach(one -> notes.ask(one.path(), candidates, "unit.open", one.name()));
          }
        });
  }

  /** A layer of water in mm over a glacier is a mass; a difference of temperatures is in kelvin. */
  private String fitting(String ucum, String property) {
    if (property.equals("glacier-mass-balance") && ucum.equals("mm")) {
      return "kg/m2";
    }
    boolean difference =
        property.equals("temperature-change") || property.equals("temperature-anomaly");
    return difference && ucum.equals("Cel") ? "K{difference}" : ucum;
  }

  private void gas(String path, String property, String ucum) {
    if (PropertyMatcher.needsGas(property, ucum)) {
      notes.ask(path + "/gas/temperatureC", List.of(25, 20, 0), "gas.open", property, ucum);
      notes.ask(path + "/gas/pressureKPa", List.of(101.325), "gas.pressure", property, ucum);
    }
  }

  private void unitColumn(ObjectNode series, String path, Column column) {
    Map<String, String> units = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String text : column.distinct().keySet()) {
      Optional<String> ucum =
          UnitText.parse(text).map(UnitText.Parsed::ucum).filter(draft.known()::hasUnit);
      if (ucum.isPresent()) {
        units.put(text, ucum.get());
      } else {
        unknown.add(text);
      }
    }
    if (!unknown.isEmpty() && !notes.asks(path + "/unit")) {
      notes.ask(path + "/unit", unknown, "unit.unknown-texts", column.name(), unknown);
    }
    if (units.isEmpty()) {
      return;
    }
    if (units.size() == 1 && unknown.isEmpty() && column.filled() == column.cells().size()) {
      Map.Entry<String, String> only = units.entrySet().iterator().next();
      series.put("unit", only.getValue());
      notes.found(
          path + "/unit",
          only.getValue(),
          0.95,
          "unit.column-one",
          column.name(),
          only.getKey(),
          only.getValue());
      return;
    }
    ObjectNode choice = series.putObject("unit");
    choice.put("column", draft.ref(column));
    ObjectNode values = choice.putObject("values");
    units.forEach(values::put);
    notes.found(path + "/unit", choice, 0.9, "unit.column", column.name(), units.keySet());
  }

  static Optional<String> only(Set<String> texts) {
    if (texts == null || texts.size() != 1) {
      return Optional.empty();
    }
    return UnitText.parse(texts.iterator().next()).map(UnitText.Parsed::ucum);
  }

  Map<String, Set<String>> byProperty(Column property) {
    Map<String, Set<String>> units = new LinkedHashMap<>();
    roles
        .column("unit")
        .ifPresent(
            unit -> {
              for (int row = 0; row < property.cells().size(); row++) {
                if (!unit.cells().get(row).isEmpty()) {
                  units
                      .computeIfAbsent(property.cells().get(row), key -> new LinkedHashSet<>())
                      .add(unit.cells().get(row));
                }
              }
            });
    return units;
  }

  void writeOfText(
      ObjectNode series,
      String path,
      String property,
      HeaderText header,
      Optional<String> ucum,
      Column value) {
    if (ucum.isPresent() && draft.known().hasUnit(ucum.get())) {
      series.put("unit", fitting(ucum.get(), property));
      notes.found(
          path + "/unit",
          series.path("unit"),
          0.95,
          "unit.header",
          header.unitText().isEmpty() ? ucum.get() : header.unitText(),
          ucum.get(),
          header.text());
      gas(path, property, ucum.get());
      return;
    }
    write(series, path, property, Optional.of(value), "");
  }
}
