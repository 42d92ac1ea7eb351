package org.aralwatch.server.encode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Microseconds since 1970 as the API writes them. */
final class Times {
  private Times() {}

  /** As "1960-01-01T00:00:00Z", with as many digits after the second as there are. */
  static String iso(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
