package org.aralwatch.geodata.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
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
      SELECT feature_id, id, time_zone, support, unit, tail, withdrawn_by IS NOT NULL AS withdrawn
      FROM datastream
      WHERE property_id = :property AND statistic = :statistic
        AND procedure = :procedure AND support = :support AND owner = :owner
        AND vertical_datum IS NOT DISTINCT FROM cast(:datum as text)
      """;

  private DatastreamSql() {}

  /**
   * A datastream that the store has.
   *
   * @param withdrawn whether it does not stand: only its key is left
   */
  record Stored(long featureId, DatastreamRef ref, boolean withdrawn) {}

  static Optional<Stored> find(Handle handle, NewDatastream key) {
    return bindFamily(handle.createQuery(SELECT + " AND feature_id = :feature"), key)
        .bind("feature", key.featureId())
        .map((rs, ctx) -> stored(rs))
        .findOne();
  }

  /** The datastreams of all features that differ from {@code key} in the feature alone. */
  static List<Stored> family(Handle handle, NewDatastream key) {
    return bindFamily(handle.createQuery(SELECT), key).map((rs, ctx) -> stored(rs)).list();
  }

  private static DatastreamRef ref(ResultSet rs) throws SQLException {
    return new DatastreamRef(
        rs.getInt("id"),
        ZoneId.of(rs.getString("time_zone")),
        Support.ofCode(rs.getString("support")),
        rs.getString("unit"),
        false);
  }

  private static Stored stored(ResultSet rs) throws SQLException {
    DatastreamRef ref = ref(rs);
    ref.tail = Tail.decode(rs.getBytes("tail"));
    return new Stored(rs.getLong("feature_id"), ref, rs.getBoolean("withdrawn"));
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

  /**
   * With what the load noted of them; that is not yet known where its rows were unsorted. Those
   * that were withdrawn are brought back, described anew.
   *
   * @param change that makes them
   */
  static void insert(
      Handle handle, List<DatastreamIndex.Unwritten> streams, long change, long revision) {
    handle
        .createUpdate(
            """
            INSERT INTO datastream (id, feature_id, property_id, statistic, procedure, support, unit,
              time_zone, vertical_datum, owner, licence, source, definition, visibility,
              first_begin, last_end, observation_count, tail, made_by, revision)
            OVERRIDING SYSTEM VALUE
            SELECT id, feature, property, statistic, procedure, support, unit, zone, datum, owner,
              licence, cast(source as jsonb), definition, visibility,
              CASE WHEN rows > 0 THEN timestamptz 'epoch' + first_begin * interval '1 microsecond' END,
              CASE WHEN rows > 0 THEN timestamptz 'epoch' + last_end * interval '1 microsecond' END,
              rows, nullif(tail, ''::bytea), :change, :revision
            FROM unnest(:ids, :features, :properties, :statistics, :procedures, :supports, :units,
                        :zones, :datums, :owners, :licences, :sources, :definitions, :visibilities,
                        :begins, :ends, :rows, :tails)
              AS n (id, feature, property, statistic, procedure, support, unit, zone, datum, owner,
                    licence, source, definition, visibility, first_begin, last_end, rows, tail)
            ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone, unit = excluded.unit,
              licence = excluded.licence, source = excluded.source,
              definition = excluded.definition, visibility = excluded.visibility,
              first_begin = excluded.first_begin, last_end = excluded.last_end,
              observation_count = excluded.observation_count, tail = excluded.tail,
              made_by = excluded.made_by, revision = excluded.revision, withdrawn_by = NULL
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
        .bind(
            "tails",
            SqlArray.ofBytes(
                streams.stream()
                    .map(s -> s.ref().isNoted() ? s.ref().tailWithStaged() : Tail.EMPTY)
                    .map(Tail::encode)
                    .toList()))
        .bind("change", change)
        .bind("revision", revision)
        .execute();
  }

  /**
   * Locks datastreams in the order of their keys, as a load does.
   *
   * @param makers change sets; those that they made are locked too
   */
  static List<DatastreamRef> lock(Handle handle, SqlArray ids, Collection<Long> makers) {
    return handle
        .createQuery(
            """
            SELECT id, time_zone, support, unit FROM datastream
            WHERE id = ANY(:ids) OR made_by = ANY(:makers) ORDER BY id FOR UPDATE
            """)
        .bind("ids", ids)
        .bind("makers", SqlArray.ofLongs(makers.stream().mapToLong(Long::longValue).toArray()))
        .map((rs, ctx) -> ref(rs))
        .list();
  }

  /**
   * Locks one that stands.
   *
   * @throws StorageException when there is none of this key
   */
  static DatastreamRef lockStanding(Handle handle, int id) {
    return handle
        .createQuery(
            """
            SELECT id, time_zone, support, unit FROM datastream
            WHERE id = :id AND withdrawn_by IS NULL FOR UPDATE
            """)
        .bind("id", id)
        .map((rs, ctx) -> ref(rs))
        .findOne()
        .orElseThrow(() -> new StorageException("there is no datastream " + id));
  }

  /** Withdraws those that have no row; nothing of them is approved then. */
  static void withdrawEmpty(Handle handle, long change, List<DatastreamRef> datastreams) {
    handle
        .createUpdate(
            """
            UPDATE datastream d SET withdrawn_by = :change
            WHERE d.id = ANY(:ids) AND d.withdrawn_by IS NULL
              AND NOT EXISTS (SELECT FROM observation o WHERE o.datastream_id = d.id)
            """)
        .bind("change", change)
        .bind("ids", DatastreamRef.ids(datastreams))
        .execute();
    handle
        .createUpdate(
            """
            UPDATE approval a SET ended_by = :change FROM datastream d
            WHERE d.id = ANY(:ids) AND d.withdrawn_by = :change
              AND a.datastream_id = d.id AND a.ended_by IS NULL
            """)
        .bind("change", change)
        .bind("ids", DatastreamRef.ids(datastreams))
        .execute();
  }

  /** Tells of those that {@code change} withdrew. */
  static void raiseWithdrawn(
      Handle handle, long change, long revision, List<DatastreamRef> datastreams) {
    handle
        .createUpdate(
            """
            UPDATE datastream SET revision = :revision
            WHERE id = ANY(:ids) AND withdrawn_by = :change
            """)
        .bind("revision", revision)
        .bind("change", change)
        .bind("ids", DatastreamRef.ids(datastreams))
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
