package org.aralwatch.server.command;

import java.io.IOException;
import java.io.InputStream;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.ingest.mapping.MappingException;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.worker.UploadQueue;
import org.aralwatch.server.api.UploadInbox;
import org.aralwatch.server.query.Problem;

/** The way of an uploaded file from the HTTP side to the workers' queue. */
final class IngestInbox implements UploadInbox {
  private final UploadQueue queue;
  private final Mappings mappings;

  IngestInbox(Database database) {
    this.queue = new UploadQueue(database);
    this.mappings = new Mappings(database.jdbi());
  }

  @Override
  public long submit(String fileName, InputStream body, String mapping, String actor)
      throws IOException {
    try {
      return queue.submit(fileName, body, mappings.get(mapping), actor);
    } catch (MappingException e) {
      throw Problem.invalid("mapping", e.getMessage());
    }
  }

  @Override
  public Commit commit(long id) {
    return switch (queue.commit(id)) {
      case QUEUED -> Commit.QUEUED;
      case DONE -> Commit.DONE;
      case NOT_READY -> Commit.NOT_READY;
      case UNKNOWN -> Commit.UNKNOWN;
    };
  }
}
