package org.aralwatch.geodata.storage;

import java.util.Collection;
import java.util.List;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.Text;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Reads how many people live in populated places: features with the attributes {@code population}
 * (persons) and {@code country} (ISO 3166-1 alpha-3). Thread-safe.
 */
public final class PlaceStore {
  private final Jdbi jdbi;

  public PlaceStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * @param country ISO 3166-1 alpha-3
   * @param population of its places together
   */
  public record OfCountry(String country, long places, long population) {}

  /**
   * @param longitude degrees, WGS 84
   * @param latitude degrees, WGS 84
   */
  public record Place(
      long id,
      String code,
      Text name,
      String country,
      long population,
      double longitude,
      double latitude) {}

  /** Of these features those with a known population, summed by country, the largest sum first. */
  public List<OfCountry> byCountry(Collection<Long> ids) {
    return jdbi.withHandle(
        handle ->
            of(
                    handle.createQuery(
                        """
                        SELECT coalesce(attributes ->> 'country', ''), count(*),
                               sum((attributes ->> 'population')::bigint)
                        FROM feature
                        WHERE id = ANY(:ids) AND withdrawn_by IS NULL
                          AND jsonb_exists(attributes, 'population')
                        GROUP BY 1 ORDER BY 3 DESC, 1
                        """),
                    ids)
                .map((rs, ctx) -> new OfCountry(rs.getString(1), rs.getLong(2), rs.getLong(3)))
                .list());
  }

  /** The most populous of these features, largest first. */
  public List<Place> largest(Collection<Long> ids, int most) {
    return jdbi.withHandle(
        handle ->
            of(
                    handle.createQuery(
                        """
                        SELECT id, code, name, coalesce(attributes ->> 'country', ''),
                               (attributes ->> 'population')::bigint,
                               (center(bounds))[0], (center(bounds))[1]
                        FROM feature
                        WHERE id = ANY(:ids) AND withdrawn_by IS NULL
                          AND jsonb_exists(attributes, 'population')
                        ORDER BY 5 DESC, id LIMIT :most
                        """),
                    ids)
                .bind("most", most)
                .map(
                    (rs, ctx) ->
                        new Place(
                            rs.getLong(1),
                            rs.getString(2),
                            Json.read(rs.getString(3), Text.class),
                            rs.getString(4),
                            rs.getLong(5),
                            rs.getDouble(6),
                            rs.getDouble(7)))
                .list());
  }

  private static <S extends SqlStatement<S>> S of(S statement, Collection<Long> ids) {
    return statement.bind(
        "ids", SqlArray.ofLongs(ids.stream().mapToLong(Long::longValue).toArray()));
  }
}
