package org.aralwatch.ingest.source.netcdf;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.netcdf.NetcdfVariable.Dimension;

/**
 * NetCDF-4: an HDF5 file, after "NetCDF-4/HDF5 File Format Specification" in the NetCDF users'
 * guide of Unidata (as known in 2026). Its structure is read by jhdf, from a map of the file: so
 * nothing is allocated for what a header merely claims. Groups below the root are not read.
 */
final class Hdf5File implements NetcdfFile {
  /** Marks variables that are named like a dimension without being its coordinate. */
  private static final String NO_COORDINATE = "_nc4_non_coord_";

  private static final String DIMENSION_WITHOUT_VARIABLE =
      "This is a netCDF dimension but not a netCDF variable";

  /** What the format itself keeps as attributes. */
  private static final Set<String> OWN =
      Set.of(
          "CLASS",
          "NAME",
          "REFERENCE_LIST",
          "DIMENSION_LIST",
          "_Netcdf4Dimid",
          "_Netcdf4Coordinates",
          "_nc3_strict",
          "_NCProperties");

  private final HdfFile file;
  private final long bytes;
  private final Attributes attributes;
  private final List<NetcdfVariable> variables = new ArrayList<>();
  private long headerBytes;

  private Hdf5File(HdfFile file, long bytes) {
    this.file = file;
    this.bytes = bytes;
    attributes = attributes(file);
    Map<String, Dataset> datasets = datasets();
    Map<Long, Dimension> dimensions = dimensions(datasets);
    datasets.forEach((name, dataset) -> add(name, dataset, dimensions));
  }

