package org.aralwatch.ingest.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands around a table: the name of its file, of its sheets, its titles.
 *
 * @param fileName with its ending
 * @param tables names of the tables that are read; one empty name for a file of one table
 * @param titles filled rows above the header of the first of them
 */
record Surroundings(String fileName, List<String> tables, List<SampleRow> titles) {
  /** Five digits and no more; RE2 has no look-behind, so the signs beside them are matched. */
  static final String POST_CODE = "(?:^|[^0-9])([0-9]{5})(?:[^0-9]|$)";

  private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{5}(?![0-9])");

  Surroundings {
    tables = List.copyOf(tables);
    titles = List.copyOf(titles);
  }

  /** The name without directories and ending. */
  String stem() {
    String name = fileName.substring(fileName.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  static Optional<String> postCode(String text) {
    Matcher code = CODE.matcher(text);
    return code.find() ? Optional.of(code.group()) : Optional.empty();
  }

  List<String> titleTexts() {
    List<String> texts = new ArrayList<>();
    titles.forEach(row -> row.cells().stream().filter(c -> !c.isEmpty()).forEach(texts::add));
    return texts;
  }

  /** Titles, then the tables' names, then the file's: what may name a property. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(titleTexts());
    tables.stream().filter(name -> !name.isEmpty()).limit(3).forEach(texts::add);
    texts.add(stem());
    return texts;
  }

  /** The property that a title or a name tells, and the text that tells it. */
  Optional<Map.Entry<PropertyMatcher.Match, String>> property(PropertyMatcher matcher) {
    for (String text : texts()) {
      HeaderText header = HeaderText.of(text);
      Optional<PropertyMatcher.Match> match = matcher.match(header).filter(m -> m.score() > 0.56);
      if (match.isPresent()) {
        return Optional.of(Map.entry(match.get(), text));
      }
    }
    for (String token : stem().split("[^\\p{L}\\p{N}.]+")) {
      Optional<PropertyMatcher.Match> match = matcher.match(token, Optional.empty());
      if (match.isPresent()
          && (token.length() > 1 || token.equals(token.toUpperCase(Locale.ROOT)))) {
        return Optional.of(Map.entry(match.get(), stem()));
      }
    }
    return Optional.empty();
  }

  /** A unit that a title gives for the whole table, as "Расходы воды, м³/с". */
  Optional<UnitText.Parsed> unit() {
    return titleTexts().stream()
        .map(HeaderText::of)
        .flatMap(header -> header.unit().stream())
        .findFirst();
  }
}
