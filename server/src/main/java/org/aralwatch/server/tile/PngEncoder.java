package org.aralwatch.server.tile;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes tiles as PNG (ISO 15948): a palette of 1, 2, 4 or 8 bits where the tile has at most 256
 * colours, as most have, else RGBA. Lines are not filtered and compression is light: maps are flat
 * areas, on which both find little more, and a tile is encoded while somebody waits.
 */
final class PngEncoder {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int PALETTE = 3;
  private static final int RGBA = 6;
  private static final int MAX_COLOURS = 256;
  private static final int SLOTS = 1024;
  private static final int LEVEL = 1;

  private static final ConcurrentMap<Integer, byte[]> TRANSPARENT = new ConcurrentHashMap<>();

  private PngEncoder() {}

  /** The tile without any features, always the same array. */
  static byte[] transparent(int size) {
    return TRANSPARENT.computeIfAbsent(size, s -> encode(new Canvas(s)));
  }

  static byte[] encode(Canvas canvas) {
    byte[] indexes = new byte[canvas.pixels().length];
    int[] colours = new int[MAX_COLOURS];
    int count = index(canvas.pixels(), colours, indexes);
    return count > 0
        ? encodePalette(canvas.size(), Arrays.copyOf(colours, count), indexes)
        : encodeRgba(canvas);
  }

  /** Fills the colours and the index of every pixel; the number of colours, 0 if too many. */
  private static int index(int[] pixels, int[] colours, byte[] indexes) {
    int[] slots = new int[SLOTS];
    int count = 0;
    int last = ~pixels[0];
    int lastIndex = 0;
    for (int i = 0; i < pixels.length; i++) {
      int pixel = pixels[i];
      if (pixel != last) {
        int slot = pixel * 0x9E3779B9 >>> 22;
        while (slots[slot] != 0 && colours[slots[slot] - 1] != pixel) {
          slot = slot + 1 & SLOTS - 1;
        }
        if (slots[slot] == 0) {
          if (count == MAX_COLOURS) {
            return 0;
          }
          colours[count] = pixel;
          slots[slot] = ++count;
        }
        last = pixel;
        lastIndex = slots[slot] - 1;
      }
      indexes[i] = (byte) lastIndex;
    }
    return count;
  }

  private static byte[] encodePalette(int size, int[] colours, byte[] indexes) {
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
    return write(size, bits, PALETTE, palette, Arrays.copyOf(alphas, alphaCount), lines);
  }

  private static byte[] encodeRgba(Canvas canvas) {
    int size = canvas.size();
    byte[] lines = new byte[size * (4 * size + 1)];
    int out = 0;
    int pixel = 0;
    for (int row = 0; row < size; row++) {
      out++;
      for (int column = 0; column < size; column++) {
        int colour = canvas.pixels()[pixel++];
        lines[out++] = (byte) (colour >> 16);
        lines[out++] = (byte) (colour >> 8);
        lines[out++] = (byte) colour;
        lines[out++] = (byte) (colour >> 24);
      }
    }
    return write(size, 8, RGBA, new byte[0], new byte[0], lines);
  }

  private static byte[] write(
      int size, int bits, int colourType, byte[] palette, byte[] alphas, byte[] lines) {
    byte[] data = deflate(lines);
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(size).putInt(size).put((byte) bits).put((byte) colourType);
    ByteBuffer out = ByteBuffer.allocate(128 + palette.length + alphas.length + data.length);
    out.put(SIGNATURE);
    chunk(out, 0x49484452, header.array()); // IHDR
    if (palette.length > 0) {
      chunk(out, 0x504C5445, palette); // PLTE
    }
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

  private static byte[] deflate(byte[] lines) {
    Deflater deflater = new Deflater(LEVEL);
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
