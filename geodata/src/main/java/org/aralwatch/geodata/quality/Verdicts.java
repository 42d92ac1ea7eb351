package org.aralwatch.geodata.quality;

import java.util.Objects;
import org.aralwatch.geodata.observation.QualityFlag;

/** What the tests said of each value of a span; counted as the values of the series are. */
public final class Verdicts implements SeriesTester.Sink {
  private final int from;
  private final int[] tests;
  private final byte[] flags;

  Verdicts(int from, int to) {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no span from " + from + " to " + to);
    }
    this.from = from;
    this.tests = new int[to - from];
    this.flags = new byte[to - from];
  }

  @Override
  public void tested(long ordinal, int bits, QualityFlag flag) {
    long i = ordinal - from;
    if (i >= 0 && i < tests.length) {
      tests[(int) i] = bits;
      flags[(int) i] = (byte) flag.code();
    }
  }

  /** Index of the first. */
  public int from() {
    return from;
  }

  /** Index after the last. */
  public int to() {
    return from + tests.length;
  }

  /** The bits of the tests that value {@code i} failed or is suspect by. */
  public int tests(int i) {
    return tests[Objects.checkIndex(i - from, tests.length)];
  }

  /** The summary flag of value {@code i}, an IODE primary code. */
  public int flag(int i) {
    return flags[Objects.checkIndex(i - from, flags.length)];
  }
}
