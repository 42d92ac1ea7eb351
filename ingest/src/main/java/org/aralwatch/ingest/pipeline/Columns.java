package org.aralwatch.ingest.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.aralwatch.ingest.mapping.MappingException;
import org.aralwatch.ingest.source.Row;

/** The columns of a table by their header, and those that a mapping names but the table lacks. */
final class Columns {
  private static final int SHOWN = 40;
  private static final int LONGEST_NAME = 60;

  private final List<String> names = new ArrayList<>();
  private final Map<String, List<Integer>> places = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private int last = -1;

  private Columns() {}

  /** Columns named by a header row. */
  static Columns named(Row header) {
    Columns columns = new Columns();
    for (int i = 0; i < header.size(); i++) {
      columns.add(header.text(i));
    }
    return columns;
  }

  /** Columns of a table without header: "1", "2", ... */
  static Columns numbered(Row first) {
    Columns columns = new Columns();
    for (int i = 1; i <= first.size(); i++) {
      columns.add(String.valueOf(i));
    }
    return columns;
  }

  private void add(String name) {
    places.computeIfAbsent(name, key -> new ArrayList<>()).add(names.size());
    names.add(name);
  }

  /** Place of a column, from 0; a column that is not there once is noted as a problem. */
  int index(String name) {
    List<Integer> found = places.getOrDefault(name, List.of());
    if (found.size() != 1) {
      problems.add(
          found.isEmpty()
              ? "the file has no column '" + name + "'"
              : "the file has "
                  + found.size()
                  + " columns '"
                  + name
                  + "', at "
                  + found.stream()
                      .map(place -> String.valueOf(place + 1))
                      .collect(Collectors.joining(", ")));
      return 0;
    }
    last = Math.max(last, found.get(0));
    return found.get(0);
  }

  String name(int index) {
    return names.get(index);
  }

  int size() {
    return names.size();
  }

  /** The highest place asked for: a row must reach so far. */
  int lastNeeded() {
    return last;
  }

  /**
   * @throws MappingException when a column asked for is not there, or is there twice
   */
  void check(String mapping) {
    if (problems.isEmpty()) {
      return;
    }
    List<String> sentences = new ArrayList<>(problems.stream().distinct().toList());
    String shown =
        names.stream()
            .limit(SHOWN)
            .map(
                name ->
                    name.codePointCount(0, name.length()) > LONGEST_NAME
                        ? name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…"
                        : name)
            .collect(Collectors.joining(", "));
    sentences.add(
        "its columns are: "
            + shown
            + (names.size() > SHOWN ? ", and " + (names.size() - SHOWN) + " more" : ""));
    throw new MappingException(mapping, sentences);
  }
}
