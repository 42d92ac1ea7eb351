package org.aralwatch.geodata.quality;

import java.nio.ByteBuffer;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;

/**
 * Where the tests of a series stand at the end of its record: the last value, the time of the one
 * before it, and the usable values that the look-back tests need, at most {@link
 * FlatLineRule#MOST}. Kept with the series as bytes, so that a load that appends goes on here.
 * Immutable.
 *
 * <p>A tail fits the rules it was made with. After other rules, or a change of a row near the end
 * of the record, it is made anew by running the tests over the record's last rows.
 */
public final class Tail {
  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = 4;
  private static final int ENTRY_BYTES = 8 + 8 + 8 + 1 + 1 + 1;
  private static final int RECENT_BYTES = 8 + 8 + 8;

  private final byte[] bytes;

  private Tail(byte[] bytes) {
    this.bytes = bytes;
  }

  static Tail of(Recent recent, SeriesTester.Entry before, SeriesTester.Entry last) {
    int entries = (before == null ? 0 : 1) + (last == null ? 0 : 1);
    ByteBuffer out =
        ByteBuffer.allocate(HEAD_BYTES + entries * ENTRY_BYTES + recent.size() * RECENT_BYTES);
    out.put(VERSION);
    out.put((byte) (before == null ? 0 : 1));
    out.put((byte) (last == null ? 0 : 1));
    out.put((byte) recent.size());
    put(out, before);
    put(out, last);
    for (int back = recent.size() - 1; back >= 0; back--) {
      out.putLong(recent.begin(back));
      out.putLong(recent.end(back));
      out.putDouble(recent.result(back));
    }
    return new Tail(out.array());
  }

  private static void put(ByteBuffer out, SeriesTester.Entry entry) {
    if (entry != null) {
      out.putLong(entry.begin);
      out.putLong(entry.end);
      out.putDouble(entry.result);
      out.put((byte) entry.qualifier.symbol());
      out.put((byte) entry.source.code());
      out.put((byte) (entry.usable ? 1 : 0));
    }
  }

  /**
   * What {@link #toBytes} gave.
   *
   * @throws IllegalArgumentException when it is something else, or of another version
   */
  public static Tail ofBytes(byte[] bytes) {
    if (bytes.length < HEAD_BYTES || bytes[0] != VERSION) {
      throw new IllegalArgumentException("these bytes are no tail of version " + VERSION);
    }
    boolean flagsFit = (bytes[1] & ~1) == 0 && (bytes[2] & ~1) == 0;
    int size = HEAD_BYTES + (bytes[1] + bytes[2]) * ENTRY_BYTES + bytes[3] * RECENT_BYTES;
    if (!flagsFit || bytes[3] < 0 || bytes.length != size) {
      throw new IllegalArgumentException("a tail of " + bytes.length + " bytes is broken");
    }
    return new Tail(bytes.clone());
  }

  /** At most 1.6 kB. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  boolean hasBefore() {
    return bytes[1] != 0;
  }

  boolean hasLast() {
    return bytes[2] != 0;
  }

  void restore(Recent recent, Scale scale, SeriesTester.Entry before, SeriesTester.Entry last) {
    ByteBuffer in = ByteBuffer.wrap(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES);
    if (hasBefore()) {
      get(in, scale, before);
    }
    if (hasLast()) {
      get(in, scale, last);
    }
    for (int i = 0; i < bytes[3]; i++) {
      long begin = in.getLong();
      long end = in.getLong();
      double result = in.getDouble();
      recent.add(begin, end, result, scale.of(result));
    }
  }

  private static void get(ByteBuffer in, Scale scale, SeriesTester.Entry entry) {
    entry.set(
        in.getLong(),
        in.getLong(),
        in.getDouble(),
        Qualifier.ofSymbol((char) in.get()),
        QualityFlag.ofCode(in.get()));
    entry.usable = in.get() != 0;
    entry.place = entry.usable ? scale.of(entry.result) : Double.NaN;
  }
}