  static Hdf5File open(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      long size = channel.size();
      if (size > Limits.HDF5_FILE_BYTES) {
        throw new BadFileException(
            "a NetCDF-4 file of "
                + size
                + " bytes; those up to "
                + Limits.HDF5_FILE_BYTES
                + " can be read");
      }
      return sound(
          () ->
              new Hdf5File(HdfFile.fromByteBuffer(channel.map(MapMode.READ_ONLY, 0, size)), size));
    }
  }

  /**
   * Runs what looks into the structure of the file. A file that is not sound makes the library fail
   * in many ways, and recurse without end where links are cyclic.
   */
  static <T> T sound(Callable<T> reading) throws IOException {
    try {
      return reading.call();
    } catch (BadFileException | IOException e) {
      throw e;
    } catch (StackOverflowError e) {
      throw new BadFileException("the HDF5 structure of the file refers to itself without end", e);
    } catch (LinkageError e) {
      throw new BadFileException("the file is packed in a way that cannot be read", e);
    } catch (Exception e) {
      throw new BadFileException(
          "the HDF5 structure of the file is unsound or truncated: " + message(e), e);
    }
  }

  private static String message(Exception e) {
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return text.length() > 200 ? text.substring(0, 200) + "..." : text;
  }

  @Override
  public Attributes attributes() {
    return attributes;
  }

  @Override
  public List<NetcdfVariable> variables() {
    return List.copyOf(variables);
  }

  @Override
  public long mostValues() {
    return bytes * Limits.VALUES_PER_BYTE;
  }

  @Override
  public void close() {
    file.close();
  }

  private Map<String, Dataset> datasets() {
    Map<String, Dataset> datasets = new LinkedHashMap<>();
    Map<String, Node> children = file.getChildren();
    if (children.size() > Limits.VARIABLES) {
      throw new BadFileException("the file has more than " + Limits.VARIABLES + " variables");
    }
    boolean groups = false;
    for (Map.Entry<String, Node> child : children.entrySet()) {
      if (child.getValue().isLink()) {
        continue; // Neither soft nor external links are NetCDF.
      }
      if (child.getValue() instanceof Dataset dataset) {
        datasets.put(child.getKey(), dataset);
      } else {
        groups |= child.getValue() instanceof Group;
      }
    }
    if (datasets.isEmpty()) {
      throw new BadFileException(
          groups
              ? "the variables of the file are in groups; those of the root group are read only"
              : "the file has no variables");
    }
    return datasets;
  }

  /** Dimensions are the data sets that are scales, by address: variables refer to them so. */
  private static Map<Long, Dimension> dimensions(Map<String, Dataset> datasets) {
    Map<Long, Dimension> dimensions = new HashMap<>();
    datasets.forEach(
        (name, dataset) -> {
          if (dataset.getAttribute("CLASS") != null && dataset.getDimensionsAsLong().length > 0) {
            dimensions.put(
                dataset.getAddress(), new Dimension(plain(name), dataset.getDimensionsAsLong()[0]));
          }
        });
    return dimensions;
  }

  private static String plain(String name) {
    return name.startsWith(NO_COORDINATE) ? name.substring(NO_COORDINATE.length()) : name;
  }

  private void add(String name, Dataset dataset, Map<Long, Dimension> known) {
    Attribute own = dataset.getAttribute("NAME");
    if (own != null
        && own.getSize() == 1
        && String.valueOf(first(own)).startsWith(DIMENSION_WITHOUT_VARIABLE)) {
      return;
    }
    NetcdfType type = type(dataset.getDataType());
    if (type == null) {
      return; // Compound, opaque and enumerated types hold no observations that we know.
    }
    List<Dimension> dimensions = dimensionsOf(name, dataset, known);
    Attributes read = attributes(dataset);
    long claimed = 1;
    try {
      for (Dimension dimension : dimensions) {
        claimed = Math.multiplyExact(claimed, dimension.length());
      }
    } catch (ArithmeticException e) {
      throw new BadFileException("the variable " + name + " is larger than any file", e);
    }
    if (claimed / Limits.VALUES_PER_BYTE > bytes) {
      throw new BadFileException(
          "the variable "
              + name
              + " has "
              + claimed
              + " values, more than a file of "
              + bytes
              + " bytes can hold");
    }
    variables.add(new Hdf5Variable(plain(name), type, dimensions, read, dataset));
  }

  private static Object first(Attribute attribute) {
    Object data = attribute.getData();
    return data != null && data.getClass().isArray() && Array.getLength(data) > 0
        ? Array.get(data, 0)
        : data;
  }

  private static List<Dimension> dimensionsOf(
      String name, Dataset dataset, Map<Long, Dimension> known) {
    long[] lengths = dataset.getDimensionsAsLong();
    if (lengths.length > Limits.RANK) {
      throw new BadFileException("the variable " + name + " has too many dimensions");
    }
    List<Dimension> dimensions = new ArrayList<>();
    Attribute list = dataset.getAttribute("DIMENSION_LIST");
    Object references = list == null || list.getSize() > Limits.RANK ? null : list.getData();
    for (int d = 0; d < lengths.length; d++) {
      Dimension found = references == null ? null : known.get(reference(references, d));
      if (found == null && d == 0) {
        found = known.get(dataset.getAddress());
      }
      if (found == null) {
        found = new Dimension(name + " dimension " + (d + 1), lengths[d]);
      }
      if (found.length() != lengths[d]) {
        // A variable that was written shorter than its unlimited dimension: the rest is missing.
        found = new Dimension(found.name(), lengths[d]);
      }
      dimensions.add(found);
    }
    return dimensions;
  }

  /** The address in place {@code d} of a list of lists of references; -1 where there is none. */
  private static long reference(Object references, int d) {
    if (references.getClass().isArray() && d < Array.getLength(references)) {
      Object entry = Array.get(references, d);
      if (entry != null && entry.getClass().isArray() && Array.getLength(entry) > 0) {
        entry = Array.get(entry, 0);
      }
      if (entry instanceof Number address) {
        return address.longValue();
      }
    }
    return -1;
  }

  /** The NetCDF type; null for what is none, as are compounds. */
  private static NetcdfType type(DataType type) {
    if (type instanceof FixedPoint number) {
      return switch (number.getSize()) {
        case 1 -> number.isSigned() ? NetcdfType.BYTE : NetcdfType.UBYTE;
        case 2 -> number.isSigned() ? NetcdfType.SHORT : NetcdfType.USHORT;
        case 4 -> number.isSigned() ? NetcdfType.INT : NetcdfType.UINT;
        case 8 -> number.isSigned() ? NetcdfType.INT64 : NetcdfType.UINT64;
        default -> null;
      };
    }
    if (type instanceof FloatingPoint number) {
      return number.getSize() == 4
          ? NetcdfType.FLOAT
          : number.getSize() == 8 ? NetcdfType.DOUBLE : null;
    }
    if (type instanceof StringData text) {
      return text.getSize() == 1 ? NetcdfType.CHAR : NetcdfType.STRING;
    }
    if (type instanceof VariableLength list && list.getParent() instanceof StringData
        || type instanceof VariableLength other && other.isVariableLengthString()) {
      return NetcdfType.STRING;
    }
    return null;
  }

  private Attributes attributes(Node node) {
    Attributes attributes = new Attributes();
    Map<String, Attribute> all = node.getAttributes();
    if (all.size() > Limits.ATTRIBUTES) {
      throw new BadFileException("there are more than " + Limits.ATTRIBUTES + " attributes");
    }
    all.forEach(
        (name, attribute) -> {
          if (!OWN.contains(name)) {
            put(attributes, name, attribute);
          }
        });
    return attributes;
  }

  private void put(Attributes attributes, String name, Attribute attribute) {
    if (attribute.isEmpty()) {
      return;
    }
    long size = Math.max(attribute.getSize(), attribute.getSizeInBytes());
    headerBytes += size;
    if (size > Limits.ATTRIBUTE_BYTES || headerBytes > Limits.HEADER_BYTES) {
      throw new BadFileException("the attribute " + name + " is larger than any that is known");
    }
    NetcdfType type = type(attribute.getDataType());
    if (type == null) {
      return;
    }
    Object data;
    try {
      data = attribute.getData();
    } catch (HdfException e) {
      return; // An attribute of a kind that the library does not read says nothing to us.
    }
    List<Object> values = new ArrayList<>();
    flatten(data, values);
    if (type.isText()) {
      List<String> texts = values.stream().map(String::valueOf).toList();
      attributes.put(name, String.join(type == NetcdfType.CHAR ? "" : ", ", texts));
    } else {
      attributes.put(name, values.stream().map(Number.class::cast).toList());
    }
  }

  static void flatten(Object data, List<Object> values) {
    if (data != null && data.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(data); i++) {
        flatten(Array.get(data, i), values);
      }
    } else if (data != null) {
      values.add(data);
    }
  }
}
