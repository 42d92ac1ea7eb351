package org.aralwatch.geodata.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.feature.DatedShape;
import org.aralwatch.geodata.feature.Feature;
import org.aralwatch.geodata.feature.FeatureGeometry;
import org.aralwatch.geodata.feature.FeatureSnapshot;
import org.aralwatch.geodata.feature.Layer;
import org.aralwatch.geodata.feature.ShapesByDate;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Reads features. Places and their names are public, whoever owns the values measured there, so no
 * viewer is asked. Thread-safe.
 */
public final class FeatureStore {
  private static final int FETCH_ROWS = 1_000;

  private static final String SELECT =
      """
      SELECT f.id, l.code AS layer, f.code, f.name, f.aliases, f.geometry, f.valid_from, f.valid_to,
             f.attributes
      FROM feature f JOIN layer l ON l.id = f.layer_id
      """;

  /** Finds out once how a name is read, not for each of a hundred thousand. */
  private static final ObjectReader NAMES = Json.mapper().readerFor(Text.class);

  private final Jdbi jdbi;

  public FeatureStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Everything of a layer that a server keeps in memory. */
  public LayerContent load(Layer layer) {
    List<FeatureGeometry> geometries = new ArrayList<>();
    List<FeatureDirectory.Entry> entries = new ArrayList<>();
    jdbi.useTransaction(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, code, name, nullif(aliases, '{}') AS aliases, geometry,
                           coalesce((attributes ->> 'minZoom')::int, 0) AS min_zoom
                    FROM feature WHERE layer_id = :layer AND withdrawn_by IS NULL ORDER BY id
                    """)
                .bind("layer", layer.id())
                .setFetchSize(FETCH_ROWS)
                .addCustomizer(new BinaryResult())
                .scanResultSet(
                    (results, context) -> {
                      try (ResultSet rs = results.get()) {
                        while (rs.next()) {
                          long id = rs.getLong("id");
                          geometries.add(
                              FeatureGeometry.ofWkb(id, rs.getBytes("geometry"))
                                  .fromZoom(rs.getInt("min_zoom")));
                          entries.add(
                              new FeatureDirectory.Entry(
                                  id,
                                  rs.getString("code"),
                                  name(rs),
                                  texts(rs.getArray("aliases"))));
                        }
                        return null;
                      }
                    }));
    return new LayerContent(
        FeatureSnapshot.of(layer.geometryRevision(), geometries), new FeatureDirectory(entries));
  }

  /**
   * The features of a layer by the shapes that another layer holds for them.
   *
   * @param layer whose features change their shape
   * @param shapes the layer that says how they looked; its {@code shapesOf} names {@code layer}
   */
  public ShapesByDate shapes(Layer layer, Layer shapes) {
    String attribute = shapes.shapesOf().orElseThrow().attribute();
    return jdbi.inTransaction(
        handle ->
            new ShapesByDate(
                Math.max(layer.geometryRevision(), shapes.geometryRevision()),
                handle
                    .createQuery(
                        """
                        SELECT id, geometry, valid_from, valid_to
                        FROM feature WHERE layer_id = :layer AND withdrawn_by IS NULL ORDER BY id
                        """)
                    .bind("layer", layer.id())
                    .map(FeatureStore::datedShape)
                    .list(),
                handle
                    .createQuery(
                        """
                        SELECT f.id, s.geometry, s.valid_from, s.valid_to
                        FROM feature s
                        JOIN feature f ON f.layer_id = :layer AND f.code = s.attributes ->> :attribute
                        WHERE s.layer_id = :shapes AND s.withdrawn_by IS NULL
                          AND f.withdrawn_by IS NULL
                        ORDER BY s.id
                        """)
                    .bind("layer", layer.id())
                    .bind("attribute", attribute)
                    .bind("shapes", shapes.id())
                    .map(FeatureStore::datedShape)
                    .list()));
  }

  private static DatedShape datedShape(ResultSet rs, StatementContext context) throws SQLException {
    return new DatedShape(
        FeatureGeometry.ofWkb(rs.getLong("id"), rs.getBytes("geometry")),
        Optional.ofNullable(rs.getObject("valid_from", LocalDate.class)),
        Optional.ofNullable(rs.getObject("valid_to", LocalDate.class)));
  }

  /** The features with these ids, ascending; ids that are not there are left out. */
  public List<Feature> list(Collection<Long> ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT + " WHERE f.id = ANY(:ids) AND f.withdrawn_by IS NULL ORDER BY f.id")
                .bind("ids", SqlArray.ofLongs(ids.stream().mapToLong(Long::longValue).toArray()))
                .map(FeatureStore::map)
                .list());
  }

  public Optional<Feature> find(long id) {
    return list(List.of(id)).stream().findFirst();
  }

  private static Feature map(ResultSet rs, StatementContext context) throws SQLException {
    long id = rs.getLong("id");
    return new Feature(
        id,
        rs.getString("layer"),
        rs.getString("code"),
        name(rs),
        texts(rs.getArray("aliases")),
        FeatureGeometry.ofWkb(id, rs.getBytes("geometry")).geometry(),
        Optional.ofNullable(rs.getObject("valid_from", LocalDate.class)),
        Optional.ofNullable(rs.getObject("valid_to", LocalDate.class)),
        Json.read(rs.getString("attributes")));
  }

  private static Text name(ResultSet rs) throws SQLException {
    try {
      return NAMES.readValue(rs.getString("name"));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(Array array) throws SQLException {
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }
}
