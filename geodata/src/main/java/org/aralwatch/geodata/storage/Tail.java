package org.aralwatch.geodata.storage;

import java.nio.ByteBuffer;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.jdbi.v3.core.Handle;

/**
 * The last recorded rows of a series, ascending in begin: what tests of the rows that follow need
 * to know. Kept with the datastream by every change of its rows, so that no load has to look for
 * them. Immutable.
 */
public final class Tail {
  /** No more than so many. */
  public static final int ROWS = 8;

  public static final Tail EMPTY = new Tail(new long[0]);

  /**
   * A row in the store: begin and end as PostgreSQL sends a timestamptz, the result as it sends a
   * float8, then flag and qualifier in an int2; big-endian.
   */
  private static final int ROW_BYTES = 3 * Long.BYTES + Short.BYTES;

  /** SQL that makes the tail of the rows {@code o}, as {@link #encode} makes it; null of none. */
  private static final String AGGREGATE =
      """
      string_agg(timestamptz_send(o.begin_time) || timestamptz_send(o.end_time)
        || float8send(o.result) || int2send((o.flag * 256 + o.qualifier::integer)::smallint),
        ''::bytea ORDER BY o.begin_time)""";

  /** Between the epoch of Java and that of PostgreSQL, 2000-01-01. */
  private static final long EPOCH_SHIFT_MICROS = 946_684_800_000_000L;

  private static final int LONGS = 4;

  /** Begin, end, bits of the result, flag and qualifier of each row. */
  private final long[] rows;

  private Tail(long[] rows) {
    this.rows = rows;
  }

  /** SQL for the tail of the datastream with the key {@code id}, a column or parameter. */
  static String ofRecorded(String id) {
    return """
        (SELECT %s FROM (SELECT * FROM observation o WHERE o.datastream_id = %s
                         ORDER BY o.begin_time DESC LIMIT %d) AS o)"""
        .formatted(AGGREGATE, id, ROWS);
  }

  /** Makes the tails of series that have rows and none, waiting for whoever changes them. */
  static void fillMissing(Handle handle) {
    handle.execute(
        "UPDATE datastream d SET tail = "
            + ofRecorded("d.id")
            + " WHERE d.tail IS NULL AND d.observation_count > 0");
  }

  /** How many rows there are: fewer than {@link #ROWS} only where the series has no more. */
  public int size() {
    return rows.length / LONGS;
  }

  /** Begin of the {@code i}-th row from the oldest, microseconds since 1970. */
  public long begin(int i) {
    return rows[i * LONGS];
  }

  /** Its end, exclusive; equal to the begin for an instant. */
  public long end(int i) {
    return rows[i * LONGS + 1];
  }

  /** In the datastream's unit. */
  public double result(int i) {
    return Double.longBitsToDouble(rows[i * LONGS + 2]);
  }

  public Qualifier qualifier(int i) {
    return Qualifier.ofSymbol((char) (rows[i * LONGS + 3] & 0xff));
  }

  public QualityFlag flag(int i) {
    return QualityFlag.ofCode((int) (rows[i * LONGS + 3] >> 8));
  }

  /** The rows of this tail and newer ones, as far as they are the last. */
  Tail followedBy(Tail newer) {
    int kept = Math.min(rows.length, (ROWS - newer.size()) * LONGS);
    if (kept <= 0) {
      return newer;
    }
    long[] joined = new long[kept + newer.rows.length];
    System.arraycopy(rows, rows.length - kept, joined, 0, kept);
    System.arraycopy(newer.rows, 0, joined, kept, newer.rows.length);
    return new Tail(joined);
  }

  /**
   * @param bytes of the store; null where the series has no rows
   */
  static Tail decode(byte[] bytes) {
    if (bytes == null || bytes.length == 0) {
      return EMPTY;
    }
    long[] rows = new long[bytes.length / ROW_BYTES * LONGS];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    for (int i = 0; i < rows.length; i += LONGS) {
      rows[i] = buffer.getLong() + EPOCH_SHIFT_MICROS;
      rows[i + 1] = buffer.getLong() + EPOCH_SHIFT_MICROS;
      rows[i + 2] = buffer.getLong();
      rows[i + 3] = buffer.getShort();
    }
    return new Tail(rows);
  }

  byte[] encode() {
    ByteBuffer buffer = ByteBuffer.allocate(size() * ROW_BYTES);
    for (int i = 0; i < rows.length; i += LONGS) {
      buffer.putLong(rows[i] - EPOCH_SHIFT_MICROS);
      buffer.putLong(rows[i + 1] - EPOCH_SHIFT_MICROS);
      buffer.putLong(rows[i + 2]);
      buffer.putShort((short) rows[i + 3]);
    }
    return buffer.array();
  }

  /** Keeps the last of the rows that pass. Not thread-safe. */
  static final class Ring {
    private final long[] rows = new long[ROWS * LONGS];
    private long passed;

    void add(long begin, long end, double result, Qualifier qualifier, QualityFlag flag) {
      int at = (int) (passed++ % ROWS) * LONGS;
      rows[at] = begin;
      rows[at + 1] = end;
      rows[at + 2] = Double.doubleToRawLongBits(result);
      rows[at + 3] = flag.code() << 8 | qualifier.symbol();
    }

    Tail tail() {
      int size = (int) Math.min(passed, ROWS);
      long[] ordered = new long[size * LONGS];
      for (int i = 0; i < size; i++) {
        int at = (int) ((passed - size + i) % ROWS) * LONGS;
        System.arraycopy(rows, at, ordered, i * LONGS, LONGS);
      }
      return new Tail(ordered);
    }
  }
}
