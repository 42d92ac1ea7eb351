package org.aralwatch.ingest.connector;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What each host is to be spared, shared by all sources of this process. Thread-safe. */
final class HostLimits {
  private final Clock clock;
  private final Waits waits;
  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

  HostLimits(Clock clock, Waits waits) {
    this.clock = clock;
    this.waits = waits;
  }

  /**
   * @param perMinute requests that one source allows itself
   */
  TokenBucket of(String host, int perMinute) {
    TokenBucket bucket =
        buckets.computeIfAbsent(host, name -> new TokenBucket(perMinute, clock, waits));
    bucket.atMost(perMinute);
    return bucket;
  }
}
