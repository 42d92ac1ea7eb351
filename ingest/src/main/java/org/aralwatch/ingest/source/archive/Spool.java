package org.aralwatch.ingest.source.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A copy of an input in a temporary file, for formats whose directory stands at the end. The file
 * goes when this is closed; where the system allows it, it has no name from the start, so that
 * nothing is left even when the process is killed. Not thread-safe.
 */
public final class Spool implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final FileChannel channel;
  private final long size;
  private final Budget budget;

  private Spool(FileChannel channel, long size, Budget budget) {
    this.channel = channel;
    this.size = size;
    this.budget = budget;
  }

  /**
   * Copies all of the input, which is not closed.
   *
   * @throws IOException when the input cannot be read, or the disk is full
   */
  public static Spool of(InputStream in) throws IOException {
    return of(in, Files.createTempFile("aralwatch-", ".spool"));
  }

  /** The same in a file that is there already. */
  static Spool of(InputStream in, Path file) throws IOException {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    try {
      return new Spool(channel, copy(in, channel), Budget.of(in));
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  private static long copy(InputStream in, FileChannel channel) throws IOException {
    byte[] bytes = new byte[BUFFER];
    long size = 0;
    for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      size += count;
    }
    return size;
  }

  public long size() {
    return size;
  }

  /** What may still be unpacked: shared with the archive that the input came from, if any. */
  Budget budget() {
    return budget;
  }

  /**
   * Bytes from a place on.
   *
   * @return fewer than wanted at the end of the file only
   */
  public byte[] bytes(long from, int wanted) throws IOException {
    byte[] bytes = new byte[(int) Math.max(0, Math.min(wanted, size - from))];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new IOException("the temporary file has become shorter");
      }
    }
    return bytes;
  }

  /** Fills the array as far as there are bytes; how many, or -1 at the end. */
  int read(long from, byte[] target, int offset, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(target, offset, length), from);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
