package org.aralwatch.ingest.source.netcdf;

/** What a file may claim. Its header is read before anything else, and may be made to do harm. */
final class Limits {
  /** The largest variable headers met have some hundreds; the classic library allows 1,024. */
  static final int DIMENSIONS = 1_024;

  static final int VARIABLES = 8_192;
  static final int ATTRIBUTES = 8_192;
  static final int NAME_BYTES = 1_024;

  /** Files put together by tools carry histories of some tens of kilobytes. */
  static final int ATTRIBUTE_BYTES = 1 << 20;

  /** Of all attributes together; they are held in memory. */
  static final int HEADER_BYTES = 16 << 20;

  /** Dimensions of one variable; the data that we read have up to five. */
  static final int RANK = 32;

  /** Stations, or cells of a grid: each becomes a feature on the map. */
  static final long PLACES = 100_000;

  /** Values of a variable that are in memory at a time, as doubles: 8 MB. */
  static final int BLOCK_VALUES = 1 << 20;

  /** One chunk of a NetCDF-4 variable, unpacked; the library's default is 4 MB. */
  static final int CHUNK_BYTES = 64 << 20;

  /** Unpacked chunks kept, so that a chunk which several blocks touch is unpacked once. */
  static final int CACHE_BYTES = 16 << 20;

  /** Characters of one text, as the name of a station. */
  static final int TEXT = 4_096;

  /**
   * Values for each byte of the file. Deflate makes at most 1,032 bytes of one (zlib, "Maximum
   * Compression Factor"), so more was never written: such a file claims what it does not hold.
   */
  static final long VALUES_PER_BYTE = 1_032;

  /** Java maps at most this at once; NetCDF-4 files are read by a map of the whole file. */
  static final long HDF5_FILE_BYTES = Integer.MAX_VALUE;

  private Limits() {}
}
