package org.aralwatch.ingest.connector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Requests that a host may be sent: so many a minute, of which some may follow each other at once.
 * Thread-safe; a waiting thread does not hold up those that only tell of the host's answers.
 */
final class TokenBucket {
  private final Clock clock;
  private final Waits waits;
  private int perMinute;
  private int burst;
  private double tokens;
  private Instant filled;
  private Instant closedUntil = Instant.MIN;

  /**
   * @param perMinute at least 1
   */
  TokenBucket(int perMinute, Clock clock, Waits waits) {
    this.clock = clock;
    this.waits = waits;
    this.perMinute = perMinute;
    this.burst = burst(perMinute);
    this.tokens = burst;
    this.filled = clock.instant();
  }

  /** A sixth of a minute's worth, so that no minute sees more than a sixth above the rate. */
  private static int burst(int perMinute) {
    return Math.max(1, perMinute / 6);
  }

  /** Where several sources know the host, the most modest of them speaks for all. */
  synchronized void atMost(int rate) {
    if (rate < perMinute) {
      refill();
      perMinute = rate;
      burst = burst(rate);
      tokens = Math.min(tokens, burst);
    }
  }

  /** The host wants to be left alone until then. */
  synchronized void closeUntil(Instant time) {
    if (time.isAfter(closedUntil)) {
      closedUntil = time;
    }
  }

  /** The host may be asked again from then on; the past where it may be now. */
  synchronized Instant closedUntil() {
    return closedUntil;
  }

  /** Takes the right to one request, waiting for it. */
  void take() throws InterruptedException {
    Duration wait = tryTake();
    while (!wait.isZero()) {
      waits.sleep(wait);
      wait = tryTake();
    }
  }

  /** Zero where a token was taken, else how long to wait before the next attempt. */
  private synchronized Duration tryTake() {
    Instant now = clock.instant();
    if (now.isBefore(closedUntil)) {
      return Duration.between(now, closedUntil);
    }
    refill();
    if (tokens >= 1) {
      tokens -= 1;
      return Duration.ZERO;
    }
    return Duration.ofMillis(Math.max(1, (long) Math.ceil((1 - tokens) * 60_000 / perMinute)));
  }

  private void refill() {
    Instant now = clock.instant();
    // A clock that was put back must not take tokens away.
    long millis = Math.max(0, Duration.between(filled, now).toMillis());
    tokens = Math.min(burst, tokens + millis * perMinute / 60_000.0);
    filled = now;
  }
}
