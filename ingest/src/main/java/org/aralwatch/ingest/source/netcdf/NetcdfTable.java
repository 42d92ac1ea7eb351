package org.aralwatch.ingest.source.netcdf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.TableReader;

/**
 * NetCDF with the CF conventions (version 1.11, December 2023, cfconventions.org, as known in
 * 2026): classic format (CDF-1, CDF-2, CDF-5) and NetCDF-4. Time series of stations in all four
 * forms of chapter 9 (orthogonal, incomplete, contiguous and indexed ragged), single stations, and
 * grids cell by cell.
 *
 * <p>Columns: station, station-name, longitude, latitude, elevation, property, statistic, unit,
 * begin, end, time, value, remark. Property is the standard name, else the long name, else the
 * variable's; statistic the cell method over time, as {@code mean}; begin and end the bounds of the
 * time. Times are in UTC and say so. Values are unpacked; missing ones are empty. Series come one
 * after another, each ascending as the file is; of an indexed ragged file, in its order. The line
 * is the ordinal of the value.
 *
 * <p>A variable that depends on something else than place and time, as depth, is left out and told
 * in one row. Groups of NetCDF-4, quality flags and variables without time are not read.
 *
 * <p>The file is spooled, because its parts are read in another order than they come. Immutable.
 */
public final class NetcdfTable implements TableReader {
  /** What becomes of grids, of which each cell would become a station. */
  public enum Grids {
    /** A file with a grid is a bad file; the message says that it can be asked for. */
    REFUSED,
    /** A cell is a station of the code {@code LATITUDE/LONGITUDE}. */
    CELLS
  }

  private final Grids grids;

  public NetcdfTable() {
    this(Grids.REFUSED);
  }

  public NetcdfTable(Grids grids) {
    this.grids = grids;
  }

  @Override
  public void read(InputStream in, RowSink sink) throws IOException {
    Path spooled = Files.createTempFile("aralwatch-", ".nc");
    try {
      if (Files.copy(in, spooled, StandardCopyOption.REPLACE_EXISTING) == 0) {
        throw new BadFileException("the file is empty");
      }
      try (NetcdfFile file = NetcdfFile.open(spooled)) {
        read(file, sink);
      }
    } finally {
      Files.delete(spooled);
    }
  }

  private void read(NetcdfFile file, RowSink sink) throws IOException {
    CfDataset dataset = new CfDataset(file);
    List<NetcdfVariable> timed = new ArrayList<>();
    for (NetcdfVariable variable : dataset.candidates()) {
      if (dataset.timeOf(variable).isPresent()) {
        timed.add(variable);
      }
    }
    if (timed.isEmpty()) {
      throw new BadFileException(
          "no variable of the file has times: none depends on a variable with the standard_name"
              + " time");
    }
    long values = timed.stream().mapToLong(NetcdfVariable::size).sum();
    if (values > file.mostValues() || values < 0) {
      throw new BadFileException(
          "the variables of the file have "
              + values
              + " values together, more than it can hold: they lie upon each other");
    }
    SeriesRows rows = new SeriesRows(sink);
    SeriesReader reader = new SeriesReader(dataset, grids, rows);
    List<String> faults = new ArrayList<>();
    for (NetcdfVariable variable : timed) {
      Optional<String> fault = reader.fault(variable);
      if (fault.isPresent()) {
        faults.add(variable + ": " + fault.get());
        if (faults.size() < timed.size()) {
          rows.leftOut(variable, fault.get());
        }
      } else {
        reader.read(variable, dataset.property(variable, timed));
      }
    }
    if (faults.size() == timed.size()) {
      throw new BadFileException("no variable of the file can be read; " + faults.get(0));
    }
  }
}
