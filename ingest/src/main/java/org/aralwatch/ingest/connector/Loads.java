package org.aralwatch.ingest.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.Sha256;
import org.aralwatch.geodata.storage.Source;
import org.aralwatch.geodata.storage.Source.FileState;
import org.aralwatch.geodata.storage.SourceFileStore;
import org.aralwatch.geodata.storage.Upload;
import org.aralwatch.geodata.storage.UploadStore;
import org.aralwatch.ingest.mapping.MappingException;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.worker.UploadQueue;

/**
 * The way of a source's files into the record: as uploads, through the queue.
 *
 * <p>A file is noted, then given to the queue, then the note gets the upload's key. A process
 * killed after the note is found out by the next one, which looks for the upload by its sender,
 * name and bytes.
 */
final class Loads {
  private final SourceFileStore files;
  private final UploadStore uploads;
  private final UploadQueue queue;

  Loads(Database database) {
    this.files = new SourceFileStore(database.jdbi());
    this.uploads = new UploadStore(database.jdbi());
    this.queue = new UploadQueue(database);
  }

  /** How a file stands now. */
  record Outcome(FileState state, String sentence, Optional<Upload> upload) {}

  /**
   * Gives a file to the queue, or finds that it is in the record already.
   *
   * @param mapping as JSON
   * @throws MappingException when the mapping does not fit the record any more
   */
  void submit(
      SourceDefinition definition,
      Optional<String> claim,
      String fileName,
      Path file,
      Sha256 sha256,
      JsonNode mapping,
      JsonNode mark)
      throws IOException {
    long note = files.take(definition.name(), claim, fileName, Optional.of(sha256), mark);
    submit(note, definition, fileName, file, mapping);
  }

  /** Gives a file to the queue that was noted before. */
  void submit(long note, SourceDefinition definition, String fileName, Path file, JsonNode mapping)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      long upload =
          queue.submit(
              fileName,
              in,
              Mappings.parse("of source " + definition.name(), mapping.toString()),
              definition.actor());
      files.loading(note, upload);
    }
  }

  /**
   * Looks how a file stands, has it stored where nothing speaks against it, and closes it when it
   * is through.
   */
  Outcome advance(SourceDefinition definition, Source.File file) {
    Optional<Upload> upload = file.upload().flatMap(uploads::find);
    if (upload.isEmpty()) {
      return new Outcome(FileState.TAKEN, "", upload);
    }
    Upload now = upload.get();
    return switch (now.status()) {
      case "queued", "reading", "committing" -> new Outcome(FileState.LOADING, "", upload);
      case "previewed" -> previewed(definition, file, now);
      case "stored", "reverting", "reverted" -> new Outcome(FileState.STORED, counted(now), upload);
      case "unchanged" -> new Outcome(FileState.UNCHANGED, "all of it was in the record", upload);
      case "failed", "cancelled" -> new Outcome(FileState.FAILED, why(now), upload);
      default -> waiting(file, now, "upload " + now.id() + " has questions that a person answers");
    };
  }

  private Outcome previewed(SourceDefinition definition, Source.File file, Upload upload) {
    long rejected = upload.report().map(r -> r.path("rejected").asLong()).orElse(0L);
    if (rejected > 0 && !definition.acceptRejects()) {
      return waiting(
          file,
          upload,
          "upload "
              + upload.id()
              + " waits for a person: "
              + rejected
              + " of its rows are rejected");
    }
    queue.commit(upload.id(), definition.acceptRejects());
    return new Outcome(FileState.LOADING, "", Optional.of(upload));
  }

  private Outcome waiting(Source.File file, Upload upload, String sentence) {
    if (file.state() != FileState.WAITING || !file.remark().equals(sentence)) {
      files.waiting(file.id(), sentence);
    }
    return new Outcome(FileState.WAITING, sentence, Optional.of(upload));
  }

  /** Notes that a file is through. Its mark becomes the source's where it is in the record. */
  void settle(Source.File file, Outcome outcome) {
    JsonNode report =
        outcome.upload().flatMap(Upload::report).orElse(JsonNodeFactory.instance.objectNode());
    boolean in = outcome.state() != FileState.FAILED;
    files.settle(
        file,
        outcome.state(),
        outcome.sentence(),
        new Source.Counts(
            0,
            1,
            in ? report.path("stored").asLong() : 0,
            in ? report.path("revised").asLong() : 0,
            in ? report.path("unchanged").asLong() : 0,
            report.path("rejected").asLong()));
  }

  private static String counted(Upload upload) {
    JsonNode report = upload.report().orElse(JsonNodeFactory.instance.objectNode());
    return "stored as upload "
        + upload.id()
        + ": "
        + report.path("stored").asLong()
        + " values new, "
        + report.path("revised").asLong()
        + " revised, "
        + report.path("unchanged").asLong()
        + " unchanged, "
        + report.path("rejected").asLong()
        + " rejected";
  }

  private static String why(Upload upload) {
    return "upload "
        + upload.id()
        + (upload.status().equals("cancelled")
            ? " was cancelled"
            : " failed: "
                + upload
                    .error()
                    .map(e -> e.path("detail").asText(e.path("title").asText()))
                    .orElse("nobody has noted why"));
  }

  /** Whether these bytes were taken in whole with this very mapping. */
  boolean isStored(Sha256 sha256, JsonNode mapping) {
    return uploads.isStored(sha256, mapping.toString());
  }
}
