package org.aralwatch.geodata.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.storage.Revisions;
import org.aralwatch.geodata.storage.Sha256;
import org.aralwatch.geodata.storage.StorageException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.geojson.GeoJsonReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reviewed files under {@code /reference}: vocabularies and base features. They are the source;
 * the tables are their copy, renewed file by file when a file's hash has changed.
 */
public final class ReferenceData {
  private static final Logger LOG = LoggerFactory.getLogger(ReferenceData.class);

  /** In the order in which they depend on each other. */
  private static final Map<String, String> VOCABULARIES = new LinkedHashMap<>();

  static {
    VOCABULARIES.put(
        "organisations",
        """
        INSERT INTO organisation (id, name, url, country)
        VALUES (:item->>'id', :item->'name', :item->>'url', :item->>'country')
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, url = excluded.url, country = excluded.country
        """);
    VOCABULARIES.put(
        "licences",
        """
        INSERT INTO licence (id, name, url, attribution, share_alike, commercial, redistribution, modification)
        VALUES (:item->>'id', :item->>'name', :item->>'url', (:item->>'attribution')::boolean,
                (:item->>'shareAlike')::boolean, (:item->>'commercial')::boolean,
                (:item->>'redistribution')::boolean, (:item->>'modification')::boolean)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, url = excluded.url,
          attribution = excluded.attribution, share_alike = excluded.share_alike,
          commercial = excluded.commercial, redistribution = excluded.redistribution,
          modification = excluded.modification
        """);
    VOCABULARIES.put(
        "units",
        """
        INSERT INTO unit (ucum, symbol, name, dimension, base_factor, base_offset)
        VALUES (:item->>'ucum', :item->'symbol', :item->'name', :item->>'dimension',
                (:item->'toBase'->>'factor')::float8, coalesce((:item->'toBase'->>'offset')::float8, 0))
        ON CONFLICT (ucum) DO UPDATE SET symbol = excluded.symbol, name = excluded.name,
          dimension = excluded.dimension, base_factor = excluded.base_factor, base_offset = excluded.base_offset
        """);
    VOCABULARIES.put(
        "properties",
        """
        INSERT INTO observed_property (code, name, definition, unit, aggregation, decimals,
                                       significant_digits, persistence, gross_min, gross_max,
                                       gross_source)
        VALUES (:item->>'id', :item->'name', :item->'definition', :item->>'unit', :item->>'aggregation',
                (:item->>'decimals')::int, (:item->>'significantDigits')::int, :item->>'persistence',
                (:item->'grossRange'->>'min')::float8, (:item->'grossRange'->>'max')::float8,
                :item->'grossRange'->>'source')
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, definition = excluded.definition,
          unit = excluded.unit, aggregation = excluded.aggregation, decimals = excluded.decimals,
          significant_digits = excluded.significant_digits,
          persistence = excluded.persistence, gross_min = excluded.gross_min,
          gross_max = excluded.gross_max, gross_source = excluded.gross_source
        """);
    VOCABULARIES.put(
        "layers",
        """
        INSERT INTO layer (code, name, geometry_type, kind, sort_order, attribution,
                           shapes_of, shapes_attribute)
        VALUES (:item->>'id', :item->'name', :item->>'geometryType', :item->>'kind',
                (:item->>'order')::int, '',
                :item->'shapesOf'->>'layer', :item->'shapesOf'->>'attribute')
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, geometry_type = excluded.geometry_type,
          kind = excluded.kind, sort_order = excluded.sort_order, shapes_of = excluded.shapes_of,
          shapes_attribute = excluded.shapes_attribute
        """);
  }

  private static final String UPSERT_FEATURE =
      """
      INSERT INTO feature (layer_id, code, name, aliases, geometry, bounds, valid_from, valid_to,
                           attributes, origin)
      VALUES (:layer, :code, cast(:name as jsonb), :aliases, :wkb,
              box(point(:west, :south), point(:east, :north)),
              cast(:from as date), cast(:to as date), cast(:attributes as jsonb), 'reference')
      ON CONFLICT (layer_id, code) DO UPDATE SET name = excluded.name,
        aliases = excluded.aliases, geometry = excluded.geometry, bounds = excluded.bounds,
        valid_from = excluded.valid_from, valid_to = excluded.valid_to,
        attributes = excluded.attributes, origin = excluded.origin, withdrawn_by = NULL
      """;

  private ReferenceData() {}

  /**
   * Brings the tables to the state of the files, in one transaction; writes nothing when they are.
   *
   * @throws StorageException when a file of this program is broken: names file and item
   */
  public static void apply(Jdbi jdbi) {
    jdbi.useTransaction(
        handle -> {
          // Several processes may start at once; the second waits and then finds nothing to do.
          handle.execute("SELECT pg_advisory_xact_lock(hashtext('aralwatch.reference'))");
          for (Map.Entry<String, String> vocabulary : VOCABULARIES.entrySet()) {
            applyVocabulary(handle, vocabulary.getKey(), vocabulary.getValue());
          }
          applyFeatures(handle);
        });
  }

  /** The file as a tree; for what the server reads directly, as the themes. */
  public static JsonNode file(String name) {
    return parse(name, bytesOf(name));
  }

  static byte[] bytesOf(String name) {
    return bytes(name).orElseThrow(() -> missing(name));
  }

  private static void applyVocabulary(Handle handle, String key, String sql) {
    String name = key + ".json";
    byte[] bytes = bytesOf(name);
    if (isApplied(handle, name, bytes)) {
      return;
    }
    JsonNode items = parse(name, bytes).path(key);
    if (!items.isArray()) {
      throw new StorageException("reference file " + name + " has no array '" + key + "'");
    }
    String statement = sql.replace(":item", "cast(:item as jsonb)");
    for (JsonNode item : items) {
      try {
        handle.createUpdate(statement).bind("item", item.toString()).execute();
      } catch (RuntimeException e) {
        throw new StorageException("reference file " + name + ": cannot use " + item, e);
      }
    }
    markApplied(handle, name, bytes);
    LOG.info("reference data: {} items of {}", items.size(), name);
  }

