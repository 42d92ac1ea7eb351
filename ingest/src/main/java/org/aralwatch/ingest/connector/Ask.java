package org.aralwatch.ingest.connector;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.ingest.connector.Parameters.Form;

/**
 * One question to a host.
 *
 * @param form what the answer must be
 * @param headers beside those that every request has
 * @param quota how the host says that too much was asked; empty where it says so by its status
 */
record Ask(URI uri, Form form, Map<String, String> headers, Optional<Quota> quota) {
  Ask {
    headers = Map.copyOf(headers);
  }

  static Ask of(URI uri, Form form) {
    return new Ask(uri, form, Map.of(), Optional.empty());
  }

  Ask withHeaders(Map<String, String> more) {
    return new Ask(uri, form, more, quota);
  }

  /**
   * A sentence that stands at the beginning of the answer, whatever its status.
   *
   * @param pause until the host answers again
   */
  record Quota(String words, Duration pause) {}
}
