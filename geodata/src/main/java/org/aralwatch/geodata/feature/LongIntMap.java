package org.aralwatch.geodata.feature;

import java.util.Arrays;

/** Non-negative ints by long, open addressing; a boxed map costs five times the memory. */
final class LongIntMap {
  static final int ABSENT = -1;

  private long[] keys;
  private int[] values;
  private int size;

  LongIntMap(int expected) {
    int capacity = 16;
    while (capacity < expected * 2L && capacity < 1 << 30) {
      capacity <<= 1;
    }
    allocate(capacity);
  }

  private void allocate(int capacity) {
    keys = new long[capacity];
    values = new int[capacity];
    Arrays.fill(values, ABSENT);
  }

  int size() {
    return size;
  }

  /** The value of a key, or {@link #ABSENT}. */
  int get(long key) {
    return values[slot(key)];
  }

  /** Sets the value of a key and returns the one before, or {@link #ABSENT}. */
  int put(long key, int value) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int slot = slot(key);
    int before = values[slot];
    if (before == ABSENT) {
      keys[slot] = key;
      size++;
    }
    values[slot] = value;
    return before;
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & (keys.length - 1);
    while (values[slot] != ABSENT && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    allocate(keys.length * 2);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != ABSENT) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
