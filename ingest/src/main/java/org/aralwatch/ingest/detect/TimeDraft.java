package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Drafts the rule of the time: columns, formats, zone, support and label. */
final class TimeDraft {
  private static final List<String> ZONES =
      List.of(
          "Asia/Tashkent",
          "Asia/Bishkek",
          "Asia/Almaty",
          "Asia/Dushanbe",
          "Asia/Ashgabat",
          "Asia/Kabul",
          "UTC");

  private final Draft draft;
  private final Notes notes;
  private final ObjectNode time;

  TimeDraft(Draft draft) {
    this.draft = draft;
    this.notes = draft.notes();
    this.time = draft.mapping().putObject("time");
  }

  /** The time of rows of a matrix: the year, with the month or day where a row is one. */
  void matrix(MatrixDetector.Found matrix) {
    List<Column> key = matrix.key();
    if (key.isEmpty()) {
      notes.ask(
          "/time/column", draft.columns().stream().map(draft::ref).limit(4).toList(), "time.none");
    } else if (key.size() == 1 && DateParts.fits(key.get(0), "year")) {
      time.put("column", draft.ref(key.get(0)));
      time.put("format", "yyyy");
      notes.found(
          "/time/format",
          "yyyy",
          0.97,
          "time.years",
          key.get(0).name(),
          DateParts.span(years(key.get(0))));
    } else {
      Optional<TimeColumns> found = TimeDetector.detect(key, draft.structure().hasHeader(), notes);
      if (found.isPresent()) {
        columns(found.get());
      }
    }
    String support =
        matrix.step().equals("day-of-month")
            ? "day"
            : matrix.step().equals("hour") ? "PT1H" : matrix.step();
    time.put("support", support);
    time.put("label", "begin");
    notes.found("/time/support", support, 0.95, "support.matrix", support);
    zone(false);
  }

  private static List<LocalDateTime> years(Column column) {
    List<LocalDateTime> times = new ArrayList<>();
    for (String cell : column.cells()) {
      DateParts.number(cell, "year")
          .ifPresent(year -> times.add(LocalDateTime.of(year, 1, 1, 0, 0)));
    }
    return times;
  }

  private void columns(TimeColumns found) {
    if (!found.parts().isEmpty()) {
      ObjectNode parts = time.putObject("parts");
      found.parts().forEach((part, column) -> parts.put(part, draft.ref(column)));
      return;
    }
    if (found.columns().size() == 1) {
      time.put("column", draft.ref(found.columns().get(0)));
    } else {
      ArrayNode columns = time.putArray("columns");
      found.columns().forEach(column -> columns.add(draft.ref(column)));
    }
    if (found.formats().size() == 1) {
      time.put("format", found.formats().get(0));
    } else if (!found.formats().isEmpty()) {
      ArrayNode formats = time.putArray("format");
      found.formats().forEach(formats::add);
    }
  }

  /** The time of rows that are dated each. */
  void rows(Optional<TimeColumns> detected, Roles roles) {
    if (detected.isEmpty()) {
      List<String> dated = dated();
      notes.ask(
          "/time/column",
          draft.columns().stream().map(draft::ref).limit(30).toList(),
          dated.isEmpty() ? "time.none" : "time.none-named",
          dated);
      zone(false);
      return;
    }
    TimeColumns found = detected.get();
    columns(found);
    boolean decided = !found.parts().isEmpty() || !found.formats().isEmpty();
    Optional<Column> support = roles.column("support");
    if (support.isPresent()) {
      supportColumn(support.get(), found, decided);
    } else if (decided) {
      StepDetector.Steps steps = StepDetector.detect(found.times(), found.precision(), notes);
      put(steps.support(), steps.label());
    } else {
      notes.ask("/time/support", List.of("day", "instant"), "support.after-format");
    }
    zone(found.offset());
  }

  /** Headers and titles that name a month or a year: "WPI, April 2006". */
  private List<String> dated() {
    List<String> texts = new ArrayList<>(draft.around().texts());
    draft.columns().forEach(column -> texts.add(column.name()));
    return texts.stream()
        .filter(text -> text.matches("(?s).*(?<![0-9])(?:19|20)[0-9]{2}(?![0-9]).*"))
        .toList();
  }

