package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.geodata.reference.PropertyConversion;

/** Drafts what the values are: properties, units, statistics, and where they stand. */
final class SeriesDraft {
  private final Draft draft;
  private final Roles roles;
  private final Notes notes;
  private final UnitDraft units;

  /** Properties of the series, for the layer and the procedure. */
  private final Map<ObjectNode, Words.Property> properties = new IdentityHashMap<>();

  /** Those that only a title or a name told. */
  private final List<String> told = new ArrayList<>();

  SeriesDraft(Draft draft, Roles roles) {
    this.draft = draft;
    this.roles = roles;
    this.notes = draft.notes();
    this.units = new UnitDraft(draft, roles);
  }

  /** Whether a series is the balance of a glacier, whose years are others. */
  boolean hasBalance() {
    return properties.values().stream().anyMatch(p -> p.code().equals("glacier-mass-balance"));
  }

  List<String> told() {
    return List.copyOf(told);
  }

  /** A matrix has one series, which as a rule its title or name tells. */
  void matrix(MatrixDetector.Found matrix) {
    ObjectNode mapping = draft.mapping();
    mapping.put("layout", "matrix");
    ObjectNode object = mapping.putObject("matrix");
    object.put("from", draft.ref(matrix.from()));
    object.put("to", draft.ref(matrix.to()));
    object.put("step", matrix.step());
    ObjectNode series = object.putObject("series");
    fromSurroundings(series, "/matrix/series", Optional.empty());
    units.ask();
  }

  /** Property and unit of a series from titles and names; asks for what they do not say. */
  private void fromSurroundings(ObjectNode series, String path, Optional<Column> column) {
    Optional<Map.Entry<PropertyMatcher.Match, String>> property =
        draft.around().property(draft.matcher());
    if (property.isEmpty()) {
      notes.ask(path + "/property", List.of(), "property.unknown-file", draft.around().texts());
      units.write(series, path, "", column, "");
      return;
    }
    PropertyMatcher.Match match = property.get().getKey();
    told.add(match.property().code());
    put(series, match);
    notes.found(
        path + "/property",
        match.property().code(),
        match.score() * 0.8,
        "property.told",
        property.get().getValue(),
        match.property().code(),
        match.word());
    if (match.word().length() == 1) {
      notes.ask(
          path + "/property",
          List.of(match.property().code()),
          "property.confirm",
          match.word(),
          property.get().getValue(),
          match.property().code());
    }
    units.write(series, path, match.property().code(), column, property.get().getValue());
  }

  private void put(ObjectNode series, PropertyMatcher.Match match) {
    properties.put(series, match.property());
    series.put("property", match.property().code());
    series.put("statistic", match.statisticOrUsual());
  }

  /** A value a row; or a column each. */
  void rows() {
    List<Column> values = roles.values();
    Optional<Column> property = roles.column("property");
    ObjectNode mapping = draft.mapping();
    if (property.isPresent() && values.size() == 1) {
      mapping.put("layout", "long");
      byColumn(property.get(), values.get(0));
    } else if (values.size() == 1 && draft.structure().headerRows() >= 0 && !isStationColumns()) {
      mapping.put("layout", "long");
      Column value = values.get(0);
      mapping.putObject("value").put("column", draft.ref(value));
      ObjectNode series = mapping.putObject("properties").putObject("value");
      one(series, "/properties/value", value);
    } else if (values.isEmpty() && roles.left().isEmpty()) {
      mapping.put("layout", "long");
      notes.ask("/value/column", draft.columns().stream().map(draft::ref).toList(), "value.none");
    } else {
      mapping.put("layout", "wide");
      wide();
    }
    units.ask();
    left();
  }

  /** Whether the headers are stations: codes of posts, or nothing that a property is called. */
  boolean isStationColumns() {
    List<Column> all = new ArrayList<>(roles.values());
    all.addAll(roles.left());
    long codes = all.stream().filter(c -> Surroundings.postCode(c.name()).isPresent()).count();
    if (!draft.structure().hasHeader() || all.isEmpty() || hasStation()) {
      return false;
    }
    return codes > 0 && codes == all.size()
        || roles.values().isEmpty()
            && roles.left().size() > 1
            && draft.around().property(draft.matcher()).isPresent();
  }

  private boolean hasStation() {
    return roles.column("station-code").isPresent() || roles.column("station-name").isPresent();
  }

  private void wide() {
    WideColumns wide = new WideColumns(draft, roles);
    ObjectNode columns = draft.mapping().putObject("columns");
    boolean stations = isStationColumns();
    List<Column> values = new ArrayList<>(roles.values());
    int stationPart = stations ? -1 : wide.stationPart(values);
    if (!stations && stationPart < 0) {
      values = wide.withoutDoubles(values);
    }
    if (stations) {
      values.addAll(roles.left());
      roles.setValues(values, List.of());
    }
    for (Column column : values) {
      String ref = draft.ref(column);
      ObjectNode series = columns.putObject(ref);
      String path = Notes.path("columns", ref);
      if (stations) {
        String code = Surroundings.postCode(column.name()).orElse(column.header().base());
        notes.found(path + "/station", code, 0.8, "station.header", column.name(), code);
        Optional<PropertyMatcher.Match> own = draft.matcher().match(column.header());
        if (own.isPresent()) {
          one(series, path, column);
        } else {
          fromSurroundings(series, path, Optional.of(column));
        }
        series.put("station", code);
      } else {
        one(series, path, column);
        if (stationPart >= 0 && column.header().parts().size() > stationPart) {
          String text = column.header().parts().get(stationPart);
          String station = Surroundings.postCode(text).orElse(text);
          series.put("station", station);
          notes.found(path + "/station", station, 0.7, "station.header", text, station);
        }
      }
    }
    if (columns.isEmpty()) {
      notes.ask(
          "/columns",
          roles.left().stream().map(draft::ref).toList(),
          "columns.unknown",
          roles.left().size(),
          roles.left().stream().map(Column::name).toList());
    }
  }

