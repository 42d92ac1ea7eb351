package org.aralwatch.geodata;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A text in several languages, keyed by BCP 47 language tag ("en", "ru", "uz-Cyrl"). Immutable,
 * ordered by tag; empty where nothing is known.
 */
public record Text(@JsonValue Map<String, String> byLanguage) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Text(Map<String, String> byLanguage) {
    this.byLanguage = Collections.unmodifiableMap(new TreeMap<>(byLanguage));
  }

  public static Text of(String english, String russian) {
    return new Text(Map.of("en", english, "ru", russian));
  }

  public static Text english(String english) {
    return new Text(Map.of("en", english));
  }

  /** The text in {@code language}, else in English, else in any language, else "". */
  public String in(String language) {
    String text = byLanguage.get(language);
    if (text == null) {
      text = byLanguage.get("en");
    }
    if (text == null) {
      text = byLanguage.values().stream().findFirst().orElse("");
    }
    return text;
  }
}
