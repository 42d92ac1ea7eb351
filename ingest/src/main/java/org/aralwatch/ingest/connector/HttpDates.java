package org.aralwatch.ingest.connector;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Dates of HTTP headers (RFC 9110, 5.6.7); the two obsolete forms are not understood. */
final class HttpDates {
  private HttpDates() {}

  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip())));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
