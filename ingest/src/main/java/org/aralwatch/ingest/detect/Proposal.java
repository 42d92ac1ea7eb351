package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.aralwatch.ingest.source.FileFormat;

/**
 * How a file is to be read, as far as the file says it itself.
 *
 * @param format of the file, or of the members of the archive that are read
 * @param mapping draft; what nobody can know from the file is missing in it and asked for
 * @param saved the saved mapping that {@code mapping} is, where one was found for the layout
 * @param evidence for what stands in the draft, in the order in which it was found
 * @param questions that a person must answer before the mapping is whole, or should look at
 * @param fingerprint of the layout: files that look the same have the same
 */
public record Proposal(
    FileFormat format,
    ObjectNode mapping,
    Optional<SavedName> saved,
    List<Evidence> evidence,
    List<Question> questions,
    String fingerprint) {
  public Proposal {
    mapping = mapping.deepCopy();
    evidence = List.copyOf(evidence);
    questions = List.copyOf(questions);
  }

  /** Name and version of a saved mapping. */
  public record SavedName(String name, int version) {}

  /** The draft; a copy. */
  @Override
  public ObjectNode mapping() {
    return mapping.deepCopy();
  }

  /** The whole as the page gets it; sentences by language. */
  public ObjectNode toJson() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("format", format.code());
    json.put("fingerprint", fingerprint);
    saved.ifPresent(
        name -> json.putObject("saved").put("name", name.name()).put("version", name.version()));
    json.set("mapping", mapping());
    ArrayNode found = json.putArray("evidence");
    evidence.forEach(
        one ->
            found
                .addObject()
                .put("path", one.path())
                .put("id", one.id())
                .put("confidence", one.confidence())
                .<ObjectNode>set("value", one.value())
                .set("sentence", Json.mapper().valueToTree(one.sentence())));
    ArrayNode asked = json.putArray("questions");
    questions.forEach(
        one -> {
          ObjectNode question =
              asked
                  .addObject()
                  .put("path", one.path())
                  .put("id", one.id())
                  .set("sentence", Json.mapper().valueToTree(one.sentence()));
          question.putArray("candidates").addAll(one.candidates());
        });
    return json;
  }
}
