package org.aralwatch.server.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.aralwatch.geodata.storage.BlobStore;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.Upload;
import org.aralwatch.geodata.storage.UploadStore;
import org.aralwatch.geodata.storage.Vocabulary;
import org.aralwatch.ingest.mapping.BoundMapping;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.mapping.MappingException;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.pipeline.RejectedRows;
import org.aralwatch.ingest.source.SourceFile;
import org.aralwatch.ingest.worker.UploadQueue;
import org.aralwatch.server.api.UploadInbox;
import org.aralwatch.server.query.Problem;

/** The way of an uploaded file from the HTTP side to the workers' queue. */
final class IngestInbox implements UploadInbox {
  private final Database database;
  private final UploadQueue queue;
  private final UploadStore uploads;
  private final BlobStore blobs;
  private final Mappings mappings;

  IngestInbox(Database database) {
    this.database = database;
    this.queue = new UploadQueue(database);
    this.uploads = new UploadStore(database.jdbi());
    this.blobs = new BlobStore(database.jdbi());
    this.mappings = new Mappings(database.jdbi());
  }

  @Override
  public long submit(String fileName, InputStream body, Optional<String> mapping, String actor)
      throws IOException {
    try {
      return queue.submit(fileName, body, mapping.map(mappings::get), actor);
    } catch (MappingException e) {
      throw Problem.invalid("mapping", e.getMessage());
    }
  }

  @Override
  public Answer changeMapping(long id, String mapping) {
    try {
      return answer(queue.changeMapping(id, mappings.get(mapping), OptionalInt.empty()));
    } catch (MappingException e) {
      throw Problem.invalid("mapping", e.getMessage());
    }
  }

  @Override
  public Answer commit(long id, boolean acceptRejects) {
    return answer(queue.commit(id, acceptRejects));
  }

  @Override
  public Answer cancel(long id) {
    return answer(queue.cancel(id));
  }

  @Override
  public Answer revert(long id, String actor, String reason) {
    return answer(queue.revert(id, actor, reason));
  }

  private static Answer answer(UploadQueue.Answer answer) {
    return switch (answer) {
      case QUEUED -> Answer.QUEUED;
      case DONE -> Answer.DONE;
      case NOT_READY -> Answer.NOT_READY;
      case HAS_REJECTS -> Answer.HAS_REJECTS;
      case UNKNOWN -> Answer.UNKNOWN;
    };
  }

  @Override
  public List<String> check(JsonNode mapping) {
    try {
      BoundMapping.bind(
          Mappings.parse("given", mapping.toString()), Vocabulary.load(database.jdbi()));
      return List.of();
    } catch (MappingException e) {
      return e.problems();
    }
  }

  @Override
  public RowFile rejectedRows(long id) {
    Upload upload =
        uploads.find(id).orElseThrow(() -> Problem.notFound("there is no upload " + id));
    Mapping mapping = Mappings.parse("of upload " + id, upload.mapping().toString());
    RejectedRows rows = new RejectedRows(mapping, upload.createdAt());
    uploads.eachReject(id, reject -> rows.add(reject.table().orElse(""), reject.line()));
    SourceFile file = SourceFile.of(upload.fileName(), upload.size(), blobs, upload.sha256());
    return new RejectedRowFile(rows, file);
  }

  private record RejectedRowFile(RejectedRows rows, SourceFile file) implements RowFile {
    @Override
    public String name() {
      String name = file.name();
      int point = name.lastIndexOf('.');
      return (point > 0 ? name.substring(0, point) : name)
          + "-rejected"
          + (rows.isArchive() ? ".zip" : ".csv");
    }

    @Override
    public String mediaType() {
      return rows.isArchive() ? "application/zip" : "text/csv; charset=utf-8";
    }

    @Override
    public void write(OutputStream out) throws IOException {
      rows.write(file, out);
    }
  }
}
