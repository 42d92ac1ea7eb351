package org.aralwatch.server.query;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.aralwatch.geodata.censoring.CensoringRule;
import org.aralwatch.geodata.observation.Refusal;

/**
 * How values that are only known to lie below or above a limit entered aggregates.
 *
 * @param rule by which they entered means and sums
 * @param of number of values behind all rows, censored or not
 * @param below number of values below their limit
 * @param above number of values above theirs
 * @param refused number of rows without a value, or with but a limit, by the reason
 */
public record Censoring(
    CensoringRule rule, long of, long below, long above, Map<Refusal, Integer> refused) {
  public Censoring {
    Map<Refusal, Integer> counts = new EnumMap<>(Refusal.class);
    counts.putAll(refused);
    refused = Collections.unmodifiableMap(counts);
  }

  /** Number of values below or above their limits. */
  public long values() {
    return below + above;
  }

  /** Of all values, 0 to 1. */
  public double share() {
    return of == 0 ? 0 : values() / (double) of;
  }
}
