package org.aralwatch.ingest.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BiFunction;
import org.aralwatch.geodata.storage.FeatureRef;
import org.aralwatch.ingest.mapping.BoundMapping;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.Row;
import org.aralwatch.ingest.source.TableReader;

/** Reads a table by a mapping: the first two steps of the way, read and map. */
public final class MappedTable implements ObservationReader {
  private final TableReader table;
  private final BoundMapping mapping;
  private final BiFunction<String, String, Optional<FeatureRef>> stations;

  /**
   * @param stations finds a feature by layer and by code or alias
   */
  public MappedTable(
      TableReader table,
      BoundMapping mapping,
      BiFunction<String, String, Optional<FeatureRef>> stations) {
    this.table = table;
    this.mapping = mapping;
    this.stations = stations;
  }

  @Override
  public void read(InputStream in, ObservationSink sink) throws IOException {
    Reading reading = new Reading(sink);
    table.read(in, reading::row);
    if (reading.rows == null) {
      throw new BadFileException(
          reading.headerRows == 0
              ? "the file has no rows"
              : "the file ends within its "
                  + mapping.mapping().csv().headerRows()
                  + " header rows");
    }
  }

  private final class Reading {
    private final ObservationSink sink;
    private int headerRows;
    private Columns header;
    private RowMapper rows;

    Reading(ObservationSink sink) {
      this.sink = sink;
    }

    void row(Row row) {
      int wanted = mapping.mapping().csv().headerRows();
      if (headerRows < wanted) {
        if (headerRows == 0) {
          header = Columns.named(row);
        }
        headerRows++;
        if (headerRows == wanted) {
          rows = new RowMapper(mapping, header, stations, sink);
        }
        return;
      }
      if (rows == null) {
        rows = new RowMapper(mapping, Columns.numbered(row), stations, sink);
      }
      rows.map(row);
    }
  }
}
