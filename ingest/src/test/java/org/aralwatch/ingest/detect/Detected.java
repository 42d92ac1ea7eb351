package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.aralwatch.ingest.source.FileFormat;
import org.aralwatch.ingest.source.SourceFile;
import org.aralwatch.ingest.source.TableReader;

/** Proposals for texts, for tests. */
final class Detected {
  private static final Detector DETECTOR = new Detector(Detected::reader);
  private static final Known KNOWN = Known.reviewed();

  private Detected() {}

  /** Tables of a fixed text stand for formats whose readers are tested elsewhere. */
  private static TableReader reader(FileFormat format) {
    throw new IllegalStateException("no test reads " + format);
  }

  static Proposal text(String name, String text) {
    return bytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  static Proposal text(String name, String text, Charset charset) {
    return bytes(name, text.getBytes(charset));
  }

  static Proposal bytes(String name, byte[] bytes) {
    return bytes(name, bytes, DETECTOR, SavedMappings.NONE);
  }

  static Proposal bytes(String name, byte[] bytes, Detector detector, SavedMappings saved) {
    try {
      return detector.propose(
          new SourceFile(name, bytes.length, () -> new ByteArrayInputStream(bytes)), KNOWN, saved);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Proposal saved(String name, String text, SavedMappings saved) {
    return bytes(name, text.getBytes(StandardCharsets.UTF_8), DETECTOR, saved);
  }

  /** What stands at a place of the draft, as text; "" for nothing. */
  static String at(Proposal proposal, String path) {
    JsonNode node = proposal.mapping().at(path);
    return node.isValueNode() ? node.asText() : node.isMissingNode() ? "" : node.toString();
  }

  static List<String> asked(Proposal proposal) {
    return proposal.questions().stream().map(Question::id).toList();
  }

  static Optional<Question> question(Proposal proposal, String id) {
    return proposal.questions().stream().filter(question -> question.id().equals(id)).findFirst();
  }

  static Optional<Evidence> evidence(Proposal proposal, String id) {
    return proposal.evidence().stream().filter(one -> one.id().equals(id)).findFirst();
  }
}
