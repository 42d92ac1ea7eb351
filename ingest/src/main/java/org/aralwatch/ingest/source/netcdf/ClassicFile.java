package org.aralwatch.ingest.source.netcdf;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.netcdf.ClassicHeader.Layout;

/**
 * The classic format with 32-bit and 64-bit offsets and with 64-bit data (CDF-1, CDF-2, CDF-5),
 * after "NetCDF Classic Format Specification" and "64-bit Data Format Specification" in the NetCDF
 * users' guide of Unidata (docs.unidata.ucar.edu/netcdf-c/current/file_format_specifications.html,
 * as known in 2026). All numbers are big-endian.
 */
final class ClassicFile implements NetcdfFile {
  private final FileChannel channel;
  private final long bytes;
  private final Attributes attributes;
  private final List<NetcdfVariable> variables = new ArrayList<>();

  private ClassicFile(FileChannel channel) throws IOException {
    this.channel = channel;
    bytes = channel.size();
    ClassicHeader header = ClassicHeader.read(channel);
    attributes = header.attributes();
    header.layouts().forEach(layout -> variables.add(new Variable(layout)));
  }

  static ClassicFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path);
    try {
      return new ClassicFile(channel);
    } catch (EOFException e) {
      channel.close();
      throw new BadFileException("the file ends within its header", e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public Attributes attributes() {
    return attributes;
  }

  @Override
  public List<NetcdfVariable> variables() {
    return List.copyOf(variables);
  }

  /** Each has a byte of its own. */
  @Override
  public long mostValues() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private final class Variable extends NetcdfVariable {
    private final Layout layout;

    Variable(Layout layout) {
      super(layout.name(), layout.type(), layout.dimensions(), layout.attributes());
      this.layout = layout;
    }

    @Override
    double[] read(long[] start, int[] count, NetcdfType as) throws IOException {
      int size = type().size();
      int run = rank() == 0 ? 1 : count[rank() - 1];
      boolean runIsRecords = layout.isRecord() && rank() == 1;
      long total = 1;
      for (int c : count) {
        total *= c;
      }
      double[] values = new double[Math.toIntExact(total)];
      if (total == 0) {
        return values;
      }
      ByteBuffer buffer = ByteBuffer.allocate(runIsRecords ? size : run * size);
      long[] index = start.clone();
      int at = 0;
      while (at < values.length) {
        int pieces = runIsRecords ? run : 1;
        for (int piece = 0; piece < pieces; piece++) {
          fill(buffer, layout.offset(index, dimensions()) + piece * layout.recordBytes());
          for (int i = 0; i < buffer.limit(); i += size) {
            values[at++] = as.read(buffer, i);
          }
        }
        advance(index, start, count);
      }
      return values;
    }

    /** To the next run: all dimensions but the last, the last but one fastest. */
    private void advance(long[] index, long[] start, int[] count) {
      for (int d = rank() - 2; d >= 0; d--) {
        if (++index[d] < start[d] + count[d]) {
          return;
        }
        index[d] = start[d];
      }
    }

    @Override
    List<String> readTexts() throws IOException {
      int length = rank() == 0 ? 1 : Math.toIntExact(Math.min(lastLength(), Integer.MAX_VALUE));
      long texts = length == 0 ? 0 : size() / length;
      if (length > Limits.TEXT || texts > Limits.PLACES || layout.isRecord() && rank() == 1) {
        throw new BadFileException("the variable " + name() + " has too many or too long texts");
      }
      List<String> read = new ArrayList<>();
      ByteBuffer buffer = ByteBuffer.allocate(length);
      long[] index = new long[rank()];
      int[] count = dimensions().stream().mapToInt(d -> (int) d.length()).toArray();
      for (long i = 0; i < texts; i++) {
        fill(buffer, layout.offset(index, dimensions()));
        read.add(trimmed(new String(buffer.array(), StandardCharsets.UTF_8)));
        advance(index, new long[rank()], count);
      }
      return read;
    }

    private long lastLength() {
      return dimensions().get(rank() - 1).length();
    }
  }

  private void fill(ByteBuffer buffer, long position) throws IOException {
    buffer.clear();
    long at = position;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, at);
      if (read < 0) {
        throw new BadFileException("the file ends within its data, at byte " + bytes);
      }
      at += read;
    }
  }
}
