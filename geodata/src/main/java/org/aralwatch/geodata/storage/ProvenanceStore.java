package org.aralwatch.geodata.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Tells where a value comes from and what became of it. Thread-safe. */
public final class ProvenanceStore {
  private static final String VERSIONS =
      """
      SELECT v.end_time, v.result, v.qualifier::integer AS qualifier, v.flag, v.tests,
             b.decision::integer AS decision,
             made.kind AS made_kind, made.actor AS made_actor, made.reason AS made_reason,
             made.revision AS made_revision, made.committed_at AS made_at,
             decided.kind AS decided_kind, decided.actor AS decided_actor,
             decided.reason AS decided_reason, decided.revision AS decided_revision,
             decided.committed_at AS decided_at,
             replaced.kind AS replaced_kind, replaced.actor AS replaced_actor,
             replaced.reason AS replaced_reason, replaced.revision AS replaced_revision,
             replaced.committed_at AS replaced_at,
             u.id AS upload, u.file_name, u.actor AS uploader, u.sha256,
             t.original, t.original_unit, t.detection_limit, t.quantification_limit
      FROM (SELECT datastream_id, begin_time, end_time, result, qualifier, flag, tests, change_id,
                   NULL::bigint AS replaced_by
            FROM observation WHERE datastream_id = :datastream AND begin_time = :begin
            UNION ALL
            SELECT datastream_id, begin_time, end_time, result, qualifier, flag, tests, change_id,
                   replaced_by
            FROM observation_history WHERE datastream_id = :datastream AND begin_time = :begin) AS v
      JOIN datastream d ON d.id = v.datastream_id
      JOIN change_set made ON made.id = v.change_id
      LEFT JOIN observation_basis b ON b.datastream_id = v.datastream_id
        AND b.begin_time = v.begin_time AND b.change_id = v.change_id
      LEFT JOIN change_set decided ON decided.id = b.decided_by
      LEFT JOIN change_set replaced ON replaced.id = v.replaced_by
      JOIN change_set brought ON brought.id = coalesce(b.upload_change, v.change_id)
      JOIN upload u ON u.id = brought.upload_id
      LEFT JOIN observation_detail t ON t.datastream_id = v.datastream_id
        AND t.begin_time = v.begin_time AND t.change_id = coalesce(b.value_change, v.change_id)
      WHERE %s
      ORDER BY made.revision
      """;

  /** A run counts for the version that stood before it and after it. */
  private static final String ASSERTIONS =
      """
      SELECT u.id AS upload, u.file_name, u.actor AS uploader, u.sha256,
             asserted.revision, asserted.committed_at,
             EXISTS (SELECT FROM change_set r WHERE r.kind = 'revert' AND r.upload_id = u.id)
               AS reverted
      FROM assertion a
      JOIN datastream d ON d.id = a.datastream_id
      JOIN change_set asserted ON asserted.id = a.change_id
      JOIN upload u ON u.id = asserted.upload_id
      WHERE a.datastream_id = :datastream AND :begin BETWEEN a.first_begin AND a.last_begin
        AND EXISTS (
          SELECT FROM (SELECT change_id, NULL::bigint AS replaced_by FROM observation
                       WHERE datastream_id = :datastream AND begin_time = :begin
                       UNION ALL
                       SELECT change_id, replaced_by FROM observation_history
                       WHERE datastream_id = :datastream AND begin_time = :begin) AS v
          JOIN change_set made ON made.id = v.change_id
          LEFT JOIN change_set replaced ON replaced.id = v.replaced_by
          WHERE made.revision < asserted.revision
            AND (v.replaced_by IS NULL OR replaced.revision > asserted.revision))
        AND %s
      ORDER BY asserted.revision
      """;

  private final Jdbi jdbi;

  public ProvenanceStore(Database database) {
    this.jdbi = database.jdbi();
  }

  /**
   * A committed change of the record.
   *
   * @param kind upload, revert, review, correction, retest, approval or reference
   */
  public record Change(String kind, String actor, String reason, long revision, Instant at) {}

  /** The upload to which a value leads. */
  public record Source(long upload, String fileName, String actor, Sha256 sha256) {}

  /**
   * One version of a value.
   *
   * @param end exclusive end of its period; the begin for an instant
   * @param result in the datastream's unit
   * @param tests one bit per failed test
   * @param decision what people decided of it, and in which change
   * @param made the change that made this version
   * @param source the upload that gave the value, also where a person or a revert made the version
   * @param detail what that upload said beyond the value
   * @param replaced the change that replaced it or took it away; empty while it stands
   */
  public record Version(
      Instant end,
      double result,
      Qualifier qualifier,
      QualityFlag flag,
      int tests,
      Optional<Decision> decision,
      Optional<Change> decided,
      Change made,
      Source source,
      Detail detail,
      Optional<Change> replaced) {}

