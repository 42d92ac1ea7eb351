package org.aralwatch.ingest.worker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.aralwatch.geodata.storage.BlobStore;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.Sha256;
import org.aralwatch.geodata.storage.Upload;
import org.aralwatch.geodata.storage.UploadStore;
import org.aralwatch.geodata.storage.Vocabulary;
import org.aralwatch.ingest.mapping.BoundMapping;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.mapping.MappingException;
import org.jdbi.v3.core.Handle;

/**
 * The way into the queue: an upload and the wish for its work are written in one transaction, so
 * neither is without the other. Needs no worker in this process. Thread-safe.
 */
public final class UploadQueue {
  static final String PREVIEW = "upload-preview";
  static final String COMMIT = "upload-commit";

  private final Database database;
  private final BlobStore blobs;

  public UploadQueue(Database database) {
    this.database = database;
    this.blobs = new BlobStore(database.jdbi());
  }

  /** What became of the wish to commit an upload. */
  public enum Commit {
    /** It is queued, or was so already. */
    QUEUED,
    /** It is in the record already. */
    DONE,
    /** It is not previewed yet, or its preview failed. */
    NOT_READY,
    UNKNOWN
  }

  /**
   * Keeps a file and asks for its preview. Reads {@code body} to its end and does not close it.
   *
   * @return key of the upload
   * @throws MappingException when the mapping does not fit the record; nothing is kept then
   * @throws IOException when {@code body} fails; nothing is kept then
   */
  public long submit(String fileName, InputStream body, Mapping mapping, String actor)
      throws IOException {
    BoundMapping.bind(mapping, Vocabulary.load(database.jdbi()));
    Sha256 sha256 = blobs.put(body);
    long size =
        blobs
            .findSize(sha256)
            .orElseThrow(() -> new IllegalStateException("blob " + sha256 + " is gone"));
    Upload.New upload =
        new Upload.New(
            fileName, sha256, size, mapping.name(), mapping.definition(), actor, "queued");
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              long id = UploadStore.create(handle, upload);
              enqueue(handle, PREVIEW, id);
              return id;
            });
  }

  /** Asks for a previewed upload to be stored. Asking again changes nothing. */
  public Commit commit(long id) {
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              List<String> status =
                  handle
                      .createQuery(
                          """
                          SELECT CASE WHEN status = 'failed' AND report IS NOT NULL
                                      THEN 'previewed' ELSE status END
                          FROM upload WHERE id = :id FOR UPDATE
                          """)
                      .bind("id", id)
                      .mapTo(String.class)
                      .list();
              if (status.isEmpty()) {
                return Commit.UNKNOWN;
              }
              switch (status.get(0)) {
                case "stored", "unchanged" -> {
                  return Commit.DONE;
                }
                case "previewed", "committing" -> {
                  handle.execute(
                      """
                      UPDATE upload SET status = 'committing', percent = 0, error = NULL,
                        updated_at = clock_timestamp()
                      WHERE id = ?
                      """,
                      id);
                  enqueue(handle, COMMIT, id);
                  return Commit.QUEUED;
                }
                default -> {
                  return Commit.NOT_READY;
                }
              }
            });
  }

  /**
   * Uploads that are neither done nor queued nor worked on belong to a program that was killed:
   * they are marked as failed. Nothing of them was stored. One of the last seconds is left alone:
   * it is there before its loader holds the lock.
   *
   * @return how many there were
   */
  public int failAbandoned() {
    List<Long> abandoned =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            SELECT u.id FROM upload u
                            WHERE u.status IN ('reading', 'committing')
                              AND u.created_at < clock_timestamp() - interval '3 seconds'
                              AND NOT EXISTS (SELECT FROM scheduled_tasks t
                                WHERE t.task_name IN ('upload-preview', 'upload-commit')
                                  AND t.task_instance = cast(u.id as text))
                            ORDER BY u.id
                            """)
                        .mapTo(Long.class)
                        .list());
    return abandoned.stream().mapToInt(this::failAbandoned).sum();
  }

  private int failAbandoned(long id) {
    ObjectNode problem =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "/problems/interrupted")
            .put("title", "The load was stopped")
            .put(
                "detail",
                "the program that loaded it ended before it was done; nothing was stored");
    return database
        .jdbi()
        .inTransaction(
            handle ->
                handle.execute(
                    """
                    UPDATE upload SET status = 'failed', error = cast(? as jsonb),
                      updated_at = clock_timestamp()
                    WHERE id = ? AND status IN ('reading', 'committing')
                      AND pg_try_advisory_xact_lock(hashtextextended('aralwatch.upload', id))
                    """,
                    problem.toString(),
                    id));
  }

  /** In the layout that db-scheduler documents for its table; a task that is there stays. */
  private static void enqueue(Handle handle, String task, long id) {
    handle.execute(
        """
        INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)
        VALUES (?, ?, clock_timestamp(), false, 1, 0)
        ON CONFLICT (task_name, task_instance) DO NOTHING
        """,
        task,
        String.valueOf(id));
  }
}
