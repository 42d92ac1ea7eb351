package org.aralwatch.ingest.source.sheet;

import java.nio.charset.StandardCharsets;

/** Name of an element or attribute, kept as the bytes that stand in the file. Immutable. */
final class XmlName {
  private final Namespace namespace;
  private final byte[] local;

  private XmlName(Namespace namespace, String local) {
    this.namespace = namespace;
    this.local = local.getBytes(StandardCharsets.UTF_8);
  }

  static XmlName of(Namespace namespace, String local) {
    return new XmlName(namespace, local);
  }

  /** An attribute without a prefix. */
  static XmlName plain(String local) {
    return new XmlName(Namespace.NONE, local);
  }

  Namespace namespace() {
    return namespace;
  }

  /** Whether these bytes are the part after the prefix. */
  boolean isLocal(byte[] bytes, int from, int to) {
    if (to - from != local.length) {
      return false;
    }
    // Names are short: a loop is three times as fast as Arrays.equals.
    for (int i = 0; i < local.length; i++) {
      if (bytes[from + i] != local[i]) {
        return false;
      }
    }
    return true;
  }
}