  /**
   * An upload that brought a value again as it stood.
   *
   * @param revision of the upload
   * @param reverted whether it has been taken back since
   */
  public record Assertion(Source source, long revision, Instant at, boolean reverted) {}

  /** Every version of a value, the oldest first, and the uploads that brought it again. */
  public record Provenance(List<Version> versions, List<Assertion> assertions) {
    public Provenance {
      versions = List.copyOf(versions);
      assertions = List.copyOf(assertions);
    }
  }

  /**
   * Where the value that begins at {@code begin} comes from; of a series that was withdrawn, too.
   * Empty where there never was one, or the viewer may not read it.
   */
  public Provenance of(Viewer viewer, int datastream, Instant begin) {
    return jdbi.inTransaction(
        handle -> {
          // Both reads of one view.
          handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
          return new Provenance(
              query(handle, VERSIONS, viewer, datastream, begin)
                  .map((rs, ctx) -> version(rs))
                  .list(),
              query(handle, ASSERTIONS, viewer, datastream, begin)
                  .map(
                      (rs, ctx) ->
                          new Assertion(
                              source(rs),
                              rs.getLong("revision"),
                              instant(rs, "committed_at"),
                              rs.getBoolean("reverted")))
                  .list());
        });
  }

  /** The change in which the record got to {@code revision}; empty where there is none. */
  public Optional<Change> change(long revision) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT kind AS made_kind, actor AS made_actor, reason AS made_reason,
                           revision AS made_revision, committed_at AS made_at
                    FROM change_set WHERE revision = :revision
                    """)
                .bind("revision", revision)
                .map((rs, ctx) -> change(rs, "made").orElseThrow())
                .findOne());
  }

  /** The revision at which an upload came into the record; empty for one that never did. */
  public OptionalLong revisionOf(long upload) {
    return revision(upload, "upload");
  }

  /** The revision at which an upload was taken back; empty for one that was not. */
  public OptionalLong revertedAt(long upload) {
    return revision(upload, "revert");
  }

  private OptionalLong revision(long upload, String kind) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT max(revision) FROM change_set WHERE upload_id = :upload AND kind = :kind")
                .bind("upload", upload)
                .bind("kind", kind)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty()));
  }

  private static Query query(
      Handle handle, String sql, Viewer viewer, int datastream, Instant begin) {
    return ReadAccess.VALUES
        .bind(handle.createQuery(sql.formatted(ReadAccess.SQL)), viewer)
        .bind("datastream", datastream)
        .bind("begin", ObservationReader.utc(begin));
  }

  private static Version version(ResultSet rs) throws SQLException {
    int decision = rs.getInt("decision");
    return new Version(
        instant(rs, "end_time"),
        rs.getDouble("result"),
        Qualifier.ofSymbol((char) rs.getInt("qualifier")),
        QualityFlag.ofCode(rs.getInt("flag")),
        rs.getInt("tests"),
        decision == 0 ? Optional.empty() : Optional.of(Decision.ofSymbol((char) decision)),
        change(rs, "decided"),
        change(rs, "made").orElseThrow(),
        source(rs),
        new Detail(
            rs.getString("original"),
            rs.getString("original_unit"),
            number(rs, "detection_limit"),
            number(rs, "quantification_limit")),
        change(rs, "replaced"));
  }

  private static Source source(ResultSet rs) throws SQLException {
    return new Source(
        rs.getLong("upload"),
        rs.getString("file_name"),
        rs.getString("uploader"),
        Sha256.of(rs.getBytes("sha256")));
  }

  private static Optional<Change> change(ResultSet rs, String prefix) throws SQLException {
    String kind = rs.getString(prefix + "_kind");
    return kind == null
        ? Optional.empty()
        : Optional.of(
            new Change(
                kind,
                rs.getString(prefix + "_actor"),
                rs.getString(prefix + "_reason"),
                rs.getLong(prefix + "_revision"),
                instant(rs, prefix + "_at")));
  }

  private static double number(ResultSet rs, String column) throws SQLException {
    double number = rs.getDouble(column);
    return rs.wasNull() ? Double.NaN : number;
  }

  private static Instant instant(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, OffsetDateTime.class).toInstant();
  }
}
