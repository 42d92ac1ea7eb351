package org.aralwatch.ingest.source.netcdf;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.PipelineFilterWithData;
import io.jhdf.object.datatype.OrderedDataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aralwatch.ingest.source.BadFileException;

/** A variable of NetCDF-4. Chunks are taken apart here, so that none is larger than it may be. */
final class Hdf5Variable extends NetcdfVariable {
  private final Dataset dataset;
  private ByteBuffer whole;
  private boolean unwritten;
  private int[] chunk;
  private ChunkFilters filters;
  private ByteBuffer fill;
  private boolean prepared;
  private long lastNumber = -1;
  private ByteBuffer last;

  /** Chunks last unpacked, the oldest first. */
  private final Map<Long, ByteBuffer> cache = new LinkedHashMap<>(16, 0.75f, true);

  Hdf5Variable(
      String name,
      NetcdfType type,
      List<Dimension> dimensions,
      Attributes attributes,
      Dataset dataset) {
    super(name, type, dimensions, attributes);
    this.dataset = dataset;
  }

  private ByteOrder order() {
    return dataset.getDataType() instanceof OrderedDataType ordered
        ? ordered.getByteOrder()
        : ByteOrder.LITTLE_ENDIAN;
  }

  private void prepare() {
    if (prepared) {
      return;
    }
    prepared = true;
    int size = Math.max(1, dataset.getDataType().getSize());
    fill = fillValue(size);
    if (dataset instanceof ChunkedDataset chunked) {
      chunk = chunked.getChunkDimensions();
      if (chunk.length != rank()) {
        throw new BadFileException("the chunks of " + name() + " have another shape than it");
      }
      long bytes = size;
      for (int length : chunk) {
        if (length < 1 || bytes > Limits.CHUNK_BYTES) {
          throw new BadFileException(
              "a chunk of " + name() + " has " + Arrays.toString(chunk) + " values: too many");
        }
        bytes *= length;
      }
      if (bytes > Limits.CHUNK_BYTES) {
        throw new BadFileException(
            "a chunk of " + name() + " has " + bytes + " bytes; at most " + Limits.CHUNK_BYTES);
      }
      List<PipelineFilterWithData> pipeline = dataset.getFilters();
      filters = new ChunkFilters(name(), pipeline, (int) bytes, size);
      return;
    }
    if (dataset instanceof ContiguousDataset contiguous) {
      unwritten = contiguous.getStorageInBytes() == 0;
      whole = unwritten ? null : contiguous.getBuffer().order(order());
    } else if (size() * size <= Limits.ATTRIBUTE_BYTES) {
      whole = compact(size);
    } else {
      throw new BadFileException("the layout of " + name() + " is not known");
    }
    if (whole != null && whole.limit() < size() * size) {
      throw new BadFileException("the variable " + name() + " is truncated");
    }
  }

