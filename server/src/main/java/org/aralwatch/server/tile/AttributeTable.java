package org.aralwatch.server.tile;

import org.aralwatch.geodata.feature.FeatureSnapshot;
import org.aralwatch.geodata.feature.TileShapes;

/**
 * The attributes of all features of a snapshot, encoded once as values of a vector tile and laid
 * out in drawing order: a tile copies them. Immutable and thread-safe.
 */
final class AttributeTable {
  private static final int STRING = 1;

  /** A value of this table: the key, by its number in the tile, of each. */
  static final int CODE = 0;

  static final int NAME = 1;
  static final int NAME_RU = 2;

  private final byte[] values;

  /** Where the values of each feature begin; one more entry ends the last. */
  private final int[] starts;

  /** Which values a feature has: bit n for key n. */
  private final byte[] keys;

  private AttributeTable(byte[] values, int[] starts, byte[] keys) {
    this.values = values;
    this.starts = starts;
    this.keys = keys;
  }

  static AttributeTable of(FeatureSnapshot snapshot, FeatureAttributes.Source source) {
    TileShapes shapes = snapshot.shapes(0);
    int size = shapes.size();
    ProtoWriter values = new ProtoWriter(64 + 64 * size);
    int[] starts = new int[size + 1];
    byte[] keys = new byte[size];
    for (int i = 0; i < size; i++) {
      FeatureAttributes known = source.attributes(shapes.id(i));
      keys[i] |= add(CODE, known.code(), values);
      keys[i] |= add(NAME, known.name(), values);
      keys[i] |= add(NAME_RU, known.nameRu(), values);
      starts[i + 1] = values.size();
    }
    byte[] bytes = new byte[values.size()];
    values.copyTo(bytes, 0);
    return new AttributeTable(bytes, starts, keys);
  }

  private static byte add(int key, String text, ProtoWriter values) {
    if (text == null) {
      return 0;
    }
    values.nestedString(MvtValues.FIELD, STRING, text);
    return (byte) (1 << key);
  }

  /** True when the feature has a value for a key. */
  boolean has(int feature, int key) {
    return (keys[feature] >> key & 1) != 0;
  }

  /** Appends the values of a feature, in the order of their keys. */
  void copy(int feature, ProtoWriter target) {
    target.append(values, starts[feature], starts[feature + 1]);
  }
}
