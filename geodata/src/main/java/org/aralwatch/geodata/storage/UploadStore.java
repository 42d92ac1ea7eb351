package org.aralwatch.geodata.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.aralwatch.geodata.Json;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Uploads, their state and their rejected rows. Thread-safe. */
public final class UploadStore {
  private static final String COLUMNS =
      """
      id, file_name, sha256, size, mapping_name, mapping, actor,
      CASE WHEN status IN ('stored', 'unchanged') AND revert_reason IS NOT NULL
           THEN 'reverting' ELSE status END AS status,
      rows_read, percent, report, error, created_at, updated_at, mapping_version, proposal, preview,
      accept_rejects""";

  /** SQL: what was cancelled, or is in the record, does not become something else by itself. */
  private static final String UNDER_WAY =
      " AND status NOT IN ('cancelled', 'stored', 'unchanged', 'reverted')";

  private final Jdbi jdbi;

  public UploadStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Returns the key of the new upload. */
  public long create(Upload.New upload) {
    return jdbi.withHandle(handle -> create(handle, upload));
  }

  /** As {@link #create(Upload.New)}, as a part of a transaction. */
  public static long create(Handle handle, Upload.New upload) {
    return handle
        .createQuery(
            """
            INSERT INTO upload (file_name, sha256, size, mapping_name, mapping, actor, status)
            VALUES (:file, :sha256, :size, :mappingName, cast(:mapping as jsonb), :actor, :status)
            RETURNING id
            """)
        .bind("file", upload.fileName())
        .bind("sha256", upload.sha256().bytes())
        .bind("size", upload.size())
        .bind("mappingName", upload.mappingName())
        .bind("mapping", upload.mapping().toString())
        .bind("actor", upload.actor())
        .bind("status", upload.status())
        .mapTo(Long.class)
        .one();
  }

