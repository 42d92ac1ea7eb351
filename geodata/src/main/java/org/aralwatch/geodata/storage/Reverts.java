package org.aralwatch.geodata.storage;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes uploads back, each whole and as one change of the record: afterwards every place is as the
 * other uploads would have made it ({@link Replay}), the series and places that only this one made
 * are withdrawn, and {@code asOf} still tells how it was. Thread-safe.
 */
public final class Reverts {
  private final Jdbi jdbi;

  public Reverts(Database database) {
    this.jdbi = database.jdbi();
  }

  /**
   * What a revert did.
   *
   * @param revision of the change; empty where the upload had been reverted before
   * @param removed rows that no other upload has
   * @param restored rows that are now those of another upload, with its value or the same
   */
  public record Outcome(OptionalLong revision, long removed, long restored) {}

  /**
   * Takes an upload back. Doing it again changes nothing.
   *
   * @param actor who does it, for the history
   * @param reason why, for the history
   * @throws StorageException when the upload is not in the record, or would change approved values
   *     and is not to
   */
  public Outcome revert(long upload, String actor, String reason, ApprovedValues approved) {
    return jdbi.inTransaction(handle -> revert(handle, upload, actor, reason, approved));
  }

  private static Outcome revert(
      Handle handle, long upload, String actor, String reason, ApprovedValues approved) {
    // Not locked before it is known to be stored: a load that still runs writes it at its end.
    if (!isToBeReverted(handle, upload, "") || !isToBeReverted(handle, upload, " FOR UPDATE")) {
      return new Outcome(OptionalLong.empty(), 0, 0);
    }
    LoadTransaction.lockCreation(handle);
    List<Long> changes =
        handle
            .createQuery("SELECT id FROM change_set WHERE upload_id = :upload AND kind = 'upload'")
            .bind("upload", upload)
            .mapTo(Long.class)
            .list();
    SeriesRange range = SeriesRange.ofChanges(handle, changes);
    List<DatastreamRef> datastreams = DatastreamSql.lock(handle, range.ids(), changes);
    long change = Revisions.openChangeSet(handle, "revert", upload, actor, reason);
    Restatement restatement = new Restatement(handle, change);
    collectPlaces(handle, changes, range);
    long[] counts = restate(handle, range, restatement);
    if (approved == ApprovedValues.KEEP) {
      Approvals.refuse(restatement.countApproved(), "to revert upload " + upload);
    }
    restatement.apply(datastreams);
    DatastreamSql.withdrawEmpty(handle, change, datastreams);
    Set<Integer> layers = FeatureSql.withdraw(handle, change, upload, datastreams);
    long revision = Revisions.raise(handle, change);
    Revisions.raiseLayers(handle, revision, layers);
    restatement.describe(revision);
    DatastreamSql.raiseWithdrawn(handle, change, revision, datastreams);
    handle.execute(
        "UPDATE upload SET status = 'reverted', updated_at = clock_timestamp() WHERE id = ?",
        upload);
    return new Outcome(OptionalLong.of(revision), counts[0], counts[1]);
  }

  private static boolean isToBeReverted(Handle handle, long upload, String locking) {
    Optional<String> status =
        handle
            .createQuery("SELECT status FROM upload WHERE id = :upload" + locking)
            .bind("upload", upload)
            .mapTo(String.class)
            .findOne();
    if (status.isEmpty()) {
      throw new StorageException("there is no upload " + upload);
    }
    return switch (status.get()) {
      case "reverted" -> false;
      case "stored", "unchanged" -> true;
      default ->
          throw new StorageException(
              "upload "
                  + upload
                  + " is not in the record (it is "
                  + status.get()
                  + "), so it cannot be reverted");
    };
  }

  /** Fills the table {@code place} with every place of which the upload has said something. */
  private static void collectPlaces(Handle handle, List<Long> changes, SeriesRange range) {
    handle.execute(
        """
        CREATE TEMPORARY TABLE place (datastream_id integer, begin_time timestamptz) ON COMMIT DROP
        """);
    range
        .bind(
            handle.createUpdate(
                """
                INSERT INTO place
                SELECT datastream_id, begin_time FROM observation
                WHERE datastream_id = ANY(:ids) AND begin_time BETWEEN :first AND :last
                  AND change_id = ANY(:changes)
                UNION
                SELECT datastream_id, begin_time FROM observation_history
                WHERE datastream_id = ANY(:ids) AND begin_time BETWEEN :first AND :last
                  AND change_id = ANY(:changes)
                UNION
                SELECT o.datastream_id, o.begin_time
                FROM assertion a
                JOIN change_set asserted ON asserted.id = a.change_id
                JOIN observation o ON o.datastream_id = a.datastream_id
                  AND o.begin_time BETWEEN a.first_begin AND a.last_begin
                JOIN change_set made ON made.id = o.change_id
                WHERE a.datastream_id = ANY(:ids) AND a.change_id = ANY(:changes)
                  AND made.revision < asserted.revision
                UNION
                SELECT h.datastream_id, h.begin_time
                FROM assertion a
                JOIN change_set asserted ON asserted.id = a.change_id
                JOIN observation_history h ON h.datastream_id = a.datastream_id
                  AND h.begin_time BETWEEN a.first_begin AND a.last_begin
                JOIN change_set made ON made.id = h.change_id
                JOIN change_set replaced ON replaced.id = h.replaced_by
                WHERE a.datastream_id = ANY(:ids) AND a.change_id = ANY(:changes)
                  AND made.revision < asserted.revision AND replaced.revision > asserted.revision
                """))
        .bind("changes", SqlArray.ofLongs(changes.stream().mapToLong(Long::longValue).toArray()))
        .execute();
    handle.execute("ANALYZE place");
  }

  /**
   * Gathers what is to stand otherwise.
   *
   * @return how many rows go, and how many become another upload's
   */
  private static long[] restate(Handle handle, SeriesRange range, Restatement restatement) {
    long[] counts = new long[2];
    new PlaceReader(handle)
        .each(
            "place",
            range,
            (datastream, begin, day, versions, runs) -> {
              Replay.Version current = versions.get(versions.size() - 1);
              Optional<Replay.Outcome> outcome = Replay.of(versions, runs);
              if (current.until() < Long.MAX_VALUE) {
                if (outcome.isPresent()) {
                  throw new IllegalStateException(
                      "datastream " + datastream + " has lost its row at " + begin);
                }
              } else if (outcome.isEmpty()) {
                counts[0]++;
                restatement.add(
                    datastream, begin, day, current.values(), true, true, current.basis());
              } else if (!outcome.get().isOf(current)) {
                counts[1]++;
                Replay.Outcome standing = outcome.get();
                boolean altered = !standing.values().equals(current.values());
                restatement.add(
                    datastream, begin, day, standing.values(), false, altered, standing.basis());
              }
            });
    return counts;
  }
}
