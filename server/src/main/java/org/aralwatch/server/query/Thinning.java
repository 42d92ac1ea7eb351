package org.aralwatch.server.query;

/**
 * How an answer was thinned.
 *
 * @param method name of the method
 * @param of number of values it was made of
 * @param maxPoints what was asked for
 */
public record Thinning(String method, long of, int maxPoints) {
  /** See {@link MinMaxLttb}. */
  public static final String MIN_MAX_LTTB = "minmax-lttb";
}
