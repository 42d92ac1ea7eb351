package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.aralwatch.geodata.Json;

/** Gathers what the detectors find and what they must ask. Not thread-safe. */
final class Notes {
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<Question> questions = new ArrayList<>();

  /** Notes how something was found. {@code value} is a JSON node, a text or a number. */
  void found(String path, Object value, double confidence, String sentence, Object... gaps) {
    evidence.add(
        new Evidence(
            path,
            json(value),
            sentence,
            Sentences.standard().say(sentence, gaps),
            Math.round(confidence * 100) / 100.0));
  }

  /** Notes that something must be asked. */
  void ask(String path, List<?> candidates, String sentence, Object... gaps) {
    List<JsonNode> nodes = new ArrayList<>();
    candidates.forEach(candidate -> nodes.add(json(candidate)));
    questions.add(new Question(path, sentence, Sentences.standard().say(sentence, gaps), nodes));
  }

  /** Takes over what another has found at a path. */
  void addAll(Notes other, String path) {
    other.evidence.stream().filter(one -> one.path().equals(path)).forEach(evidence::add);
  }

  void add(Question question) {
    questions.add(question);
  }

  boolean asks(String path) {
    return questions.stream().anyMatch(question -> question.path().equals(path));
  }

  List<Evidence> evidence() {
    return List.copyOf(evidence);
  }

  List<Question> questions() {
    return List.copyOf(questions);
  }

  /** A place in the mapping: the keys one below the other, escaped as RFC 6901 wants it. */
  static String path(String... keys) {
    StringBuilder path = new StringBuilder();
    for (String key : keys) {
      path.append('/').append(key.replace("~", "~0").replace("/", "~1"));
    }
    return path.toString();
  }

  private static JsonNode json(Object value) {
    if (value instanceof JsonNode node) {
      return node;
    }
    return value instanceof String text ? TextNode.valueOf(text) : Json.mapper().valueToTree(value);
  }
}
