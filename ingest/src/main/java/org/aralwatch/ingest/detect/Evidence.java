package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.JsonNode;
import org.aralwatch.geodata.Text;

/**
 * Why something stands in a draft.
 *
 * @param path place in the mapping, a JSON Pointer (RFC 6901): headers may hold dots. It may name a
 *     key that is not there, as when columns are left out
 * @param value what was found; as a rule what stands at {@code path}
 * @param id of the sentence, for programs
 * @param sentence for people, with the figures
 * @param confidence from 0, a guess, to 1, certain
 */
public record Evidence(String path, JsonNode value, String id, Text sentence, double confidence) {
  public Evidence {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("a confidence of " + confidence);
    }
  }
}
