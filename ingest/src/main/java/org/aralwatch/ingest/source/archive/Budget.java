package org.aralwatch.ingest.source.archive;

import java.io.InputStream;
import org.aralwatch.ingest.source.BadFileException;

/**
 * How much one upload may unpack to, archives within it included. Not thread-safe.
 *
 * <p>A sheet as long as the format allows (1,048,576 rows) with sixty columns is about 3 GiB of
 * XML, and half a minute of reading.
 */
final class Budget {
  /** Bytes that all members of an upload may have, at every level together. */
  static final long MOST_BYTES = 8L << 30;

  /** An archive in an archive, as when a folder of a year's archives is sent; no deeper. */
  static final int DEEPEST = 2;

  private final int level;
  private final long[] used;

  private Budget(int level, long[] used) {
    this.level = level;
    this.used = used;
  }

  /** A new one, or that of the archive of which the input is a member. */
  static Budget of(InputStream in) {
    return in instanceof MemberStream member
        ? new Budget(member.budget().level + 1, member.budget().used)
        : new Budget(0, new long[1]);
  }

  /** 0 for what was uploaded, 1 for its members, and so on. */
  int level() {
    return level;
  }

  void take(long bytes) {
    used[0] += bytes;
    if (used[0] > MOST_BYTES) {
      throw new BadFileException(
          "it unpacks to more than "
              + (MOST_BYTES >> 30)
              + " GiB: a ZIP bomb, or too much at once");
    }
  }
}
