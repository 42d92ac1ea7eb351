package org.aralwatch.ingest.detect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.aralwatch.ingest.source.SourceFile;

/**
 * The beginning of a file and pieces of the rest, the end among them: enough to judge a file of any
 * size without reading it.
 *
 * @param head the first bytes
 * @param whole whether {@code head} is all there is
 * @param pieces later ones in file order; each begins and ends anywhere
 */
record SourceBytes(byte[] head, boolean whole, List<byte[]> pieces) {
  static final int HEAD = 1 << 21;
  private static final int PIECE = 1 << 16;
  private static final int PIECES = 12;

  static SourceBytes of(SourceFile file) throws IOException {
    try (InputStream in = file.open()) {
      byte[] head = in.readNBytes(HEAD);
      List<byte[]> pieces = new ArrayList<>();
      long at = head.length;
      if (head.length == HEAD) {
        long rest = file.size() - HEAD;
        for (int i = 1; i <= PIECES && rest > 0; i++) {
          // Even places, so that a character of UTF-16 is not cut.
          long from = HEAD + (rest - PIECE) / PIECES * i & ~1L;
          if (i == PIECES) {
            from = Math.max(at, file.size() - PIECE & ~1L);
          }
          if (from < at || !skip(in, from - at)) {
            continue;
          }
          byte[] piece = in.readNBytes(PIECE);
          pieces.add(piece);
          at = from + piece.length;
        }
      }
      return new SourceBytes(head, head.length < HEAD, pieces);
    }
  }

  /** The bytes of a part of a file, as of a member of an archive: its beginning only. */
  static SourceBytes of(InputStream in, int most) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write(in.readNBytes(most));
    return new SourceBytes(head.toByteArray(), head.size() < most, List.of());
  }

  private static boolean skip(InputStream in, long count) throws IOException {
    long left = count;
    while (left > 0) {
      long skipped = in.skip(left);
      if (skipped <= 0) {
        if (in.read() < 0) {
          return false;
        }
        skipped = 1;
      }
      left -= skipped;
    }
    return true;
  }
}
