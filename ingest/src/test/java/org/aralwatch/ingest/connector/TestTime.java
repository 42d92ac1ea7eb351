package org.aralwatch.ingest.connector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that is set, and waits that move it instead of passing. */
final class TestTime extends Clock implements Waits {
  private Instant now;
  private final List<Duration> waited = new ArrayList<>();

  TestTime(String now) {
    this.now = Instant.parse(now);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  synchronized void set(Instant time) {
    now = time;
  }

  synchronized void pass(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public synchronized void sleep(Duration duration) {
    waited.add(duration);
    now = now.plus(duration);
  }

  synchronized List<Duration> waited() {
    return List.copyOf(waited);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants have no zone");
  }
}
