package org.aralwatch.geodata.storage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * Reads the revisions by which every cache knows whether it is right. They tell of no value, so no
 * viewer is asked. Thread-safe.
 */
public final class RevisionStore {
  private final Jdbi jdbi;

  public RevisionStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The last change to the values of one property in one layer that begin in one month.
   *
   * @param month first day of the UTC month
   */
  public record ValueRevision(int layerId, int propertyId, LocalDate month, long revision) {}

  /** The newest revision; 0 while nothing was ever stored. */
  public long current() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("SELECT revision FROM revision_counter").mapTo(Long.class).one());
  }

  /** The newest revision that was committed at or before {@code asOf}; 0 before the first. */
  public long resolve(Instant asOf) {
    return jdbi.withHandle(handle -> ObservationReader.revisionAt(handle, asOf));
  }

  /** Value revisions greater than {@code revision}, in no order. */
  public List<ValueRevision> valueRevisionsSince(long revision) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT layer_id, property_id, month, revision
                    FROM value_revision WHERE revision > :revision
                    """)
                .bind("revision", revision)
                .map(
                    (rs, context) ->
                        new ValueRevision(
                            rs.getInt("layer_id"),
                            rs.getInt("property_id"),
                            rs.getObject("month", LocalDate.class),
                            rs.getLong("revision")))
                .list());
  }
}
