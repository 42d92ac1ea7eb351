package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.Text;

/**
 * The sentences of evidence and questions by language: {@code sentences.json} beside this class,
 * with {0}, {1}, ... where figures and names go. Immutable.
 */
final class Sentences {
  private static final int LONGEST = 80;
  private static final int MOST_ITEMS = 6;
  private static final Sentences STANDARD = read();

  private final Map<String, Map<String, String>> byId = new LinkedHashMap<>();

  private Sentences(JsonNode file) {
    file.properties()
        .forEach(
            sentence -> {
              Map<String, String> byLanguage = new LinkedHashMap<>();
              sentence
                  .getValue()
                  .properties()
                  .forEach(text -> byLanguage.put(text.getKey(), text.getValue().asText()));
              byId.put(sentence.getKey(), byLanguage);
            });
  }

  static Sentences standard() {
    return STANDARD;
  }

  private static Sentences read() {
    try (InputStream in = Sentences.class.getResourceAsStream("sentences.json")) {
      return new Sentences(Json.mapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read sentences.json", e);
    }
  }

  Map<String, Map<String, String>> all() {
    return Collections.unmodifiableMap(byId);
  }

  /**
   * The sentence with its gaps filled. Texts of the file are shortened, lists too.
   *
   * @throws IllegalArgumentException for an unknown sentence
   */
  Text say(String id, Object... gaps) {
    Map<String, String> sentence = byId.get(id);
    if (sentence == null) {
      throw new IllegalArgumentException("no sentence '" + id + "'");
    }
    Map<String, String> filled = new HashMap<>();
    sentence.forEach((language, text) -> filled.put(language, fill(text, language, gaps)));
    return new Text(filled);
  }

  private static String fill(String text, String language, Object[] gaps) {
    StringBuilder filled = new StringBuilder(text.length() + 40);
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '{' && at + 2 < text.length() && text.charAt(at + 2) == '}') {
        filled.append(shown(gaps[text.charAt(at + 1) - '0'], language));
        at += 3;
      } else {
        filled.append(c);
        at++;
      }
    }
    return filled.toString();
  }

  private static String shown(Object gap, String language) {
    if (gap instanceof Text text) {
      return text.in(language);
    }
    if (gap instanceof Double number) {
      return new BigDecimal(number, new MathContext(6))
          .stripTrailingZeros()
          .toPlainString()
          .replace('.', language.equals("ru") ? ',' : '.');
    }
    if (gap instanceof Collection<?> items) {
      StringBuilder list = new StringBuilder();
      Iterator<?> each = items.iterator();
      for (int i = 0; each.hasNext(); i++) {
        if (i == MOST_ITEMS) {
          return list
              + (language.equals("ru") ? " и ещё " : " and ")
              + (items.size() - i)
              + (language.equals("ru") ? "" : " more");
        }
        list.append(i == 0 ? "" : ", ").append(shown(each.next(), language));
      }
      return list.toString();
    }
    String text = String.valueOf(gap);
    return text.codePointCount(0, text.length()) > LONGEST
        ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…"
        : text;
  }
}
