package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.observation.Support;

/**
 * The words by which columns, properties, months and the like are known: {@code words.json} beside
 * this class, reviewed as the other vocabularies are. Immutable.
 */
final class Words {
  /**
   * How a property is written in headers.
   *
   * @param layer in which its stations are usually looked for
   * @param procedure how its values usually come about
   * @param statistic of a value that says nothing else
   * @param symbols short signs, as Q, that count only when they stand alone
   */
  record Property(
      String code,
      String layer,
      String procedure,
      String statistic,
      List<String> symbols,
      List<String> words) {}

  private static final Words STANDARD = read();

  private final List<Property> properties = new ArrayList<>();
  private final Map<String, List<String>> roles = new LinkedHashMap<>();
  private final Map<String, Set<String>> rolesOfWord = new HashMap<>();
  private final Map<String, Integer> months = new HashMap<>();
  private final Map<String, String> supports = new HashMap<>();
  private final Map<String, String> statistics = new HashMap<>();
  private final Set<String> missing = new HashSet<>();
  private final Map<String, String> censored = new HashMap<>();
  private final Map<String, Integer> flags = new HashMap<>();
  private final Set<String> totals = new HashSet<>();
  private final Map<String, String> zones = new LinkedHashMap<>();
  private final Set<String> all = new HashSet<>();

  private Words(JsonNode file) {
    for (JsonNode item : file.path("properties")) {
      properties.add(
          new Property(
              item.path("id").asText(),
              item.path("layer").asText(),
              item.path("procedure").asText(),
              item.path("statistic").asText(),
              texts(item.path("symbols")),
              byLanguage(item)));
    }
    for (JsonNode item : file.path("roles")) {
      List<String> words = byLanguage(item);
      roles.put(item.path("id").asText(), words);
      words.forEach(
          word ->
              rolesOfWord
                  .computeIfAbsent(word, key -> new HashSet<>())
                  .add(item.path("id").asText()));
    }
    each(file.path("months"), (id, word) -> months.put(word, Integer.valueOf(id)));
    each(file.path("supports"), (id, word) -> supports.put(word, id));
    each(file.path("statistics"), (id, word) -> statistics.put(word, id));
    texts(file.path("missing")).forEach(missing::add);
    each(file.path("censored"), (id, word) -> censored.put(word, id));
    each(file.path("flags"), (id, word) -> flags.put(word, Integer.valueOf(id)));
    texts(file.path("totals")).forEach(word -> totals.add(Folding.header(word)));
    each(file.path("zones"), (id, word) -> zones.put(word, id));
    properties.forEach(property -> property.words().forEach(this::learn));
    roles.values().forEach(words -> words.forEach(this::learn));
    months.keySet().forEach(this::learn);
    zones.keySet().forEach(this::learn);
    totals.forEach(this::learn);
  }

  private void learn(String words) {
    for (String word : words.split("[^\\p{L}]+")) {
      if (!word.isEmpty()) {
        all.add(word);
      }
    }
  }

  static Words standard() {
    return STANDARD;
  }

  private static Words read() {
    try (InputStream in = Words.class.getResourceAsStream("words.json")) {
      return new Words(Json.mapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read words.json", e);
    }
  }

  private interface Entry {
    void take(String id, String word);
  }

  private static void each(JsonNode items, Entry entry) {
    for (JsonNode item : items) {
      texts(item.path("words"))
          .forEach(word -> entry.take(item.path("id").asText(), Folding.header(word)));
    }
  }

  private static List<String> byLanguage(JsonNode item) {
    List<String> words = new ArrayList<>();
    item.path("words")
        .forEach(list -> texts(list).forEach(word -> words.add(Folding.header(word))));
    return List.copyOf(words);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return List.copyOf(texts);
  }

  List<Property> properties() {
    return Collections.unmodifiableList(properties);
  }

  /** Roles of which a folded header is a name. */
  Set<String> rolesOf(String folded) {
    return rolesOfWord.getOrDefault(folded, Set.of());
  }

  /** 1 to 12 for a name of a month in any language of the basin, or a Roman number. */
  Optional<Integer> month(String text) {
    String folded = Folding.header(text);
    if (folded.endsWith(".")) {
      folded = folded.substring(0, folded.length() - 1);
    }
    return Optional.ofNullable(months.get(folded));
  }

  /** The support that a text such as "dec", "1 Hr" or "декада" names. */
  Optional<String> support(String text) {
    String code = supports.get(Folding.header(text));
    if (code == null && text.matches("PT?[0-9]+[HMDY]")) {
      try {
        code = Support.ofCode(text).code();
      } catch (IllegalArgumentException e) {
        // A length that is no support, as PT36H.
        return Optional.empty();
      }
    }
    return Optional.ofNullable(code);
  }

  /** The statistic that one word of a header names. */
  Optional<String> statistic(String word) {
    return Optional.ofNullable(statistics.get(word));
  }

  /** Whether a text stands for "no value", exactly as written. */
  boolean isMissing(String text) {
    return missing.contains(text);
  }

  /** "<" or ">" for a text that says that the value lies beyond a limit. */
  Optional<String> censored(String text) {
    return Optional.ofNullable(censored.get(Folding.header(text)));
  }

  /** The flag that a source's word of judgement amounts to. */
  Optional<Integer> flag(String text) {
    return Optional.ofNullable(flags.get(Folding.header(text)));
  }

  /** Whether a cell begins a row that is no observation, as "Итого". */
  boolean isTotal(String text) {
    String folded = Folding.header(text);
    if (totals.contains(folded)) {
      return true;
    }
    int end = 0;
    while (end < folded.length() && Character.isLetter(folded.charAt(end))) {
      end++;
    }
    return end > 2 && totals.contains(folded.substring(0, end));
  }

  /** Zones by the place names that stand in a text, the likeliest first. */
  Map<String, String> zones() {
    return Collections.unmodifiableMap(zones);
  }

  /** Whether a word, in lower case, is one of this vocabulary. */
  boolean knows(String word) {
    return all.contains(word);
  }

  Set<String> words() {
    return Collections.unmodifiableSet(all);
  }
}
