package org.aralwatch.geodata.storage;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.geodata.Json;
import org.jdbi.v3.core.Handle;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.io.WKBWriter;

/** Creating, withdrawing and bringing back features inside a change. */
final class FeatureSql {
  private FeatureSql() {}

  /**
   * Adds a feature; one of that code that was withdrawn is brought back, described anew.
   *
   * @return its key; empty when there is one of that code
   */
  static Optional<Long> insert(Handle handle, int layerId, NewFeature feature, String origin) {
    Envelope box = feature.geometry().getEnvelopeInternal();
    return handle
        .createQuery(
            """
            INSERT INTO feature (layer_id, code, name, aliases, geometry, bounds, attributes, origin)
            VALUES (:layer, :code, cast(:name as jsonb), :aliases, :wkb,
                    box(point(:west, :south), point(:east, :north)), cast(:attributes as jsonb), :origin)
            ON CONFLICT (layer_id, code) DO UPDATE SET name = excluded.name,
              aliases = excluded.aliases, geometry = excluded.geometry, bounds = excluded.bounds,
              attributes = excluded.attributes, origin = excluded.origin, withdrawn_by = NULL
            WHERE feature.withdrawn_by IS NOT NULL
            RETURNING id
            """)
        .bind("layer", layerId)
        .bind("code", feature.code())
        .bind("name", Json.write(feature.name()))
        .bind("aliases", feature.aliases().toArray(String[]::new))
        .bind("wkb", new WKBWriter().write(feature.geometry()))
        .bind("west", box.getMinX())
        .bind("south", box.getMinY())
        .bind("east", box.getMaxX())
        .bind("north", box.getMaxY())
        .bind("attributes", feature.attributes().toString())
        .bind("origin", origin)
        .mapTo(Long.class)
        .findOne();
  }

  /**
   * Keeps features from being removed or withdrawn until the transaction ends, so that what refers
   * to them waits for nobody once it holds the revision; brings back those that were withdrawn.
   *
   * @return keys of the layers with features that were brought back
   * @throws StorageException when a feature is gone
   */
  static Set<Integer> hold(Handle handle, Collection<Long> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    SqlArray array = SqlArray.ofLongs(ids.stream().mapToLong(Long::longValue).sorted().toArray());
    List<Boolean> withdrawn =
        handle
            .createQuery(
                """
                SELECT withdrawn_by IS NOT NULL FROM feature
                WHERE id = ANY(:ids) ORDER BY id FOR KEY SHARE
                """)
            .bind("ids", array)
            .mapTo(Boolean.class)
            .list();
    if (withdrawn.size() < ids.size()) {
      throw new StorageException("a station of the file was removed while it was loaded");
    }
    if (!withdrawn.contains(true)) {
      return Set.of();
    }
    return new HashSet<>(
        handle
            .createQuery(
                """
                UPDATE feature SET withdrawn_by = NULL
                WHERE id = ANY(:ids) AND withdrawn_by IS NOT NULL RETURNING layer_id
                """)
            .bind("ids", array)
            .mapTo(Integer.class)
            .list());
  }

  /** The features of these datastreams. */
  static Set<Long> ofDatastreams(Handle handle, Collection<DatastreamRef> datastreams) {
    if (datastreams.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        handle
            .createQuery("SELECT feature_id FROM datastream WHERE id = ANY(:ids)")
            .bind("ids", DatastreamRef.ids(datastreams))
            .mapTo(Long.class)
            .list());
  }

  /**
   * Withdraws those features that no upload made but ones that were taken back, and that no series
   * is left of: those made by {@code upload}, and those of {@code datastreams}. They are locked
   * first, so that no series is made of one meanwhile.
   *
   * @return keys of their layers
   */
  static Set<Integer> withdraw(
      Handle handle, long change, long upload, Collection<DatastreamRef> datastreams) {
    List<Long> candidates =
        handle
            .createQuery(
                """
                SELECT f.id FROM feature f
                WHERE f.withdrawn_by IS NULL
                  AND (f.origin = :origin
                    OR f.id IN (SELECT feature_id FROM datastream WHERE id = ANY(:ids)))
                ORDER BY f.id FOR UPDATE
                """)
            .bind("origin", origin(upload))
            .bind("ids", DatastreamRef.ids(datastreams))
            .mapTo(Long.class)
            .list();
    if (candidates.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        handle
            .createQuery(
                """
                UPDATE feature f SET withdrawn_by = :change
                WHERE f.id = ANY(:ids) AND f.withdrawn_by IS NULL
                  AND EXISTS (SELECT FROM change_set r
                              WHERE r.kind = 'revert' AND f.origin = 'upload:' || r.upload_id)
                  AND NOT EXISTS (SELECT FROM datastream d
                                  WHERE d.feature_id = f.id AND d.withdrawn_by IS NULL)
                RETURNING f.layer_id
                """)
            .bind("change", change)
            .bind("ids", SqlArray.ofLongs(candidates.stream().mapToLong(Long::longValue).toArray()))
            .mapTo(Integer.class)
            .list());
  }

  static String origin(long upload) {
    return "upload:" + upload;
  }
}
