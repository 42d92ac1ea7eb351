package org.aralwatch.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Bytes that are ready to be sent, with their strong entity tag, and compressed once for all where
 * that pays. Answers GET and HEAD, and 304 to whoever has them. Immutable.
 */
final class ByteAnswer {
  private static final HttpField NO_SNIFFING =
      new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
  private static final HttpField GZIP =
      new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, "gzip");
  private static final HttpField VARY = new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding");

  /** Below this a packet is sent anyway. */
  private static final int LEAST_COMPRESSED = 860;

  private final byte[] bytes;
  private final byte[] compressed;
  private final String etag;
  private final String compressedEtag;
  private final HttpField contentType;
  private final HttpField cacheControl;
  private final HttpField etagField;

  private ByteAnswer(
      byte[] bytes, byte[] compressed, String etag, HttpField contentType, HttpField cacheControl) {
    this.bytes = bytes;
    this.compressed = compressed;
    this.etag = etag;
    this.compressedEtag = etag.substring(0, etag.length() - 1) + "-gzip\"";
    this.contentType = contentType;
    this.cacheControl = cacheControl;
    this.etagField = new HttpField(HttpHeader.ETAG, etag);
  }

  /** Bytes as they are, for what is compressed already. */
  static ByteAnswer plain(
      byte[] bytes, String etag, HttpField contentType, HttpField cacheControl) {
    return new ByteAnswer(bytes, null, etag, contentType, cacheControl);
  }

  /** Bytes and, where that is shorter, their gzip form. */
  static ByteAnswer compressible(
      byte[] bytes, String etag, HttpField contentType, HttpField cacheControl) {
    byte[] compressed = bytes.length < LEAST_COMPRESSED ? null : gzip(bytes);
    if (compressed != null && compressed.length >= bytes.length) {
      compressed = null;
    }
    return new ByteAnswer(bytes, compressed, etag, contentType, cacheControl);
  }

  /** Bytes held. */
  int weight() {
    return bytes.length + (compressed == null ? 0 : compressed.length);
  }

  void send(Request request, Response response, Callback callback) {
    HttpFields.Mutable headers = response.getHeaders();
    headers.add(NO_SNIFFING);
    headers.add(cacheControl);
    boolean zipped = compressed != null && accepts(request);
    if (compressed != null) {
      headers.add(VARY);
    }
    headers.add(zipped ? new HttpField(HttpHeader.ETAG, compressedEtag) : etagField);
    if (isKnown(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))) {
      response.setStatus(HttpStatus.NOT_MODIFIED_304);
      response.write(true, null, callback);
      return;
    }
    if (bytes.length == 0) {
      response.setStatus(HttpStatus.NO_CONTENT_204);
      response.write(true, null, callback);
      return;
    }
    byte[] body = zipped ? compressed : bytes;
    response.setStatus(HttpStatus.OK_200);
    headers.add(contentType);
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    if (zipped) {
      headers.add(GZIP);
    }
    boolean head = HttpMethod.HEAD.is(request.getMethod());
    response.write(true, head ? null : ByteBuffer.wrap(body), callback);
  }

  /** RFC 9110, 13.1.2: a list of tags, compared weakly, or a star. */
  private boolean isKnown(String tags) {
    if (tags == null) {
      return false;
    }
    if (tags.equals(etag) || tags.equals(compressedEtag)) {
      return true;
    }
    for (String tag : tags.split(",")) {
      String opaque = tag.strip();
      if (opaque.startsWith("W/")) {
        opaque = opaque.substring(2);
      }
      if (opaque.equals(etag) || opaque.equals(compressedEtag) || opaque.equals("*")) {
        return true;
      }
    }
    return false;
  }

  private static boolean accepts(Request request) {
    HttpField encodings = request.getHeaders().getField(HttpHeader.ACCEPT_ENCODING);
    return encodings != null && encodings.contains("gzip");
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return out.toByteArray();
  }
}
