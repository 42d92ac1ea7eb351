package org.aralwatch.benchmarks.report;

import java.util.Locale;

/** What a figure counts, and how it is written. */
public enum Unit {
  MILLISECONDS("%,.1f ms"),
  SECONDS("%,.2f s"),
  MEGABYTES("%,.0f MB"),
  PER_SECOND("%,.0f /s"),
  /** One figure divided by another of the same run. */
  RATIO("%.2f");

  private final String format;

  Unit(String format) {
    this.format = format;
  }

  public String text(double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
