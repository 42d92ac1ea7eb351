package org.aralwatch.geodata.feature;

import java.time.Instant;
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

  // A row is WIDTH longs side by side, so that a tile that reads rows in drawing order waits for
  // memory once a row: bits of the value, begin and end in microseconds, class and flag.
  private static final int WIDTH = 4;
  private static final int FROM = 1;
  private static final int TO = 2;
  private static final int CLASS_AND_FLAG = 3;

  private final long[] cells;
  private final boolean onlyValued;

  private ValueFrame(LongIntMap rows, Builder builder) {
    this.rows = rows;
    onlyValued = builder.onlyValued;
    cells = Arrays.copyOf(builder.cells, WIDTH * builder.rows.size());
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
    private long[] cells;
    private boolean onlyValued;

    private Builder(int expected) {
      rows = new LongIntMap(expected);
      cells = new long[WIDTH * expected];
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
      int cell = WIDTH * row;
      if (cell == cells.length) {
        cells = Arrays.copyOf(cells, Math.max(16 * WIDTH, 2 * cells.length));
      }
      cells[cell] = Double.doubleToLongBits(value);
      cells[cell + FROM] = micros(observedFrom);
      cells[cell + TO] = micros(observedTo);
      int shownClass = Double.isNaN(value) ? NO_CLASS : classIndex;
      cells[cell + CLASS_AND_FLAG] = (long) shownClass << 32 | flag & 0xFFFFFFFFL;
      return this;
    }

    /** Features without a value are not to be seen: what has not happened yet. */
    public Builder onlyValued() {
      onlyValued = true;
      return this;
    }

    /** Not by ChronoUnit, whose nanoseconds end in 1678 and 2262. */
    private static long micros(Instant instant) {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
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
    return cells.length / WIDTH;
  }

  /** Row of a feature, or {@link #ABSENT}. */
  public int row(long featureId) {
    return rows == null ? ABSENT : rows.get(featureId);
  }

  /** Whether a feature is to be seen at all, with a value or as one that has none. */
  public boolean shows(long featureId) {
    return !onlyValued || row(featureId) != ABSENT;
  }

  /** NaN for a known gap. */
  public double value(int row) {
    return Double.longBitsToDouble(cells[WIDTH * row]);
  }

  /** Index of the value's class, or {@link #NO_CLASS}. */
  public int classIndex(int row) {
    return (int) (cells[WIDTH * row + CLASS_AND_FLAG] >> 32);
  }

  public int flag(int row) {
    return (int) cells[WIDTH * row + CLASS_AND_FLAG];
  }

  /** Begin of what the value stands for, in microseconds since 1970. */
  public long fromMicros(int row) {
    return cells[WIDTH * row + FROM];
  }

  /** End of it, not included, in microseconds since 1970. */
  public long toMicros(int row) {
    return cells[WIDTH * row + TO];
  }
}
