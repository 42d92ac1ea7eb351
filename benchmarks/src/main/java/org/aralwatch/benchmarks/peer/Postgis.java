package org.aralwatch.benchmarks.peer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.aralwatch.benchmarks.data.BaseRecord;
import org.aralwatch.benchmarks.data.Shape;
import org.aralwatch.benchmarks.report.Sample;
import org.aralwatch.benchmarks.store.Copying;
import org.aralwatch.geodata.feature.TileCoord;
import org.jdbi.v3.core.Handle;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.postgresql.copy.CopyIn;

/** The same places and polygons in PostGIS, asked over JDBC as tile servers ask it. */
public final class Postgis implements AutoCloseable {
  private final PostgisServer server;

  private Postgis(PostgisServer server) {
    this.server = server;
  }

  /** Empty where PostGIS is not installed. */
  public static Optional<Postgis> start(Path directory) {
    return PostgisServer.start(directory.resolve("postgis"))
        .map(
            server -> {
              Postgis postgis = new Postgis(server);
              if (!postgis.isLoaded()) {
                postgis.load();
              }
              return postgis;
            });
  }

  public String describe() {
    return server.describe();
  }

  public String jdbcUrl() {
    return server.jdbcUrl();
  }

  private boolean isLoaded() {
    return server
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT to_regclass('polygon_3857') IS NOT NULL")
                    .mapTo(Boolean.class)
                    .one());
  }

  private void load() {
    server
        .jdbi()
        .useTransaction(
            handle -> {
              handle.execute(
                  "CREATE TABLE place (id serial PRIMARY KEY, code text, shape geometry)");
              handle.execute(
                  "CREATE TABLE polygon (id serial PRIMARY KEY, code text, shape geometry)");
              copy(handle, "place", BaseRecord.places());
              copy(handle, "polygon", BaseRecord.polygons());
              handle.execute("CREATE INDEX ON place USING gist (shape)");
              // As tile servers advise: in the tiles' own projection.
              handle.execute(
                  """
                  CREATE TABLE polygon_3857 AS
                  SELECT id, code, id % 100 AS value,
                         ST_Transform(ST_SetSRID(shape, 4326), 3857) AS shape
                  FROM polygon
                  """);
              handle.execute("CREATE INDEX ON polygon_3857 USING gist (shape)");
            });
    server.jdbi().useHandle(handle -> handle.execute("VACUUM ANALYZE"));
  }

  private static void copy(Handle handle, String table, Stream<Shape> shapes) {
    Copying.copy(
        handle,
        manager -> {
          CopyIn copy = manager.copyIn("COPY " + table + " (code, shape) FROM STDIN");
          WKBWriter writer = new WKBWriter();
          for (Shape shape : (Iterable<Shape>) shapes::iterator) {
            byte[] line =
                (shape.code()
                        + "\t"
                        + HexFormat.of().formatHex(writer.write(shape.geometry()))
                        + "\n")
                    .getBytes(StandardCharsets.US_ASCII);
            copy.writeToCopy(line, 0, line.length);
          }
          return copy.endCopy();
        });
  }

  /** Ids of the places in each polygon, after one pass to warm up. */
  public Sample placesIn(List<Geometry> polygons) {
    return times(
        "SELECT id FROM place WHERE ST_Intersects(shape, ST_GeomFromWKB(?)) ORDER BY id",
        polygons,
        (statement, polygon) -> statement.setBytes(1, new WKBWriter().write(polygon)));
  }

  /** Vector tiles of the polygons, after one pass to warm up. */
  public Sample vectorTiles(List<TileCoord> tiles) {
    return times(
        """
        WITH bounds AS (SELECT ST_TileEnvelope(?, ?, ?) AS box,
                               ST_TileEnvelope(?, ?, ?, margin => 0.015625) AS wide)
        SELECT ST_AsMVT(shown, 'polygons', 4096, 'shape', 'id')
        FROM (SELECT p.id, p.code, p.value, ST_AsMVTGeom(p.shape, bounds.box, 4096, 64) AS shape
              FROM polygon_3857 p, bounds WHERE p.shape && bounds.wide) AS shown
        WHERE shape IS NOT NULL
        """,
        tiles,
        (statement, tile) -> {
          for (int i = 0; i < 2; i++) {
            statement.setInt(3 * i + 1, tile.z());
            statement.setInt(3 * i + 2, tile.x());
            statement.setInt(3 * i + 3, tile.y());
          }
        });
  }

  /** Sets what is asked for. */
  private interface Binding<T> {
    void bind(PreparedStatement statement, T question) throws SQLException;
  }

  private <T> Sample times(String sql, List<T> questions, Binding<T> binding) {
    try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      long[] nanos = new long[questions.size()];
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < nanos.length; i++) {
          long begin = System.nanoTime();
          binding.bind(statement, questions.get(i));
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              rows.getBytes(1);
            }
          }
          nanos[i] = System.nanoTime() - begin;
        }
      }
      return Sample.ofNanos(nanos);
    } catch (SQLException e) {
      throw new IllegalStateException("PostGIS does not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
