package org.aralwatch.ingest.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The members of a JSON object, read strictly: what is not asked for is a problem, and all problems
 * are gathered. A getter that finds one returns a stand-in, so that reading goes on; nothing read
 * may be used once there is one.
 */
final class Fields {
  private final String path;
  private final JsonNode node;
  private final List<String> problems;
  private final Set<String> asked = new LinkedHashSet<>();

  Fields(String path, JsonNode node, List<String> problems) {
    this.path = path;
    this.problems = problems;
    if (node.isObject()) {
      this.node = node;
    } else {
      problems.add(
          (path.isEmpty() ? "the definition" : "'" + path + "'")
              + ": expected an object, found "
              + shown(node));
      this.node = JsonNodeFactory.instance.objectNode();
    }
  }

  boolean has(String key) {
    asked.add(key);
    return node.hasNonNull(key);
  }

  /** The member as it is; missing where there is none. */
  JsonNode raw(String key) {
    asked.add(key);
    return node.path(key);
  }

  Fields object(String key) {
    asked.add(key);
    JsonNode member = node.path(key);
    return new Fields(
        at(key), member.isMissingNode() ? JsonNodeFactory.instance.objectNode() : member, problems);
  }

  String text(String key) {
    return optionalText(key).orElseGet(() -> missing(key, "a text"));
  }

  Optional<String> optionalText(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    JsonNode value = node.get(key);
    if (!value.isTextual() || value.textValue().isBlank()) {
      wrong(key, value, "a text");
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  /** A text read by {@code reader}, whose IllegalArgumentException says what is allowed. */
  <T> T parsed(String key, Function<String, T> reader, T standIn) {
    if (!has(key)) {
      missing(key, "a text");
      return standIn;
    }
    return optional(key, reader).orElse(standIn);
  }

  <T> Optional<T> optional(String key, Function<String, T> reader) {
    return optionalText(key).flatMap(text -> read(key, text, reader));
  }

  private <T> Optional<T> read(String key, String text, Function<String, T> reader) {
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException e) {
      add(key, e.getMessage());
      return Optional.empty();
    }
  }

  boolean flag(String key) {
    if (!has(key)) {
      return false;
    }
    if (!node.get(key).isBoolean()) {
      wrong(key, node.get(key), "true or false");
    }
    return node.get(key).asBoolean();
  }

  long number(String key, long standIn, long least, long most) {
    if (!has(key)) {
      return standIn;
    }
    JsonNode value = node.get(key);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > most) {
      wrong(key, value, "a whole number from " + least + " to " + most);
      return standIn;
    }
    return value.longValue();
  }

  Optional<Double> decimal(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    if (!node.get(key).isNumber()) {
      wrong(key, node.get(key), "a number");
      return Optional.empty();
    }
    return Optional.of(node.get(key).doubleValue());
  }

  /** A list of numbers; what is none is a problem. */
  List<Double> decimals(String key) {
    asked.add(key);
    List<Double> numbers = new ArrayList<>();
    JsonNode value = node.path(key);
    if (!value.isArray()) {
      wrong(key, value, "a list of numbers");
      return numbers;
    }
    for (JsonNode item : value) {
      if (item.isNumber()) {
        numbers.add(item.doubleValue());
      } else {
        wrong(key, item, "a list of numbers");
      }
    }
    return numbers;
  }

  /** A list of texts, each read by {@code reader}; may be missing, then empty. */
  <T> List<T> list(String key, Function<String, T> reader) {
    List<T> items = new ArrayList<>();
    if (!has(key)) {
      return items;
    }
    JsonNode value = node.get(key);
    if (!value.isArray() || value.isEmpty()) {
      wrong(key, value, "a list with at least one text");
      return items;
    }
    for (JsonNode item : value) {
      if (item.isTextual()) {
        read(key, item.textValue(), reader).ifPresent(items::add);
      } else {
        wrong(key, item, "a list of texts");
      }
    }
    return items;
  }

  /** Texts by name; may be missing, then empty. */
  Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (!has(key)) {
      return texts;
    }
    Fields members = object(key);
    members
        .node
        .fieldNames()
        .forEachRemaining(name -> members.optionalText(name).ifPresent(t -> texts.put(name, t)));
    return texts;
  }

  void add(String key, String sentence) {
    problems.add("'" + at(key) + "': " + sentence);
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

  private String missing(String key, String expected) {
    lacks(key, "expected " + expected);
    return "";
  }

  /** Something is missing that is needed here. */
  void lacks(String key, String sentence) {
    problems.add("'" + at(key) + "' is missing: " + sentence);
  }

  private void wrong(String key, JsonNode value, String expected) {
    if (value.isMissingNode()) {
      missing(key, expected);
    } else {
      add(key, "expected " + expected + ", found " + shown(value));
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
