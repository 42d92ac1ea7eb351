package org.aralwatch.ingest.worker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
  static final String REVERT = "upload-revert";

  private final Database database;
  private final BlobStore blobs;
  private final UploadStore uploads;

  public UploadQueue(Database database) {
    this.database = database;
    this.blobs = new BlobStore(database.jdbi());
    this.uploads = new UploadStore(database.jdbi());
  }

  /** What became of a wish. */
  public enum Answer {
    /** It is queued, or was so already. */
    QUEUED,
    /** It had been fulfilled before. */
    DONE,
    /** The upload is in no state for it. */
    NOT_READY,
    /** There are rejected rows, and nobody has said that the rest may be stored without them. */
    HAS_REJECTS,
    UNKNOWN
  }

  /**
   * Keeps a file and asks for its preview. Reads {@code body} to its end and does not close it.
   *
   * @param mapping how the file is read; without one the worker finds or proposes it
   * @return key of the upload
   * @throws MappingException when the mapping does not fit the record; nothing is kept then
   * @throws IOException when {@code body} fails; nothing is kept then
   */
  public long submit(String fileName, InputStream body, Optional<Mapping> mapping, String actor)
      throws IOException {
    if (mapping.isPresent()) {
      BoundMapping.bind(mapping.get(), Vocabulary.load(database.jdbi()));
    }
    Sha256 sha256 = blobs.put(body);
    long size =
        blobs
            .findSize(sha256)
            .orElseThrow(() -> new IllegalStateException("blob " + sha256 + " is gone"));
    Upload.New upload =
        new Upload.New(
            fileName,
            sha256,
            size,
            mapping.map(Mapping::name).orElse(""),
            mapping.map(Mapping::definition).orElseGet(JsonNodeFactory.instance::objectNode),
            actor,
            "queued");
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              long id = UploadStore.create(handle, upload);
              enqueue(handle, PREVIEW, id);
              return id;
            });
  }

  /** As {@link #submit(String, InputStream, Optional, String)} with a mapping. */
  public long submit(String fileName, InputStream body, Mapping mapping, String actor)
      throws IOException {
    return submit(fileName, body, Optional.of(mapping), actor);
  }

  /**
   * Has an upload previewed anew, by another mapping.
   *
   * @param version of the saved mapping of that name; empty where it is none
   * @throws MappingException when the mapping does not fit the record; nothing is changed then
   */
  public Answer changeMapping(long id, Mapping mapping, OptionalInt version) {
    BoundMapping.bind(mapping, Vocabulary.load(database.jdbi()));
    return inState(
        id,
        (handle, status) -> {
          if (!UploadStore.useMapping(handle, id, mapping.name(), version, mapping.definition())) {
            return Answer.NOT_READY;
          }
          enqueue(handle, PREVIEW, id);
          return Answer.QUEUED;
        });
  }

  /**
   * Asks for a previewed upload to be stored. Asking again changes nothing.
   *
   * @param acceptRejects whether its good rows may be stored without those that were rejected
   */
  public Answer commit(long id, boolean acceptRejects) {
    return inState(
        id,
        (handle, status) -> {
          if (List.of("stored", "unchanged").contains(status)) {
            return Answer.DONE;
          }
          if (!List.of("previewed", "committing").contains(status)
              && !(status.equals("failed") && hasReport(handle, id))) {
            return Answer.NOT_READY;
          }
          if (!acceptRejects && rejected(handle, id) > 0) {
            return Answer.HAS_REJECTS;
          }
          handle.execute(
              """
              UPDATE upload SET status = 'committing', percent = 0, error = NULL,
                accept_rejects = ?, updated_at = clock_timestamp()
              WHERE id = ?
              """,
              acceptRejects,
              id);
          enqueue(handle, COMMIT, id);
          return Answer.QUEUED;
        });
  }

  private static boolean hasReport(Handle handle, long id) {
    return handle
        .createQuery("SELECT report IS NOT NULL FROM upload WHERE id = :id")
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  private static long rejected(Handle handle, long id) {
    return handle
        .createQuery(
            "SELECT coalesce((report ->> 'rejected')::bigint, 0) FROM upload WHERE id = :id")
        .bind("id", id)
        .mapTo(Long.class)
        .one();
  }

  /**
   * Gives an upload up, whatever is being done with it; nothing of it is stored. One that is at its
   * very end may be stored before it hears of this: the answer says so.
   */
  public Answer cancel(long id) {
    return switch (uploads.cancel(id)) {
      case UNKNOWN -> Answer.UNKNOWN;
      case STORED -> Answer.NOT_READY;
      case CANCELLED -> {
        // A worker that has it finds out by itself.
        database
            .jdbi()
            .useHandle(
                handle ->
                    handle.execute(
                        """
                        DELETE FROM scheduled_tasks
                        WHERE task_name IN (?, ?) AND task_instance = ? AND NOT picked
                        """,
                        PREVIEW,
                        COMMIT,
                        String.valueOf(id)));
        yield Answer.DONE;
      }
    };
  }

  /** Asks for a stored upload to be taken back out of the record. */
  public Answer revert(long id, String actor, String reason) {
    return inState(
        id,
        (handle, status) -> {
          switch (status) {
            case "reverted" -> {
              return Answer.DONE;
            }
            case "stored", "unchanged" -> {
              handle.execute(
                  """
                  UPDATE upload SET reverted_by = ?, revert_reason = ?, error = NULL,
                    updated_at = clock_timestamp()
                  WHERE id = ? AND revert_reason IS NULL
                  """,
                  actor,
                  reason,
                  id);
              enqueue(handle, REVERT, id);
              return Answer.QUEUED;
            }
            default -> {
              return Answer.NOT_READY;
            }
          }
        });
  }

  /** Who wishes an upload to be taken back, and why. */
  record RevertWish(String actor, String reason) {}

  /** The wish that waits; empty where there is none, or it is fulfilled. */
  Optional<RevertWish> findRevertWish(long id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT reverted_by, revert_reason FROM upload
                        WHERE id = :id AND revert_reason IS NOT NULL
                          AND status IN ('stored', 'unchanged')
                        """)
                    .bind("id", id)
                    .map((rs, ctx) -> new RevertWish(rs.getString(1), rs.getString(2)))
                    .findOne());
  }

  /** The wish cannot be fulfilled: the upload stays stored, and says why. */
  void refuseRevert(long id, String problem) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    UPDATE upload SET reverted_by = NULL, revert_reason = NULL,
                      error = cast(? as jsonb), updated_at = clock_timestamp()
                    WHERE id = ? AND status IN ('stored', 'unchanged')
                    """,
                    problem,
                    id));
  }

  /** What is done with an upload of some status, which nobody else changes meanwhile. */
  @FunctionalInterface
  private interface Step {
    Answer take(Handle handle, String status);
  }

  private Answer inState(long id, Step step) {
    return database
        .jdbi()
        .inTransaction(
            handle ->
                handle
                    .createQuery("SELECT status FROM upload WHERE id = :id FOR UPDATE")
                    .bind("id", id)
                    .mapTo(String.class)
                    .findOne()
                    .map(status -> step.take(handle, status))
                    .orElse(Answer.UNKNOWN));
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
