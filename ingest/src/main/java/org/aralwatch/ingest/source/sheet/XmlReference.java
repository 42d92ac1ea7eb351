package org.aralwatch.ingest.source.sheet;

import java.nio.charset.StandardCharsets;

/** References to characters: the five that XML names, and those by number. */
final class XmlReference {
  /** "&#x10FFFF;" with a few zeros more. */
  static final int LONGEST = 16;

  private XmlReference() {}

  /** The character that the name between '&' and ';' stands for. */
  static int read(XmlScanner xml, byte[] bytes, int from, int to) {
    String name =
        new String(bytes, from, Math.min(to - from, LONGEST), StandardCharsets.ISO_8859_1);
    switch (name) {
      case "lt":
        return '<';
      case "gt":
        return '>';
      case "amp":
        return '&';
      case "apos":
        return '\'';
      case "quot":
        return '"';
      default:
        break;
    }
    int code = name.startsWith("#x") ? digits(name, 2, 16) : digits(name, 1, 10);
    if (!name.startsWith("#") || code < 0) {
      throw xml.bad("the reference '&" + name + ";', which workbooks have no use for");
    }
    boolean isCharacter =
        code >= 0x20 && code < 0xd800
            || code == '\t'
            || code == '\n'
            || code == '\r'
            || code >= 0xe000 && code <= 0x10ffff && code != 0xfffe && code != 0xffff;
    if (!isCharacter) {
      throw xml.bad("the reference '&" + name + ";' to what is no character");
    }
    return code;
  }

  private static int digits(String name, int from, int radix) {
    int code = from < name.length() ? 0 : -1;
    for (int i = from; i < name.length() && code >= 0; i++) {
      int digit = Character.digit(name.charAt(i), radix);
      code = digit < 0 || code > 0x10ffff ? -1 : code * radix + digit;
    }
    return code;
  }
}
