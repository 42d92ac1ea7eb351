package org.aralwatch.geodata.observation;

import java.util.Arrays;

/**
 * Values of one datastream in columns, ascending in begin. Times are microseconds since
 * 1970-01-01T00:00Z; each row stands for [begin, end), begin = end for an instant. NaN is a gap.
 * {@code n} is the number of observations behind a row (1 for a raw value, 0 for a gap) and {@code
 * coverage} the share of the row's period that they cover, 0 to 1. Immutable.
 */
public final class TimeSeries {
  private static final TimeSeries EMPTY = new Builder(0).build();

  private final int size;
  private final long[] begin;
  private final long[] end;
  private final double[] value;
  private final byte[] qualifier;
  private final byte[] flag;
  private final int[] n;
  private final float[] coverage;

  private TimeSeries(Builder b) {
    this.size = b.size;
    this.begin = Arrays.copyOf(b.begin, size);
    this.end = Arrays.copyOf(b.end, size);
    this.value = Arrays.copyOf(b.value, size);
    this.qualifier = Arrays.copyOf(b.qualifier, size);
    this.flag = Arrays.copyOf(b.flag, size);
    this.n = Arrays.copyOf(b.n, size);
    this.coverage = Arrays.copyOf(b.coverage, size);
  }

  public static TimeSeries empty() {
    return EMPTY;
  }

  public int size() {
    return size;
  }

  /** Begin of row {@code i}, microseconds since the epoch. */
  public long begin(int i) {
    return begin[i];
  }

  /** End of row {@code i}, exclusive, microseconds since the epoch. */
  public long end(int i) {
    return end[i];
  }

  /** Value of row {@code i} in the datastream's unit; NaN for a gap. */
  public double value(int i) {
    return value[i];
  }

  public Qualifier qualifier(int i) {
    return Qualifier.ofSymbol((char) qualifier[i]);
  }

  /**
   * Summary flag of row {@code i}: an IODE primary code; for an aggregate the worst that it uses.
   */
  public int flag(int i) {
    return flag[i];
  }

  public int n(int i) {
    return n[i];
  }

  public float coverage(int i) {
    return coverage[i];
  }

  public boolean isGap(int i) {
    return Double.isNaN(value[i]);
  }

  /** Grows; not thread-safe; rows are added in ascending begin. */
  public static final class Builder {
    private int size;
    private long[] begin;
    private long[] end;
    private double[] value;
    private byte[] qualifier;
    private byte[] flag;
    private int[] n;
    private float[] coverage;

    public Builder(int capacity) {
      begin = new long[capacity];
      end = new long[capacity];
      value = new double[capacity];
      qualifier = new byte[capacity];
      flag = new byte[capacity];
      n = new int[capacity];
      coverage = new float[capacity];
    }

    /** Adds a raw observation. */
    public Builder add(
        long beginMicros, long endMicros, double result, Qualifier resultQualifier, int flagCode) {
      return add(beginMicros, endMicros, result, resultQualifier, flagCode, 1, 1f);
    }

    /** Adds a gap. */
    public Builder addGap(long beginMicros, long endMicros) {
      return add(
          beginMicros, endMicros, Double.NaN, Qualifier.NONE, QualityFlag.MISSING.code(), 0, 0f);
    }

    /**
     * @throws IllegalArgumentException when begin does not ascend
     */
    public Builder add(
        long beginMicros,
        long endMicros,
        double result,
        Qualifier resultQualifier,
        int flagCode,
        int count,
        float share) {
      if (size > 0 && beginMicros < begin[size - 1]) {
        throw new IllegalArgumentException(
            "begin " + beginMicros + " comes before " + begin[size - 1] + " at row " + size);
      }
      if (size == begin.length) {
        grow();
      }
      begin[size] = beginMicros;
      end[size] = endMicros;
      value[size] = result;
      qualifier[size] = (byte) resultQualifier.symbol();
      flag[size] = (byte) flagCode;
      n[size] = count;
      coverage[size] = share;
      size++;
      return this;
    }

    private void grow() {
      int capacity = Math.max(64, size + (size >> 1));
      begin = Arrays.copyOf(begin, capacity);
      end = Arrays.copyOf(end, capacity);
      value = Arrays.copyOf(value, capacity);
      qualifier = Arrays.copyOf(qualifier, capacity);
      flag = Arrays.copyOf(flag, capacity);
      n = Arrays.copyOf(n, capacity);
      coverage = Arrays.copyOf(coverage, capacity);
    }

    public int size() {
      return size;
    }

    public TimeSeries build() {
      return new TimeSeries(this);
    }
  }
}
