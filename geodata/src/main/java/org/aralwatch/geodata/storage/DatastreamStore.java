package org.aralwatch.geodata.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads descriptions of datastreams, of those whose values the viewer may read. Thread-safe. */
public final class DatastreamStore {
  private static final String COLUMNS =
      """
      d.id, d.feature_id, d.property_id, d.statistic, d.procedure, d.support, d.unit, d.time_zone,
      d.vertical_datum, d.owner, d.licence, d.source, d.definition, d.visibility, d.first_begin,
      d.last_end, d.observation_count, d.revision""";

  private final Jdbi jdbi;

  public DatastreamStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Empty also where the viewer may not read it: who may not read learns nothing of it. */
  public Optional<Datastream> find(Viewer viewer, int id) {
    return find(viewer, id, " AND d.withdrawn_by IS NULL");
  }

  /**
   * As {@link #find}, and also one that was withdrawn since: for reads of the record as it was, and
   * of where values came from. It has no values now.
   */
  public Optional<Datastream> findEver(Viewer viewer, int id) {
    return find(viewer, id, "");
  }

  private Optional<Datastream> find(Viewer viewer, int id, String condition) {
    return jdbi.withHandle(
        handle ->
            ReadAccess.VALUES
                .bind(
                    handle.createQuery(
                        "SELECT "
                            + COLUMNS
                            + " FROM datastream d WHERE d.id = :id AND "
                            + ReadAccess.SQL
                            + condition),
                    viewer)
                .bind("id", id)
                .map(DatastreamStore::map)
                .findOne());
  }

  public List<Datastream> list(Viewer viewer, DatastreamFilter filter) {
    return jdbi.withHandle(
        handle ->
            ReadAccess.VALUES
                .bind(
                    handle.createQuery(
                        """
                        SELECT %s
                        FROM datastream d
                        JOIN feature f ON f.id = d.feature_id
                        JOIN layer l ON l.id = f.layer_id
                        JOIN observed_property p ON p.id = d.property_id
                        WHERE d.id > :after AND d.withdrawn_by IS NULL
                          AND (cast(:feature AS bigint) IS NULL OR d.feature_id = :feature)
                          AND (cast(:layer AS text) IS NULL OR l.code = :layer)
                          AND (cast(:property AS text) IS NULL OR p.code = :property)
                          AND %s
                        ORDER BY d.id
                        LIMIT :limit
                        """
                            .formatted(COLUMNS, ReadAccess.SQL)),
                    viewer)
                .bind("after", filter.after())
                .bind("feature", boxed(filter))
                .bind("layer", filter.layer().orElse(null))
                .bind("property", filter.property().orElse(null))
                .bind("limit", filter.limit())
                .map(DatastreamStore::map)
                .list());
  }

  /**
   * Those that have changed after {@code revision} or were made after the one with {@code id}: for
   * a state that is kept up to date. Loads that make datastreams follow each other, so that ids
   * come to light in their order.
   */
  public List<Datastream> changed(Viewer viewer, long revision, int id) {
    return jdbi.withHandle(
        handle ->
            ReadAccess.VALUES
                .bind(
                    handle.createQuery(
                        """
                        SELECT %s FROM datastream d
                        WHERE (d.revision > :revision OR d.id > :id)
                          AND d.withdrawn_by IS NULL AND %s
                        ORDER BY d.id
                        """
                            .formatted(COLUMNS, ReadAccess.SQL)),
                    viewer)
                .bind("revision", revision)
                .bind("id", id)
                .map(DatastreamStore::map)
                .list());
  }

  /** Ids of those that were withdrawn after {@code revision} and do not stand. */
  public List<Integer> withdrawnSince(long revision) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id FROM datastream
                    WHERE withdrawn_by IS NOT NULL AND revision > :revision
                    """)
                .bind("revision", revision)
                .mapTo(Integer.class)
                .list());
  }

  private static Long boxed(DatastreamFilter filter) {
    return filter.feature().isPresent() ? filter.feature().getAsLong() : null;
  }

  static Datastream map(ResultSet rs, StatementContext context) throws SQLException {
    Optional<Instant> first = instant(rs, "first_begin");
    Optional<Instant> last = instant(rs, "last_end");
    return new Datastream(
        rs.getInt("id"),
        rs.getLong("feature_id"),
        rs.getInt("property_id"),
        Statistic.ofCode(rs.getString("statistic")),
        rs.getString("procedure"),
        Support.ofCode(rs.getString("support")),
        rs.getString("unit"),
        ZoneId.of(rs.getString("time_zone")),
        Optional.ofNullable(rs.getString("vertical_datum")),
        rs.getString("owner"),
        rs.getString("licence"),
        Json.read(rs.getString("source"), Datastream.Source.class),
        rs.getString("definition"),
        Datastream.Visibility.ofCode(rs.getString("visibility")),
        first.flatMap(from -> last.map(to -> Interval.of(from, to))),
        rs.getLong("observation_count"),
        rs.getLong("revision"));
  }

  private static Optional<Instant> instant(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
