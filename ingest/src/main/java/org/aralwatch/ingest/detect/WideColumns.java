package org.aralwatch.ingest.detect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What columns of a wide table have in common: stations above properties, one property twice. */
final class WideColumns {
  private final Draft draft;
  private final Roles roles;
  private final Notes notes;

  WideColumns(Draft draft, Roles roles) {
    this.draft = draft;
    this.roles = roles;
    this.notes = draft.notes();
  }

  /**
   * The row of the header that tells columns of one property apart, where it can be stations:
   * "Ала-Арча / Q", "Аламедин / Q"; -1 where there is none.
   */
  int stationPart(List<Column> values) {
    if (!draft.structure().names().equals("joined")
        || roles.column("station-code").isPresent()
        || roles.column("station-name").isPresent()) {
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
  List<Column> withoutDoubles(List<Column> values) {
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
}
