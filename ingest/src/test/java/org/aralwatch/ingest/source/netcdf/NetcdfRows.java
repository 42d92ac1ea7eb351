package org.aralwatch.ingest.source.netcdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aralwatch.ingest.source.netcdf.NetcdfTable.Grids;

/** Reads a file whole, each row as its cells joined by bars; the header row is left out. */
final class NetcdfRows {
  private NetcdfRows() {}

  static List<String> of(InputStream in, Grids grids) {
    List<String> rows = new ArrayList<>();
    try (in) {
      new NetcdfTable(grids)
          .read(
              in,
              row ->
                  rows.add(
                      IntStream.range(0, row.size())
                          .mapToObj(row::text)
                          .collect(Collectors.joining("|"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows.isEmpty() ? rows : rows.subList(1, rows.size());
  }

  /** Station, time and value of each row. */
  static List<String> brief(InputStream in) {
    return of(in, Grids.CELLS).stream()
        .map(row -> row.split("\\|", -1))
        .map(cells -> cells[0] + " " + cells[10].replace("T00:00:00Z", "") + " " + cells[11])
        .toList();
  }
}
