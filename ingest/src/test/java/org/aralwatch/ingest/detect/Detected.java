package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.aralwatch.ingest.mapping.MappingException;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.source.FileFormat;
import org.aralwatch.ingest.source.SourceFile;
import org.aralwatch.ingest.source.TableReader;
import org.aralwatch.ingest.source.json.JsonTable;
import org.aralwatch.ingest.source.json.OpenAqTable;
import org.aralwatch.ingest.source.json.SensorThingsTable;
import org.aralwatch.ingest.source.kn15.Kn15Table;
import org.aralwatch.ingest.source.netcdf.NetcdfTable;
import org.aralwatch.ingest.source.sheet.OdsTable;
import org.aralwatch.ingest.source.sheet.XlsxTable;
import org.aralwatch.ingest.source.waterml.WaterMl2Table;

/** Proposals for texts, for tests. */
final class Detected {
  private static final Detector DETECTOR = new Detector(Detected::reader);
  private static final Known KNOWN = Known.reviewed();

  private Detected() {}

  /** The readers, as the program has them. */
  private static TableReader reader(FileFormat format) {
    return switch (format) {
      case XLSX -> new XlsxTable();
      case ODS -> new OdsTable();
      case KN15 -> new Kn15Table(LocalDate.of(2020, 2, 10), StandardCharsets.UTF_8);
      case OPENAQ -> new OpenAqTable();
      case SENSORTHINGS -> new SensorThingsTable();
      case JSON -> new JsonTable();
      case WATERML2 -> new WaterMl2Table();
      case NETCDF -> new NetcdfTable();
      default -> throw new IllegalStateException("no test reads " + format);
    };
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

  /**
   * What a reader of mappings says of a draft when only the questions that no file answers are
   * answered: zone, owner, licence, source, definition.
   */
  static List<String> faultsOfAnswered(Proposal proposal) {
    ObjectNode mapping = proposal.mapping();
    ((ObjectNode) mapping.path("time")).put("zone", "Asia/Tashkent");
    ObjectNode datastream = mapping.withObject("/datastream");
    datastream
        .put("owner", "uzhydromet")
        .put("licence", "CC-BY-4.0")
        .put("definition", "As it says.");
    datastream
        .putObject("source")
        .put("title", "A")
        .put("url", "https://a.org")
        .put("read", "2026-01-01");
    try {
      Mappings.parse("test", mapping.toString());
      return List.of();
    } catch (MappingException e) {
      return List.of(e.getMessage());
    }
  }
}
