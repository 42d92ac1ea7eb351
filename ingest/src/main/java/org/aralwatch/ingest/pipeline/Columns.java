package org.aralwatch.ingest.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.aralwatch.ingest.mapping.MappingException;
import org.aralwatch.ingest.source.Row;

/** The columns of a table by their header, and those that a mapping names but the table lacks. */
final class Columns {
  private static final int SHOWN = 40;
  private static final int LONGEST_NAME = 60;

  private final List<String> names = new ArrayList<>();
  private final Map<String, List<Integer>> places = new HashMap<>();
  private final Map<String, List<Integer>> alike = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private int last = -1;

  private Columns() {}

  /** Columns of these names. */
  static Columns named(List<String> names) {
    Columns columns = new Columns();
    names.forEach(columns::addName);
    return columns;
  }

  /** Columns of a table without header: "1", "2", ... */
  static Columns numbered(Row first) {
    Columns columns = new Columns();
    for (int i = 1; i <= first.size(); i++) {
      columns.addName(String.valueOf(i));
    }
    return columns;
  }

  private void addName(String name) {
    places.computeIfAbsent(name, key -> new ArrayList<>()).add(names.size());
    alike.computeIfAbsent(folded(name), key -> new ArrayList<>()).add(names.size());
    names.add(name);
  }

  /** Next month's file may have another blank, or another case, in a header. */
  private static String folded(String name) {
    return name.replaceAll("[\\s\u00a0]+", " ").strip().toLowerCase(Locale.ROOT);
  }

  /** Notes what is wrong with what the mapping says of the columns. */
  void add(String problem) {
    problems.add(problem);
  }

  /**
   * Place of a column, from 0; a column that is not there once is noted as a problem. "#3" is the
   * third one, where names occur twice, or are not there.
   */
  int index(String name) {
    List<Integer> found = find(name);
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

  private List<Integer> find(String name) {
    List<Integer> found = places.getOrDefault(name, List.of());
    if (found.isEmpty()) {
      found = alike.getOrDefault(folded(name), List.of());
    }
    if (found.isEmpty() && name.matches("#[1-9][0-9]{0,4}")) {
      int place = Integer.parseInt(name.substring(1));
      return place <= names.size() ? List.of(place - 1) : List.of();
    }
    return found;
  }

  /** Also for rows that are wider than the header. */
  String name(int index) {
    return index < names.size() ? names.get(index) : "#" + (index + 1);
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
