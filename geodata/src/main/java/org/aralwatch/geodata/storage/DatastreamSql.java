package org.aralwatch.geodata.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.observation.Support;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** Finding and creating datastreams inside a load. */
final class DatastreamSql {
  private static final String SELECT =
      """
      SELECT feature_id, id, time_zone, support, unit FROM datastream
      WHERE property_id = :property AND statistic = :statistic
        AND procedure = :procedure AND support = :support AND owner = :owner
        AND vertical_datum IS NOT DISTINCT FROM cast(:datum as text)
      """;

  private DatastreamSql() {}

  static Optional<DatastreamRef> find(Handle handle, NewDatastream key) {
    return bindFamily(handle.createQuery(SELECT + " AND feature_id = :feature"), key)
        .bind("feature", key.featureId())
        .map((rs, ctx) -> ref(rs))
        .findOne();
  }

  /** The datastreams of all features that differ from {@code key} in the feature alone. */
  static Map<Long, DatastreamRef> family(Handle handle, NewDatastream key) {
    Map<Long, DatastreamRef> byFeature = new HashMap<>();
    bindFamily(handle.createQuery(SELECT), key)
        .map((rs, ctx) -> byFeature.put(rs.getLong("feature_id"), ref(rs)))
        .list();
    return byFeature;
  }

  private static DatastreamRef ref(ResultSet rs) throws SQLException {
    return new DatastreamRef(
        rs.getInt("id"),
        ZoneId.of(rs.getString("time_zone")),
        Support.ofCode(rs.getString("support")),
        rs.getString("unit"));
  }

  /** Ids that nobody else will be given. */
  static List<Integer> reserveIds(Handle handle, int count) {
    return handle
        .createQuery(
            """
            SELECT nextval(pg_get_serial_sequence('datastream', 'id'))::integer
            FROM generate_series(1, :count)
            """)
        .bind("count", count)
        .mapTo(Integer.class)
        .list();
  }

  static void insert(Handle handle, List<DatastreamIndex.Unwritten> streams) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO datastream (id, feature_id, property_id, statistic, procedure, support, unit,
              time_zone, vertical_datum, owner, licence, source, definition, visibility)
            OVERRIDING SYSTEM VALUE
            VALUES (:id, :feature, :property, :statistic, :procedure, :support, :unit,
              :zone, cast(:datum as text), :owner, :licence, cast(:source as jsonb), :definition, :visibility)
            """);
    for (DatastreamIndex.Unwritten unwritten : streams) {
      NewDatastream stream = unwritten.stream();
      bindFamily(batch, stream)
          .bind("id", unwritten.ref().id())
          .bind("feature", stream.featureId())
          .bind("unit", unwritten.ref().unit())
          .bind("zone", stream.timeZone().getId())
          .bind("licence", stream.licence())
          .bind("source", Json.write(stream.source()))
          .bind("definition", stream.definition())
          .bind("visibility", stream.visibility().code())
          .add();
    }
    batch.execute();
  }

  private static <S extends SqlStatement<S>> S bindFamily(S statement, NewDatastream key) {
    return statement
        .bind("property", key.propertyId())
        .bind("statistic", key.statistic().code())
        .bind("procedure", key.procedure())
        .bind("support", key.support().code())
        .bind("owner", key.owner())
        .bind("datum", key.verticalDatum().orElse(null));
  }
}
