package org.aralwatch.benchmarks.client;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A kept HTTP/1.1 connection that costs the machine as little as can be: it shares two cores with
 * the server that it measures. Requests are bytes made before; of an answer only what says where it
 * ends is read. One thread at a time.
 */
final class HttpConnection implements Closeable {
  private static final int TIMEOUT_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;
  private byte[] body = new byte[1 << 16];
  private int bodyLength;

  HttpConnection(InetSocketAddress address) throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(address);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /** Sends a request and reads its answer to the end; gives the status. */
  int exchange(byte[] request) throws IOException {
    out.write(request);
    bodyLength = 0;
    String head = head();
    int status = Integer.parseInt(head.substring(9, 12));
    if (status == 204 || status == 304) {
      return status;
    }
    String fields = head.toLowerCase(Locale.ROOT);
    int length = fields.indexOf("\r\ncontent-length:");
    if (length >= 0) {
      int from = length + "\r\ncontent-length:".length();
      take(Integer.parseInt(fields.substring(from, fields.indexOf('\r', from)).strip()));
    } else if (fields.contains("\r\ntransfer-encoding: chunked")) {
      for (int chunk = chunk(); chunk > 0; chunk = chunk()) {
        take(chunk);
        line();
      }
      line();
    } else {
      throw new IOException("no length in " + head);
    }
    return status;
  }

  /** Bytes of the last answer's body, as they came. */
  byte[] body() {
    return Arrays.copyOf(body, bodyLength);
  }

  int bodyLength() {
    return bodyLength;
  }

  private int chunk() throws IOException {
    String size = line();
    int extension = size.indexOf(';');
    return Integer.parseInt((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
  }

  private String head() throws IOException {
    int scanned = start;
    while (true) {
      for (int i = Math.max(start, scanned - 3); i + 3 < end; i++) {
        if (buffer[i] == '\r'
            && buffer[i + 1] == '\n'
            && buffer[i + 2] == '\r'
            && buffer[i + 3] == '\n') {
          // With the line end before the empty line, so that every field ends with one.
          String head = new String(buffer, start, i + 2 - start, StandardCharsets.ISO_8859_1);
          start = i + 4;
          return head;
        }
      }
      scanned = end;
      int moved = start;
      fill();
      scanned -= moved - start;
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      if (start == end) {
        fill();
      }
      int next = buffer[start++];
      if (next == '\n') {
        return line.toString().strip();
      }
      line.append((char) next);
    }
  }

  private void take(int count) throws IOException {
    if (body.length < bodyLength + count) {
      body = Arrays.copyOf(body, Math.max(bodyLength + count, 2 * body.length));
    }
    int buffered = Math.min(count, end - start);
    System.arraycopy(buffer, start, body, bodyLength, buffered);
    start += buffered;
    int left = count - buffered;
    int at = bodyLength + buffered;
    while (left > 0) {
      int read = in.read(body, at, left);
      if (read < 0) {
        throw new EOFException("the server closed the connection within an answer");
      }
      at += read;
      left -= read;
    }
    bodyLength += count;
  }

  private void fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, end, buffer.length - end);
    if (read < 0) {
      throw new EOFException("the server closed the connection");
    }
    end += read;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
