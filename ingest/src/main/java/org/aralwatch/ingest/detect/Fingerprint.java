package org.aralwatch.ingest.detect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.aralwatch.ingest.source.FileFormat;

/**
 * What is the same in all files of one source: format, delimiter, the texts of the header, or
 * without one the number of columns; and the property, where only a file's name or title tells it,
 * so that a table of temperatures does not find the mapping of a table of discharge. Years and
 * months in headers count as one, blank columns at the end for nothing. Encoding and decimal sign
 * are left out: a month of whole numbers has none, and both are looked at again in each file.
 */
final class Fingerprint {
  private static final int LENGTH = 24;

  private Fingerprint() {}

  /**
   * @param delimiter of a text; empty for other formats
   * @param told properties that only the name or a title tells
   */
  static String of(
      FileFormat format,
      Optional<Character> delimiter,
      Structure structure,
      List<Column> columns,
      List<String> told) {
    List<String> parts = new ArrayList<>();
    parts.add(format.code());
    delimiter.ifPresent(sign -> parts.add("delimiter " + (int) sign));
    int last = columns.size() - 1;
    while (last >= 0 && columns.get(last).isEmpty() && isUnnamed(structure, columns.get(last))) {
      last--;
    }
    parts.add(structure.hasHeader() ? "named" : "columns " + (last + 1));
    String before = "";
    for (int i = 0; i <= last; i++) {
      if (structure.hasHeader() && columns.get(i).name().isEmpty() && columns.get(i).isEmpty()) {
        continue;
      }
      String part =
          structure.hasHeader()
              ? normal(columns.get(i).name())
              : columns.get(i).isText() ? "text" : "number";
      // A year more in a row of years is no other layout.
      if (!(part.equals(before) && part.equals("#"))) {
        parts.add(part);
      }
      before = part;
    }
    told.stream().sorted().distinct().forEach(property -> parts.add("of " + property));
    return hash(String.join("\n", parts));
  }

  private static boolean isUnnamed(Structure structure, Column column) {
    return !structure.hasHeader() || column.name().isEmpty();
  }

  static String normal(String header) {
    StringBuilder normal = new StringBuilder();
    for (String word : Folding.header(header).split("(?<=[^\\p{L}\\d])|(?=[^\\p{L}\\d])")) {
      if (word.matches("(1[89]|20)\\d{2}")) {
        normal.append('#');
      } else {
        normal.append(word);
      }
    }
    return normal.toString();
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
