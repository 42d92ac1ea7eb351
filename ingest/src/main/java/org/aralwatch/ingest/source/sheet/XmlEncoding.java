package org.aralwatch.ingest.source.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aralwatch.ingest.source.BadFileException;

/**
 * The encoding of an XML document, from its first bytes (XML 1.0, appendix F). Parts of a workbook
 * are UTF-8 or UTF-16; programs that write them by hand declare others.
 */
record XmlEncoding(Charset charset) {
  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  /** Bytes within which a declaration ends. */
  static final int DECLARATION = 200;

  static XmlEncoding of(byte[] bytes, int length) {
    if (length >= 2) {
      int start = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
      if (start == 0xfffe || start == 0x3c00) {
        return new XmlEncoding(
            start == 0xfffe ? StandardCharsets.UTF_16 : StandardCharsets.UTF_16LE);
      }
      if (start == 0xfeff || start == 0x003c) {
        return new XmlEncoding(
            start == 0xfeff ? StandardCharsets.UTF_16 : StandardCharsets.UTF_16BE);
      }
    }
    String head = new String(bytes, 0, Math.min(length, DECLARATION), StandardCharsets.ISO_8859_1);
    Matcher declared = DECLARED.matcher(head);
    if (!declared.find()) {
      return new XmlEncoding(StandardCharsets.UTF_8);
    }
    try {
      return new XmlEncoding(Charset.forName(declared.group(1)));
    } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
      throw new BadFileException(
          "XML in the encoding " + declared.group(1) + ", which is not known");
    }
  }

  /** Whether it is not UTF-8 as it is. */
  boolean isOther() {
    return !charset.equals(StandardCharsets.UTF_8) && !charset.equals(StandardCharsets.US_ASCII);
  }

  /** The same text as UTF-8: the bytes already read, and the rest. */
  InputStream recoded(byte[] read, int length, InputStream rest) {
    InputStream all =
        new SequenceInputStream(new ByteArrayInputStream(Arrays.copyOf(read, length)), rest);
    Reader reader =
        new InputStreamReader(
            all,
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    return new Recoded(reader);
  }

  private static final class Recoded extends InputStream {
    private final Reader reader;
    private final char[] chars = new char[8192];
    private byte[] bytes = {};
    private int at;

    Recoded(Reader reader) {
      this.reader = reader;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (at == bytes.length) {
        // One place is left free for the second half of a pair.
        int count = reader.read(chars, 0, chars.length - 1);
        if (count < 0) {
          return -1;
        }
        if (Character.isHighSurrogate(chars[count - 1])) {
          int low = reader.read();
          chars[count++] = low < 0 ? '\ufffd' : (char) low;
        }
        bytes = new String(chars, 0, count).getBytes(StandardCharsets.UTF_8);
        at = 0;
      }
      int count = Math.min(length, bytes.length - at);
      System.arraycopy(bytes, at, target, offset, count);
      at += count;
      return count;
    }
  }
}