  /** How far a run is; seen by others at once. */
  public void progress(long id, String status, long rowsRead, float percent) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                UPDATE upload SET status = ?, rows_read = ?, percent = ?, updated_at = clock_timestamp()
                WHERE id = ?"""
                    + UNDER_WAY,
                status,
                rowsRead,
                percent,
                id));
  }

  /** Ends a run that stored nothing: a preview with its report. */
  public void previewed(long id, String report) {
    jdbi.useHandle(handle -> finish(handle, id, "previewed", report));
  }

  /** Ends a run that failed; {@code problem} is a JSON object that says why. */
  public void fail(long id, String problem) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                UPDATE upload SET status = 'failed', error = cast(? as jsonb), updated_at = clock_timestamp()
                WHERE id = ?"""
                    + UNDER_WAY,
                problem,
                id));
  }

  /**
   * Ends a run that found out how the file is laid out but needs a person's answers.
   *
   * @param proposal JSON object: draft of the mapping, evidence, questions
   */
  public void proposed(long id, String proposal) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                UPDATE upload SET status = 'proposed', proposal = cast(? as jsonb), percent = 100,
                  error = NULL, updated_at = clock_timestamp()
                WHERE id = ?"""
                    + UNDER_WAY,
                proposal,
                id));
  }

  /** Keeps a proposal beside whatever the status is: of a file that needed no answers. */
  public void keepProposal(long id, String proposal) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE upload SET proposal = cast(? as jsonb) WHERE id = ?", proposal, id));
  }

  /** As {@link #previewed(long, String)}, with the first rows as they will be stored, as JSON. */
  public void previewed(long id, String report, String preview) {
    jdbi.useTransaction(
        handle -> {
          finish(handle, id, "previewed", report);
          handle.execute("UPDATE upload SET preview = cast(? as jsonb) WHERE id = ?", preview, id);
        });
  }

  /**
   * Gives an upload another mapping, as a part of a transaction, which may queue its preview.
   *
   * @param version of the saved mapping of that name; empty where it is none
   * @return whether it could: not while it is read or committed, nor when it is in the record
   */
  public static boolean useMapping(
      Handle handle, long id, String name, OptionalInt version, JsonNode mapping) {
    return handle
            .createUpdate(
                """
                UPDATE upload SET mapping_name = :name, mapping_version = :version,
                  mapping = cast(:mapping as jsonb), status = 'queued', percent = 0, error = NULL,
                  updated_at = clock_timestamp()
                WHERE id = :id AND status IN ('queued', 'proposed', 'previewed', 'failed')
                """)
            .bind("name", name)
            .bind("version", version.isPresent() ? version.getAsInt() : null)
            .bind("mapping", mapping.toString())
            .bind("id", id)
            .execute()
        == 1;
  }

  /** Notes the mapping that was found for an upload while it is looked at. */
  public static void nameMapping(
      Handle handle, long id, String name, OptionalInt version, JsonNode mapping) {
    handle
        .createUpdate(
            """
            UPDATE upload SET mapping_name = :name, mapping_version = :version,
              mapping = cast(:mapping as jsonb)
            WHERE id = :id
            """)
        .bind("name", name)
        .bind("version", version.isPresent() ? version.getAsInt() : null)
        .bind("mapping", mapping.toString())
        .bind("id", id)
        .execute();
  }

  /** What became of the wish to cancel an upload. */
  public enum Cancel {
    /** It is cancelled, or was so already. */
    CANCELLED,
    /** It is in the record, or was; only a revert takes it back. */
    STORED,
    UNKNOWN
  }

  /**
   * Cancels an upload that is not in the record. One that is being read or committed is cancelled
   * as well: its load cannot end ({@link LoadTransaction#commit}) and stores nothing. Whoever works
   * on it finds out by {@link #isCancelled}.
   */
  public Cancel cancel(long id) {
    return jdbi.inTransaction(
        handle -> {
          Optional<String> status =
              handle
                  .createQuery("SELECT status FROM upload WHERE id = :id FOR UPDATE")
                  .bind("id", id)
                  .mapTo(String.class)
                  .findOne();
          if (status.isEmpty()) {
            return Cancel.UNKNOWN;
          }
          switch (status.get()) {
            case "stored", "unchanged", "reverted" -> {
              return Cancel.STORED;
            }
            case "cancelled" -> {
              return Cancel.CANCELLED;
            }
            default -> {
              handle.execute(
                  """
                  UPDATE upload SET status = 'cancelled', error = NULL,
                    updated_at = clock_timestamp()
                  WHERE id = ?
                  """,
                  id);
              return Cancel.CANCELLED;
            }
          }
        });
  }

  public boolean isCancelled(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT EXISTS (SELECT FROM upload WHERE id = :id AND status = 'cancelled')")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one());
  }

  /** Whether it could: not where the upload was cancelled, or is in the record already. */
  static boolean finish(Handle handle, long id, String status, String report) {
    return handle.execute(
            """
            UPDATE upload SET status = ?, report = cast(? as jsonb), error = NULL, percent = 100,
              updated_at = clock_timestamp()
            WHERE id = ?"""
                + UNDER_WAY,
            status,
            report,
            id)
        == 1;
  }

  public Optional<Upload> find(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT " + COLUMNS + " FROM upload WHERE id = :id")
                .bind("id", id)
                .map((rs, ctx) -> map(rs))
                .findOne());
  }

  /** Newest first, keys below {@code before}. */
  public List<Upload> list(long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM upload WHERE id < :before ORDER BY id DESC LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map((rs, ctx) -> map(rs))
                .list());
  }

  /** Whether this file has been taken in whole with this very mapping, or was taken back since. */
  public boolean isStored(Sha256 sha256, String mapping) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT EXISTS (SELECT FROM upload WHERE sha256 = :sha256
                      AND mapping = cast(:mapping as jsonb)
                        AND status IN ('stored', 'unchanged', 'reverted'))
                    """)
                .bind("sha256", sha256.bytes())
                .bind("mapping", mapping)
                .mapTo(Boolean.class)
                .one());
  }

  /** Forgets the rejects of an earlier run of this upload. */
  public void clearRejects(long id) {
    jdbi.useHandle(handle -> handle.execute("DELETE FROM upload_reject WHERE upload_id = ?", id));
  }

  /** Keeps rejected rows; seen by others at once, whatever becomes of the load. */
  public void addRejects(long id, List<Upload.Reject> rejects) {
    if (rejects.isEmpty()) {
      return;
    }
    jdbi.useHandle(
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  INSERT INTO upload_reject
                    (upload_id, line, reason, column_name, text, table_name, row_text)
                  VALUES (:upload, :line, :reason, :column, :text, :table, :row)
                  """);
          for (Upload.Reject reject : rejects) {
            batch
                .bind("upload", id)
                .bind("line", reject.line())
                .bind("reason", reject.reason())
                .bind("column", reject.column().orElse(null))
                .bind("text", storable(reject.text()))
                .bind("table", reject.table().map(UploadStore::storable).orElse(null))
                .bind("row", reject.row().map(UploadStore::storable).orElse(null))
                .add();
          }
          batch.execute();
        });
  }

  /** PostgreSQL's text holds no NUL; a file that does is shown with its symbol. */
  private static String storable(String text) {
    return text.replace('\0', '\u2400');
  }

  /** Every rejected row of an upload, by table and line. */
  public void eachReject(long id, Consumer<Upload.Reject> consumer) {
    jdbi.useTransaction(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT line, reason, column_name, text, table_name, row_text
                    FROM upload_reject
                    WHERE upload_id = :upload ORDER BY table_name NULLS FIRST, line
                    """)
                .bind("upload", id)
                .setFetchSize(5_000)
                .map(
                    (rs, ctx) ->
                        new Upload.Reject(
                            rs.getLong("line"),
                            rs.getString("reason"),
                            Optional.ofNullable(rs.getString("column_name")),
                            rs.getString("text"),
                            Optional.ofNullable(rs.getString("table_name")),
                            Optional.ofNullable(rs.getString("row_text"))))
                .forEach(consumer));
  }

  private static Upload map(ResultSet rs) throws SQLException {
    return new Upload(
        rs.getLong("id"),
        rs.getString("file_name"),
        Sha256.of(rs.getBytes("sha256")),
        rs.getLong("size"),
        rs.getString("mapping_name"),
        Json.read(rs.getString("mapping")),
        rs.getString("actor"),
        rs.getString("status"),
        rs.getLong("rows_read"),
        rs.getFloat("percent"),
        Optional.ofNullable(rs.getString("report")).map(Json::read),
        Optional.ofNullable(rs.getString("error")).map(Json::read),
        rs.getObject("created_at", OffsetDateTime.class).toInstant(),
        rs.getObject("updated_at", OffsetDateTime.class).toInstant(),
        integer(rs, "mapping_version"),
        Optional.ofNullable(rs.getString("proposal")).map(Json::read),
        Optional.ofNullable(rs.getString("preview")).map(Json::read),
        rs.getBoolean("accept_rejects"));
  }

  private static OptionalInt integer(ResultSet rs, String column) throws SQLException {
    int number = rs.getInt(column);
    return rs.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
