package org.aralwatch.ingest.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.geodata.reference.PropertyConversion;

/** Finds the property that a text names, in any language of {@link Words}. Not thread-safe. */
final class PropertyMatcher {
  /**
   * A property that a text names.
   *
   * @param property with its words
   * @param score from 0 to 1
   * @param word that was recognised
   * @param statistic that the text names; empty for none
   */
  record Match(Words.Property property, double score, String word, String statistic) {
    /** The statistic that the text names, else the usual one. */
    String statisticOrUsual() {
      return statistic.isEmpty() ? property.statistic() : statistic;
    }
  }

  private final Known known;
  private final Words words = Words.standard();

  /** What was found for a text and a unit: headers are asked about again and again. */
  private final Map<String, List<Match>> seen = new HashMap<>();

  /** Those of the record, with our words and the record's own names. */
  private final List<Words.Property> properties = new ArrayList<>();

  PropertyMatcher(Known known) {
    this.known = known;
    Map<String, Words.Property> withWords = new LinkedHashMap<>();
    words.properties().forEach(property -> withWords.put(property.code(), property));
    // In the order of the words: of two that a header names alike, the first is taken.
    withWords.keySet().stream()
        .filter(known::hasProperty)
        .forEach(code -> add(withWords.get(code)));
    known.names().keySet().stream()
        .filter(code -> !withWords.containsKey(code))
        .forEach(code -> add(new Words.Property(code, "", "", "mean", List.of(), List.of())));
  }

  private void add(Words.Property property) {
    List<String> all = new ArrayList<>(property.words());
    all.addAll(known.names().get(property.code()));
    properties.add(
        new Words.Property(
            property.code(),
            property.layer(),
            property.procedure(),
            property.statistic(),
            property.symbols(),
            all));
  }

  /** The likeliest property of a header, its unit considered. */
  Optional<Match> match(HeaderText header) {
    return matches(header, header.unit().map(UnitText.Parsed::ucum)).stream().findFirst();
  }

  /** All properties that a header names, in any of its rows, the likeliest first. */
  List<Match> matches(HeaderText header, Optional<String> ucum) {
    List<String> parts = header.parts();
    if (parts.size() < 2) {
      return matches(header.base(), ucum);
    }
    Map<String, Match> best = new LinkedHashMap<>();
    String statistic = statistic(header.folded());
    for (String part : parts) {
      for (Match match : matches(part, ucum)) {
        Match before = best.get(match.property.code());
        if (before == null || before.score < match.score) {
          best.put(
              match.property.code(), new Match(match.property, match.score, match.word, statistic));
        }
      }
    }
    List<Match> sorted = new ArrayList<>(best.values());
    sorted.sort((a, b) -> Double.compare(b.score, a.score));
    return sorted;
  }

  /**
   * @param ucum of the values, where it is known: a property of another dimension is none
   */
  Optional<Match> match(String text, Optional<String> ucum) {
    List<Match> all = matches(text, ucum);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
  }

  /** All properties that a text names, the likeliest first. */
  List<Match> matches(String text, Optional<String> ucum) {
    return seen.computeIfAbsent(text + "\n" + ucum.orElse(""), key -> look(text, ucum));
  }

  private List<Match> look(String text, Optional<String> ucum) {
    String plain = text.strip();
    String folded = Folding.header(plain);
    if (folded.isEmpty() || folded.length() > 200) {
      return List.of();
    }
    String alike = Folding.header(Folding.lookalikes(plain));
    Map<String, Match> best = new LinkedHashMap<>();
    for (Words.Property property : properties) {
      if (ucum.isPresent() && !fits(ucum.get(), property.code())) {
        continue;
      }
      double score = 0;
      String word = "";
      for (String symbol : property.symbols()) {
        double found = symbol(plain, symbol);
        if (found > score) {
          score = found;
          word = symbol;
        }
      }
      for (String name : property.words()) {
        double found = Math.max(word(folded, name), word(alike, name));
        if (found > score) {
          score = found;
          word = name;
        }
      }
      if (score > 0) {
        best.put(property.code(), new Match(property, score, word, statistic(folded)));
      }
    }
    List<Match> sorted = new ArrayList<>(best.values());
    sorted.sort((a, b) -> Double.compare(b.score, a.score));
    return sorted;
  }

  /** Gases come in ppb too, by way of their temperature and pressure. */
  private boolean fits(String ucum, String property) {
    return known.fits(ucum, property).orElse(true) || needsGas(property, ucum);
  }

  static boolean needsGas(String property, String ucum) {
    return PropertyConversion.needsGasConditions(property, ucum);
  }

  private static double symbol(String text, String symbol) {
    if (text.equals(symbol) || Folding.lookalikes(text).equals(symbol)) {
      return symbol.length() == 1 ? 0.75 : 0.95;
    }
    if (symbol.length() == 1) {
      // "Q (mean)", "Q_16290" and "Q воды": the sign and a word of its own after it.
      return text.matches("\\Q" + symbol + "\\E[ _,].*") ? 0.55 : 0;
    }
    return containsWord(Folding.header(text), Folding.header(symbol)) ? 0.85 : 0;
  }

  private static double word(String text, String word) {
    if (text.equals(word)) {
      return 0.97;
    }
    if (!containsWord(text, word) || word.length() < 3) {
      return 0;
    }
    return 0.55 + 0.4 * Math.min(1, word.length() / (double) text.length());
  }

  /** Whether a text has the words in their order, not as a part of others. */
  static boolean containsWord(String text, String word) {
    int at = text.indexOf(word);
    while (at >= 0) {
      int end = at + word.length();
      boolean begins = at == 0 || !isPart(text.charAt(at - 1));
      boolean ends = end == text.length() || !isPart(text.charAt(end));
      if (begins && ends) {
        return true;
      }
      at = text.indexOf(word, at + 1);
    }
    return false;
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c);
  }

  private String statistic(String folded) {
    for (String part : folded.split("[^\\p{L}]+")) {
      // A total may be of rivers or of forms as well as of days.
      Optional<String> statistic = part.equals("total") ? Optional.empty() : words.statistic(part);
      if (statistic.isPresent()) {
        return statistic.get();
      }
    }
    return "";
  }
}
