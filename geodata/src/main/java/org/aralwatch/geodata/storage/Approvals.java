package org.aralwatch.geodata.storage;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.observation.Interval;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Approves the values of a series, period by period, and withdraws that. Values that begin in an
 * approved period are approved, all others provisional. What is approved is changed, and added to,
 * only by those who say so ({@link ApprovedValues}). Thread-safe.
 */
public final class Approvals {
  /** SQL: a row s lies in a period that is approved now. */
  static final String COVERED =
      """
      EXISTS (SELECT FROM approval a WHERE a.datastream_id = s.datastream_id AND a.ended_by IS NULL
              AND s.begin_time >= a.from_time AND s.begin_time < a.to_time)""";

  private final Jdbi jdbi;

  public Approvals(Database database) {
    this.jdbi = database.jdbi();
  }

  /**
   * A period of which the values are approved.
   *
   * @param begins values that begin in it
   * @param revision of the record that was approved
   */
  public record Approval(
      Interval begins, String actor, String reason, Instant approvedAt, long revision) {}

  /**
   * Approves the values that begin in {@code begins}.
   *
   * @return the new revision
   * @throws StorageException when there is no such datastream
   */
  public long approve(int datastream, Interval begins, String actor, String reason) {
    requireLength(begins);
    return jdbi.inTransaction(
        handle -> {
          long change = open(handle, datastream, actor, reason);
          insert(handle, change, datastream, begins, change);
          return raise(handle, change, datastream);
        });
  }

  /**
   * Makes the values that begin in {@code begins} provisional again.
   *
   * @return the new revision; empty where none of them was approved
   * @throws StorageException when there is no such datastream
   */
  public OptionalLong withdraw(int datastream, Interval begins, String actor, String reason) {
    requireLength(begins);
    return jdbi.inTransaction(
        handle -> {
          long change = open(handle, datastream, actor, reason);
          List<Ended> ended = end(handle, change, datastream, begins);
          if (ended.isEmpty()) {
            handle.execute("DELETE FROM change_set WHERE id = ?", change);
            return OptionalLong.empty();
          }
          for (Ended part : ended) {
            keepRest(handle, change, datastream, part, begins);
          }
          return OptionalLong.of(raise(handle, change, datastream));
        });
  }

  /** A period that is approved no more as a whole. */
  private record Ended(Interval begins, long approvedBy) {}

  private static List<Ended> end(Handle handle, long change, int datastream, Interval begins) {
    return handle
        .createQuery(
            """
            UPDATE approval SET ended_by = :change
            WHERE datastream_id = :datastream AND ended_by IS NULL
              AND from_time < :to AND to_time > :from
            RETURNING from_time, to_time, approved_by
            """)
        .bind("change", change)
        .bind("datastream", datastream)
        .bind("from", ObservationReader.utc(begins.from()))
        .bind("to", ObservationReader.utc(begins.to()))
        .map(
            (rs, ctx) ->
                new Ended(
                    Interval.of(
                        rs.getObject("from_time", OffsetDateTime.class).toInstant(),
                        rs.getObject("to_time", OffsetDateTime.class).toInstant()),
                    rs.getLong("approved_by")))
        .list();
  }

  private static void keepRest(
      Handle handle, long change, int datastream, Ended ended, Interval withdrawn) {
    if (ended.begins().from().isBefore(withdrawn.from())) {
      insert(
          handle,
          change,
          datastream,
          Interval.of(ended.begins().from(), withdrawn.from()),
          ended.approvedBy());
    }
    if (withdrawn.to().isBefore(ended.begins().to())) {
      insert(
          handle,
          change,
          datastream,
          Interval.of(withdrawn.to(), ended.begins().to()),
          ended.approvedBy());
    }
  }

  private static void insert(
      Handle handle, long change, int datastream, Interval begins, long approvedBy) {
    handle
        .createUpdate(
            """
            INSERT INTO approval (datastream_id, from_time, to_time, approved_by, since)
            VALUES (:datastream, :from, :to, :approvedBy, :change)
            """)
        .bind("datastream", datastream)
        .bind("from", ObservationReader.utc(begins.from()))
        .bind("to", ObservationReader.utc(begins.to()))
        .bind("approvedBy", approvedBy)
        .bind("change", change)
        .execute();
  }

  private static long open(Handle handle, int datastream, String actor, String reason) {
    DatastreamSql.lockStanding(handle, datastream);
    return Revisions.openChangeSet(handle, "approval", null, actor, reason);
  }

  private static long raise(Handle handle, long change, int datastream) {
    long revision = Revisions.raise(handle, change);
    handle.execute("UPDATE datastream SET revision = ? WHERE id = ?", revision, datastream);
    return revision;
  }

  private static void requireLength(Interval begins) {
    if (!begins.from().isBefore(begins.to())) {
      throw new IllegalArgumentException("a period to approve has a length: " + begins);
    }
  }

  /**
   * The approved periods that overlap {@code interval}, ascending; those that several people
   * approved come for each.
   *
   * @param asOf as it was at this revision; empty for now
   */
  public List<Approval> list(Viewer viewer, int datastream, Interval interval, OptionalLong asOf) {
    return jdbi.withHandle(handle -> list(handle, viewer, datastream, interval, asOf));
  }

  static List<Approval> list(
      Handle handle, Viewer viewer, int datastream, Interval interval, OptionalLong asOf) {
    return ReadAccess.VALUES
        .bind(
            handle.createQuery(
                """
                SELECT a.from_time, a.to_time, c.actor, c.reason, c.committed_at, c.revision
                FROM approval a
                JOIN datastream d ON d.id = a.datastream_id
                JOIN change_set c ON c.id = a.approved_by
                JOIN change_set since ON since.id = a.since
                LEFT JOIN change_set ended ON ended.id = a.ended_by
                WHERE a.datastream_id = :datastream AND a.from_time < :to AND a.to_time > :from
                  AND since.revision <= :revision AND (a.ended_by IS NULL OR ended.revision > :revision)
                  AND %s
                ORDER BY a.from_time, a.to_time, c.revision
                """
                    .formatted(ReadAccess.SQL)),
            viewer)
        .bind("datastream", datastream)
        .bind("from", ObservationReader.utc(interval.from()))
        .bind("to", ObservationReader.utc(interval.to()))
        .bind("revision", asOf.orElse(Long.MAX_VALUE - 1))
        .map(
            (rs, ctx) ->
                new Approval(
                    Interval.of(
                        rs.getObject("from_time", OffsetDateTime.class).toInstant(),
                        rs.getObject("to_time", OffsetDateTime.class).toInstant()),
                    rs.getString("actor"),
                    rs.getString("reason"),
                    rs.getObject("committed_at", OffsetDateTime.class).toInstant(),
                    rs.getLong("revision")))
        .list();
  }

  /**
   * @param rows how many approved ones would be changed
   * @param purpose what for, as "to revert upload 7"
   */
  static void refuse(long rows, String purpose) {
    if (rows > 0) {
      throw new StorageException(
          rows + " values are approved, and " + purpose + " would change them");
    }
  }
}
