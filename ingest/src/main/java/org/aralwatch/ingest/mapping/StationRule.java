package org.aralwatch.ingest.mapping;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/** Where a row's station is named: by a code or an alias. */
public sealed interface StationRule {

  /** A column of codes. */
  record Column(String name) implements StationRule {}

  /** One station for the whole file. */
  record Constant(String code) implements StationRule {}

  /** In the name of the file; of a member of an archive, in its path. */
  record FileName(Pattern pattern) implements StationRule {}

  /** In the name of the table: a sheet, or a member of an archive. */
  record TableName(Pattern pattern) implements StationRule {}

  /**
   * In a cell above the data, as "15194 r. Ala-Archa".
   *
   * @param row from 1, counted as the table counts its lines
   * @param column from 1
   */
  record AtCell(long row, int column, Pattern pattern) implements StationRule {}

  /** What the pattern's first group finds in {@code text}, or its whole match without a group. */
  static Optional<String> find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Optional.ofNullable(matcher.groupCount() > 0 ? matcher.group(1) : matcher.group())
        .filter(code -> !code.isBlank());
  }
}
