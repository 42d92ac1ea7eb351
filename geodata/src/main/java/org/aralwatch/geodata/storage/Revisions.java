package org.aralwatch.geodata.storage;

import java.util.ArrayList;
import java.util.Collection;
import org.jdbi.v3.core.Handle;

/**
 * The one counter of committed changes. It is locked last in a transaction and held to its commit,
 * so that revisions are in commit order: whoever reads revision r sees every change up to r.
 */
public final class Revisions {
  /** Channel on which a new revision is announced; listeners poll as well, this only wakes them. */
  public static final String CHANNEL = "aralwatch_revision";

  private Revisions() {}

  /** Opens a change set; its revision is given by {@link #raise}. */
  public static long openChangeSet(
      Handle handle, String kind, Long uploadId, String actor, String reason) {
    return handle
        .createQuery(
            """
            INSERT INTO change_set (kind, upload_id, actor, reason)
            VALUES (:kind, :upload, :actor, :reason) RETURNING id
            """)
        .bind("kind", kind)
        .bind("upload", uploadId)
        .bind("actor", actor)
        .bind("reason", reason)
        .mapTo(Long.class)
        .one();
  }

  /** Takes the next revision for {@code changeSet}; nothing but the commit may wait after this. */
  public static long raise(Handle handle, long changeSet) {
    long revision =
        handle
            .createQuery(
                """
                WITH counter AS (
                  UPDATE revision_counter
                  SET revision = revision + 1,
                      committed_at = greatest(clock_timestamp(), committed_at + interval '1 microsecond')
                  RETURNING revision, committed_at)
                UPDATE change_set SET revision = counter.revision, committed_at = counter.committed_at
                FROM counter WHERE change_set.id = :change
                RETURNING change_set.revision
                """)
            .bind("change", changeSet)
            .mapTo(Long.class)
            .one();
    handle
        .createQuery("SELECT pg_notify(:channel, :revision)")
        .bind("channel", CHANNEL)
        .bind("revision", Long.toString(revision))
        .mapToMap()
        .list();
    return revision;
  }

  /** Says that features of these layers have changed. */
  static void raiseLayers(Handle handle, long revision, Collection<Integer> layers) {
    if (layers.isEmpty()) {
      return;
    }
    handle
        .createUpdate("UPDATE layer SET geometry_revision = :revision WHERE id = ANY(:layers)")
        .bind("revision", revision)
        .bindArray("layers", Integer.class, new ArrayList<>(layers))
        .execute();
  }
}
