package org.aralwatch.ingest.source.netcdf;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.aralwatch.ingest.source.BadFileException;

/** A variable and the way to its values. Not thread-safe. */
abstract class NetcdfVariable {
  private final String name;
  private final NetcdfType type;
  private final List<Dimension> dimensions;
  private final Attributes attributes;

  /**
   * @param name unique in the file: dimensions are told apart by it
   */
  record Dimension(String name, long length) {}

  NetcdfVariable(String name, NetcdfType type, List<Dimension> dimensions, Attributes attributes) {
    this.name = name;
    this.type = type;
    this.dimensions = List.copyOf(dimensions);
    this.attributes = attributes;
  }

  final String name() {
    return name;
  }

  /** Of the values as read, before {@code _Unsigned} is considered. */
  final NetcdfType type() {
    return type;
  }

  /** The first varies slowest. */
  final List<Dimension> dimensions() {
    return dimensions;
  }

  final Attributes attributes() {
    return attributes;
  }

  final int rank() {
    return dimensions.size();
  }

  /** Whether it has this dimension. */
  final boolean has(Dimension dimension) {
    return dimensions.contains(dimension);
  }

  final long size() {
    long size = 1;
    for (Dimension dimension : dimensions) {
      size = Math.multiplyExact(size, dimension.length());
    }
    return size;
  }

  /**
   * A block of values, the last dimension fastest; only of numbers.
   *
   * @param start of each dimension
   * @param count of each dimension; together at most {@link Limits#BLOCK_VALUES}
   * @param as the type whose values they are, of the same size as the variable's
   */
  abstract double[] read(long[] start, int[] count, NetcdfType as) throws IOException;

  /** All its texts; of characters, the last dimension makes the texts. */
  abstract List<String> readTexts() throws IOException;

  /** All its values, which must not be many. */
  final double[] readAll() throws IOException {
    if (size() > Limits.BLOCK_VALUES) {
      throw new BadFileException(
          "the variable " + name + " has " + size() + " values: more than can be held at once");
    }
    int[] count = dimensions.stream().mapToInt(dimension -> (int) dimension.length()).toArray();
    return read(new long[count.length], count, type);
  }

  /** A text that was kept in a fixed number of characters. */
  static String trimmed(String text) {
    int end = text.indexOf('\0');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  /** Whether all dimensions of {@code other} are among its own. */
  final boolean covers(NetcdfVariable other) {
    return dimensions.containsAll(Objects.requireNonNull(other).dimensions);
  }

  @Override
  public String toString() {
    return name;
  }
}
