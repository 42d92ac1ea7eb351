package org.aralwatch.benchmarks.report;

/** Which side of a limit is the good one. */
public enum Bound {
  AT_MOST("≤"),
  AT_LEAST("≥");

  private final String sign;

  Bound(String sign) {
    this.sign = sign;
  }

  public String sign() {
    return sign;
  }

  boolean holds(double value, double limit) {
    return this == AT_MOST ? value <= limit : value >= limit;
  }
}
