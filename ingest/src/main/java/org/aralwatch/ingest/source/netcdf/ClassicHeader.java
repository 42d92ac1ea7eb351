package org.aralwatch.ingest.source.netcdf;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.netcdf.NetcdfVariable.Dimension;

/** Reads the header of the classic format; checks that all it claims lies in the file. */
final class ClassicHeader {
  private static final int DIMENSION_TAG = 10;
  private static final int VARIABLE_TAG = 11;
  private static final int ATTRIBUTE_TAG = 12;
  private static final long STREAMING = 0xffff_ffffL;

  /**
   * Where the values of a variable are.
   *
   * @param recordBytes from one record to the next; of interest to record variables only
   */
  record Layout(
      String name,
      NetcdfType type,
      List<Dimension> dimensions,
      Attributes attributes,
      long begin,
      boolean isRecord,
      long recordBytes) {

    /** Byte of the value at {@code index}. */
    long offset(long[] index, List<Dimension> dims) {
      long offset = begin;
      long step = type.size();
      for (int d = dims.size() - 1; d >= (isRecord ? 1 : 0); d--) {
        offset += index[d] * step;
        step *= dims.get(d).length();
      }
      return isRecord ? offset + index[0] * recordBytes : offset;
    }
  }

  /** A variable before the size of a record is known. */
  private record Raw(
      String name,
      NetcdfType type,
      List<Dimension> dimensions,
      Attributes attributes,
      long begin,
      boolean isRecord,
      long bytes) {}

  private final FileChannel channel;
  private final long fileBytes;
  private final ByteBuffer buffer = ByteBuffer.allocate(8_192).limit(0);
  private long position;
  private int version;
  private long records;
  private long attributeBytes;
  private final List<Dimension> dimensions = new ArrayList<>();
  private int recordDimension = -1;
  private Attributes global;
  private final List<Layout> layouts = new ArrayList<>();

  private ClassicHeader(FileChannel channel) throws IOException {
    this.channel = channel;
    this.fileBytes = channel.size();
  }

  static ClassicHeader read(FileChannel channel) throws IOException {
    ClassicHeader header = new ClassicHeader(channel);
    header.read();
    return header;
  }

  Attributes attributes() {
    return global;
  }

  List<Layout> layouts() {
    return layouts;
  }

  private void read() throws IOException {
    version = integer() & 0xff;
    if (version != 1 && version != 2 && version != 5) {
      throw new BadFileException(
          "NetCDF classic format, version " + version + ": only 1, 2 and 5 are known");
    }
    records = version == 5 ? longInteger() : integer() & 0xffff_ffffL;
    boolean streaming = version == 5 ? records == -1 : records == STREAMING;
    readDimensions();
    global = readAttributes();
    List<Raw> variables = readVariables();
    long recordBytes = recordBytes(variables);
    if (streaming) {
      records = recordsInFile(variables, recordBytes);
    }
    if (records < 0) {
      throw new BadFileException("the header claims " + records + " records");
    }
    for (Raw variable : variables) {
      layouts.add(layout(variable, recordBytes));
    }
  }

