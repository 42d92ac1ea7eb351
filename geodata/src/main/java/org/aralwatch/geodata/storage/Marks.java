package org.aralwatch.geodata.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How far a source has been read: an object, of which a part may be renewed. */
public final class Marks {
  private Marks() {}

  /** {@code before}, with what {@code news} says in its place; objects within are joined alike. */
  public static JsonNode merged(JsonNode before, JsonNode news) {
    if (!(before instanceof ObjectNode) || !(news instanceof ObjectNode)) {
      return news;
    }
    ObjectNode merged = before.deepCopy();
    news.properties()
        .forEach(
            member ->
                merged.set(
                    member.getKey(),
                    merged.has(member.getKey())
                        ? merged(merged.get(member.getKey()), member.getValue())
                        : member.getValue()));
    return merged;
  }
}
