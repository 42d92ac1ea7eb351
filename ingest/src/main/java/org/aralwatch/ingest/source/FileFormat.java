package org.aralwatch.ingest.source;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The formats that can be read. Any of them may lie in a ZIP archive, which is no format of its
 * own: each member is a table.
 */
public enum FileFormat {
  /** Text in columns, whatever the separator. */
  CSV("csv"),
  /** Office Open XML workbook (ECMA-376). */
  XLSX("xlsx"),
  /** OpenDocument spreadsheet (ISO/IEC 26300). */
  ODS("ods"),
  /** Hydrological telegrams of the region, KN-15. */
  KN15("kn15"),
  /** JSON as the OpenAQ API, version 3, answers. */
  OPENAQ("openaq"),
  /** JSON as an OGC SensorThings API, version 1.1, answers. */
  SENSORTHINGS("sensorthings"),
  /** Other JSON: an array of records, somewhere in the document. */
  JSON("json"),
  /** OGC WaterML 2.0, part 1. */
  WATERML2("waterml2"),
  /** NetCDF with the CF conventions: stations, or the cells of a grid. */
  NETCDF("netcdf");

  private final String code;

  FileFormat(String code) {
    this.code = code;
  }

  /** As mappings write it. */
  public String code() {
    return code;
  }

  /** Whether its readers name the columns themselves, always alike. */
  public boolean describesItself() {
    return this != CSV && this != XLSX && this != ODS && this != JSON;
  }

  /**
   * @throws IllegalArgumentException naming those that there are
   */
  public static FileFormat ofCode(String code) {
    return Arrays.stream(values())
        .filter(format -> format.code.equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown format '"
                        + code
                        + "'; one of "
                        + Arrays.stream(values())
                            .map(FileFormat::code)
                            .collect(Collectors.joining(", "))));
  }
}