  private static void applyFeatures(Handle handle) {
    Map<Integer, String> layers = new LinkedHashMap<>();
    handle
        .createQuery("SELECT id, code FROM layer ORDER BY id")
        .map((rs, ctx) -> Map.entry(rs.getInt(1), rs.getString(2)))
        .forEach(entry -> layers.put(entry.getKey(), entry.getValue()));
    Set<Integer> changed = new HashSet<>();
    for (Map.Entry<Integer, String> layer : layers.entrySet()) {
      String name = "features/" + layer.getValue() + ".geojson";
      Optional<byte[]> bytes = bytes(name);
      if (bytes.isPresent() && !isApplied(handle, name, bytes.get())) {
        applyLayer(handle, layer.getKey(), name, parse(name, bytes.get()));
        markApplied(handle, name, bytes.get());
        changed.add(layer.getKey());
      }
    }
    if (changed.isEmpty()) {
      return;
    }
    long change =
        Revisions.openChangeSet(handle, "reference", null, "aralwatch", "reviewed base features");
    long revision = Revisions.raise(handle, change);
    handle
        .createUpdate("UPDATE layer SET geometry_revision = :revision WHERE id = ANY(:layers)")
        .bind("revision", revision)
        .bindArray("layers", Integer.class, changed)
        .execute();
  }

  private static void applyLayer(Handle handle, int layerId, String name, JsonNode collection) {
    JsonNode about = collection.path("aralwatch");
    handle
        .createUpdate("UPDATE layer SET attribution = :text WHERE id = :id")
        .bind("text", about.path("attribution").asText(about.path("source").asText("")))
        .bind("id", layerId)
        .execute();
    PreparedBatch batch = handle.prepareBatch(UPSERT_FEATURE);
    List<String> codes = new ArrayList<>();
    for (JsonNode feature : collection.path("features")) {
      JsonNode properties = feature.path("properties");
      String code = properties.path("code").asText();
      if (code.isEmpty()) {
        throw new StorageException("reference file " + name + ": a feature has no properties.code");
      }
      Geometry geometry = geometry(name, code, feature.path("geometry"));
      Envelope box = geometry.getEnvelopeInternal();
      codes.add(code);
      batch
          .bind("layer", layerId)
          .bind("code", code)
          .bind("name", properties.path("names").toString())
          .bind("aliases", strings(properties.path("aliases")))
          .bind("wkb", new WKBWriter().write(geometry))
          .bind("west", box.getMinX())
          .bind("south", box.getMinY())
          .bind("east", box.getMaxX())
          .bind("north", box.getMaxY())
          .bind("from", properties.path("validFrom").asText(null))
          .bind("to", properties.path("validTo").asText(null))
          .bind(
              "attributes",
              properties.path("attributes").isObject()
                  ? properties.path("attributes").toString()
                  : "{}")
          .add();
    }
    if (!codes.isEmpty()) {
      batch.execute();
    }
    // What the file no longer has goes, but never a place that carries values.
    handle
        .createUpdate(
            """
            DELETE FROM feature f
            WHERE f.layer_id = :layer AND f.origin = 'reference' AND f.code <> ALL(:codes)
              AND NOT EXISTS (SELECT FROM datastream d WHERE d.feature_id = f.id)
            """)
        .bind("layer", layerId)
        .bindArray("codes", String.class, codes)
        .execute();
    LOG.info("reference data: {} features of {}", collection.path("features").size(), name);
  }

  private static String[] strings(JsonNode array) {
    String[] strings = new String[array.size()];
    for (int i = 0; i < strings.length; i++) {
      strings[i] = array.get(i).asText();
    }
    return strings;
  }

  private static Geometry geometry(String file, String code, JsonNode geometry) {
    try {
      Geometry parsed = new GeoJsonReader().read(geometry.toString());
      if (parsed.isEmpty() || !parsed.isValid()) {
        throw new StorageException(
            "reference file " + file + ": the geometry of '" + code + "' is empty or not valid");
      }
      return parsed;
    } catch (ParseException e) {
      throw new StorageException(
          "reference file " + file + ": cannot read the geometry of '" + code + "'", e);
    }
  }

  private static boolean isApplied(Handle handle, String name, byte[] bytes) {
    return handle
        .createQuery("SELECT sha256 FROM reference_file WHERE name = :name")
        .bind("name", name)
        .mapTo(byte[].class)
        .findOne()
        .filter(known -> Arrays.equals(known, Sha256.digest(bytes).bytes()))
        .isPresent();
  }

  private static void markApplied(Handle handle, String name, byte[] bytes) {
    handle
        .createUpdate(
            """
            INSERT INTO reference_file (name, sha256) VALUES (:name, :sha256)
            ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256
            """)
        .bind("name", name)
        .bind("sha256", Sha256.digest(bytes).bytes())
        .execute();
  }

  private static StorageException missing(String name) {
    return new StorageException("reference file " + name + " is missing from this program");
  }

  private static Optional<byte[]> bytes(String name) {
    try (InputStream in = ReferenceData.class.getResourceAsStream("/reference/" + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read reference file " + name, e);
    }
  }

  private static JsonNode parse(String name, byte[] bytes) {
    try {
      return Json.mapper().readTree(bytes);
    } catch (IOException e) {
      throw new StorageException("reference file " + name + " is no JSON: " + e.getMessage(), e);
    }
  }
}
