package org.aralwatch.ingest.source.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One observation of a SensorThings document; texts as they are written, null where not given. */
final class ThingsObservation {
  /** Components of a result, at most; a multi-datastream has a handful. */
  private static final int MOST_COMPONENTS = 1_000;

  /** Characters of a result that is no number and no text. */
  private static final int LONGEST_RESULT = 200;

  private String phenomenonTime;
  private String resultTime;
  private String quality;
  private String result;
  private List<String> components;
  private boolean hasResult;

  /** Takes a field; the cursor stands at its value. False when it is none of an observation's. */
  boolean field(String name, JsonCursor json) throws IOException {
    switch (name) {
      case "phenomenonTime" -> phenomenonTime = time(json);
      case "resultTime" -> resultTime = time(json);
      case "resultQuality" -> quality = quality(json);
      case "result" -> {
        hasResult = true;
        result(json);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** An instant, or an interval with a slash between its ends. */
  String phenomenonTime() {
    return phenomenonTime;
  }

  String resultTime() {
    return resultTime;
  }

  String quality() {
    return quality;
  }

  boolean hasResult() {
    return hasResult;
  }

  String result() {
    return result;
  }

  /** The results of a multi-datastream; null where there is one result only. */
  List<String> components() {
    return components;
  }

  private static String time(JsonCursor json) throws IOException {
    if (!json.isObject()) {
      return json.scalar();
    }
    String start = null;
    String end = null;
    for (String key = json.nextMember(); key != null; key = json.nextMember()) {
      switch (key) {
        case "start" -> start = json.scalar();
        case "end" -> end = json.scalar();
        default -> json.skip();
      }
    }
    return end == null ? start : start + "/" + end;
  }

  private void result(JsonCursor json) throws IOException {
    if (json.isObject()) {
      result = json.compact(LONGEST_RESULT);
    } else if (json.isArray()) {
      components = new ArrayList<>();
      while (json.nextItem()) {
        if (components.size() == MOST_COMPONENTS) {
          throw json.bad("a result with more than " + MOST_COMPONENTS + " components");
        }
        components.add(
            json.isArray() || json.isObject() ? json.compact(LONGEST_RESULT) : json.scalar());
      }
    } else {
      result = json.scalar();
    }
  }

  /**
   * The standard leaves the form of a quality open: a code, or ISO 19157's element with one
   * somewhere inside. The only scalar counts, else the one named "code", else the whole.
   */
  private static String quality(JsonCursor json) throws IOException {
    if (!json.isObject() && !json.isArray()) {
      return json.scalar();
    }
    Leaves leaves = new Leaves();
    leaves.walk(json);
    return leaves.codes.size() == 1
        ? leaves.codes.get(0)
        : leaves.all.size() == 1 ? leaves.all.get(0) : String.join(" ", leaves.all);
  }

  private static final class Leaves {
    private static final int MOST = 20;
    private final List<String> all = new ArrayList<>();
    private final List<String> codes = new ArrayList<>();

    void walk(JsonCursor json) throws IOException {
      if (json.isArray()) {
        while (json.nextItem()) {
          value("", json);
        }
      } else {
        for (String key = json.nextMember(); key != null; key = json.nextMember()) {
          value(key, json);
        }
      }
    }

    private void value(String key, JsonCursor json) throws IOException {
      if (json.isArray() || json.isObject()) {
        walk(json);
        return;
      }
      String text = json.scalar();
      if (text != null && all.size() < MOST) {
        all.add(text);
        if (key.equals("code")) {
          codes.add(text);
        }
      }
    }
  }
}
