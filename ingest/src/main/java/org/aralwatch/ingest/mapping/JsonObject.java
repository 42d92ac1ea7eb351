package org.aralwatch.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A JSON object that is read strictly: what is not asked for is a problem, and all problems are
 * gathered rather than the first thrown. A getter that finds a problem returns a stand-in of the
 * right kind, so that reading can go on to the next; nothing read may be used once there is one.
 */
final class JsonObject {
  /** What a pattern that cannot be used, or is not given, stands for. */
  static final Pattern ALL = Pattern.compile(".+");

  private static final int LONGEST_PATTERN = 500;

  private final String path;
  private final JsonNode node;
  private final List<String> problems;
  private final Set<String> asked = new LinkedHashSet<>();

  private JsonObject(String path, JsonNode node, List<String> problems) {
    this.path = path;
    this.node = node;
    this.problems = problems;
  }

  /** The whole document. */
  static JsonObject root(JsonNode node, List<String> problems) {
    JsonObject root = new JsonObject("", node, problems);
    if (!node.isObject()) {
      problems.add("expected a JSON object, found " + shown(node));
      return new JsonObject("", JsonNodeFactory.instance.objectNode(), problems);
    }
    return root;
  }

  /** Whether {@code key} is there; it is allowed then. */
  boolean has(String key) {
    asked.add(key);
    return node.hasNonNull(key);
  }

  String text(String key) {
    return optionalText(key).orElseGet(() -> missing(key, "a text"));
  }

  Optional<String> optionalText(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    JsonNode value = node.get(key);
    if (!value.isTextual()) {
      problem(key, value, "a text");
      return Optional.of("");
    }
    return Optional.of(value.textValue());
  }

  int integer(String key, int fallback, int max) {
    if (!has(key)) {
      return fallback;
    }
    JsonNode value = node.get(key);
    if (!value.isInt() || value.intValue() < 0 || value.intValue() > max) {
      problem(key, value, "a whole number from 0 to " + max);
      return fallback;
    }
    return value.intValue();
  }

  double number(String key) {
    asked.add(key);
    JsonNode value = node.path(key);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      problem(key, value, "a number");
      return 0;
    }
    return value.doubleValue();
  }

  /** A regular expression of RE2, which takes time in proportion to the text, whoever wrote it. */
  Pattern pattern(String key) {
    return parsed(key, JsonObject::compiled, ALL);
  }

  private static Pattern compiled(String text) {
    if (text.length() > LONGEST_PATTERN) {
      throw new IllegalArgumentException(
          "a pattern of " + text.length() + " characters; at most " + LONGEST_PATTERN);
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "cannot use the pattern '" + text + "': " + e.getDescription(), e);
    }
  }

  char character(String key, char fallback) {
    if (!has(key)) {
      return fallback;
    }
    JsonNode value = node.get(key);
    if (!value.isTextual() || value.textValue().length() != 1) {
      problem(key, value, "one character");
      return fallback;
    }
    return value.textValue().charAt(0);
  }

  boolean isText(String key) {
    return node.path(key).isTextual();
  }

  /** A text or a number, as text. */
  String constant(String key) {
    asked.add(key);
    JsonNode value = node.path(key);
    if (!value.isTextual() && !value.isNumber()) {
      problem(key, value, "a text or a number");
    }
    return value.asText();
  }

  /** A text read by {@code reader}, whose IllegalArgumentException says what is allowed. */
  <T> T parsed(String key, Function<String, T> reader, T standIn) {
    Optional<String> text = optionalText(key);
    if (text.isEmpty()) {
      missing(key, "a text");
      return standIn;
    }
    return read(key, text.get(), reader, standIn);
  }

  <T> T read(String key, String text, Function<String, T> reader, T standIn) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      problems.add("'" + at(key) + "': " + e.getMessage());
      return standIn;
    }
  }

  List<String> texts(String key) {
    asked.add(key);
    List<String> texts = new ArrayList<>();
    JsonNode value = node.path(key);
    if (!value.isArray()) {
      problem(key, value, "a list of texts");
      return texts;
    }
    for (JsonNode item : value) {
      if (item.isTextual()) {
        texts.add(item.textValue());
      } else {
        problem(key, item, "a list of texts");
      }
    }
    return texts;
  }

  JsonObject object(String key) {
    return optionalObject(key)
        .orElseGet(
            () -> {
              missing(key, "an object");
              return new JsonObject(at(key), JsonNodeFactory.instance.objectNode(), problems);
            });
  }

  Optional<JsonObject> optionalObject(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    JsonNode value = node.get(key);
    if (!value.isObject()) {
      problem(key, value, "an object");
      return Optional.of(
          new JsonObject(at(key), JsonNodeFactory.instance.objectNode(), new ArrayList<>()));
    }
    return Optional.of(new JsonObject(at(key), value, problems));
  }

  boolean isList(String key) {
    return node.path(key).isArray();
  }

  /** The objects of a list; none where there is no list. */
  List<JsonObject> objects(String key) {
    List<JsonObject> objects = new ArrayList<>();
    if (!has(key)) {
      return objects;
    }
    JsonNode value = node.get(key);
    if (!value.isArray()) {
      problem(key, value, "a list of objects");
      return objects;
    }
    for (int i = 0; i < value.size(); i++) {
      objects.add(member(key, String.valueOf(i), value.get(i)));
    }
    return objects;
  }

  /** Every member of the object under {@code key}, whatever its name. */
  Map<String, JsonNode> members(String key) {
    asked.add(key);
    Map<String, JsonNode> members = new LinkedHashMap<>();
    JsonNode value = node.path(key);
    if (!value.isObject() || value.isEmpty()) {
      problem(key, value, "an object with at least one member");
      return members;
    }
    value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    return members;
  }

  /** A member of the object under {@code key}, to be read strictly as well. */
  JsonObject member(String key, String name, JsonNode value) {
    String place = at(key) + "." + name;
    if (!value.isObject()) {
      problems.add("'" + place + "': expected an object, found " + shown(value));
      return new JsonObject(place, JsonNodeFactory.instance.objectNode(), new ArrayList<>());
    }
    return new JsonObject(place, value, problems);
  }

  /** To be called when everything known has been asked for: what is left is a problem. */
  void done() {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!asked.contains(key)) {
                problems.add(
                    "unknown key '" + at(key) + "'; allowed here: " + String.join(", ", asked));
              }
            });
  }

  void add(String key, String sentence) {
    problems.add("'" + at(key) + "': " + sentence);
  }

  private String missing(String key, String expected) {
    problems.add("'" + at(key) + "' is missing: expected " + expected);
    return "";
  }

  private void problem(String key, JsonNode value, String expected) {
    if (value.isMissingNode()) {
      missing(key, expected);
    } else {
      problems.add("'" + at(key) + "': expected " + expected + ", found " + shown(value));
    }
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
