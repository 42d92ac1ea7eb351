package org.aralwatch.ingest.pipeline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.aralwatch.geodata.storage.Sha256;

/** Counts and digests what is read through it. */
final class CountingDigest extends FilterInputStream {
  private final MessageDigest digest = Sha256.newDigest();
  private long count;

  CountingDigest(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      digest.update((byte) value);
      count++;
    }
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    if (read > 0) {
      digest.update(target, offset, read);
      count += read;
    }
    return read;
  }

  @Override
  public long skip(long wanted) throws IOException {
    throw new IOException("what is skipped would not be digested");
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Bytes read so far. */
  long count() {
    return count;
  }

  /** Of all bytes read; to be asked once. */
  Sha256 sha256() {
    return Sha256.of(digest.digest());
  }
}
