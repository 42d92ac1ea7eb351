package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.storage.Vocabulary;
import org.aralwatch.ingest.detect.FormatSniffer.Member;
import org.aralwatch.ingest.detect.FormatSniffer.Sniffed;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.FileFormat;
import org.aralwatch.ingest.source.SourceFile;
import org.aralwatch.ingest.source.TableReader;

/**
 * Proposes how a file is to be read: a draft of a mapping, the evidence for what stands in it, and
 * the questions that the file does not answer. Of a large file the beginning and some pieces are
 * read. Nothing is guessed: a date that may be either way round is asked for. Thread-safe, as far
 * as {@code readers} is.
 */
public final class Detector {
  private final Function<FileFormat, TableReader> readers;

  /**
   * @param readers of all formats but CSV, which is looked at here
   */
  public Detector(Function<FileFormat, TableReader> readers) {
    this.readers = readers;
  }

  /**
   * Looks at a file. A saved mapping of files that look the same is taken, its encoding and decimal
   * sign as this file has them.
   *
   * @throws BadFileException when the file is empty, or nothing that can be read: says what it is
   */
  public Proposal propose(SourceFile file, Vocabulary vocabulary, SavedMappings saved)
      throws IOException {
    return propose(file, Known.of(vocabulary), saved);
  }

  Proposal propose(SourceFile file, Known known, SavedMappings saved) throws IOException {
    Notes notes = new Notes();
    ObjectNode mapping = Json.mapper().createObjectNode();
    SourceBytes bytes = SourceBytes.of(file);
    Sniffed sniffed = FormatSniffer.sniff(bytes.head());
    FormatSniffer.note(sniffed, file.name(), notes);
    mapping.put("name", MappingName.of(stem(file.name())));
    mapping.put("title", stem(file.name()));
    List<SampleTable> tables;
    FileFormat format;
    if (sniffed.isArchive()) {
      List<Member> members = members(file, notes);
      format = members.get(0).format().orElseThrow();
      mapping.put("format", format.code());
      tables = ofMembers(members, format, mapping, notes);
    } else {
      format = sniffed.format().orElseThrow();
      mapping.put("format", format.code());
      tables =
          format == FileFormat.CSV
              ? List.of(TextTables.read("", bytes, mapping, notes))
              : sample(format, file);
    }
    return propose(file.name(), format, tables, mapping, known, saved, notes);
  }

  private List<SampleTable> sample(FileFormat format, SourceFile file) throws IOException {
    try (InputStream in = file.open()) {
      return TableSampler.sample(readers.apply(format), in);
    }
  }

  /** The members of the format that most of them have. */
  private static List<Member> members(SourceFile file, Notes notes) throws IOException {
    List<Member> all;
    try (InputStream in = file.open()) {
      all = FormatSniffer.members(in);
    }
    List<Member> best = List.of();
    for (FileFormat format : FileFormat.values()) {
      List<Member> same =
          all.stream().filter(member -> member.format().equals(Optional.of(format))).toList();
      if (same.size() > best.size()) {
        best = same;
      }
    }
    if (best.isEmpty()) {
      throw new BadFileException(
          "the archive holds nothing that can be read"
              + (all.isEmpty() ? "" : "; " + all.get(0).name() + ": " + all.get(0).why()));
    }
    List<String> others = new ArrayList<>();
    for (Member member : all) {
      if (!best.contains(member)) {
        others.add(member.name());
      }
    }
    notes.found(
        "/format",
        best.get(0).format().orElseThrow().code(),
        0.9,
        others.isEmpty() ? "archive.all" : "archive.some",
        best.size(),
        others);
    return best;
  }

  private List<SampleTable> ofMembers(
      List<Member> members, FileFormat format, ObjectNode mapping, Notes notes) throws IOException {
    List<SampleTable> tables = new ArrayList<>();
    for (Member member : members) {
      if (format == FileFormat.CSV) {
        // The dialect of the first is that of all.
        boolean first = tables.isEmpty();
        tables.add(
            TextTables.read(
                member.name(),
                new SourceBytes(member.head(), member.whole(), List.of()),
                first ? mapping : mapping.deepCopy(),
                first ? notes : new Notes()));
      } else if (member.whole()) {
        for (SampleTable table :
            TableSampler.sample(readers.apply(format), new ByteArrayInputStream(member.head()))) {
          String name = table.name().isEmpty() ? member.name() : member.name() + "/" + table.name();
          tables.add(
              new SampleTable(
                  name,
                  table.head(),
                  table.later(),
                  table.rows(),
                  table.counted(),
                  table.unseen()));
        }
      }
    }
    return tables;
  }

  private static Proposal propose(
      String fileName,
      FileFormat format,
      List<SampleTable> tables,
      ObjectNode mapping,
      Known known,
      SavedMappings saved,
      Notes notes) {
    TableChoice choice = TableChoice.of(tables);
    choice.note(mapping, notes);
    Surroundings around = new Surroundings(fileName, choice.read(), choice.structure().titles());
    boolean itself = format.describesItself();
    TableDetector.Outcome outcome =
        itself
            ? SelfDescribed.detect(format, choice.structure(), around, known, mapping, notes)
            : TableDetector.detect(choice.structure(), around, known, mapping, notes);
    around.titleTexts().stream()
        .filter(text -> text.length() > 8)
        .findFirst()
        .ifPresent(title -> mapping.put("title", title));
    askOwner(mapping, known, notes);
    String delimiter = mapping.path("csv").path("delimiter").asText();
    String fingerprint =
        Fingerprint.of(
            format,
            delimiter.isEmpty() ? Optional.empty() : Optional.of(delimiter.charAt(0)),
            choice.structure(),
            outcome.columns(),
            outcome.told());
    return SavedChoice.of(
        new Proposal(
            format, mapping, Optional.empty(), notes.evidence(), notes.questions(), fingerprint),
        around,
        saved.find(fingerprint));
  }

  private static void askOwner(ObjectNode mapping, Known known, Notes notes) {
    notes.ask("/datastream/owner", known.owners(), "owner.open");
    notes.ask("/datastream/licence", known.licences(), "licence.open");
    notes.ask("/datastream/source", List.of(), "source.open");
    notes.ask("/datastream/definition", List.of(), "definition.open");
    mapping.withObject("/datastream");
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
