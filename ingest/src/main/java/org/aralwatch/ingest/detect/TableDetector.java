package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Drafts the mapping of tables of one layout, from their header to their flags. */
final class TableDetector {
  /**
   * What a table is.
   *
   * @param columns of it
   * @param told properties that only a name or a title told
   */
  record Outcome(List<Column> columns, List<String> told) {}

  /** Numbers of a column whose decimal sign is looked at, from all over. */
  private static final int MOST_NUMBERS = 1_500;

  private TableDetector() {}

  /** The sign before the fraction in the numbers of a table. */
  static NumberStyle numbers(List<Column> columns) {
    List<String> cells = new ArrayList<>();
    for (Column column : columns) {
      if (cells.size() < 40 * MOST_NUMBERS && column.isNumeric() && !column.isInteger()) {
        boolean dates =
            column.cells().stream().anyMatch(DateText::isDate)
                && column.distinct().keySet().stream().filter(DateText::isDate).count()
                    >= column.distinct().size();
        if (!dates) {
          int step = column.cells().size() / MOST_NUMBERS + 1;
          for (int row = 0; row < column.cells().size(); row += step) {
            cells.add(column.cells().get(row));
          }
        }
      }
    }
    return NumberStyle.of(cells);
  }

  /**
   * Writes into {@code mapping} what the table says of header, decimal sign, layout, station, time
   * and values.
   */
  static Outcome detect(
      Structure structure, Surroundings around, Known known, ObjectNode mapping, Notes notes) {
    List<Column> columns = Column.of(structure);
    header(structure, mapping, notes);
    NumberStyle style = numbers(columns);
    decimal(style, mapping, notes);
    PropertyMatcher matcher = new PropertyMatcher(known);
    Draft draft =
        new Draft(mapping, structure, columns, around, style.decimal(), matcher, known, notes);
    Optional<MatrixDetector.Found> matrix =
        MatrixDetector.detect(columns, structure.hasHeader(), notes);
    return matrix.isPresent() ? matrix(draft, matrix.get()) : rows(draft);
  }

  private static Outcome matrix(Draft draft, MatrixDetector.Found matrix) {
    Set<Column> steps =
        new LinkedHashSet<>(
            draft.columns().subList(matrix.from().index(), matrix.to().index() + 1));
    Set<Column> taken = new LinkedHashSet<>(matrix.key());
    taken.addAll(steps);
    Roles roles =
        RoleDetector.detect(draft.columns(), taken, draft.structure().hasHeader(), draft.matcher());
    roles.setValues(List.copyOf(steps), List.of());
    matrix.key().stream().findFirst().ifPresent(key -> roles.set("time", key));
    SeriesDraft series = new SeriesDraft(draft, roles);
    series.matrix(matrix);
    new StationDraft(draft, roles).write();
    new TimeDraft(draft).matrix(matrix);
    new RowDraft(draft, roles).write(List.copyOf(steps));
    series.usual();
    return new Outcome(draft.columns(), series.told());
  }

  private static Outcome rows(Draft draft) {
    Optional<TimeColumns> time =
        TimeDetector.detect(draft.columns(), draft.structure().hasHeader(), draft.notes());
    Set<Column> ofTime = time.map(TimeColumns::used).orElse(Set.of());
    Roles roles =
        RoleDetector.detect(
            draft.columns(), ofTime, draft.structure().hasHeader(), draft.matcher());
    time.ifPresent(
        found -> found.columns().stream().findFirst().ifPresent(c -> roles.set("time", c)));
    SeriesDraft series = new SeriesDraft(draft, roles);
    series.rows();
    if (!series.isStationColumns() && !namesStations(draft.mapping())) {
      new StationDraft(draft, roles).write();
    }
    new TimeDraft(draft).rows(time, roles);
    if (series.hasBalance() && draft.mapping().at("/time/support").asText().equals("year")) {
      // A year's balance is named by the year in which it ends: its 1 January lies within.
      ((ObjectNode) draft.mapping().path("time")).put("support", "hydrological-year");
      ((ObjectNode) draft.mapping().path("time")).put("label", "within");
      draft
          .notes()
          .ask(
              StepDetector.SUPPORT,
              List.of("hydrological-year", "year"),
              "support.balance-year",
              draft.mapping().at("/time/column").asText());
    }
    new RowDraft(draft, roles).write(roles.values());
    series.usual();
    return new Outcome(draft.columns(), series.told());
  }

  /** Whether every column of a wide layout names its station. */
  private static boolean namesStations(ObjectNode mapping) {
    boolean any = false;
    for (var column : mapping.path("columns")) {
      if (!column.has("station")) {
        return false;
      }
      any = true;
    }
    return any;
  }

  private static void header(Structure structure, ObjectNode mapping, Notes notes) {
    ObjectNode header = mapping.putObject("header");
    if (structure.skip() > 0) {
      header.put("skip", structure.skip());
      notes.found(
          "/header/skip",
          structure.skip(),
          0.9,
          "header.skip",
          structure.skip(),
          structure.titleTexts());
    }
    header.put("rows", structure.headerRows());
    if (structure.headerRows() == 0) {
      notes.found("/header/rows", 0, 0.9, "header.none");
      return;
    }
    if (structure.headerRows() > 1) {
      header.put("names", structure.names());
    }
    notes.found(
        "/header/rows",
        structure.headerRows(),
        0.9,
        structure.headerRows() == 1 ? "header.one" : "header.several",
        structure.headerRows(),
        structure.headers());
    if (structure.units().stream().anyMatch(unit -> !unit.isEmpty())) {
      notes.found(
          "/header/rows",
          structure.headerRows(),
          0.9,
          "header.units",
          structure.units().stream().filter(unit -> !unit.isEmpty()).distinct().toList());
    }
    if (structure.numbered()) {
      notes.found("/header/rows", structure.headerRows(), 0.9, "header.numbered");
    }
  }

  private static void decimal(NumberStyle style, ObjectNode mapping, Notes notes) {
    mapping.put("decimal", String.valueOf(style.decimal()));
    if (style.unclear() > 0) {
      notes.ask(
          "/decimal", List.of(",", "."), "decimal.unclear", style.unclear(), style.examples());
    } else if (style.points() + style.commas() > 0) {
      notes.found(
          "/decimal",
          String.valueOf(style.decimal()),
          style.isMixed() ? 0.6 : 0.98,
          style.decimal() == ',' ? "decimal.comma" : "decimal.point",
          style.decimal() == ',' ? style.commas() : style.points());
    } else {
      notes.found("/decimal", String.valueOf(style.decimal()), 0.5, "decimal.whole");
    }
    if (style.isMixed()) {
      notes.ask(
          "/decimal",
          List.of(String.valueOf(style.decimal())),
          "decimal.mixed",
          style.points(),
          style.commas(),
          style.examples());
    }
    if (style.grouped() > 0) {
      notes.ask(
          "/decimal",
          List.of(String.valueOf(style.decimal())),
          "decimal.grouped",
          style.grouped(),
          style.examples());
    }
  }
}