  /** Compact data lie in the header; the library gives them as numbers only. */
  private ByteBuffer compact(int size) {
    List<Object> values = new ArrayList<>();
    Hdf5File.flatten(dataset.getData(), values);
    ByteBuffer bytes = ByteBuffer.allocate(values.size() * size).order(order());
    for (Object value : values) {
      if (value instanceof String text) {
        bytes.put(Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), size));
      } else {
        put(bytes, (Number) value);
      }
    }
    return bytes.flip().order(order());
  }

  private void put(ByteBuffer bytes, Number value) {
    switch (type()) {
      case BYTE, UBYTE -> bytes.put(value.byteValue());
      case SHORT, USHORT -> bytes.putShort(value.shortValue());
      case INT, UINT -> bytes.putInt(value.intValue());
      case FLOAT -> bytes.putFloat(value.floatValue());
      case DOUBLE -> bytes.putDouble(value.doubleValue());
      default -> bytes.putLong(value.longValue());
    }
  }

  private ByteBuffer fillValue(int size) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.max(8, size)).order(order());
    if (dataset.getFillValue() instanceof Number number) {
      put(bytes, number);
    }
    bytes.clear();
    return bytes;
  }

  @Override
  double[] read(long[] start, int[] count, NetcdfType as) throws IOException {
    return Hdf5File.sound(
        () -> {
          prepare();
          long total = 1;
          for (int c : count) {
            total *= c;
          }
          double[] values = new double[Math.toIntExact(total)];
          long[] index = start.clone();
          for (int at = 0; at < values.length; at++) {
            values[at] = value(index, as);
            for (int d = rank() - 1; d >= 0; d--) {
              if (++index[d] < start[d] + count[d]) {
                break;
              }
              index[d] = start[d];
            }
          }
          return values;
        });
  }

  private double value(long[] index, NetcdfType as) throws IOException {
    if (chunk == null) {
      if (unwritten) {
        return as.read(fill, 0);
      }
      long at = 0;
      for (int d = 0; d < index.length; d++) {
        at = at * dimensions().get(d).length() + index[d];
      }
      return as.read(whole, Math.toIntExact(at * type().size()));
    }
    long number = 0;
    int at = 0;
    for (int d = 0; d < index.length; d++) {
      long chunks = (dimensions().get(d).length() + chunk[d] - 1) / chunk[d];
      number = number * chunks + index[d] / chunk[d];
      at = at * chunk[d] + (int) (index[d] % chunk[d]);
    }
    ByteBuffer bytes = chunk(number, index);
    return as.read(bytes, bytes == fill ? 0 : at * type().size());
  }

  private ByteBuffer chunk(long number, long[] index) throws IOException {
    if (number == lastNumber) {
      return last;
    }
    ByteBuffer bytes = cache.get(number);
    if (bytes == null) {
      bytes = unpack(index);
      cache.put(number, bytes);
      long most = Math.max(1, Limits.CACHE_BYTES / Math.max(1, filters.chunkBytes()));
      if (cache.size() > most) {
        cache.remove(cache.keySet().iterator().next());
      }
    }
    lastNumber = number;
    last = bytes;
    return bytes;
  }

  private ByteBuffer unpack(long[] index) throws IOException {
    int[] offset = new int[index.length];
    for (int d = 0; d < index.length; d++) {
      offset[d] = Math.toIntExact(index[d] / chunk[d] * chunk[d]);
    }
    ByteBuffer raw;
    try {
      raw = ((ChunkedDataset) dataset).getRawChunkBuffer(offset);
    } catch (HdfException e) {
      if (dataset.getStorageInBytes() == 0 || String.valueOf(e.getMessage()).contains("No chunk")) {
        return fill;
      }
      throw e;
    }
    return raw == null ? fill : filters.unpack(raw).order(order());
  }

  @Override
  List<String> readTexts() throws IOException {
    return Hdf5File.sound(
        () -> {
          long values = size();
          if (values > Limits.PLACES * 64) {
            throw new BadFileException("the variable " + name() + " has too many texts");
          }
          List<Object> data = new ArrayList<>();
          if (type() == NetcdfType.STRING) {
            Hdf5File.flatten(dataset.getData(), data);
            return data.stream().map(text -> trimmed(String.valueOf(text))).toList();
          }
          return characters();
        });
  }

  private List<String> characters() throws IOException {
    int length = rank() == 0 ? 1 : (int) dimensions().get(rank() - 1).length();
    if (length > Limits.TEXT) {
      throw new BadFileException("the variable " + name() + " has too long texts");
    }
    int texts = length == 0 ? 0 : (int) (size() / length);
    int[] count = dimensions().stream().mapToInt(d -> (int) d.length()).toArray();
    double[] codes = read(new long[rank()], count, NetcdfType.CHAR);
    List<String> read = new ArrayList<>();
    for (int i = 0; i < texts; i++) {
      byte[] bytes = new byte[length];
      for (int c = 0; c < length; c++) {
        bytes[c] = (byte) codes[i * length + c];
      }
      read.add(trimmed(new String(bytes, StandardCharsets.UTF_8)));
    }
    return read;
  }
}