  private void readDimensions() throws IOException {
    int count = list(DIMENSION_TAG, "dimensions", Limits.DIMENSIONS);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < count; i++) {
      String name = name();
      long length = size();
      if (length < 0 || !names.add(name)) {
        throw new BadFileException(
            "the dimension " + name + (length < 0 ? " has the length " + length : " occurs twice"));
      }
      if (length == 0) {
        if (recordDimension >= 0) {
          throw new BadFileException("two dimensions of records: the classic format has one");
        }
        recordDimension = i;
      }
      dimensions.add(new Dimension(name, length));
    }
  }

  private Attributes readAttributes() throws IOException {
    Attributes attributes = new Attributes();
    int count = list(ATTRIBUTE_TAG, "attributes", Limits.ATTRIBUTES);
    for (int i = 0; i < count; i++) {
      String name = name();
      NetcdfType type = type();
      long length = size();
      long bytes = length * type.size();
      if (length < 0 || length > Limits.ATTRIBUTE_BYTES || bytes > Limits.ATTRIBUTE_BYTES) {
        throw new BadFileException(
            "the attribute " + name + " has " + length + " values: more than any has");
      }
      attributeBytes += bytes;
      if (attributeBytes > Limits.HEADER_BYTES) {
        throw new BadFileException(
            "the attributes have more than " + Limits.HEADER_BYTES + " bytes together");
      }
      byte[] content = bytes((int) bytes);
      skipPadding(bytes);
      if (type == NetcdfType.CHAR) {
        attributes.put(name, new String(content, StandardCharsets.UTF_8).replace("\0", ""));
      } else {
        attributes.put(name, numbers(type, ByteBuffer.wrap(content)));
      }
    }
    return attributes;
  }

  static List<Number> numbers(NetcdfType type, ByteBuffer content) {
    List<Number> numbers = new ArrayList<>();
    for (int at = 0; at + type.size() <= content.limit(); at += type.size()) {
      double value = type.read(content, at);
      if (type == NetcdfType.FLOAT) {
        numbers.add((float) value);
      } else if (type == NetcdfType.DOUBLE) {
        numbers.add(value);
      } else {
        numbers.add(type.size() == 8 ? content.getLong(at) : (long) value);
      }
    }
    return numbers;
  }

  private List<Raw> readVariables() throws IOException {
    int count = list(VARIABLE_TAG, "variables", Limits.VARIABLES);
    List<Raw> variables = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < count; i++) {
      String name = name();
      if (!names.add(name)) {
        throw new BadFileException("the variable " + name + " occurs twice");
      }
      long rank = size();
      if (rank < 0 || rank > Limits.RANK) {
        throw new BadFileException("the variable " + name + " has " + rank + " dimensions");
      }
      List<Dimension> own = new ArrayList<>();
      boolean record = false;
      for (int d = 0; d < rank; d++) {
        long id = size();
        if (id < 0 || id >= dimensions.size() || d > 0 && id == recordDimension) {
          throw new BadFileException(
              "the variable " + name + " has no dimension " + id + " at place " + (d + 1));
        }
        record |= id == recordDimension;
        own.add(dimensions.get((int) id));
      }
      Attributes attributes = readAttributes();
      NetcdfType type = type();
      size(); // The size in bytes: redundant, and wrong for large variables.
      long begin = version == 1 ? integer() & 0xffff_ffffL : longInteger();
      long bytes = type.size();
      try {
        for (int d = record ? 1 : 0; d < own.size(); d++) {
          bytes = Math.multiplyExact(bytes, own.get(d).length());
        }
      } catch (ArithmeticException e) {
        throw new BadFileException("the variable " + name + " is larger than any file", e);
      }
      variables.add(new Raw(name, type, own, attributes, begin, record, bytes));
    }
    return variables;
  }

  /** Record variables follow each other, each padded to four bytes unless it is the only one. */
  private static long recordBytes(List<Raw> variables) {
    List<Raw> records = variables.stream().filter(Raw::isRecord).toList();
    if (records.size() == 1) {
      return records.get(0).bytes();
    }
    long bytes = 0;
    for (Raw variable : records) {
      bytes += (variable.bytes() + 3) / 4 * 4;
      if (bytes < 0) {
        throw new BadFileException("a record is larger than any file");
      }
    }
    return bytes;
  }

  private long recordsInFile(List<Raw> variables, long recordBytes) {
    long first =
        variables.stream().filter(Raw::isRecord).mapToLong(Raw::begin).min().orElse(fileBytes);
    return recordBytes == 0 ? 0 : Math.max(0, fileBytes - first) / recordBytes;
  }

  private Layout layout(Raw variable, long recordBytes) {
    long end;
    try {
      end = Math.addExact(variable.begin(), variable.bytes());
      if (variable.isRecord()) {
        end =
            records == 0
                ? variable.begin()
                : Math.addExact(end, Math.multiplyExact(records - 1, recordBytes));
      }
    } catch (ArithmeticException e) {
      throw new BadFileException("the variable " + variable.name() + " ends beyond any file", e);
    }
    if (variable.begin() < 0 || end > fileBytes) {
      throw new BadFileException(
          "the variable "
              + variable.name()
              + " should lie in the bytes "
              + variable.begin()
              + " to "
              + end
              + ", but the file has "
              + fileBytes
              + ": it is truncated, or its header is wrong");
    }
    List<Dimension> own =
        variable.dimensions().stream()
            .map(
                dimension ->
                    recordDimension >= 0 && dimension.equals(dimensions.get(recordDimension))
                        ? new Dimension(dimension.name(), records)
                        : dimension)
            .toList();
    return new Layout(
        variable.name(),
        variable.type(),
        own,
        variable.attributes(),
        variable.begin(),
        variable.isRecord(),
        recordBytes);
  }

  /** Begins a list; returns how many elements it has. */
  private int list(int tag, String what, int most) throws IOException {
    int found = integer();
    long count = size();
    if (found == 0 && count == 0) {
      return 0;
    }
    if (found != tag) {
      throw new BadFileException("the header has no list of " + what + " where it should be");
    }
    if (count < 0 || count > most) {
      throw new BadFileException("the header claims " + count + " " + what + "; at most " + most);
    }
    return (int) count;
  }

  private NetcdfType type() throws IOException {
    int code = integer();
    NetcdfType type = NetcdfType.ofCode(code);
    if (type == null) {
      throw new BadFileException("the header has an unknown type " + code);
    }
    return type;
  }

  private String name() throws IOException {
    long length = size();
    if (length < 1 || length > Limits.NAME_BYTES) {
      throw new BadFileException("the header has a name of " + length + " bytes");
    }
    byte[] name = bytes((int) length);
    skipPadding(length);
    return new String(name, StandardCharsets.UTF_8);
  }

  /** A count: of 8 bytes in CDF-5, else of 4, which are unsigned. */
  private long size() throws IOException {
    return version == 5 ? longInteger() : integer() & 0xffff_ffffL;
  }

  private void skipPadding(long length) throws IOException {
    bytes((int) ((4 - length % 4) % 4));
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = next();
    }
    return bytes;
  }

  private int integer() throws IOException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 8 | next() & 0xff;
    }
    return value;
  }

  private long longInteger() throws IOException {
    return (long) integer() << 32 | integer() & 0xffff_ffffL;
  }

  private byte next() throws IOException {
    if (!buffer.hasRemaining()) {
      buffer.clear();
      if (channel.read(buffer, position) <= 0) {
        throw new EOFException();
      }
      buffer.flip();
      position += buffer.limit();
    }
    return buffer.get();
  }
}
