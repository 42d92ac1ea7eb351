package org.aralwatch.benchmarks.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.aralwatch.benchmarks.store.Copying;
import org.aralwatch.benchmarks.store.Record;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.io.WKBWriter;
import org.postgresql.copy.CopyIn;

/** Brings made-up layers and features into a record. */
final class FeatureTable {
  private static final String COPY =
      """
      COPY feature (layer_id, code, name, geometry, bounds, attributes, origin) FROM STDIN
      """;

  private FeatureTable() {}

  static void layer(Record record, String code, String geometryType, String kind) {
    record
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO layer (code, name, geometry_type, kind, sort_order, attribution)
                        VALUES (:code, '{"en":"made up for measuring"}', :type, :kind, 900, '')
                        ON CONFLICT (code) DO NOTHING
                        """)
                    .bind("code", code)
                    .bind("type", geometryType)
                    .bind("kind", kind)
                    .execute());
  }

  static void features(Record record, String layer, Stream<Shape> shapes) {
    record
        .jdbi()
        .useHandle(
            handle -> {
              int layerId =
                  handle
                      .createQuery("SELECT id FROM layer WHERE code = :code")
                      .bind("code", layer)
                      .mapTo(Integer.class)
                      .one();
              Copying.copy(
                  handle,
                  manager -> {
                    CopyIn copy = manager.copyIn(COPY);
                    shapes.forEach(shape -> write(copy, layerId, shape));
                    return copy.endCopy();
                  });
            });
  }

  private static void write(CopyIn copy, int layerId, Shape shape) {
    Envelope box = shape.geometry().getEnvelopeInternal();
    String line =
        String.format(
            Locale.ROOT,
            "%d\t%s\t{\"en\":\"Place %s\",\"ru\":\"Место %s\"}\t\\\\x%s\t(%s,%s),(%s,%s)\t{}\treference\n",
            layerId,
            shape.code(),
            shape.code(),
            shape.code(),
            HexFormat.of().formatHex(new WKBWriter().write(shape.geometry())),
            box.getMaxX(),
            box.getMaxY(),
            box.getMinX(),
            box.getMinY());
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try {
      copy.writeToCopy(bytes, 0, bytes.length);
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException("cannot copy feature " + shape.code(), e));
    }
  }
}
