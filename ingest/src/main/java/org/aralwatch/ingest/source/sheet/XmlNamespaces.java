package org.aralwatch.ingest.source.sheet;

import java.util.Arrays;

/** Which prefix means which namespace, as deep as the document is at the moment. */
final class XmlNamespaces {
  /** Declarations in force at once; the root of an ODS has about 40. */
  static final int MOST = 512;

  private final int[] depths = new int[MOST];
  private final byte[][] prefixes = new byte[MOST][];
  private final Namespace[] meanings = new Namespace[MOST];
  private int size;
  private Namespace withoutPrefix = Namespace.NONE;

  /**
   * @return false when there are too many
   */
  boolean declare(int depth, byte[] bytes, int from, int length, Namespace meaning) {
    if (size == MOST) {
      return false;
    }
    depths[size] = depth;
    prefixes[size] = Arrays.copyOfRange(bytes, from, from + length);
    meanings[size] = meaning;
    size++;
    if (length == 0) {
      withoutPrefix = meaning;
    }
    return true;
  }

  /** Forgets what an element of this depth declared. */
  void leave(int depth) {
    while (size > 0 && depths[size - 1] >= depth) {
      size--;
      if (prefixes[size].length == 0) {
        withoutPrefix = search(prefixes[size], 0, 0);
      }
    }
  }

  /** The meaning of a prefix; of none for elements, if its length is 0. */
  Namespace find(byte[] bytes, int from, int length) {
    return length == 0 ? withoutPrefix : search(bytes, from, length);
  }

  private Namespace search(byte[] bytes, int from, int length) {
    for (int i = size - 1; i >= 0; i--) {
      if (Arrays.equals(prefixes[i], 0, prefixes[i].length, bytes, from, from + length)) {
        return meanings[i];
      }
    }
    return length == 0 ? Namespace.NONE : Namespace.OTHER;
  }
}
