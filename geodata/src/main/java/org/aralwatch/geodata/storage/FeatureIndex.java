package org.aralwatch.geodata.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/** The features of the layers that a load meets, by code and by alias; read once per layer. */
final class FeatureIndex {
  private final Supplier<Handle> handle;
  private final Map<String, Map<String, FeatureRef>> byCode = new HashMap<>();
  private final Map<String, Map<String, FeatureRef>> byAlias = new HashMap<>();

  FeatureIndex(Supplier<Handle> handle) {
    this.handle = handle;
  }

  Optional<FeatureRef> find(String layer, String codeOrAlias) {
    if (!byCode.containsKey(layer)) {
      read(layer);
    }
    FeatureRef found = byCode.get(layer).get(codeOrAlias);
    return Optional.ofNullable(found == null ? byAlias.get(layer).get(codeOrAlias) : found);
  }

  /** Codes and aliases of a layer. */
  List<String> codes(String layer) {
    if (!byCode.containsKey(layer)) {
      read(layer);
    }
    List<String> codes = new ArrayList<>(byCode.get(layer).keySet());
    codes.addAll(byAlias.get(layer).keySet());
    return codes;
  }

  /** A layer that was not read is read whole when it is asked for, this feature with it. */
  void add(FeatureRef feature, List<String> aliases) {
    if (byCode.containsKey(feature.layer())) {
      byCode.get(feature.layer()).put(feature.code(), feature);
      Map<String, FeatureRef> names = byAlias.get(feature.layer());
      aliases.forEach(alias -> names.putIfAbsent(alias, feature));
    }
  }

  /** Reads again at the next look-up: another load may have added to a layer. */
  void forget() {
    byCode.clear();
    byAlias.clear();
  }

  private void read(String layer) {
    byCode.put(layer, new HashMap<>());
    byAlias.put(layer, new HashMap<>());
    WKBReader reader = new WKBReader();
    handle
        .get()
        .createQuery(
            """
            SELECT f.id, f.code, f.aliases, f.geometry
            FROM feature f JOIN layer l ON l.id = f.layer_id
            WHERE l.code = :layer AND f.withdrawn_by IS NULL ORDER BY f.id
            """)
        .bind("layer", layer)
        .map(
            (rs, ctx) -> {
              FeatureRef feature =
                  new FeatureRef(
                      rs.getLong("id"),
                      layer,
                      rs.getString("code"),
                      parse(reader, rs.getBytes("geometry"), rs.getString("code")));
              add(feature, List.of((String[]) rs.getArray("aliases").getArray()));
              return feature;
            })
        .forEach(feature -> {});
  }

  private static Geometry parse(WKBReader reader, byte[] wkb, String code) {
    try {
      return reader.read(wkb);
    } catch (ParseException e) {
      throw new StorageException("the stored geometry of '" + code + "' cannot be read", e);
    }
  }
}
