package org.aralwatch.geodata.observation;

import java.util.Arrays;
import java.util.Optional;

/**
 * Values of one datastream in columns, ascending in begin. Times are microseconds since
 * 1970-01-01T00:00Z; each row stands for [begin, end), begin = end for an instant. NaN is a gap.
 * {@code n} is the number of observations behind a row (1 for a raw value, 0 for a gap) and {@code
 * coverage} the share of the row's period that they cover, 0 to 1. Of an aggregate it also says how
 * many of the observations lay below or above a limit, and why it has no value, or but a limit.
 * Immutable.
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

  /** Null where nothing is censored; most series have nothing of the kind. */
  private final int[] below;

  private final int[] above;
  private final Refusal[] refusal;

  private TimeSeries(Builder b) {
    this.size = b.size;
    this.begin = Arrays.copyOf(b.begin, size);
    this.end = Arrays.copyOf(b.end, size);
    this.value = Arrays.copyOf(b.value, size);
    this.qualifier = Arrays.copyOf(b.qualifier, size);
    this.flag = Arrays.copyOf(b.flag, size);
    this.n = Arrays.copyOf(b.n, size);
    this.coverage = Arrays.copyOf(b.coverage, size);
    this.below = b.below == null ? null : Arrays.copyOf(b.below, size);
    this.above = b.above == null ? null : Arrays.copyOf(b.above, size);
    this.refusal = b.refusal == null ? null : Arrays.copyOf(b.refusal, size);
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

  /** How many of the observations behind row {@code i} lay below a limit. */
  public int below(int i) {
    return below == null ? qualifierCount(i, Qualifier.LESS_THAN) : below[i];
  }

  /** How many of the observations behind row {@code i} lay above a limit. */
  public int above(int i) {
    return above == null ? qualifierCount(i, Qualifier.GREATER_THAN) : above[i];
  }

  private int qualifierCount(int i, Qualifier side) {
    return qualifier(i) == side ? n[i] : 0;
  }

  /** Why the aggregate of row {@code i} has no value, or but a limit. */
  public Optional<Refusal> refusal(int i) {
    return refusal == null ? Optional.empty() : Optional.ofNullable(refusal[i]);
  }

  /**
   * Whether row {@code i} has no value; an aggregate may lack one though {@code n} values are in.
   */
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
    private int[] below;
    private int[] above;
    private Refusal[] refusal;

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

    /** Adds row {@code i} of {@code series} as it is. */
    public Builder add(TimeSeries series, int i) {
      add(
          series.begin[i],
          series.end[i],
          series.value[i],
          series.qualifier(i),
          series.flag[i],
          series.n[i],
          series.coverage[i]);
      if (series.below != null) {
        censored(series.below[i], series.above[i], series.refusal(i));
      }
      return this;
    }

    /** Says of the row added last how much of it is censored, and what that keeps it from. */
    public Builder censored(int belowCount, int aboveCount, Optional<Refusal> why) {
      if (below == null) {
        below = new int[begin.length];
        above = new int[begin.length];
        refusal = new Refusal[begin.length];
      }
      below[size - 1] = belowCount;
      above[size - 1] = aboveCount;
      refusal[size - 1] = why.orElse(null);
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
      if (below != null) {
        below = Arrays.copyOf(below, capacity);
        above = Arrays.copyOf(above, capacity);
        refusal = Arrays.copyOf(refusal, capacity);
      }
    }

    public int size() {
      return size;
    }

    public TimeSeries build() {
      return new TimeSeries(this);
    }
  }
}
