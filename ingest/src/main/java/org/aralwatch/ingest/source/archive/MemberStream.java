package org.aralwatch.ingest.source.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.aralwatch.ingest.source.BadFileException;

/**
 * The unpacked bytes of a member. Refuses what has another length or check sum than the archive
 * says, and what unpacks too well to be data. Not thread-safe.
 */
final class MemberStream extends InputStream {
  /** Bytes of one member: see {@link Budget}. */
  static final long MOST_BYTES = 4L << 30;

  /**
   * Unpacked bytes for one packed byte. Deflate reaches 1,032; sheets have 6 to 15, a sheet of
   * formatted empty cells was measured at 60.
   */
  static final int MOST_RATIO = 250;

  /** So many bytes are given before the ratio is looked at: short parts may be all alike. */
  static final long RATIO_FROM = 32L << 20;

  private static final int BUFFER = 1 << 15;

  private final Spool spool;
  private final ZipMember member;
  private final Budget budget;
  private final Inflater inflater;
  private final CRC32 crc = new CRC32();
  private final byte[] packed = new byte[BUFFER];
  private long from;
  private final long end;
  private long given;
  private boolean ended;

  /**
   * @param from where the member's bytes begin
   */
  MemberStream(Spool spool, ZipMember member, long from) {
    this.spool = spool;
    this.member = member;
    this.budget = spool.budget();
    this.from = from;
    this.end = from + member.packed();
    this.inflater = member.method() == ZipContainer.DEFLATED ? new Inflater(true) : null;
  }

  Budget budget() {
    return budget;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (ended) {
      return -1;
    }
    int count =
        inflater == null ? stored(target, offset, length) : inflated(target, offset, length);
    if (count < 0) {
      ended = true;
      check();
      return -1;
    }
    crc.update(target, offset, count);
    given += count;
    budget.take(count);
    if (given > member.size()) {
      throw bad("is longer than the archive says: the archive is damaged, or a ZIP bomb");
    }
    if (given > MOST_BYTES) {
      throw bad("unpacks to more than " + (MOST_BYTES >> 30) + " GiB");
    }
    if (given > RATIO_FROM && given / MOST_RATIO > member.packed()) {
      throw bad(
          "unpacks to more than " + MOST_RATIO + " times its packed size, as a ZIP bomb does");
    }
    return count;
  }

  private int stored(byte[] target, int offset, int length) throws IOException {
    if (from == end) {
      return -1;
    }
    int count = spool.read(from, target, offset, (int) Math.min(length, end - from));
    if (count < 0) {
      throw bad("is cut off");
    }
    from += count;
    return count;
  }

  private int inflated(byte[] target, int offset, int length) throws IOException {
    try {
      while (true) {
        int count = inflater.inflate(target, offset, length);
        if (count > 0) {
          return count;
        }
        if (inflater.finished()) {
          return -1;
        }
        if (inflater.needsDictionary()) {
          throw bad("is damaged: it needs a dictionary");
        }
        if (from == end) {
          throw bad("is cut off");
        }
        int more = spool.read(from, packed, 0, (int) Math.min(packed.length, end - from));
        if (more < 0) {
          throw bad("is cut off");
        }
        from += more;
        inflater.setInput(packed, 0, more);
      }
    } catch (DataFormatException e) {
      throw bad("is damaged: " + e.getMessage());
    }
  }

  private void check() {
    if (given != member.size()) {
      throw bad("has " + given + " bytes instead of " + member.size() + ": it is damaged");
    }
    if (crc.getValue() != member.crc32()) {
      throw bad("has another check sum than the archive says: it is damaged");
    }
  }

  private BadFileException bad(String what) {
    return new BadFileException("'" + member.name() + "' in the archive " + what);
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.end();
    }
    ended = true;
  }
}
