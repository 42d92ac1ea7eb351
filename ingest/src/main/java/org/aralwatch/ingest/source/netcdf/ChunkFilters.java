package org.aralwatch.ingest.source.netcdf;

import io.jhdf.filter.PipelineFilterWithData;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.aralwatch.ingest.source.BadFileException;

/** The ways in which NetCDF-4 packs chunks: shuffle, deflate, checksum. */
final class ChunkFilters {
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER_32 = 3;
  private static final int CHECKSUM_BYTES = 4;

  private final String variable;
  private final List<Integer> filters = new ArrayList<>();
  private final int chunkBytes;
  private final int valueBytes;

  ChunkFilters(
      String variable, List<PipelineFilterWithData> pipeline, int chunkBytes, int valueBytes) {
    this.variable = variable;
    this.chunkBytes = chunkBytes;
    this.valueBytes = valueBytes;
    for (PipelineFilterWithData filter : pipeline) {
      if (filter.getId() != DEFLATE && filter.getId() != SHUFFLE && filter.getId() != FLETCHER_32) {
        throw new BadFileException(
            "the variable "
                + variable
                + " is packed by the filter "
                + filter.getName()
                + "; deflate, shuffle and fletcher32 can be read");
      }
      filters.add(filter.getId());
    }
  }

  /** Bytes of an unpacked chunk. */
  int chunkBytes() {
    return chunkBytes;
  }

  /** Undoes the filters, the last applied first. A checksum is taken off and not compared. */
  ByteBuffer unpack(ByteBuffer raw) {
    byte[] bytes = new byte[Math.min(raw.remaining(), 2 * chunkBytes + 1_024)];
    raw.get(bytes);
    for (int i = filters.size() - 1; i >= 0; i--) {
      bytes =
          switch (filters.get(i)) {
            case DEFLATE -> inflate(bytes, i > 0 && filters.contains(FLETCHER_32));
            case SHUFFLE -> unshuffle(bytes);
            default -> Arrays.copyOf(bytes, Math.max(0, bytes.length - CHECKSUM_BYTES));
          };
    }
    if (bytes.length < chunkBytes) {
      throw new BadFileException(
          "a chunk of "
              + variable
              + " has "
              + bytes.length
              + " bytes unpacked, where "
              + chunkBytes
              + " are expected");
    }
    return ByteBuffer.wrap(bytes);
  }

  /**
   * To the size of a chunk and no further, whatever was packed. The writer leaves a chunk as it is
   * where deflate does not make it smaller.
   */
  private byte[] inflate(byte[] packed, boolean checksumBefore) {
    byte[] bytes = new byte[chunkBytes + (checksumBefore ? CHECKSUM_BYTES : 0)];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      int length = 0;
      while (length < bytes.length) {
        int count = inflater.inflate(bytes, length, bytes.length - length);
        if (count == 0) {
          break;
        }
        length += count;
      }
      return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    } catch (DataFormatException e) {
      if (packed.length == chunkBytes) {
        return packed;
      }
      throw new BadFileException("a chunk of " + variable + " cannot be unpacked", e);
    } finally {
      inflater.end();
    }
  }

  /** Bytes of equal weight lie together: first all first ones, then all second ones. */
  private byte[] unshuffle(byte[] shuffled) {
    int values = shuffled.length / valueBytes;
    byte[] bytes = shuffled.clone();
    for (int b = 0; b < valueBytes; b++) {
      for (int v = 0; v < values; v++) {
        bytes[v * valueBytes + b] = shuffled[b * values + v];
      }
    }
    return bytes;
  }
}
