package org.aralwatch.server.tile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The values of a vector tile layer, each written once and named by its number. Open addressing on
 * primitive keys: a layer has tens of thousands of distinct values.
 */
final class MvtValues {
  private static final int VALUES = 4;
  private static final int STRING = 1;
  private static final int DOUBLE = 3;
  private static final int INT = 4;

  private final ProtoWriter out;
  private int count;

  private String[] strings = new String[1024];
  private int[] stringNumbers = new int[1024];
  private int stringCount;

  private final Numbers doubles = new Numbers();
  private final Numbers integers = new Numbers();
  private final Numbers instants = new Numbers();

  MvtValues(int capacity) {
    out = new ProtoWriter(capacity);
  }

  /** Values written so far, as fields of a layer message. */
  ProtoWriter fields() {
    return out;
  }

  int string(String value) {
    int slot = slot(value);
    if (strings[slot] == null) {
      if (++stringCount * 2 > strings.length) {
        growStrings();
        slot = slot(value);
      }
      strings[slot] = value;
      stringNumbers[slot] = count;
      write(value);
    }
    return stringNumbers[slot];
  }

  int number(double value) {
    // Minus zero and zero are one value.
    long bits = Double.doubleToLongBits(value + 0.0);
    int known = doubles.find(bits, count);
    if (known == count) {
      out.tag(VALUES, ProtoWriter.BYTES);
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
      out.nested(VALUES, content);
      count++;
    }
    return known;
  }

  /** An instant as ISO 8601 in UTC. */
  int instant(long microsSinceEpoch) {
    int known = instants.find(microsSinceEpoch, count);
    if (known == count) {
      write(Instant.EPOCH.plus(microsSinceEpoch, ChronoUnit.MICROS).toString());
    }
    return known;
  }

  private void write(String value) {
    int length = ProtoWriter.utf8Length(value);
    out.tag(VALUES, ProtoWriter.BYTES);
    out.varint(1 + varintSize(length) + length);
    out.string(STRING, value);
    count++;
  }

  private static int varintSize(int value) {
    return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
  }

  private int slot(String value) {
    int mixed = value.hashCode() * 0x9E3779B9;
    int slot = (mixed >>> 8) & strings.length - 1;
    while (strings[slot] != null && !strings[slot].equals(value)) {
      slot = slot + 1 & strings.length - 1;
    }
    return slot;
  }

  private void growStrings() {
    String[] old = strings;
    int[] oldNumbers = stringNumbers;
    strings = new String[old.length * 4];
    stringNumbers = new int[strings.length];
    for (int i = 0; i < old.length; i++) {
      if (old[i] != null) {
        int slot = slot(old[i]);
        strings[slot] = old[i];
        stringNumbers[slot] = oldNumbers[i];
      }
    }
  }

  /** Numbers of values by 64 bits. */
  private static final class Numbers {
    private long[] keys = new long[64];
    private int[] numbers = empty(64);
    private int size;

    /** The number of a key, which becomes {@code next} when the key is new. */
    int find(long key, int next) {
      int slot = slot(key);
      if (numbers[slot] < 0) {
        if (++size * 2 > keys.length) {
          grow();
          slot = slot(key);
        }
        keys[slot] = key;
        numbers[slot] = next;
      }
      return numbers[slot];
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
