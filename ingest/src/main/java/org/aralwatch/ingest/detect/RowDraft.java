package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Drafts what goes with a value, flags, signs and limits, and which rows are none. */
final class RowDraft {
  private static final String IGNORED = "/ignoreRows";

  private final Draft draft;
  private final Roles roles;
  private final Notes notes;

  RowDraft(Draft draft, Roles roles) {
    this.draft = draft;
    this.roles = roles;
    this.notes = draft.notes();
  }

  void write(List<Column> values) {
    ObjectNode mapping = draft.mapping();
    boolean hasLimit = limits();
    ObjectNode value =
        mapping.path("value") instanceof ObjectNode there ? there : mapping.objectNode();
    ValueTexts.write(values, draft.decimal(), hasLimit, value, notes);
    if (!value.isEmpty()) {
      mapping.set("value", value);
    }
    qualifier();
    flag();
    ignored();
  }

  private boolean limits() {
    ObjectNode limits = draft.mapping().objectNode();
    for (String kind : new String[] {"detection", "quantification"}) {
      roles
          .column(kind + "-limit")
          .ifPresent(
              column -> {
                limits.set(kind, draft.cell(column));
                notes.found(
                    "/limits/" + kind, draft.ref(column), 0.9, "limits." + kind, column.name());
              });
    }
    if (!limits.isEmpty()) {
      draft.mapping().set("limits", limits);
    }
    return limits.has("detection");
  }

  private void qualifier() {
    Optional<Column> column = roles.column("qualifier");
    if (column.isEmpty()) {
      return;
    }
    ObjectNode rule = draft.mapping().putObject("qualifier");
    rule.put("column", draft.ref(column.get()));
    ObjectNode values = rule.objectNode();
    List<String> unknown = new ArrayList<>();
    for (String text : column.get().distinct().keySet()) {
      switch (text) {
        case "<", ">" -> {
          // Understood anyway.
        }
        case "=", "-", "E" -> values.put(text, "");
        case "≤", "<=", "LT", "lt", "ND", "U" -> values.put(text, "<");
        case "≥", ">=", "GT", "gt" -> values.put(text, ">");
        default -> unknown.add(text);
      }
    }
    if (!values.isEmpty()) {
      rule.set("values", values);
    }
    notes.found(
        "/qualifier",
        rule,
        0.85,
        "qualifier.column",
        column.get().name(),
        column.get().distinct().keySet());
    if (!unknown.isEmpty()) {
      notes.ask("/qualifier/values", unknown, "qualifier.unknown", column.get().name(), unknown);
    }
  }

  private void flag() {
    Optional<Column> column = roles.column("flag");
    if (column.isEmpty() || column.get().isEmpty()) {
      return;
    }
    Map<String, Integer> known = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String text : column.get().distinct().keySet()) {
      Words.standard()
          .flag(text)
          .ifPresentOrElse(flag -> known.put(text, flag), () -> unknown.add(text));
    }
    if (column.get().filled() < column.get().cells().size()) {
      known.put("", 2);
    }
    ObjectNode rule = draft.mapping().putObject("flag");
    rule.put("column", draft.ref(column.get()));
    ObjectNode values = rule.putObject("values");
    known.forEach(values::put);
    List<String> shown = new ArrayList<>();
    column.get().distinct().forEach((text, count) -> shown.add("'" + text + "' × " + count));
    notes.found(
        "/flag", rule, unknown.isEmpty() ? 0.8 : 0.5, "flag.column", column.get().name(), shown);
    if (!unknown.isEmpty()) {
      notes.ask("/flag/values", unknown, "flag.unknown", column.get().name(), unknown);
    }
  }

  /** Totals, notes and repeated headers below the header. */
  private void ignored() {
    Structure structure = draft.structure();
    Map<Integer, Set<String>> byColumn = new LinkedHashMap<>();
    List<String> strange = new ArrayList<>();
    for (SampleRow row : structure.odd()) {
      int at = first(row);
      String text = row.cell(at);
      boolean header = structure.headers().contains(text);
      if (header || Words.standard().isTotal(text) || row.filled() == 1 && text.length() > 12) {
        byColumn.computeIfAbsent(at, key -> new LinkedHashSet<>()).add(text);
      } else {
        strange.add(row.line() > 0 ? row.line() + ": " + text : text);
      }
    }
    totals(structure, byColumn);
    ArrayNode rules = draft.mapping().arrayNode();
    byColumn.forEach(
        (at, texts) -> {
          Column column = draft.columns().get(at);
          ObjectNode rule = rules.addObject();
          rule.put("column", draft.ref(column));
          rule.put("pattern", pattern(texts));
          notes.found(IGNORED, rule, 0.85, "rows.ignored", texts.size(), texts);
        });
    blank(structure, rules);
    if (!rules.isEmpty()) {
      draft.mapping().set("ignoreRows", rules.size() == 1 ? rules.get(0) : rules);
    }
    if (!strange.isEmpty()) {
      notes.ask(IGNORED, List.of(), "rows.strange", strange.size(), strange);
    }
  }

  private static int first(SampleRow row) {
    int at = 0;
    while (at < row.size() - 1 && row.cell(at).isEmpty()) {
      at++;
    }
    return at;
  }

  /** "Итого" in the place of a station's name, in rows that are dated as others are. */
  private void totals(Structure structure, Map<Integer, Set<String>> byColumn) {
    for (String role : new String[] {"station-code", "station-name"}) {
      roles
          .column(role)
          .ifPresent(
              column ->
                  column.distinct().keySet().stream()
                      .filter(Words.standard()::isTotal)
                      .filter(text -> !CellText.isNumeric(text))
                      // The name of most rows is the name of a station.
                      .filter(text -> column.distinct().get(text) * 3 < column.filled())
                      .forEach(
                          text ->
                              byColumn
                                  .computeIfAbsent(column.index(), key -> new LinkedHashSet<>())
                                  .add(text)));
    }
  }

  /** The words that begin such rows, so that next month's total is found too. */
  private static String pattern(Set<String> texts) {
    Set<String> words = new LinkedHashSet<>();
    for (String text : texts) {
      int end = 0;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      boolean total = end > 2 && Words.standard().isTotal(text.substring(0, end));
      words.add(StationDraft.quoted(total ? text.substring(0, end) : shortened(text)));
    }
    return "(?i)^(?:" + String.join("|", words) + ")";
  }

  private static String shortened(String text) {
    return text.length() > 30 ? text.substring(0, 30) : text;
  }

  /** Rows of data without a time are left-overs where they have no value either. */
  private void blank(Structure structure, ArrayNode rules) {
    Optional<Column> time = roles.column("time");
    if (time.isEmpty() || draft.mapping().path("time").has("parts")) {
      return;
    }
    int without = 0;
    for (String cell : time.get().cells()) {
      without += cell.isEmpty() ? 1 : 0;
    }
    if (without > 0 && without < structure.data().size()) {
      notes.ask(
          IGNORED,
          List.of(draft.mapping().objectNode().put("blank", draft.ref(time.get()))),
          "rows.undated",
          without,
          structure.data().size(),
          time.get().name());
    }
  }
}
