package org.aralwatch.ingest.mapping;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The dialect of a CSV file.
 *
 * @param encoding as declared; a byte-order mark in the file is believed before it
 * @param comment begins a line that is no data; empty for none
 */
public record CsvFormat(char delimiter, Charset encoding, Optional<Character> comment, char quote) {

  /** Commas, UTF-8, no comments, double quotes (RFC 4180). */
  public static final CsvFormat USUAL =
      new CsvFormat(',', StandardCharsets.UTF_8, Optional.empty(), '"');
}
