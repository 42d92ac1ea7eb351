package org.aralwatch.server.tile;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An encoded tile.
 *
 * @param bytes no bytes for a vector tile without features; shared by all readers and never changed
 * @param etag strong, quoted as in the header: 128 bits of the SHA-256 of the bytes
 */
public record Tile(TileFormat format, byte[] bytes, String etag) {

  /** A tile of these bytes, which the caller gives away. */
  public static Tile of(TileFormat format, byte[] bytes) {
    return new Tile(format, bytes, '"' + HexFormat.of().formatHex(hash(bytes), 0, 16) + '"');
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** True for a vector tile without features, answered as 204. A PNG is never empty. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }
}
