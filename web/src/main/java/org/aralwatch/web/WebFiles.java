package org.aralwatch.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The static files of the map page, read from the class path.
 *
 * <p>A file is read once and kept: the files of a running program do not change, and all of them
 * together are about one megabyte. Safe for use by several threads.
 */
public final class WebFiles {

  /** Where the files lie on the class path; ends with a slash. */
  public static final String RESOURCE_ROOT = "/org/aralwatch/web/";

  /**
   * The Content-Security-Policy the page is written for: everything from its own host, no inline
   * script and no inline style. Leaflet and uPlot set styles through the CSSOM only, which this
   * allows.
   */
  public static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'self'";

  private static final String INDEX = "index.html";

  /** Only these are served; what has another ending is no file of the page. */
  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json; charset=utf-8",
          "txt", "text/plain; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "webmanifest", "application/manifest+json; charset=utf-8");

  /** Segments start with a letter or a digit, so neither {@code ..} nor a hidden file matches. */
  private static final Pattern SAFE_PATH =
      Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9_-]*/)*[A-Za-z0-9][A-Za-z0-9._-]*");

  private final Map<String, WebFile> files = new ConcurrentHashMap<>();

  /**
   * The file for a decoded request path such as {@code /js/main.js}; {@code /} is the page itself.
   *
   * @return empty when there is no such file or the path is not a plain one (a {@code ..}, a
   *     backslash, a hidden file, an unknown ending)
   * @throws UncheckedIOException when the file is there and cannot be read
   */
  public Optional<WebFile> find(String requestPath) {
    Objects.requireNonNull(requestPath, "requestPath");
    String path = requestPath.startsWith("/") ? requestPath.substring(1) : requestPath;
    if (path.isEmpty()) {
      path = INDEX;
    }
    String contentType = CONTENT_TYPES.get(ending(path));
    if (contentType == null || !SAFE_PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    WebFile known = files.get(path);
    return known == null ? read(path, contentType) : Optional.of(known);
  }

  private Optional<WebFile> read(String path, String contentType) {
    try (InputStream in = WebFiles.class.getResourceAsStream(RESOURCE_ROOT + path)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      WebFile file = new WebFile(path, contentType, bytes, strongTag(bytes));
      files.put(path, file);
      return Optional.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the page's file " + path, e);
    }
  }

  private static String ending(String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "" : path.substring(dot + 1);
  }

  private static String strongTag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /**
   * One file, ready to be sent.
   *
   * @param path relative to the root, without a leading slash
   * @param contentType value of the Content-Type header, with charset for texts
   * @param bytes the content, uncompressed
   * @param etag strong entity tag with its quotes, from the SHA-256 of the bytes
   */
  public record WebFile(String path, String contentType, byte[] bytes, String etag) {

    /** Copies the bytes, so that a file once read stays as it is. */
    public WebFile {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(contentType, "contentType");
      Objects.requireNonNull(etag, "etag");
      bytes = bytes.clone();
    }

    /** A copy of the content. */
    @Override
    public byte[] bytes() {
      return bytes.clone();
    }

    /** Length of the content in bytes. */
    public int length() {
      return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof WebFile that && path.equals(that.path) && etag.equals(that.etag);
    }

    @Override
    public int hashCode() {
      return Objects.hash(path, etag);
    }

    @Override
    public String toString() {
      return path + " (" + contentType + ", " + bytes.length + " bytes)";
    }
  }
}
