package org.aralwatch.server.tile;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes tiles as PNG (ISO 15948) with a {@link PngPalette} of 1, 2, 4 or 8 bits. Lines are not
 * filtered, which for a palette is best, and compression is light: a tile is encoded while somebody
 * waits.
 */
final class PngEncoder {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int PALETTE = 3;
  private static final int LEVEL = 1;

  private static final ConcurrentMap<Integer, byte[]> TRANSPARENT = new ConcurrentHashMap<>();

  private PngEncoder() {}

  /** The tile on which nothing is drawn, always the same array. */
  static byte[] transparent(int size) {
    return TRANSPARENT.computeIfAbsent(
        size, s -> encodePalette(s, new int[1], new byte[s * s], Deflater.BEST_COMPRESSION));
  }

  static byte[] encode(Canvas canvas) {
    PngPalette palette = PngPalette.of(canvas.pixels());
    if (palette.colours().length == 1 && palette.colours()[0] == 0) {
      return transparent(canvas.size());
    }
    return encodePalette(canvas.size(), palette.colours(), palette.indexes(), LEVEL);
  }

  private static byte[] encodePalette(int size, int[] colours, byte[] indexes, int level) {
    int bits = colours.length <= 2 ? 1 : colours.length <= 4 ? 2 : colours.length <= 16 ? 4 : 8;
    int rowBytes = size * bits / 8;
    byte[] lines = new byte[size * (rowBytes + 1)];
    int out = 0;
    for (int row = 0; row < size; row++) {
      out++;
      if (bits == 8) {
        System.arraycopy(indexes, row * size, lines, out, size);
        out += size;
        continue;
      }
      int perByte = 8 / bits;
      for (int i = row * size; i < (row + 1) * size; i += perByte) {
        int packed = 0;
        for (int j = 0; j < perByte; j++) {
          packed = packed << bits | indexes[i + j];
        }
        lines[out++] = (byte) packed;
      }
    }
    byte[] palette = new byte[colours.length * 3];
    byte[] alphas = new byte[colours.length];
    int alphaCount = 0;
    for (int i = 0; i < colours.length; i++) {
      palette[3 * i] = (byte) (colours[i] >> 16);
      palette[3 * i + 1] = (byte) (colours[i] >> 8);
      palette[3 * i + 2] = (byte) colours[i];
      alphas[i] = (byte) (colours[i] >> 24);
      alphaCount = alphas[i] == -1 ? alphaCount : i + 1;
    }
    return write(size, bits, palette, Arrays.copyOf(alphas, alphaCount), deflate(lines, level));
  }

  private static byte[] write(int size, int bits, byte[] palette, byte[] alphas, byte[] data) {
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(size).putInt(size).put((byte) bits).put((byte) PALETTE);
    ByteBuffer out = ByteBuffer.allocate(128 + palette.length + alphas.length + data.length);
    out.put(SIGNATURE);
    chunk(out, 0x49484452, header.array()); // IHDR
    chunk(out, 0x504C5445, palette); // PLTE
    if (alphas.length > 0) {
      chunk(out, 0x74524E53, alphas); // tRNS
    }
    chunk(out, 0x49444154, data); // IDAT
    chunk(out, 0x49454E44, new byte[0]); // IEND
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void chunk(ByteBuffer out, int type, byte[] data) {
    out.putInt(data.length);
    int start = out.position();
    out.putInt(type).put(data);
    CRC32 crc = new CRC32();
    crc.update(out.array(), start, out.position() - start);
    out.putInt((int) crc.getValue());
  }

  private static byte[] deflate(byte[] lines, int level) {
    Deflater deflater = new Deflater(level);
    try {
      deflater.setInput(lines);
      deflater.finish();
      byte[] out = new byte[Math.max(256, lines.length / 4)];
      int size = 0;
      while (!deflater.finished()) {
        if (size == out.length) {
          out = Arrays.copyOf(out, out.length * 2);
        }
        size += deflater.deflate(out, size, out.length - size);
      }
      return Arrays.copyOf(out, size);
    } finally {
      deflater.end();
    }
  }
}
