package org.aralwatch.server.query;

/**
 * How values that are only known to lie below or above a limit entered aggregates.
 *
 * @param rule name of the rule
 * @param values number of such values behind the rows
 */
public record Censoring(String rule, long values) {
  /** Each enters with its limit: a mean or sum of values below limits is at most what it says. */
  public static final String LIMIT = "limit";
}
