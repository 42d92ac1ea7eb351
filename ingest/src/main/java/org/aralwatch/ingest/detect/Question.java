package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.aralwatch.geodata.Text;

/**
 * What the file does not say and only a person can.
 *
 * @param path place in the mapping to be filled or changed, a JSON Pointer; {@code *} in it stands
 *     for every member that lacks it
 * @param id of the sentence, for programs
 * @param sentence for people
 * @param candidates values for {@code path}, the likeliest first; may be empty
 */
public record Question(String path, String id, Text sentence, List<JsonNode> candidates) {
  public Question {
    candidates = List.copyOf(candidates);
  }
}
