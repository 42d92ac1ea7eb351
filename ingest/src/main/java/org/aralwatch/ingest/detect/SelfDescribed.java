package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.ingest.source.FileFormat;

/**
 * Drafts the mapping of a format that describes itself. Its reader gives the columns {@code
 * station, station-name, longitude, latitude, elevation, property, statistic, unit, begin, end,
 * time, value, qualifier, flag, detection-limit, quantification-limit, procedure, remark}, as many
 * of them as it has, and what is left to say is what its words are called in the record.
 */
final class SelfDescribed {
  private SelfDescribed() {}

  static TableDetector.Outcome detect(
      FileFormat format,
      Structure structure,
      Surroundings around,
      Known known,
      ObjectNode mapping,
      Notes notes) {
    List<Column> columns = Column.of(structure);
    Draft draft =
        new Draft(
            mapping, structure, columns, around, '.', new PropertyMatcher(known), known, notes);
    Roles roles = new Roles();
    for (Column column : columns) {
      roles.set(role(column.name()), column);
    }
    notes.found("/format", format.code(), 0.97, "format.describes-itself", format.code());
    Optional<ObjectNode> template = Template.find(format);
    if (template.isPresent()) {
      Template.use(template.get(), draft, roles);
      return new TableDetector.Outcome(columns, List.of());
    }
    mapping.put("layout", "long");
    Optional<Column> value = roles.column("value");
    roles.setValues(value.map(List::of).orElse(List.of()), List.of());
    SeriesDraft series = new SeriesDraft(draft, roles);
    if (value.isPresent() && roles.column("property").isPresent()) {
      series.rows();
    } else {
      notes.ask("/value/column", List.of(), "value.none");
    }
    statistics(draft, roles);
    new StationDraft(draft, roles).write();
    time(draft, roles);
    new RowDraft(draft, roles).write(roles.values());
    series.usual();
    return new TableDetector.Outcome(columns, List.of());
  }

  private static String role(String name) {
    return switch (name) {
      case "station" -> "station-code";
      case "time" -> "moment";
      default -> name;
    };
  }

  /** The statistic that each property has everywhere. */
  private static void statistics(Draft draft, Roles roles) {
    Optional<Column> statistic = roles.column("statistic");
    Optional<Column> property = roles.column("property");
    if (statistic.isEmpty() || property.isEmpty()) {
      return;
    }
    Map<String, List<String>> byProperty = new LinkedHashMap<>();
    for (int row = 0; row < property.get().cells().size(); row++) {
      String text = statistic.get().cells().get(row);
      List<String> seen =
          byProperty.computeIfAbsent(property.get().cells().get(row), key -> new ArrayList<>());
      if (!text.isEmpty() && !seen.contains(text)) {
        seen.add(text);
      }
    }
    byProperty.forEach(
        (text, statistics) -> {
          if (statistics.size() == 1
              && draft.mapping().at(Notes.path("properties", "values", text))
                  instanceof ObjectNode one) {
            Words.standard()
                .statistic(Folding.header(statistics.get(0)))
                .ifPresent(
                    code -> {
                      one.put("statistic", code);
                      draft
                          .notes()
                          .found(
                              Notes.path("properties", "values", text, "statistic"),
                              code,
                              0.95,
                              "statistic.column",
                              text,
                              statistics.get(0));
                    });
          }
        });
  }

  private static void time(Draft draft, Roles roles) {
    Notes notes = draft.notes();
    ObjectNode time = draft.mapping().putObject("time");
    Optional<Column> begin = roles.column("begin");
    Optional<Column> end = roles.column("end");
    Optional<Column> moment = roles.column("moment").filter(column -> !column.isEmpty());
    boolean ends =
        begin.isPresent() && end.isPresent() && begin.get().filled() > 0 && end.get().filled() > 0;
    if (!ends && moment.isEmpty()) {
      notes.ask("/time/column", draft.columns().stream().map(draft::ref).toList(), "time.none");
      return;
    }
    Column first = ends ? begin.get() : moment.get();
    DateFormats formats = DateFormats.of(first, List.of(), new Notes());
    if (ends) {
      time.set("begin", draft.cell(begin.get()));
      time.set("end", draft.cell(end.get()));
    } else {
      time.put("column", draft.ref(first));
    }
    if (formats.patterns().size() == 1) {
      time.put("format", formats.patterns().get(0));
    } else {
      var list = time.putArray("format");
      formats.patterns().forEach(list::add);
    }
    notes.found(
        "/time/format",
        String.join("; ", formats.patterns()),
        0.95,
        "time.self",
        first.name(),
        formats.patterns());
    support(draft, roles, time, formats, ends ? end : Optional.empty());
    notes.ask(
        "/time/zone",
        List.of("Asia/Tashkent", "Asia/Bishkek", "Asia/Almaty", "Asia/Dushanbe", "Asia/Ashgabat"),
        formats.hasOffset() ? "zone.offset" : "zone.open");
  }

  private static void support(
      Draft draft, Roles roles, ObjectNode time, DateFormats formats, Optional<Column> end) {
    Notes notes = draft.notes();
    Optional<Column> column = roles.column("support").filter(c -> !c.isEmpty());
    if (column.isPresent()) {
      TimeDraft.supports(draft, column.get(), time);
      return;
    }
    if (end.isEmpty()) {
      StepDetector.Steps steps =
          StepDetector.detect(formats.times(), formats.precision(), new Notes());
      if (steps.support().isEmpty()) {
        time.put("support", "instant");
        notes.found("/time/support", "instant", 0.7, "support.self-instant");
      } else {
        notes.ask(
            StepDetector.SUPPORT,
            List.of(steps.support(), "instant"),
            "support.self-steps",
            steps.support());
      }
      return;
    }
    DateFormats ends = DateFormats.of(end.get(), List.of(), new Notes());
    Map<Long, Integer> lengths = new LinkedHashMap<>();
    for (int row = 0; row < formats.times().size(); row++) {
      LocalDateTime from = formats.times().get(row);
      LocalDateTime to = ends.times().get(row);
      if (from != null && to != null) {
        lengths.merge(ChronoUnit.MINUTES.between(from, to), 1, Integer::sum);
      }
    }
    long minutes =
        lengths.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(0L);
    String support = support(minutes);
    if (support.isEmpty() || lengths.size() > 1 && minutes < 1_440) {
      notes.ask(
          "/time/support",
          support.isEmpty() ? List.of() : List.of(support),
          "support.lengths",
          lengths.size(),
          minutes);
    }
    if (!support.isEmpty()) {
      time.put("support", support);
      notes.found(
          "/time/support",
          support,
          0.9,
          "support.ends",
          minutes,
          lengths.getOrDefault(minutes, 0),
          formats.times().size());
    }
  }

  private static String support(long minutes) {
    if (minutes == 0) {
      return "instant";
    }
    if (minutes > 0 && minutes < 1_440) {
      return minutes % 60 == 0 ? "PT" + minutes / 60 + "H" : "PT" + minutes + "M";
    }
    if (minutes == 1_440) {
      return "day";
    }
    long days = minutes / 1_440;
    if (days >= 8 && days <= 11) {
      return "dekad";
    }
    if (days >= 28 && days <= 31) {
      return "month";
    }
    return days == 365 || days == 366 ? "year" : "";
  }
}
