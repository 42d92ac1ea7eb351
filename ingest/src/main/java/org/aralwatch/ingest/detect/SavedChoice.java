package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aralwatch.ingest.detect.SavedMappings.Saved;

/** Takes a mapping that was saved for files of the same layout, and looks whether it still fits. */
final class SavedChoice {
  /** Below it, what a file says of its decimal sign or encoding changes no saved mapping. */
  private static final double SURE = 0.8;

  private SavedChoice() {}

  static Proposal of(Proposal drafted, Surroundings around, List<Saved> found) {
    if (found.isEmpty()) {
      return drafted;
    }
    Saved saved = found.get(0);
    Notes notes = new Notes();
    ObjectNode mapping = saved.mapping().deepCopy();
    notes.found("", saved.name(), 0.95, "saved.found", saved.name(), saved.version());
    if (found.size() > 1) {
      notes.ask(
          "/name",
          found.stream().map(Saved::name).toList(),
          "saved.several",
          found.size(),
          found.stream().map(Saved::name).toList());
    }
    renew(drafted, mapping, "/csv/encoding", notes);
    renew(drafted, mapping, "/decimal", notes);
    station(mapping, around, notes);
    List<Evidence> evidence = new ArrayList<>(notes.evidence());
    evidence.addAll(drafted.evidence());
    // The order of day and month is the saved one; but a file that contradicts it is asked about.
    List<Question> questions = new ArrayList<>(notes.questions());
    drafted.questions().stream()
        .filter(
            question ->
                question.id().equals("encoding.mixed")
                    || question.id().equals("decimal.mixed")
                    || question.id().equals("time.both-orders")
                    || question.id().equals("value.code-open"))
        .forEach(questions::add);
    contradiction(drafted, mapping).ifPresent(questions::add);
    return new Proposal(
        drafted.format(),
        mapping,
        Optional.of(new Proposal.SavedName(saved.name(), saved.version())),
        evidence,
        questions,
        drafted.fingerprint());
  }

  /** What differs from file to file of one source: taken from this one, where it is clear. */
  private static void renew(Proposal drafted, ObjectNode mapping, String path, Notes notes) {
    Optional<Evidence> seen =
        drafted.evidence().stream()
            .filter(one -> one.path().equals(path) && one.confidence() >= SURE)
            .filter(one -> !one.id().equals("encoding.ascii"))
            .findFirst();
    if (seen.isEmpty()) {
      return;
    }
    String value = drafted.mapping().at(path).asText();
    boolean decimal = path.equals("/decimal");
    String before =
        decimal && mapping.at("/decimal").isMissingNode()
            ? mapping.at("/csv/decimal").asText(".")
            : mapping.at(path).asText(decimal ? "." : "UTF-8");
    if (value.isEmpty() || value.equalsIgnoreCase(before)) {
      return;
    }
    if (decimal) {
      if (mapping.path("csv") instanceof ObjectNode csv) {
        csv.remove("decimal");
      }
      mapping.put("decimal", value);
    } else {
      mapping.withObject("/csv").put("encoding", value);
    }
    notes.found(path, value, seen.get().confidence(), "saved.renewed", before, value);
  }

  /** A mapping for one station must not take the file of another. */
  private static void station(ObjectNode mapping, Surroundings around, Notes notes) {
    String code = mapping.at("/station/code").asText();
    Optional<String> here =
        Surroundings.postCode(around.stem())
            .or(
                () ->
                    around.titleTexts().stream()
                        .flatMap(t -> Surroundings.postCode(t).stream())
                        .findFirst());
    if (code.matches("[0-9]{5}") && here.isPresent() && !here.get().equals(code)) {
      notes.ask("/station/code", List.of(here.get(), code), "saved.station", code, here.get());
    }
  }

  private static Optional<Question> contradiction(Proposal drafted, ObjectNode mapping) {
    String saved = mapping.at("/time/format").asText();
    String seen = drafted.mapping().at("/time/format").asText();
    boolean sure =
        drafted.evidence().stream()
            .anyMatch(one -> one.path().equals("/time/format") && one.confidence() >= 0.9);
    if (saved.isEmpty() || seen.isEmpty() || saved.equals(seen) || !sure) {
      return Optional.empty();
    }
    Notes notes = new Notes();
    notes.ask("/time/format", List.of(seen, saved), "saved.format", saved, seen);
    return Optional.of(notes.questions().get(0));
  }
}
