package org.aralwatch.ingest.pipeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;

/**
 * What is known of a station that a file names.
 *
 * @param code as the record has it, or as the file writes it where the record has none
 * @param name for people; empty where nothing is known
 * @param place longitude and latitude, WGS 84; empty where nothing is known
 * @param note what a person should look at; empty for nothing
 */
record StationState(
    String layer,
    String code,
    Optional<String> name,
    Optional<Coordinate> place,
    Kind kind,
    Optional<String> note) {

  /** What becomes of a station's values. */
  enum Kind {
    /** The record has it. */
    KNOWN("known"),
    /** It is made with its first value. */
    NEW("new"),
    /** The record has none of this code, and nothing says how to make it. */
    UNKNOWN("unknown"),
    /** It would lie outside of the basin, or nowhere. */
    MISPLACED("misplaced"),
    /** It looks like another one of the record. */
    LOOKALIKE("lookalike");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  record Key(String layer, String code, Kind kind) {}

  Key key() {
    return new Key(layer, code, kind);
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("layer", layer).put("code", code).put("state", kind.code());
    name.ifPresent(text -> json.put("name", text));
    place.ifPresent(at -> json.put("longitude", at.getX()).put("latitude", at.getY()));
    note.ifPresent(text -> json.put("note", text));
    return json;
  }
}
