package org.aralwatch.geodata.storage;

import java.time.ZoneId;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.observation.Support;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Finding and creating datastreams inside a load. */
final class DatastreamSql {
  private DatastreamSql() {}

  static Optional<DatastreamRef> find(Handle handle, NewDatastream key) {
    return bindKey(
            handle.createQuery(
                """
                SELECT id, time_zone, support, unit FROM datastream
                WHERE feature_id = :feature AND property_id = :property AND statistic = :statistic
                  AND procedure = :procedure AND support = :support AND owner = :owner
                  AND vertical_datum IS NOT DISTINCT FROM cast(:datum as text)
                """),
            key)
        .map(
            (rs, ctx) ->
                new DatastreamRef(
                    rs.getInt("id"),
                    ZoneId.of(rs.getString("time_zone")),
                    Support.ofCode(rs.getString("support")),
                    rs.getString("unit")))
        .findOne();
  }

  static DatastreamRef insert(Handle handle, NewDatastream stream, String unit) {
    int id =
        bindKey(
                handle.createQuery(
                    """
                    INSERT INTO datastream (feature_id, property_id, statistic, procedure, support, unit,
                      time_zone, vertical_datum, owner, licence, source, definition, visibility)
                    VALUES (:feature, :property, :statistic, :procedure, :support, :unit,
                      :zone, cast(:datum as text), :owner, :licence, cast(:source as jsonb), :definition, :visibility)
                    RETURNING id
                    """),
                stream)
            .bind("unit", unit)
            .bind("zone", stream.timeZone().getId())
            .bind("licence", stream.licence())
            .bind("source", Json.write(stream.source()))
            .bind("definition", stream.definition())
            .bind("visibility", stream.visibility().code())
            .mapTo(Integer.class)
            .one();
    return new DatastreamRef(id, stream.timeZone(), stream.support(), unit);
  }

  private static <S extends SqlStatement<S>> S bindKey(S statement, NewDatastream key) {
    return statement
        .bind("feature", key.featureId())
        .bind("property", key.propertyId())
        .bind("statistic", key.statistic().code())
        .bind("procedure", key.procedure())
        .bind("support", key.support().code())
        .bind("owner", key.owner())
        .bind("datum", key.verticalDatum().orElse(null));
  }
}
