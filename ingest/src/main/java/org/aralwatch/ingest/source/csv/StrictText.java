package org.aralwatch.ingest.source.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.aralwatch.ingest.source.BadFileException;

/**
 * Decodes a text file and refuses what is none: bytes that the encoding does not know, and NUL.
 * Java's own reader would put U+FFFD in their place, and a station's name would be stored broken. A
 * byte-order mark is believed before the declared encoding, and taken away.
 */
final class StrictText extends Reader {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
  private final Charset charset;
  private final CharsetDecoder decoder;
  private boolean ended;
  private long line = 1;
  private char last;
  private boolean any;
  // Quotes at the end of the text, before the last line end.
  private final char quote;
  private long closingQuotes;

  StrictText(InputStream in, Charset declared, char quote) throws IOException {
    this.in = in;
    this.quote = quote;
    bytes.flip();
    fill();
    charset = markedCharset(declared);
    decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private Charset markedCharset(Charset declared) {
    if (startsWith(0xef, 0xbb, 0xbf)) {
      bytes.position(3);
      return StandardCharsets.UTF_8;
    }
    if (startsWith(0xff, 0xfe)) {
      bytes.position(2);
      return StandardCharsets.UTF_16LE;
    }
    if (startsWith(0xfe, 0xff)) {
      bytes.position(2);
      return StandardCharsets.UTF_16BE;
    }
    return declared;
  }

  private boolean startsWith(int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (bytes.limit() <= i || (bytes.get(i) & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /** Reads on until the buffer is full or the input ends: a mark may come byte by byte. */
  private void fill() throws IOException {
    bytes.compact();
    while (bytes.hasRemaining()) {
      int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
      if (count < 0) {
        ended = true;
        break;
      }
      bytes.position(bytes.position() + count);
    }
    bytes.flip();
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    CharBuffer chars = CharBuffer.wrap(target, offset, length);
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      int decoded = chars.position() - offset;
      if (decoded > 0) {
        look(target, offset, decoded);
        return decoded;
      }
      if (result.isError()) {
        throw undecodable(result.length());
      }
      if (ended) {
        decoder.flush(chars);
        return -1;
      }
      fill();
    }
  }

  /** Counts lines, refuses NUL, and remembers how the text ends. */
  private void look(char[] chars, int offset, int length) {
    any = true;
    for (int i = offset; i < offset + length; i++) {
      char c = chars[i];
      if (c == '\n' && last != '\r' || c == '\r') {
        line++;
      } else if (c == quote) {
        closingQuotes = last == quote ? closingQuotes + 1 : 1;
      } else if (c == 0) {
        throw new BadFileException(
            line, "a NUL byte: the file is no text, or its encoding is not " + charset);
      } else if (c != '\n') {
        closingQuotes = 0;
      }
      last = c;
    }
  }

  private BadFileException undecodable(int length) {
    byte[] wrong = new byte[Math.min(length, bytes.remaining())];
    bytes.get(bytes.position(), wrong);
    return new BadFileException(
        line,
        "the bytes "
            + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(wrong)
            + " are no "
            + charset
            + (charset.equals(StandardCharsets.UTF_8)
                ? "; the encoding may be windows-1251, windows-1252 or KOI8-R"
                : ""));
  }

  boolean isEmpty() {
    return !any;
  }

  long closingQuotes() {
    return closingQuotes;
  }

  @Override
  public void close() {
    // The input belongs to the caller.
  }
}
