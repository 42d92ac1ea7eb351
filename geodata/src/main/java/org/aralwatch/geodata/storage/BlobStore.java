package org.aralwatch.geodata.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Bytes by their SHA-256, in chunks of 1 MiB, so that every node finds them and a range can be read
 * without the rest. Storing the same bytes again stores nothing. Thread-safe.
 */
public final class BlobStore {
  static final int CHUNK = 1 << 20;

  private final Jdbi jdbi;

  public BlobStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Stores all of {@code in}; does not close it. All or nothing; memory for one chunk.
   *
   * @throws IOException when {@code in} fails; nothing is stored then
   */
  public Sha256 put(InputStream in) throws IOException {
    try {
      return jdbi.inTransaction(handle -> put(handle, in));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Sha256 put(Handle handle, InputStream in) {
    // The hash is known at the end only: chunks wait in a table of the transaction.
    handle.execute("CREATE TEMPORARY TABLE arriving (number integer, bytes bytea) ON COMMIT DROP");
    MessageDigest digest = Sha256.newDigest();
    long size = 0;
    int number = 0;
    try {
      byte[] chunk = in.readNBytes(CHUNK);
      while (chunk.length > 0) {
        digest.update(chunk);
        size += chunk.length;
        handle.execute("INSERT INTO arriving VALUES (?, ?)", number, chunk);
        number++;
        chunk = in.readNBytes(CHUNK);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Sha256 sha256 = Sha256.of(digest.digest());
    int added =
        handle.execute(
            "INSERT INTO blob (sha256, size) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING",
            sha256.bytes(),
            size);
    if (added == 1) {
      handle.execute(
          "INSERT INTO blob_chunk (sha256, number, bytes) SELECT ?, number, bytes FROM arriving",
          sha256.bytes());
    }
    return sha256;
  }

  /** Size in bytes; empty where there is no such blob. */
  public OptionalLong findSize(Sha256 sha256) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT size FROM blob WHERE sha256 = :sha256")
                .bind("sha256", sha256.bytes())
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
  }

  /**
   * Up to {@code length} bytes from {@code offset}; fewer at the end, none past it.
   *
   * @throws StorageException when there is no such blob
   */
  public byte[] range(Sha256 sha256, long offset, int length) {
    long size = findSize(sha256).orElseThrow(() -> new StorageException("no blob " + sha256.hex()));
    int wanted = (int) Math.max(0, Math.min(length, size - offset));
    byte[] range = new byte[wanted];
    int filled = 0;
    while (filled < wanted) {
      long position = offset + filled;
      int number = Math.toIntExact(position / CHUNK);
      int within = (int) (position % CHUNK);
      byte[] part =
          jdbi.withHandle(
              handle ->
                  handle
                      .createQuery(
                          """
                          SELECT substring(bytes FROM :start FOR :count) FROM blob_chunk
                          WHERE sha256 = :sha256 AND number = :number
                          """)
                      .bind("start", within + 1)
                      .bind("count", Math.min(wanted - (int) (position - offset), CHUNK - within))
                      .bind("sha256", sha256.bytes())
                      .bind("number", number)
                      .mapTo(byte[].class)
                      .findOne()
                      .orElseThrow(
                          () ->
                              new StorageException(
                                  "chunk " + number + " of blob " + sha256.hex() + " is missing")));
      System.arraycopy(part, 0, range, filled, part.length);
      filled += part.length;
    }
    return range;
  }

  /**
   * All bytes, a chunk at a time; holds no connection between reads.
   *
   * @throws StorageException when there is no such blob
   */
  public InputStream open(Sha256 sha256) {
    long size = findSize(sha256).orElseThrow(() -> new StorageException("no blob " + sha256.hex()));
    return new BlobStream(sha256, size);
  }

  private final class BlobStream extends InputStream {
    private final Sha256 sha256;
    private final long size;
    private long position;
    private byte[] chunk = new byte[0];
    private int within;

    BlobStream(Sha256 sha256, long size) {
      this.sha256 = sha256;
      this.size = size;
    }

    @Override
    public int read() {
      return fill() ? chunk[within++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, chunk.length - within);
      System.arraycopy(chunk, within, target, offset, count);
      within += count;
      return count;
    }

    private boolean fill() {
      if (within == chunk.length && position < size) {
        chunk = range(sha256, position, CHUNK);
        position += chunk.length;
        within = 0;
      }
      return within < chunk.length;
    }
  }
}
