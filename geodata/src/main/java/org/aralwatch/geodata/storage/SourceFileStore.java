package org.aralwatch.geodata.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.jdbi.v3.core.Jdbi;

/** Files that were taken from sources, on their way into the record. Thread-safe. */
public final class SourceFileStore {
  private static final String FILES =
      "SELECT id, source, claim, file_name, upload_id, mark, state, remark FROM source_file ";

  private final Jdbi jdbi;

  public SourceFileStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Notes a file before it is given to the queue, so that a process that is killed in between is
   * found out.
   *
   * @return key of the note
   */
  public long take(
      String source,
      Optional<String> claim,
      String fileName,
      Optional<Sha256> sha256,
      JsonNode mark) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    INSERT INTO source_file (source, claim, file_name, sha256, mark, state)
                    VALUES (:source, :claim, :file, :sha256, cast(:mark as jsonb), 'taken')
                    RETURNING id
                    """)
                .bind("source", source)
                .bind("claim", claim.orElse(null))
                .bind("file", fileName)
                .bind("sha256", sha256.map(Sha256::bytes).orElse(null))
                .bind("mark", mark.toString())
                .mapTo(Long.class)
                .one());
  }

  /** It was given to the queue as this upload. */
  public void loading(long file, long upload) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE source_file SET state = 'loading', upload_id = ? WHERE id = ?",
                upload,
                file));
  }

  public void waiting(long file, String remark) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE source_file SET state = 'waiting', remark = ? WHERE id = ?", remark, file));
  }

  /** It never came to the queue, and its bytes are gone: as if it had not been taken. */
  public void forget(long file) {
    jdbi.useHandle(handle -> handle.execute("DELETE FROM source_file WHERE id = ?", file));
  }

  /** Closes a file and counts it. Where it is in the record, its mark becomes the source's. */
  public void settle(
      Source.File file, Source.FileState state, String remark, Source.Counts counts) {
    jdbi.useTransaction(
        handle -> {
          int closed =
              handle.execute(
                  """
                  UPDATE source_file SET state = ?, remark = ?, settled_at = clock_timestamp()
                  WHERE id = ? AND state IN ('taken', 'loading', 'waiting')
                  """,
                  state.code(),
                  remark.replace('\0', '\u2400'),
                  file.id());
          if (closed == 0) {
            return;
          }
          handle
              .createUpdate(
                  """
                  UPDATE source SET files = files + 1, rows_stored = rows_stored + :stored,
                    rows_revised = rows_revised + :revised,
                    rows_unchanged = rows_unchanged + :unchanged,
                    rows_rejected = rows_rejected + :rejected, updated_at = clock_timestamp()
                  WHERE name = :name
                  """)
              .bind("stored", counts.stored())
              .bind("revised", counts.revised())
              .bind("unchanged", counts.unchanged())
              .bind("rejected", counts.rejected())
              .bind("name", file.source())
              .execute();
          // The mark as it is now: a file before it may have failed, and taken it away.
          JsonNode mark =
              Json.read(
                  handle
                      .createQuery("SELECT mark FROM source_file WHERE id = :id")
                      .bind("id", file.id())
                      .mapTo(String.class)
                      .one());
          if (state != Source.FileState.FAILED && !mark.isEmpty()) {
            SourceStore.moveMark(handle, file.source(), mark);
          }
        });
  }

  /**
   * What is left of a run of which a file failed moves no mark: what comes after it is read again.
   */
  public void dropMarksAfter(Source.File file) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                UPDATE source_file SET mark = '{}'
                WHERE source = ? AND id > ? AND state IN ('taken', 'loading', 'waiting')
                """,
                file.source(),
                file.id()));
  }

  /** The upload by which these bytes under this name were taken in whole with this very mapping. */
  public Optional<Long> findStored(Sha256 sha256, String fileName, JsonNode mapping) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id FROM upload WHERE sha256 = :sha256 AND file_name = :file
                      AND mapping = cast(:mapping as jsonb) AND status IN ('stored', 'unchanged')
                    ORDER BY id LIMIT 1
                    """)
                .bind("sha256", sha256.bytes())
                .bind("file", fileName)
                .bind("mapping", mapping.toString())
                .mapTo(Long.class)
                .findOne());
  }

  /** Files of a source that are not settled, in the order in which they were taken. */
  public List<Source.File> openFiles(String source) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    FILES
                        + "WHERE source = :source AND state IN ('taken', 'loading', 'waiting')"
                        + " ORDER BY id")
                .bind("source", source)
                .map((rs, ctx) -> file(rs))
                .list());
  }

  /** What was taken from a watched folder into this directory. */
  public Optional<Source.File> findClaim(String source, String claim) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(FILES + "WHERE source = :source AND claim = :claim")
                .bind("source", source)
                .bind("claim", claim)
                .map((rs, ctx) -> file(rs))
                .findOne());
  }

  /** The upload that a file became without being noted: whoever sent it was killed before. */
  public Optional<Long> findUnnoted(Source.File file, String actor) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT u.id FROM upload u JOIN source_file f ON f.id = :file
                    WHERE u.sha256 = f.sha256 AND u.file_name = f.file_name AND u.actor = :actor
                      AND u.created_at >= f.created_at
                      AND NOT EXISTS (SELECT FROM source_file o WHERE o.upload_id = u.id)
                    ORDER BY u.id LIMIT 1
                    """)
                .bind("file", file.id())
                .bind("actor", actor)
                .mapTo(Long.class)
                .findOne());
  }

  private static Source.File file(ResultSet rs) throws SQLException {
    long upload = rs.getLong("upload_id");
    return new Source.File(
        rs.getLong("id"),
        rs.getString("source"),
        Optional.ofNullable(rs.getString("claim")),
        rs.getString("file_name"),
        upload == 0 ? Optional.empty() : Optional.of(upload),
        Json.read(rs.getString("mark")),
        Source.FileState.valueOf(rs.getString("state").toUpperCase(Locale.ROOT)),
        rs.getString("remark"));
  }
}
