package org.aralwatch.ingest.source.netcdf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small files of the classic format, from the specification and not from our reader. */
final class ClassicWriter {
  private final int version;
  private final Map<String, Long> dimensions = new LinkedHashMap<>();
  private String recordDimension = "";
  private int records;
  private final Map<String, Object> attributes = new LinkedHashMap<>();
  private final List<Variable> variables = new ArrayList<>();

  /** A variable to be filled. */
  final class Variable {
    private final String name;
    private final NetcdfType type;
    private final List<String> shape;
    private final Map<String, Object> own = new LinkedHashMap<>();
    private double[] values = {};

    private Variable(String name, NetcdfType type, List<String> shape) {
      this.name = name;
      this.type = type;
      this.shape = shape;
    }

    /** A text, a number, or an array of numbers of one type. */
    Variable with(String attribute, Object value) {
      own.put(attribute, value);
      return this;
    }

    ClassicWriter of(double... data) {
      values = data;
      return ClassicWriter.this;
    }

    ClassicWriter ofTexts(String... texts) {
      int length = dimensions.get(shape.get(shape.size() - 1)).intValue();
      values = new double[texts.length * length];
      for (int t = 0; t < texts.length; t++) {
        byte[] bytes = texts[t].getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
          values[t * length + i] = bytes[i];
        }
      }
      return ClassicWriter.this;
    }
  }

  ClassicWriter(int version) {
    this.version = version;
  }

  ClassicWriter dimension(String name, long length) {
    dimensions.put(name, length);
    return this;
  }

  ClassicWriter records(String name, int count) {
    dimensions.put(name, 0L);
    recordDimension = name;
    records = count;
    return this;
  }

  ClassicWriter attribute(String name, Object value) {
    attributes.put(name, value);
    return this;
  }

  Variable variable(String name, NetcdfType type, String... shape) {
    Variable variable = new Variable(name, type, List.of(shape));
    variables.add(variable);
    return variable;
  }

  InputStream stream() {
    return new ByteArrayInputStream(bytes());
  }

  byte[] bytes() {
    try {
      // The header has one length whatever the offsets are.
      long headerBytes = write(0).length;
      return write(headerBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] write(long headerBytes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[] {'C', 'D', 'F', (byte) version});
    size(out, records);
    size(out, dimensions.isEmpty() ? 0 : 10, dimensions.size());
    for (Map.Entry<String, Long> dimension : dimensions.entrySet()) {
      name(out, dimension.getKey());
      size(out, dimension.getValue());
    }
    attributes(out, attributes);
    size(out, variables.isEmpty() ? 0 : 11, variables.size());
    long at = headerBytes;
    List<Variable> order = new ArrayList<>(variables);
    order.sort((a, b) -> Boolean.compare(isRecord(a), isRecord(b)));
    Map<Variable, Long> begins = new LinkedHashMap<>();
    boolean single = order.stream().filter(this::isRecord).count() == 1;
    for (Variable variable : order) {
      begins.put(variable, at);
      at += single && isRecord(variable) ? bytesOf(variable) : padded(bytesOf(variable));
    }
    for (Variable variable : variables) {
      name(out, variable.name);
      size(out, variable.shape.size());
      for (String dimension : variable.shape) {
        size(out, new ArrayList<>(dimensions.keySet()).indexOf(dimension));
      }
      attributes(out, variable.own);
      out.writeInt(variable.type.ordinal() + 1);
      size(out, padded(bytesOf(variable)));
      if (version == 1) {
        out.writeInt((int) (long) begins.get(variable));
      } else {
        out.writeLong(begins.get(variable));
      }
    }
    if (headerBytes > 0) {
      for (Variable variable : order) {
        if (!isRecord(variable)) {
          values(out, variable, 0, valuesOf(variable), false);
        }
      }
      for (int record = 0; record < records; record++) {
        for (Variable variable : order) {
          if (isRecord(variable)) {
            values(out, variable, record * valuesOf(variable), valuesOf(variable), single);
          }
        }
      }
    }
    return bytes.toByteArray();
  }

  private boolean isRecord(Variable variable) {
    return !variable.shape.isEmpty() && variable.shape.get(0).equals(recordDimension);
  }

  /** Values of the whole variable, or of one record of it. */
  private int valuesOf(Variable variable) {
    long count = 1;
    for (int d = isRecord(variable) ? 1 : 0; d < variable.shape.size(); d++) {
      count *= dimensions.get(variable.shape.get(d));
    }
    return (int) count;
  }

  private long bytesOf(Variable variable) {
    return (long) valuesOf(variable) * variable.type.size();
  }

  private static long padded(long bytes) {
    return (bytes + 3) / 4 * 4;
  }

  private void size(DataOutputStream out, long value) throws IOException {
    if (version == 5) {
      out.writeLong(value);
    } else {
      out.writeInt((int) value);
    }
  }

  private void size(DataOutputStream out, int tag, long count) throws IOException {
    out.writeInt(tag);
    size(out, count);
  }

  private void name(DataOutputStream out, String name) throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    size(out, bytes.length);
    out.write(bytes);
    out.write(new byte[(int) (padded(bytes.length) - bytes.length)]);
  }

  private void attributes(DataOutputStream out, Map<String, Object> all) throws IOException {
    size(out, all.isEmpty() ? 0 : 12, all.size());
    for (Map.Entry<String, Object> attribute : all.entrySet()) {
      name(out, attribute.getKey());
      Object value = attribute.getValue();
      if (value instanceof String text) {
        out.writeInt(2);
        name(out, text);
        continue;
      }
      Number[] numbers = value instanceof Number[] array ? array : new Number[] {(Number) value};
      NetcdfType type =
          numbers[0] instanceof Float
              ? NetcdfType.FLOAT
              : numbers[0] instanceof Double
                  ? NetcdfType.DOUBLE
                  : numbers[0] instanceof Short
                      ? NetcdfType.SHORT
                      : numbers[0] instanceof Byte ? NetcdfType.BYTE : NetcdfType.INT;
      out.writeInt(type.ordinal() + 1);
      size(out, numbers.length);
      for (Number number : numbers) {
        value(out, type, number.doubleValue());
      }
      long length = (long) numbers.length * type.size();
      out.write(new byte[(int) (padded(length) - length)]);
    }
  }

  private void values(DataOutputStream out, Variable variable, int from, int count, boolean bare)
      throws IOException {
    for (int i = 0; i < count; i++) {
      value(out, variable.type, from + i < variable.values.length ? variable.values[from + i] : 0);
    }
    long bytes = (long) count * variable.type.size();
    out.write(new byte[bare ? 0 : (int) (padded(bytes) - bytes)]);
  }

  private static void value(DataOutputStream out, NetcdfType type, double value)
      throws IOException {
    switch (type) {
      case BYTE, CHAR, UBYTE -> out.writeByte((int) value);
      case SHORT, USHORT -> out.writeShort((int) value);
      case INT, UINT -> out.writeInt((int) (long) value);
      case FLOAT -> out.writeFloat((float) value);
      case DOUBLE -> out.writeDouble(value);
      default -> out.writeLong((long) value);
    }
  }
}
