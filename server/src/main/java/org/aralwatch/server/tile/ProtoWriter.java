package org.aralwatch.server.tile;

import java.util.Arrays;

/** Writes the few protobuf wire types that vector tiles use into a growing array. */
final class ProtoWriter {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;

  private byte[] bytes;
  private int size;

  ProtoWriter(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  /** Takes back everything after a size read before. */
  void truncate(int newSize) {
    size = newSize;
  }

  void tag(int field, int wireType) {
    varint(field << 3 | wireType);
  }

  void varint(int value) {
    reserve(5);
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Signed values near zero in few bytes: 0, -1, 1, -2 become 0, 1, 2, 3. */
  void zigZag(int value) {
    varint(value << 1 ^ value >> 31);
  }

  void fixed64(long value) {
    reserve(8);
    for (int shift = 0; shift < 64; shift += 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  void append(ProtoWriter other) {
    append(other.bytes, 0, other.size);
  }

  void append(byte[] source, int from, int to) {
    reserve(to - from);
    System.arraycopy(source, from, bytes, size, to - from);
    size += to - from;
  }

  /** A field of another message or of packed values. */
  void nested(int field, ProtoWriter content) {
    tag(field, BYTES);
    varint(content.size);
    append(content);
  }

  void string(int field, String value) {
    tag(field, BYTES);
    varint(utf8Length(value));
    utf8(value);
  }

  /** A message with one short field, a string: one pass where its length takes one byte. */
  void nestedString(int field, int innerField, String value) {
    if (value.length() > 40) {
      int length = utf8Length(value);
      tag(field, BYTES);
      varint(1 + varintSize(length) + length);
      string(innerField, value);
      return;
    }
    tag(field, BYTES);
    reserve(3);
    int start = size;
    size += 3;
    utf8(value);
    int length = size - start - 3;
    bytes[start] = (byte) (length + 2);
    bytes[start + 1] = (byte) (innerField << 3 | BYTES);
    bytes[start + 2] = (byte) length;
  }

  static int varintSize(int value) {
    return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
  }

  private static int utf8Length(String value) {
    int length = value.length();
    int total = length;
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 0x800) {
        // Each half of a surrogate pair counts two: four bytes for the pair. A lone half becomes
        // '?', one byte.
        total += Character.isSurrogate(c) ? (paired(value, i) ? 1 : 0) : 2;
      } else if (c >= 0x80) {
        total++;
      }
    }
    return total;
  }

  private static boolean paired(String value, int i) {
    char c = value.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
  }

  private void utf8(String value) {
    int length = value.length();
    reserve(length * 3);
    byte[] bytes = this.bytes;
    int size = this.size;
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c < 0x80) {
        bytes[size++] = (byte) c;
      } else if (c < 0x800) {
        bytes[size++] = (byte) (0xC0 | c >> 6);
        bytes[size++] = (byte) (0x80 | c & 0x3F);
      } else if (!Character.isSurrogate(c)) {
        bytes[size++] = (byte) (0xE0 | c >> 12);
        bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
        bytes[size++] = (byte) (0x80 | c & 0x3F);
      } else if (!paired(value, i)) {
        bytes[size++] = '?';
      } else {
        int point = Character.toCodePoint(c, value.charAt(++i));
        bytes[size++] = (byte) (0xF0 | point >> 18);
        bytes[size++] = (byte) (0x80 | point >> 12 & 0x3F);
        bytes[size++] = (byte) (0x80 | point >> 6 & 0x3F);
        bytes[size++] = (byte) (0x80 | point & 0x3F);
      }
    }
    this.size = size;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }

  /** Copies what was written and returns where it ends. */
  int copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, size);
    return offset + size;
  }
}
