package org.aralwatch.server.tile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The values of a vector tile layer, named by their number in the order written. Measured values,
 * classes, instants and flags are written once each; open addressing on primitive keys, for a layer
 * may have tens of thousands. Codes and names are nearly always a feature's own and are not looked
 * for.
 */
final class MvtValues {
  /** Number of the field of a layer message. */
  static final int FIELD = 4;

  private static final int STRING = 1;
  private static final int DOUBLE = 3;
  private static final int INT = 4;

  private final ProtoWriter out;
  private int count;

  private final Numbers doubles;
  private final Numbers integers = new Numbers(16);
  private final Numbers instants = new Numbers(16);

  /**
   * @param features number of features to come, a hint
   */
  MvtValues(int features) {
    out = new ProtoWriter(1024 + features * 80);
    int slots = 64;
    while (slots < features * 2) {
      slots <<= 1;
    }
    doubles = new Numbers(slots);
  }

  /** Values written so far, as fields of a layer message. */
  ProtoWriter fields() {
    return out;
  }

  /** Takes over the attributes of a feature and returns the number of the first. */
  int attributes(AttributeTable table, int feature) {
    int first = count;
    for (int key = 0; key <= AttributeTable.NAME_RU; key++) {
      count += table.has(feature, key) ? 1 : 0;
    }
    table.copy(feature, out);
    return first;
  }

  int number(double value) {
    // Minus zero and zero are one value.
    long bits = Double.doubleToLongBits(value + 0.0);
    int known = doubles.find(bits, count);
    if (known == count) {
      out.tag(FIELD, ProtoWriter.BYTES);
      out.varint(9);
      out.tag(DOUBLE, ProtoWriter.FIXED64);
      out.fixed64(bits);
      count++;
    }
    return known;
  }

  /**
   * @param value not negative
   */
  int integer(int value) {
    int known = integers.find(value, count);
    if (known == count) {
      ProtoWriter content = new ProtoWriter(8);
      content.tag(INT, ProtoWriter.VARINT);
      content.varint(value);
      out.nested(FIELD, content);
      count++;
    }
    return known;
  }

  /** An instant as ISO 8601 in UTC. */
  int instant(long microsSinceEpoch) {
    int known = instants.find(microsSinceEpoch, count);
    if (known == count) {
      Instant instant = Instant.EPOCH.plus(microsSinceEpoch, ChronoUnit.MICROS);
      out.nestedString(FIELD, STRING, instant.toString());
      count++;
    }
    return known;
  }

  /** Numbers of values by 64 bits. */
  private static final class Numbers {
    private long[] keys;
    private int[] numbers;
    private int size;
    private long lastKey;
    private int lastNumber = -1;

    /**
     * @param slots a power of two
     */
    Numbers(int slots) {
      keys = new long[slots];
      numbers = empty(slots);
    }

    /** The number of a key, which becomes {@code next} when the key is new. */
    int find(long key, int next) {
      if (key == lastKey && lastNumber >= 0) {
        return lastNumber;
      }
      int slot = slot(key);
      if (numbers[slot] < 0) {
        if (++size * 2 > keys.length) {
          grow();
          slot = slot(key);
        }
        keys[slot] = key;
        numbers[slot] = next;
      }
      lastKey = key;
      lastNumber = numbers[slot];
      return lastNumber;
    }

    private int slot(long key) {
      int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 40) & keys.length - 1;
      while (numbers[slot] >= 0 && keys[slot] != key) {
        slot = slot + 1 & keys.length - 1;
      }
      return slot;
    }

    private void grow() {
      long[] oldKeys = keys;
      int[] oldNumbers = numbers;
      keys = new long[oldKeys.length * 4];
      numbers = empty(keys.length);
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldNumbers[i] >= 0) {
          int slot = slot(oldKeys[i]);
          keys[slot] = oldKeys[i];
          numbers[slot] = oldNumbers[i];
        }
      }
    }

    private static int[] empty(int capacity) {
      int[] none = new int[capacity];
      Arrays.fill(none, -1);
      return none;
    }
  }
}
