package org.aralwatch.ingest.source.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the records of a JSON file are: a JSON Pointer (RFC 6901, April 2013) into each of its
 * documents. The empty one is the document itself. What is there may be an array of objects or of
 * arrays, which are the records; an object of arrays of equal length, which are the columns; or an
 * object, which is a record.
 */
record JsonPlace(List<String> steps) {
  /** Takes the value of a place; the cursor stands at it and must be at its end afterwards. */
  interface Visitor {
    void value(JsonCursor json) throws IOException;
  }

  JsonPlace {
    steps = List.copyOf(steps);
  }

  /**
   * @throws IllegalArgumentException when it is no JSON Pointer
   */
  static JsonPlace of(String pointer) {
    if (pointer.isEmpty()) {
      return new JsonPlace(List.of());
    }
    if (!pointer.startsWith("/")) {
      throw new IllegalArgumentException(
          "'"
              + pointer
              + "' is no JSON Pointer: it is empty or begins with '/', as /data/0/values");
    }
    List<String> steps = new ArrayList<>();
    for (String step : pointer.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return new JsonPlace(steps);
  }

  /** As a JSON Pointer. */
  String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (String step : steps) {
      pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  /** For people. */
  String shown() {
    return steps.isEmpty() ? "the document itself" : "'" + pointer() + "'";
  }

  /** Whether {@code other} lies within this place. */
  boolean contains(JsonPlace other) {
    return other.steps.size() >= steps.size() && other.steps.subList(0, steps.size()).equals(steps);
  }

  /**
   * Visits the value at this place in each document.
   *
   * @return whether there was one
   */
  boolean visit(JsonCursor json, Visitor visitor) throws IOException {
    boolean found = false;
    for (JsonToken token = json.next(); token != null; token = json.next()) {
      found |= descend(json, 0, visitor);
    }
    return found;
  }

  /**
   * Goes to the value at this place in the first document, and stands at it.
   *
   * @return whether there is one
   */
  boolean enter(JsonCursor json) throws IOException {
    json.next();
    for (String step : steps) {
      if (!enter(json, step)) {
        return false;
      }
    }
    return true;
  }

  private static boolean enter(JsonCursor json, String step) throws IOException {
    if (json.isObject()) {
      for (String key = json.nextMember(); key != null; key = json.nextMember()) {
        if (key.equals(step)) {
          return true;
        }
        json.skip();
      }
    } else if (json.isArray()) {
      for (int index = 0; json.nextItem(); index++) {
        if (String.valueOf(index).equals(step)) {
          return true;
        }
        json.skip();
      }
    }
    return false;
  }

  private boolean descend(JsonCursor json, int step, Visitor visitor) throws IOException {
    if (step == steps.size()) {
      visitor.value(json);
      return true;
    }
    boolean found = false;
    if (json.isObject()) {
      for (String key = json.nextMember(); key != null; key = json.nextMember()) {
        if (key.equals(steps.get(step))) {
          found |= descend(json, step + 1, visitor);
        } else {
          json.skip();
        }
      }
    } else if (json.isArray()) {
      for (int index = 0; json.nextItem(); index++) {
        if (String.valueOf(index).equals(steps.get(step))) {
          found |= descend(json, step + 1, visitor);
        } else {
          json.skip();
        }
      }
    }
    return found;
  }
}
