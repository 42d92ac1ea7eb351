package org.aralwatch.server.api;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The name of a file that comes as a part of a form. Browsers and curl send its bytes as UTF-8 with
 * a quote as {@code %22} (the form-data rules of WHATWG) or {@code \"} (older ones); Jersey reads
 * headers as ISO 8859-1.
 */
final class PartFileName {
  private static final String EXTENDED = "utf-8''";

  private PartFileName() {}

  /**
   * The last segment of the name, since some browsers send the whole path.
   *
   * @param header value of Content-Disposition as Jersey gives it
   * @return empty where there is no name, or nothing that can be shown of one
   */
  static Optional<String> of(String header) {
    Map<String, String> parameters = parameters(asUtf8(header));
    return extended(parameters.get("filename*"))
        .or(() -> Optional.ofNullable(parameters.get("filename")).map(PartFileName::unescaped))
        .map(name -> name.replaceAll("\\p{Cntrl}", ""))
        .map(name -> name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1))
        .map(String::strip)
        .filter(name -> !name.isEmpty());
  }

  /** As it is where it is no UTF-8: an old client may mean ISO 8859-1. */
  private static String asUtf8(String header) {
    byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return header;
    }
  }

  /** No more than these three are escaped; a percent sign stands for itself. */
  private static String unescaped(String name) {
    return name.replace("%22", "\"").replaceAll("(?i)%0[AD]", "");
  }

  /** RFC 5987. */
  private static Optional<String> extended(String value) {
    if (value == null || !value.toLowerCase(Locale.ROOT).startsWith(EXTENDED)) {
      return Optional.empty();
    }
    try {
      String encoded = value.substring(EXTENDED.length()).replace("+", "%2B");
      return Optional.of(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // Broken escapes: the plain name beside it is the better one.
      return Optional.empty();
    }
  }

  private static Map<String, String> parameters(String header) {
    Map<String, String> parameters = new HashMap<>();
    int at = header.indexOf(';');
    while (at >= 0) {
      int equals = header.indexOf('=', at);
      if (equals < 0) {
        break;
      }
      String name = header.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
      int begin = equals + 1;
      while (begin < header.length() && Character.isWhitespace(header.charAt(begin))) {
        begin++;
      }
      StringBuilder value = new StringBuilder();
      if (begin < header.length() && header.charAt(begin) == '"') {
        at = header.indexOf(';', quoted(header, begin + 1, value));
      } else {
        at = header.indexOf(';', begin);
        value.append(header.substring(begin, at < 0 ? header.length() : at).strip());
      }
      parameters.putIfAbsent(name, value.toString());
    }
    return parameters;
  }

  /**
   * Appends what stands before the closing quote, and returns the place behind that. A backslash is
   * one of a Windows path unless it stands before a quote or another.
   */
  private static int quoted(String header, int begin, StringBuilder value) {
    int at = begin;
    while (at < header.length() && header.charAt(at) != '"') {
      boolean escape =
          header.charAt(at) == '\\'
              && at + 1 < header.length()
              && (header.charAt(at + 1) == '"' || header.charAt(at + 1) == '\\');
      at += escape ? 1 : 0;
      value.append(header.charAt(at));
      at++;
    }
    return Math.min(at + 1, header.length());
  }
}
