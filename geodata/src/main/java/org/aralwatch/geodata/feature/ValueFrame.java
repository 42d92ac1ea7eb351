package org.aralwatch.geodata.feature;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The values of a layer's features for one date: what a tile is coloured by. Rows are found by
 * feature in constant time. Immutable and thread-safe.
 */
public final class ValueFrame {
  /** Row of a feature without a value in this frame. */
  public static final int ABSENT = LongIntMap.ABSENT;

  /** Class of a value that belongs to none. */
  public static final int NO_CLASS = -1;

  private static final ValueFrame GEOMETRY_ONLY = new ValueFrame(null, new Builder(0));

  /** Null for a frame of no property at all. */
  private final LongIntMap rows;

  private final double[] values;
  private final int[] classes;
  private final int[] flags;
  private final long[] from;
  private final long[] to;

  private ValueFrame(LongIntMap rows, Builder builder) {
    int size = builder.rows.size();
    this.rows = rows;
    values = Arrays.copyOf(builder.values, size);
    classes = Arrays.copyOf(builder.classes, size);
    flags = Arrays.copyOf(builder.flags, size);
    from = Arrays.copyOf(builder.from, size);
    to = Arrays.copyOf(builder.to, size);
  }

  /** For a tile of shapes alone: no property was asked for, so nothing is missing either. */
  public static ValueFrame geometryOnly() {
    return GEOMETRY_ONLY;
  }

  /**
   * @param expected number of features, a hint
   */
  public static Builder builder(int expected) {
    return new Builder(expected);
  }

  /** Collects rows; not thread-safe, and of no use after {@link #build}. */
  public static final class Builder {
    private LongIntMap rows;
    private double[] values;
    private int[] classes;
    private int[] flags;
    private long[] from;
    private long[] to;

    private Builder(int expected) {
      rows = new LongIntMap(expected);
      values = new double[expected];
      classes = new int[expected];
      flags = new int[expected];
      from = new long[expected];
      to = new long[expected];
    }

    /**
     * Adds the value of a feature.
     *
     * @param value NaN for a known gap
     * @param classIndex index of its class, or {@link #NO_CLASS}
     * @param observedFrom begin of what the value stands for, to the microsecond
     * @param observedTo end of it, not included
     * @param flag summary quality flag, as stored
     * @throws IllegalArgumentException when the feature has a value already
     */
    public Builder add(
        long featureId,
        double value,
        int classIndex,
        Instant observedFrom,
        Instant observedTo,
        int flag) {
      int row = rows.size();
      if (rows.get(featureId) != ABSENT) {
        throw new IllegalArgumentException("feature " + featureId + " has two values");
      }
      rows.put(featureId, row);
      if (row == values.length) {
        grow();
      }
      values[row] = value;
      classes[row] = Double.isNaN(value) ? NO_CLASS : classIndex;
      flags[row] = flag;
      from[row] = ChronoUnit.MICROS.between(Instant.EPOCH, observedFrom);
      to[row] = ChronoUnit.MICROS.between(Instant.EPOCH, observedTo);
      return this;
    }

    private void grow() {
      int capacity = Math.max(16, values.length * 2);
      values = Arrays.copyOf(values, capacity);
      classes = Arrays.copyOf(classes, capacity);
      flags = Arrays.copyOf(flags, capacity);
      from = Arrays.copyOf(from, capacity);
      to = Arrays.copyOf(to, capacity);
    }

    public ValueFrame build() {
      ValueFrame frame = new ValueFrame(rows, this);
      rows = null;
      return frame;
    }
  }

  /** True where no property was asked for. */
  public boolean isGeometryOnly() {
    return rows == null;
  }

  public int size() {
    return values.length;
  }

  /** Row of a feature, or {@link #ABSENT}. */
  public int row(long featureId) {
    return rows == null ? ABSENT : rows.get(featureId);
  }

  /** NaN for a known gap. */
  public double value(int row) {
    return values[row];
  }

  /** Index of the value's class, or {@link #NO_CLASS}. */
  public int classIndex(int row) {
    return classes[row];
  }

  public int flag(int row) {
    return flags[row];
  }

  /** Begin of what the value stands for, in microseconds since 1970. */
  public long fromMicros(int row) {
    return from[row];
  }

  /** End of it, not included, in microseconds since 1970. */
  public long toMicros(int row) {
    return to[row];
  }
}