  private void put(String support, String label) {
    if (!support.isEmpty()) {
      time.put("support", support);
    }
    if (!label.isEmpty()) {
      time.put("label", label);
    }
  }

  /**
   * Writes that a column says for which period each value stands; gives its texts that are known.
   */
  static Set<String> supports(Draft draft, Column column, ObjectNode time) {
    Notes notes = draft.notes();
    Map<String, String> supports = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String text : column.distinct().keySet()) {
      Words.standard()
          .support(text)
          .ifPresentOrElse(code -> supports.put(text, code), () -> unknown.add(text));
    }
    if (!unknown.isEmpty()) {
      notes.ask("/time/support/values", unknown, "support.unknown-texts", column.name(), unknown);
    }
    if (supports.size() == 1 && unknown.isEmpty() && column.filled() == column.cells().size()) {
      Map.Entry<String, String> only = supports.entrySet().iterator().next();
      time.put("support", only.getValue());
      notes.found(
          "/time/support",
          only.getValue(),
          0.95,
          "support.column-one",
          column.name(),
          only.getKey(),
          only.getValue());
    } else {
      ObjectNode choice = time.putObject("support");
      choice.put("column", draft.ref(column));
      ObjectNode values = choice.putObject("values");
      supports.forEach(values::put);
      notes.found("/time/support", choice, 0.9, "support.column", column.name(), supports.keySet());
    }
    return supports.keySet();
  }

  private void supportColumn(Column column, TimeColumns found, boolean decided) {
    Set<String> supports = supports(draft, column, time);
    if (!decided) {
      return;
    }
    Set<String> labels = new LinkedHashSet<>();
    Notes last = new Notes();
    for (String text : supports) {
      List<LocalDateTime> times = new ArrayList<>();
      for (int row = 0; row < column.cells().size(); row++) {
        if (column.cells().get(row).equals(text)) {
          times.add(found.times().get(row));
        }
      }
      last = new Notes();
      labels.add(StepDetector.detect(times, found.precision(), last).label());
    }
    if (labels.size() == 1 && !labels.contains("")) {
      String label = labels.iterator().next();
      time.put("label", label);
      notes.addAll(last, StepDetector.LABEL);
    } else {
      last.questions().stream()
          .filter(question -> question.path().equals(StepDetector.LABEL))
          .forEach(notes::add);
      if (last.questions().isEmpty()) {
        notes.ask(StepDetector.LABEL, List.of("begin", "last-day", "end", "within"), "label.mixed");
      }
    }
  }

  /** The zone: nobody writes it; the places that are named tell which it may be. */
  private void zone(boolean offset) {
    StringBuilder text = new StringBuilder();
    draft.around().texts().forEach(one -> text.append(Folding.header(one)).append(' '));
    StringBuilder headers = new StringBuilder();
    draft.columns().forEach(column -> headers.append(Folding.header(column.name())).append(' '));
    if (PropertyMatcher.containsWord(headers.toString(), "utc")
        || PropertyMatcher.containsWord(headers.toString(), "gmt")) {
      time.put("zone", "UTC");
      notes.found("/time/zone", "UTC", 0.9, "zone.header");
      return;
    }
    for (Column column : draft.columns()) {
      if (column.isText() && column.distinct().size() < 50) {
        column.distinct().keySet().forEach(cell -> text.append(Folding.header(cell)).append(' '));
      }
    }
    Set<String> candidates = new LinkedHashSet<>();
    List<String> because = new ArrayList<>();
    String all = text.toString();
    for (Map.Entry<String, String> word : Words.standard().zones().entrySet()) {
      boolean place =
          word.getKey().length() > 3
              || word.getKey().length() == 3 && !word.getValue().equals("UTC");
      if (place && mentions(all, word.getKey())) {
        candidates.add(word.getValue());
        because.add(word.getKey());
      }
    }
    candidates.addAll(ZONES);
    notes.ask(
        "/time/zone",
        List.copyOf(candidates),
        offset ? "zone.offset" : because.isEmpty() ? "zone.open" : "zone.places",
        because);
  }

  /** Names stand in file names without blanks too, "AirBishkek2019". */
  private static boolean mentions(String text, String word) {
    return word.length() > 5 ? text.contains(word) : PropertyMatcher.containsWord(text, word);
  }
}
