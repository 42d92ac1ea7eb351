package org.aralwatch.geodata.observation;

import java.time.Duration;
import java.time.Instant;

/** A half-open interval of time, [from, to), UTC instants; an instant has {@code from = to}. */
public record Interval(Instant from, Instant to) {
  /** From the year 1 to the year 3000: wider than any record of this basin. */
  public static final Interval ALL =
      new Interval(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("3000-01-01T00:00:00Z"));

  /**
   * @throws IllegalArgumentException when {@code to} is before {@code from}
   */
  public Interval {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("'to' (" + to + ") is before 'from' (" + from + ")");
    }
  }

  public static Interval of(Instant from, Instant to) {
    return new Interval(from, to);
  }

  public Duration length() {
    return Duration.between(from, to);
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }
}
