package org.aralwatch.geodata.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.aralwatch.geodata.Json;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Uploads, their state and their rejected rows. Thread-safe. */
public final class UploadStore {
  private static final String COLUMNS =
      """
      id, file_name, sha256, size, mapping_name, mapping, actor, status, rows_read, percent, report,
      error, created_at, updated_at""";

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
                WHERE id = ?
                """,
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
                WHERE id = ?
                """,
                problem,
                id));
  }

  static void finish(Handle handle, long id, String status, String report) {
    handle.execute(
        """
        UPDATE upload SET status = ?, report = cast(? as jsonb), error = NULL, percent = 100,
          updated_at = clock_timestamp()
        WHERE id = ?
        """,
        status,
        report,
        id);
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

  /** Whether this file has been taken in whole with this very mapping. */
  public boolean isStored(Sha256 sha256, String mapping) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT EXISTS (SELECT FROM upload WHERE sha256 = :sha256
                      AND mapping = cast(:mapping as jsonb) AND status IN ('stored', 'unchanged'))
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
                  INSERT INTO upload_reject (upload_id, line, reason, column_name, text)
                  VALUES (:upload, :line, :reason, :column, :text)
                  """);
          for (Upload.Reject reject : rejects) {
            batch
                .bind("upload", id)
                .bind("line", reject.line())
                .bind("reason", reject.reason())
                .bind("column", reject.column().orElse(null))
                // PostgreSQL's text holds no NUL; a file that does is shown with its symbol.
                .bind("text", reject.text().replace('\0', '\u2400'))
                .add();
          }
          batch.execute();
        });
  }

  /** Every rejected row of an upload, by line. */
  public void eachReject(long id, Consumer<Upload.Reject> consumer) {
    jdbi.useTransaction(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT line, reason, column_name, text FROM upload_reject
                    WHERE upload_id = :upload ORDER BY line
                    """)
                .bind("upload", id)
                .setFetchSize(5_000)
                .map(
                    (rs, ctx) ->
                        new Upload.Reject(
                            rs.getLong("line"),
                            rs.getString("reason"),
                            Optional.ofNullable(rs.getString("column_name")),
                            rs.getString("text")))
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
        rs.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
