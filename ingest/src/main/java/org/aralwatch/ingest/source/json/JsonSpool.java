package org.aralwatch.ingest.source.json;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PushbackInputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aralwatch.ingest.source.BadFileException;

/**
 * A JSON file as UTF-8 in a temporary file of its own, so that it can be read more than once: what
 * describes a value may come after it. RFC 8259 (December 2017) knows UTF-8 only; UTF-16 is
 * understood too, by its byte-order mark or by the zero bytes of its first characters (RFC 4627,
 * July 2006, section 3), since older programs write it.
 */
final class JsonSpool implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final Path file;

  private JsonSpool(Path file) {
    this.file = file;
  }

  /**
   * @throws BadFileException when the file is empty, has NUL characters, or is no UTF-16 although
   *     it begins so
   */
  static JsonSpool of(InputStream in) throws IOException {
    Path file = Files.createTempFile("aralwatch-" + ProcessHandle.current().pid() + "-", ".json");
    JsonSpool spool = new JsonSpool(file);
    boolean done = false;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
      copy(new PushbackInputStream(in, 4), out);
      done = true;
    } finally {
      if (!done) {
        spool.close();
      }
    }
    return spool;
  }

  private static void copy(PushbackInputStream in, OutputStream out) throws IOException {
    byte[] head = in.readNBytes(4);
    if (head.length == 0) {
      throw new BadFileException("the file is empty");
    }
    int zeros = 0;
    for (int i = 0; i < head.length; i++) {
      zeros |= head[i] == 0 ? 1 << i : 0;
    }
    if (starts(head, 0xff, 0xfe) && zeros != 0b1100 || zeros == 0b1010) {
      in.unread(head);
      transcode(in, StandardCharsets.UTF_16LE, out);
    } else if (starts(head, 0xfe, 0xff) || zeros == 0b0101) {
      in.unread(head);
      transcode(in, StandardCharsets.UTF_16BE, out);
    } else {
      int mark = starts(head, 0xef, 0xbb, 0xbf) ? 3 : 0;
      in.unread(head, mark, head.length - mark);
      plain(in, out);
    }
  }

  private static boolean starts(byte[] head, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (head.length <= i || (head[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static void plain(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long line = 1;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n') {
          line++;
        } else if (buffer[i] == 0) {
          throw nul(line);
        }
      }
      out.write(buffer, 0, count);
    }
  }

  private static void transcode(InputStream in, Charset charset, OutputStream out)
      throws IOException {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    // Not closed: the stream below belongs to the caller.
    @SuppressWarnings("resource")
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    CharBuffer chars = CharBuffer.allocate(BUFFER);
    long line = 1;
    boolean first = true;
    boolean ended = false;
    while (!ended) {
      int count = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
      ended = bytes.remaining() > count;
      bytes.position(bytes.position() + count).flip();
      CoderResult result = decoder.decode(bytes, chars, ended);
      chars.flip();
      int from = first && chars.hasRemaining() && chars.get(0) == '\ufeff' ? 1 : 0;
      first = false;
      for (int i = from; i < chars.limit(); i++) {
        if (chars.get(i) == '\n') {
          line++;
        } else if (chars.get(i) == 0) {
          throw nul(line);
        }
      }
      writer.write(chars.array(), from, chars.limit() - from);
      if (result.isError()) {
        throw new BadFileException(line, "bytes that are no " + charset);
      }
      chars.clear();
      bytes.compact();
    }
    writer.flush();
  }

  private static BadFileException nul(long line) {
    return new BadFileException(line, "a NUL character: the file is no JSON text");
  }

  /** Reads from the beginning; to be closed by the caller. */
  JsonCursor open() throws IOException {
    return new JsonCursor(Files.newInputStream(file));
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
