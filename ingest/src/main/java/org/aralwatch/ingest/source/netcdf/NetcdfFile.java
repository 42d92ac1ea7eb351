package org.aralwatch.ingest.source.netcdf;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.aralwatch.ingest.source.BadFileException;

/** An open file of either format. Not thread-safe. */
interface NetcdfFile extends Closeable {
  Attributes attributes();

  /** Those of the root group, in the order of the file. */
  List<NetcdfVariable> variables();

  /** More than these its variables cannot have together, unless they share their bytes. */
  long mostValues();

  default Optional<NetcdfVariable> find(String name) {
    return variables().stream().filter(variable -> variable.name().equals(name)).findFirst();
  }

  /**
   * @throws BadFileException when it is no NetCDF, or its header is unsound
   */
  static NetcdfFile open(Path path) throws IOException {
    byte[] magic = new byte[8];
    try (FileChannel channel = FileChannel.open(path)) {
      ByteBuffer bytes = ByteBuffer.wrap(magic);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Until the first eight bytes are there, or the file ends.
      }
    }
    if (magic[0] == 'C' && magic[1] == 'D' && magic[2] == 'F') {
      return ClassicFile.open(path);
    }
    if ((magic[0] & 0xff) == 0x89 && magic[1] == 'H' && magic[2] == 'D' && magic[3] == 'F') {
      return Hdf5File.open(path);
    }
    throw new BadFileException(
        "no NetCDF: the file begins neither with CDF (classic format) nor with an HDF5 signature"
            + " (NetCDF-4)");
  }
}
