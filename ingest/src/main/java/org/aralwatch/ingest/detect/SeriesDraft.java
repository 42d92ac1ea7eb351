package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.geodata.reference.PropertyConversion;

/** Drafts what the values are: properties, units, statistics, and where they stand. */
final class SeriesDraft {
  private final Draft draft;
  private final Roles roles;
  private final Notes notes;

  /** Properties of the series, for the layer and the procedure. */
  private final Map<ObjectNode, Words.Property> properties = new IdentityHashMap<>();

  /** Series whose unit must be asked for: path, name of the column, candidates. */
  private final List<OpenUnit> openUnits = new ArrayList<>();

  private record OpenUnit(String path, String name, List<String> candidates) {}

  /** Those that only a title or a name told. */
  private final List<String> told = new ArrayList<>();

  SeriesDraft(Draft draft, Roles roles) {
    this.draft = draft;
    this.roles = roles;
    this.notes = draft.notes();
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
    askUnits();
  }

  /** Property and unit of a series from titles and names; asks for what they do not say. */
  private void fromSurroundings(ObjectNode series, String path, Optional<Column> column) {
    Optional<Map.Entry<PropertyMatcher.Match, String>> property =
        draft.around().property(draft.matcher());
    if (property.isEmpty()) {
      notes.ask(path + "/property", List.of(), "property.unknown-file", draft.around().texts());
      unit(series, path, "", column, "");
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
    unit(series, path, match.property().code(), column, property.get().getValue());
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
    askUnits();
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
    ObjectNode columns = draft.mapping().putObject("columns");
    boolean stations = isStationColumns();
    List<Column> values = new ArrayList<>(roles.values());
    int stationPart = stations ? -1 : stationPart(values);
    if (!stations && stationPart < 0) {
      values = withoutDoubles(values);
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

  /**
   * The row of the header that tells columns of one property apart, where it can be stations:
   * "Ала-Арча / Q", "Аламедин / Q"; -1 where there is none.
   */
  private int stationPart(List<Column> values) {
    if (!draft.structure().names().equals("joined") || hasStation()) {
      return -1;
    }
    Map<String, List<Column>> same = new LinkedHashMap<>();
    for (Column column : values) {
      draft
          .matcher()
          .match(column.header())
          .ifPresent(
              match ->
                  same.computeIfAbsent(
                          match.property().code() + " " + match.statisticOrUsual(),
                          key -> new ArrayList<>())
                      .add(column));
    }
    if (same.values().stream().noneMatch(columns -> columns.size() > 1)) {
      return -1;
    }
    for (int part = 0; part < draft.structure().headerRows(); part++) {
      int at = part;
      boolean apart =
          same.values().stream()
              .allMatch(
                  columns ->
                      columns.stream()
                              .filter(c -> c.header().parts().size() > at)
                              .map(c -> c.header().parts().get(at))
                              .filter(
                                  text ->
                                      CellText.hasLetter(text)
                                          || Surroundings.postCode(text).isPresent())
                              .distinct()
                              .count()
                          == columns.size());
      if (apart) {
        return part;
      }
    }
    return -1;
  }

  /** Of columns that name one property, those that name it best; the others are left. */
  private List<Column> withoutDoubles(List<Column> values) {
    Map<String, List<Column>> same = new LinkedHashMap<>();
    Map<Column, Double> scores = new LinkedHashMap<>();
    for (Column column : values) {
      Optional<PropertyMatcher.Match> match = draft.matcher().match(column.header());
      String key =
          match.map(m -> m.property().code() + " " + m.statisticOrUsual()).orElse(column.name());
      scores.put(column, match.map(PropertyMatcher.Match::score).orElse(0.0));
      same.computeIfAbsent(key, k -> new ArrayList<>()).add(column);
    }
    List<Column> kept = new ArrayList<>();
    List<Column> left = new ArrayList<>(roles.left());
    same.forEach(
        (key, columns) -> {
          double best = columns.stream().mapToDouble(scores::get).max().orElse(0);
          List<Column> good = columns.stream().filter(c -> scores.get(c) > best - 0.05).toList();
          kept.addAll(good);
          columns.stream().filter(c -> !good.contains(c)).forEach(left::add);
          if (good.size() > 1 && best > 0) {
            notes.ask(
                "/columns",
                good.stream().map(draft::ref).toList(),
                "columns.same",
                good.stream().map(Column::name).toList(),
                key);
          }
        });
    kept.sort((a, b) -> a.index() - b.index());
    roles.setValues(kept, left);
    return kept;
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
      unit(series, path, "", Optional.of(column), "");
      return;
    }
    PropertyMatcher.Match match = level(matches, header);
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
    if (near.size() > 1 && !isLevel(near, header)) {
      notes.ask(path + "/property", near, "property.several", column.name(), near);
    } else if (match.score() < 0.6) {
      notes.ask(path + "/property", near, "property.weak", column.name(), match.property().code());
    }
    species(series, path, match, header);
    unit(series, path, match.property().code(), Optional.of(column), "");
  }

  /**
   * A level in centimetres is above the gauge's own zero, one "м БС" above a vertical datum; in
   * metres it may be either.
   */
  private static PropertyMatcher.Match level(
      List<PropertyMatcher.Match> matches, HeaderText header) {
    PropertyMatcher.Match first = matches.get(0);
    if (!isLevel(first)) {
      return first;
    }
    String wanted = isAboveDatum(header) ? "water-level" : "stage";
    return matches.stream()
        .filter(match -> match.property().code().equals(wanted))
        .filter(match -> match.score() > first.score() - 0.3)
        .findFirst()
        .orElse(first);
  }

  private static boolean isLevel(PropertyMatcher.Match match) {
    return match.property().code().equals("water-level") || match.property().code().equals("stage");
  }

  /** Whether the unit tells which kind of level it is. */
  private static boolean isLevel(List<String> near, HeaderText header) {
    boolean levels =
        near.stream().allMatch(code -> code.equals("stage") || code.equals("water-level"));
    boolean centimetres = header.unit().map(unit -> unit.ucum().equals("cm")).orElse(false);
    return levels && (centimetres || isAboveDatum(header));
  }

  private static boolean isAboveDatum(HeaderText header) {
    return Folding.header(header.unitText() + " " + header.text())
        .matches("(?U).*(?:\\bбс\\b|\\bbs\\b|абс|masl|a\\.?s\\.?l|у\\.м\\.|baltic|балтийск).*");
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

  /** The unit from the header, a column of units, a title; else asks. */
  private void unit(
      ObjectNode series, String path, String property, Optional<Column> value, String told) {
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
  private void askUnits() {
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

  /** Properties named in a column. */
  private void byColumn(Column property, Column value) {
    ObjectNode mapping = draft.mapping();
    ObjectNode object = mapping.putObject("properties");
    object.put("column", draft.ref(property));
    ObjectNode values = object.putObject("values");
    List<String> unknown = new ArrayList<>();
    Map<String, Set<String>> units = unitsByProperty(property);
    for (String text : property.distinct().keySet()) {
      HeaderText header = HeaderText.of(text);
      Optional<String> ucum =
          header.unit().map(UnitText.Parsed::ucum).or(() -> onlyUnit(units.get(text)));
      List<PropertyMatcher.Match> matches = draft.matcher().matches(header.base(), ucum);
      if (matches.isEmpty()) {
        unknown.add(text);
        continue;
      }
      PropertyMatcher.Match match = level(matches, header);
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
      if (isLevel(match) && !ucum.equals(Optional.of("cm")) && !isAboveDatum(header)) {
        notes.ask(
            path + "/property",
            List.of("stage", "water-level"),
            "property.several",
            text,
            List.of("stage", "water-level"));
      }
      species(series, path, match, header);
      unitOfText(series, path, match.property().code(), header, ucum, value);
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

  private static Optional<String> onlyUnit(Set<String> texts) {
    if (texts == null || texts.size() != 1) {
      return Optional.empty();
    }
    return UnitText.parse(texts.iterator().next()).map(UnitText.Parsed::ucum);
  }

  private Map<String, Set<String>> unitsByProperty(Column property) {
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

  private void unitOfText(
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
    unit(series, path, property, Optional.of(value), "");
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

  /** Layer and procedure that the properties usually have; the commonest stand once for all. */
  void usual() {
    ObjectNode mapping = draft.mapping();
    Map<String, Integer> layers = new LinkedHashMap<>();
    Map<String, Integer> procedures = new LinkedHashMap<>();
    properties
        .values()
        .forEach(
            property -> {
              if (!property.layer().isEmpty()) {
                layers.merge(property.layer(), 1, Integer::sum);
                procedures.merge(property.procedure(), 1, Integer::sum);
              }
            });
    if (layers.isEmpty()) {
      notes.ask("/layer", List.of(), "layer.open");
      notes.ask("/datastream/procedure", List.of(), "procedure.open");
      return;
    }
    String layer = commonest(layers);
    String procedure = commonest(procedures);
    mapping.put("layer", layer);
    mapping.withObject("/datastream").put("procedure", procedure);
    properties.forEach(
        (series, property) -> {
          if (property.layer().isEmpty()) {
            return;
          }
          if (!property.layer().equals(layer)) {
            series.put("layer", property.layer());
          }
          if (!property.procedure().equals(procedure)) {
            series.put("procedure", property.procedure());
          }
        });
    List<String> codes =
        properties.values().stream().map(Words.Property::code).distinct().sorted().toList();
    notes.found(
        "/layer",
        layer,
        layers.size() == 1 ? 0.75 : 0.6,
        layers.size() == 1 ? "layer.usual" : "layer.several",
        layer,
        codes,
        layers.keySet());
    notes.found("/datastream/procedure", procedure, 0.6, "procedure.usual", procedure, codes);
  }

  private static String commonest(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** A name for a mapping, of the letters that names have. */
  static String slug(String text) {
    // Codes of posts and years are of one file, not of its source.
    String source = text.replaceAll("(?<![0-9])(?:[0-9]{4,8})(?![0-9])", " ");
    String plain =
        java.text.Normalizer.normalize(Transliteration.latin(source), java.text.Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    return plain.isEmpty() ? "upload" : plain.length() > 60 ? plain.substring(0, 60) : plain;
  }
}
