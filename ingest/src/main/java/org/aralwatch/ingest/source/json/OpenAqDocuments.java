package org.aralwatch.ingest.source.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.aralwatch.ingest.source.BadFileException;

/** Walks over the answers of an OpenAQ file, whether one, several, or one a line. */
final class OpenAqDocuments {
  /**
   * Which of several pages an answer is.
   *
   * @param found how many results there are on all pages; null when it does not say
   * @param atLeast whether there are more than {@code found}
   */
  record Page(long number, long limit, Long found, boolean atLeast) {
    /** Whether there are pages after this one. */
    boolean hasMore() {
      return atLeast || found != null && number * limit < found;
    }
  }

  /** Takes what is found, in the order of the file. */
  interface Visitor {
    void item(OpenAqItem item, JsonCursor json) throws IOException;

    /** After the items of an answer. */
    void page(Page page);
  }

  private OpenAqDocuments() {}

  static void walk(JsonCursor json, Visitor visitor) throws IOException {
    boolean any = false;
    for (JsonToken token = json.next(); token != null; token = json.next()) {
      any = true;
      if (json.isArray()) {
        while (json.nextItem()) {
          document(json, visitor);
        }
      } else {
        document(json, visitor);
      }
    }
    if (!any) {
      throw new BadFileException("the file is empty");
    }
  }

  private static void document(JsonCursor json, Visitor visitor) throws IOException {
    if (!json.isObject()) {
      throw json.bad("an OpenAQ answer is an object with results");
    }
    OpenAqItem item = new OpenAqItem();
    Page page = null;
    boolean results = false;
    for (String key = json.nextMember(); key != null; key = json.nextMember()) {
      if (key.equals("results") && json.isArray()) {
        results = true;
        items(json, visitor);
      } else if (key.equals("meta") && json.isObject()) {
        page = page(json);
      } else {
        item.member(key, json);
      }
    }
    if (page != null) {
      visitor.page(page);
    }
    if (!results) {
      if (!item.isMeasurement() && !item.isLatest() && !item.isLocation() && !item.isSensor()) {
        throw json.bad(
            "no answer of the OpenAQ API, version 3: an object without results"
                + (item.first() == null ? "" : ", but with '" + item.first() + "'"));
      }
      visitor.item(item, json);
    }
  }

  private static void items(JsonCursor json, Visitor visitor) throws IOException {
    while (json.nextItem()) {
      if (!json.isObject()) {
        throw json.bad("a result that is no object");
      }
      OpenAqItem item = new OpenAqItem();
      for (String key = json.nextMember(); key != null; key = json.nextMember()) {
        item.member(key, json);
      }
      visitor.item(item, json);
    }
  }

  private static Page page(JsonCursor json) throws IOException {
    long number = 1;
    long limit = 100;
    Long found = null;
    boolean atLeast = false;
    for (String key = json.nextMember(); key != null; key = json.nextMember()) {
      switch (key) {
        case "page" -> number = whole(json.scalar(), 1);
        case "limit" -> limit = whole(json.scalar(), 100);
        case "found" -> {
          // ">1000": more than the service has counted.
          String text = json.scalar();
          atLeast = text != null && text.startsWith(">");
          found = text == null ? null : whole(atLeast ? text.substring(1) : text, -1);
          found = found == null || found < 0 ? null : found;
        }
        default -> json.skip();
      }
    }
    return new Page(number, limit, found, atLeast);
  }

  private static long whole(String text, long standIn) {
    return text != null && text.matches("[0-9]{1,9}") ? Long.parseLong(text) : standIn;
  }
}
