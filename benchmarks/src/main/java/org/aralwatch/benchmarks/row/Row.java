package org.aralwatch.benchmarks.row;

/** Measures figures that belong together. */
public interface Row {
  /** As {@code --only} names it, and as the targets do. */
  String name();

  /** Makes what it needs and measures; leaves nothing running. */
  void measure(Bench bench);
}
