package org.aralwatch.server.tile;

import java.util.ArrayList;
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
 * Features that are of interest from some zoom on only come from there on and carry it as {@code
 * min_zoom} (int): the more important, the smaller.
 *
 * <p>Polygons less than a pixel wide and high (of 256 a tile) are thinned: the largest of each
 * pixel is written, as the square of that pixel.
 */
final class MvtEncoder {
  /** Width and height of a tile in its own units. */
  static final int EXTENT = 4096;

  /** What is written beyond each edge, so that lines and outlines meet across tiles. */
  static final int BUFFER = 64;

  /** A pixel of 256 a tile, in units of the tile. */
  private static final int SPECK_CELL = EXTENT / 256;

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

  /** The first three are those of {@link AttributeTable}. */
  private static final List<String> KEYS =
      List.of("code", "name", "name_ru", "value", "class", "from", "to", "flag", "min_zoom");

  private static final int VALUE = 3;
  private static final int CLASS = 4;
  private static final int FROM = 5;
  private static final int TO = 6;
  private static final int FLAG = 7;
  private static final int MIN_ZOOM = 8;

  /**
   * @param layer name of the layer in the tile
   * @param attributes of this snapshot
   * @return no bytes where the tile has no features
   */
  byte[] encode(
      String layer,
      TileCoord tile,
      FeatureSnapshot snapshot,
      AttributeTable attributes,
      ValueFrame frame) {
    TileShapes shapes = snapshot.shapes(tile.z());
    List<TileWindow> windows = new ArrayList<>();
    IntStream found = IntStream.empty();
    for (TileWindow window : TileWindow.of(tile, (double) BUFFER / EXTENT).turns()) {
      int[] here = window.search(shapes);
      if (here.length > 0) {
        windows.add(window);
        found = IntStream.concat(found, IntStream.of(here));
      }
    }
    int[] candidates = windows.size() > 1 ? found.sorted().distinct().toArray() : found.toArray();
    if (candidates.length == 0) {
      return new byte[0];
    }
    ProtoWriter body = new ProtoWriter(1024 + candidates.length * 80);
    body.string(LAYER_NAME, layer);
    int head = body.size();
    MvtValues values = new MvtValues(candidates.length);
    MvtGeometry geometry = new MvtGeometry();
    ProtoWriter tags = new ProtoWriter(64);
    ProtoWriter feature = new ProtoWriter(4096);
    for (int candidate : candidates) {
      if (!shapes.isShown(candidate) || !frame.shows(shapes.id(candidate))) {
        continue;
      }
      geometry.clear();
      for (TileWindow window : windows) {
        if (!window.meets(shapes, candidate)) {
          continue;
        }
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
      describe(id, candidate, attributes, frame, values, tags);
      if (shapes.minZoom(candidate) > 0) {
        tag(MIN_ZOOM, values.integer(shapes.minZoom(candidate)), tags);
      }
      feature.truncate(0);
      feature.tag(FEATURE_ID, ProtoWriter.VARINT);
      feature.varint(id);
      if (tags.size() > 0) {
        feature.nested(FEATURE_TAGS, tags);
      }
      feature.tag(FEATURE_TYPE, ProtoWriter.VARINT);
      feature.varint(shapes.kind(candidate).ordinal() + 1);
      feature.nested(FEATURE_GEOMETRY, geometry.commands());
      body.nested(LAYER_FEATURE, feature);
    }
    return body.size() == head ? new byte[0] : finish(body, values);
  }

  private static void describe(
      long id,
      int feature,
      AttributeTable attributes,
      ValueFrame frame,
      MvtValues values,
      ProtoWriter tags) {
    int number = values.attributes(attributes, feature);
    for (int key = AttributeTable.CODE; key <= AttributeTable.NAME_RU; key++) {
      if (attributes.has(feature, key)) {
        tag(key, number++, tags);
      }
    }
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

  private static void tag(int key, int value, ProtoWriter tags) {
    tags.varint(key);
    tags.varint(value);
  }

  /** The tile: one layer of features, keys, values, extent and version. */
  private static byte[] finish(ProtoWriter features, MvtValues values) {
    ProtoWriter rest = new ProtoWriter(128);
    for (String key : KEYS) {
      rest.string(LAYER_KEY, key);
    }
    rest.tag(LAYER_EXTENT, ProtoWriter.VARINT);
    rest.varint(EXTENT);
    rest.tag(LAYER_VERSION, ProtoWriter.VARINT);
    rest.varint(2);
    int size = features.size() + values.fields().size() + rest.size();
    ProtoWriter head = new ProtoWriter(16);
    head.tag(TILE_LAYER, ProtoWriter.BYTES);
    head.varint(size);
    byte[] tile = new byte[head.size() + size];
    int offset = head.copyTo(tile, 0);
    offset = features.copyTo(tile, offset);
    offset = values.fields().copyTo(tile, offset);
    rest.copyTo(tile, offset);
    return tile;
  }
}
