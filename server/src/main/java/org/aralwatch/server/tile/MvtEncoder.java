package org.aralwatch.server.tile;

import java.util.List;
import java.util.stream.IntStream;
import org.aralwatch.geodata.feature.FeatureSnapshot;
import org.aralwatch.geodata.feature.TileCoord;
import org.aralwatch.geodata.feature.TileShapes;
import org.aralwatch.geodata.feature.ValueFrame;

/**
 * Encodes a layer as a Mapbox Vector Tile, version 2.1: one layer of {@value #EXTENT} units and a
 * buffer of {@value #BUFFER}, features in drawing order with the ids of the store. Thread-safe.
 *
 * <p>Attributes: {@code code}, {@code name}, {@code name_ru}; where the feature has a value in the
 * frame also {@code value} (double, absent for a gap), {@code class} (int, absent where it has
 * none), {@code from} and {@code to} (ISO 8601 instants, half-open) and {@code flag} (int).
 *
 * <p>Polygons less than half a pixel wide and high (of 256 a tile) are thinned: the largest of each
 * half-pixel cell is written, as the cell.
 */
public final class MvtEncoder {
  /** Width and height of a tile in its own units. */
  public static final int EXTENT = 4096;

  /** What is written beyond each edge, so that lines and outlines meet across tiles. */
  public static final int BUFFER = 64;

  /** Shapes are those of one zoom deeper: twice the detail, for screens of twice the density. */
  private static final int EXTRA_ZOOM = 1;

  /** Width of a pixel of that deeper zoom. */
  private static final int SPECK_CELL = EXTENT / 256 >> EXTRA_ZOOM;

  // Field numbers of vector_tile.proto.
  private static final int TILE_LAYER = 3;
  private static final int LAYER_NAME = 1;
  private static final int LAYER_FEATURE = 2;
  private static final int LAYER_KEY = 3;
  private static final int LAYER_EXTENT = 5;
  private static final int LAYER_VERSION = 15;
  private static final int FEATURE_ID = 1;
  private static final int FEATURE_TAGS = 2;
  private static final int FEATURE_TYPE = 3;
  private static final int FEATURE_GEOMETRY = 4;

  private static final List<String> KEYS =
      List.of("code", "name", "name_ru", "value", "class", "from", "to", "flag");
  private static final int CODE = 0;
  private static final int NAME = 1;
  private static final int NAME_RU = 2;
  private static final int VALUE = 3;
  private static final int CLASS = 4;
  private static final int FROM = 5;
  private static final int TO = 6;
  private static final int FLAG = 7;

  private final FeatureAttributes.Source attributes;

  public MvtEncoder(FeatureAttributes.Source attributes) {
    this.attributes = attributes;
  }

  /**
   * @param layer name of the layer in the tile
   * @return no bytes where the tile has no features
   */
  public byte[] encode(String layer, TileCoord tile, FeatureSnapshot snapshot, ValueFrame frame) {
    TileShapes shapes = snapshot.shapes(tile.z() + EXTRA_ZOOM);
    List<TileWindow> windows = TileWindow.of(tile, (double) BUFFER / EXTENT).turns();
    int[] candidates = candidates(shapes, windows);
    if (candidates.length == 0) {
      return new byte[0];
    }
    ProtoWriter body = new ProtoWriter(1024 + candidates.length * 64);
    body.string(LAYER_NAME, layer);
    int head = body.size();
    MvtValues values = new MvtValues(1024 + candidates.length * 48);
    MvtGeometry geometry = new MvtGeometry();
    ProtoWriter tags = new ProtoWriter(64);
    ProtoWriter feature = new ProtoWriter(4096);
    for (int candidate : candidates) {
      if (!shapes.isShown(candidate)) {
        continue;
      }
      geometry.clear();
      for (TileWindow window : windows) {
        if (shapes.isSpeck(candidate)) {
          geometry.addCell(shapes, candidate, window, SPECK_CELL);
        } else {
          geometry.add(shapes, candidate, window);
        }
      }
      if (geometry.isEmpty()) {
        continue;
      }
      long id = shapes.id(candidate);
      tags.truncate(0);
      describe(id, frame, values, tags);
      feature.truncate(0);
      feature.tag(FEATURE_ID, ProtoWriter.VARINT);
      feature.varint(id);
      feature.nested(FEATURE_TAGS, tags);
      feature.tag(FEATURE_TYPE, ProtoWriter.VARINT);
      feature.varint(shapes.kind(candidate).ordinal() + 1);
      feature.nested(FEATURE_GEOMETRY, geometry.commands());
      body.nested(LAYER_FEATURE, feature);
    }
    return body.size() == head ? new byte[0] : finish(body, values);
  }

  private static int[] candidates(TileShapes shapes, List<TileWindow> windows) {
    if (windows.size() == 1) {
      return windows.get(0).search(shapes);
    }
    return windows.stream()
        .flatMapToInt(window -> IntStream.of(window.search(shapes)))
        .sorted()
        .distinct()
        .toArray();
  }

  private void describe(long id, ValueFrame frame, MvtValues values, ProtoWriter tags) {
    FeatureAttributes known = attributes.attributes(id);
    text(CODE, known.code(), values, tags);
    text(NAME, known.name(), values, tags);
    text(NAME_RU, known.nameRu(), values, tags);
    int row = frame.row(id);
    if (row == ValueFrame.ABSENT) {
      return;
    }
    if (!Double.isNaN(frame.value(row))) {
      tag(VALUE, values.number(frame.value(row)), tags);
    }
    if (frame.classIndex(row) != ValueFrame.NO_CLASS) {
      tag(CLASS, values.integer(frame.classIndex(row)), tags);
    }
    tag(FROM, values.instant(frame.fromMicros(row)), tags);
    tag(TO, values.instant(frame.toMicros(row)), tags);
    tag(FLAG, values.integer(frame.flag(row)), tags);
  }

  private static void text(int key, String text, MvtValues values, ProtoWriter tags) {
    if (text != null) {
      tag(key, values.string(text), tags);
    }
  }

  private static void tag(int key, int value, ProtoWriter tags) {
    tags.varint(key);
    tags.varint(value);
  }

  private static byte[] finish(ProtoWriter body, MvtValues values) {
    for (String key : KEYS) {
      body.string(LAYER_KEY, key);
    }
    body.append(values.fields());
    body.tag(LAYER_EXTENT, ProtoWriter.VARINT);
    body.varint(EXTENT);
    body.tag(LAYER_VERSION, ProtoWriter.VARINT);
    body.varint(2);
    ProtoWriter tile = new ProtoWriter(body.size() + 8);
    tile.nested(TILE_LAYER, body);
    return tile.toByteArray();
  }
}
