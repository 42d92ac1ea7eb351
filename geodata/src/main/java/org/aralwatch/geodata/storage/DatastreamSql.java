package org.aralwatch.geodata.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.observation.Support;
import org.jdbi.v3.core.Handle;
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
        rs.getString("unit"),
        false);
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

  /** Keeps features from being removed; gives how many there are. */
  static int lockFeatures(Handle handle, long[] ids) {
    return handle
        .createQuery("SELECT id FROM feature WHERE id = ANY(:ids) ORDER BY id FOR KEY SHARE")
        .bind("ids", SqlArray.ofLongs(ids))
        .mapTo(Long.class)
        .list()
        .size();
  }

  /** With what the load noted of them; that is not yet known where its rows were unsorted. */
  static void insert(Handle handle, List<DatastreamIndex.Unwritten> streams, long revision) {
    handle
        .createUpdate(
            """
            INSERT INTO datastream (id, feature_id, property_id, statistic, procedure, support, unit,
              time_zone, vertical_datum, owner, licence, source, definition, visibility,
              first_begin, last_end, observation_count, revision)
            OVERRIDING SYSTEM VALUE
            SELECT id, feature, property, statistic, procedure, support, unit, zone, datum, owner,
              licence, cast(source as jsonb), definition, visibility,
              CASE WHEN rows > 0 THEN timestamptz 'epoch' + first_begin * interval '1 microsecond' END,
              CASE WHEN rows > 0 THEN timestamptz 'epoch' + last_end * interval '1 microsecond' END,
              rows, :revision
            FROM unnest(:ids, :features, :properties, :statistics, :procedures, :supports, :units,
                        :zones, :datums, :owners, :licences, :sources, :definitions, :visibilities,
                        :begins, :ends, :rows)
              AS n (id, feature, property, statistic, procedure, support, unit, zone, datum, owner,
                    licence, source, definition, visibility, first_begin, last_end, rows)
            """)
        .bind("ids", ints(streams, s -> s.ref().id()))
        .bind("features", longs(streams, s -> s.stream().featureId()))
        .bind("properties", ints(streams, s -> s.stream().propertyId()))
        .bind("statistics", texts(streams, s -> s.stream().statistic().code()))
        .bind("procedures", texts(streams, s -> s.stream().procedure()))
        .bind("supports", texts(streams, s -> s.stream().support().code()))
        .bind("units", texts(streams, s -> s.ref().unit()))
        .bind("zones", texts(streams, s -> s.stream().timeZone().getId()))
        .bind("datums", texts(streams, s -> s.stream().verticalDatum().orElse(null)))
        .bind("owners", texts(streams, s -> s.stream().owner()))
        .bind("licences", texts(streams, s -> s.stream().licence()))
        .bind("sources", texts(streams, s -> Json.write(s.stream().source())))
        .bind("definitions", texts(streams, s -> s.stream().definition()))
        .bind("visibilities", texts(streams, s -> s.stream().visibility().code()))
        .bind("begins", longs(streams, s -> s.ref().firstBegin))
        .bind("ends", longs(streams, s -> s.ref().lastEnd))
        .bind("rows", longs(streams, s -> s.ref().isNoted() ? s.ref().rows : 0))
        .bind("revision", revision)
        .execute();
  }

  private static SqlArray ints(
      List<DatastreamIndex.Unwritten> streams, ToIntFunction<DatastreamIndex.Unwritten> part) {
    return SqlArray.ofInts(streams.stream().mapToInt(part).toArray());
  }

  private static SqlArray longs(
      List<DatastreamIndex.Unwritten> streams, ToLongFunction<DatastreamIndex.Unwritten> part) {
    return SqlArray.ofLongs(streams.stream().mapToLong(part).toArray());
  }

  private static SqlArray texts(
      List<DatastreamIndex.Unwritten> streams, Function<DatastreamIndex.Unwritten, String> part) {
    return SqlArray.ofTexts(streams.stream().map(part).toList());
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