  /** The series of one column of values. */
  private void one(ObjectNode series, String path, Column column) {
    HeaderText header = column.header();
    Optional<String> ucum = header.unit().map(UnitText.Parsed::ucum);
    List<PropertyMatcher.Match> matches = draft.matcher().matches(header, ucum);
    if (matches.isEmpty() && ucum.isPresent()) {
      // A rate where a depth is meant: the name is right, the unit is of another dimension.
      matches = draft.matcher().matches(header, Optional.empty());
    }
    if (matches.isEmpty()) {
      if (draft.around().property(draft.matcher()).isPresent() && roles.values().size() == 1) {
        fromSurroundings(series, path, Optional.of(column));
        return;
      }
      List<String> candidates =
          header.unit().map(unit -> draft.known().propertiesOf(unit.ucum())).orElse(List.of());
      notes.ask(path + "/property", candidates, "property.unknown", column.name());
      units.write(series, path, "", Optional.of(column), "");
      return;
    }
    PropertyMatcher.Match match = Levels.choose(matches, header);
    put(series, match);
    notes.found(
        path + "/property",
        match.property().code(),
        match.score(),
        "property.header",
        column.name(),
        match.property().code(),
        match.word());
    List<String> near =
        matches.stream()
            .filter(other -> other.score() > match.score() - 0.02)
            .map(other -> other.property().code())
            .toList();
    if (near.size() > 1 && !Levels.areTold(near, header)) {
      notes.ask(path + "/property", near, "property.several", column.name(), near);
    } else if (match.score() < 0.6) {
      notes.ask(path + "/property", near, "property.weak", column.name(), match.property().code());
    }
    species(series, path, match, header);
    units.write(series, path, match.property().code(), Optional.of(column), "");
  }

  /** Nutrients are counted as nitrogen or phosphorus, or as the whole ion. */
  private void species(
      ObjectNode series, String path, PropertyMatcher.Match match, HeaderText header) {
    String code = match.property().code();
    List<String> candidates = PropertyConversion.expressions(code);
    String element = PropertyConversion.expressedAs(code).orElse("");
    if (!element.equals("N") && !element.equals("P") || candidates.size() < 2) {
      return;
    }
    String said = header.unit().map(UnitText.Parsed::expressedAs).orElse("");
    String folded = header.folded();
    if (said.isEmpty()) {
      boolean asElement =
          folded.matches(
              "(?U).*(?:nitrogen|азот|azot|phosphorus|фосфор|\\b(?:as )?[np]\\b|-[np]\\b|\\b[np]-).*");
      said = asElement ? element : "";
    }
    if (said.isEmpty()) {
      notes.ask(path + "/expressedAs", candidates, "species.open", header.text(), element);
    } else {
      series.put("expressedAs", said);
      notes.found(path + "/expressedAs", said, 0.9, "species.said", header.text(), said);
    }
  }

  /** Properties named in a column. */
  private void byColumn(Column property, Column value) {
    ObjectNode mapping = draft.mapping();
    ObjectNode object = mapping.putObject("properties");
    object.put("column", draft.ref(property));
    ObjectNode values = object.putObject("values");
    List<String> unknown = new ArrayList<>();
    Map<String, Set<String>> unitTexts = units.byProperty(property);
    for (String text : property.distinct().keySet()) {
      HeaderText header = HeaderText.of(text);
      Optional<String> ucum =
          header.unit().map(UnitText.Parsed::ucum).or(() -> UnitDraft.only(unitTexts.get(text)));
      List<PropertyMatcher.Match> matches = draft.matcher().matches(header.base(), ucum);
      if (matches.isEmpty()) {
        unknown.add(text);
        continue;
      }
      PropertyMatcher.Match match = Levels.choose(matches, header);
      String path = Notes.path("properties", "values", text);
      ObjectNode series = values.putObject(text);
      put(series, match);
      notes.found(
          path + "/property",
          match.property().code(),
          match.score(),
          "property.text",
          text,
          property.name(),
          match.property().code());
      if (Levels.isLevel(match)
          && !ucum.equals(Optional.of("cm"))
          && !Levels.isAboveDatum(header)) {
        notes.ask(
            path + "/property",
            List.of("stage", "water-level"),
            "property.several",
            text,
            List.of("stage", "water-level"));
      }
      species(series, path, match, header);
      units.writeOfText(series, path, match.property().code(), header, ucum, value);
    }
    if (!unknown.isEmpty()) {
      notes.ask(
          "/properties/values",
          unknown,
          "property.unknown-texts",
          unknown.size(),
          property.name(),
          unknown);
    }
    mapping.putObject("value").put("column", draft.ref(value));
    notes.found(
        "/value/column", draft.ref(value), 0.85, "value.column", value.name(), property.name());
  }

  /** Tells which columns of numbers are not read. */
  private void left() {
    List<String> names = roles.left().stream().map(Column::name).filter(n -> !n.isEmpty()).toList();
    if (!names.isEmpty() && !draft.mapping().path("columns").isEmpty()
        || !names.isEmpty() && !draft.mapping().has("columns")) {
      notes.ask(
          "/columns",
          roles.left().stream().map(draft::ref).toList(),
          "columns.left",
          names.size(),
          names);
    }
  }

  /** Layer and procedure that the properties usually have. */
  void usual() {
    UsualFacts.write(properties, draft);
  }
}
