package org.aralwatch.ingest.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aralwatch.ingest.mapping.BoundMapping;
import org.aralwatch.ingest.mapping.Header;
import org.aralwatch.ingest.mapping.MappingException;
import org.aralwatch.ingest.mapping.StationRule;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.Row;
import org.aralwatch.ingest.source.TableReader;

/** Reads the tables of a file by a mapping: the first two steps of the way, read and map. */
final class MappedTable implements ObservationReader {
  private final TableReader tables;
  private final BoundMapping mapping;
  private final String fileName;
  private final StationFinder stations;

  /**
   * @param fileName may name the station
   */
  MappedTable(TableReader tables, BoundMapping mapping, String fileName, StationFinder stations) {
    this.tables = tables;
    this.mapping = mapping;
    this.fileName = fileName;
    this.stations = stations;
  }

  @Override
  public void read(InputStream in, ObservationSink sink) throws IOException {
    Reading reading = new Reading(sink);
    tables.read(in, reading);
    reading.endTable();
    if (!reading.any) {
      throw new BadFileException(
          reading.leftOut.isEmpty()
              ? "the file has no rows"
              : "the file has no rows in the tables that the mapping reads; it has "
                  + String.join(", ", reading.leftOut));
    }
  }

  private final class Reading implements TableReader.RowSink {
    private static final int SHOWN = 20;

    private final ObservationSink sink;
    private final Header header = mapping.mapping().header();
    private final List<String> leftOut = new ArrayList<>();
    // Whether a table of the mapping had rows.
    private boolean any;

    // Of the table that is read.
    private String table = "";
    private boolean isLeftOut;
    private boolean isEmpty = true;
    private final List<List<String>> headerRows = new ArrayList<>();
    private String stationText;
    private RowMapper rows;

    Reading(ObservationSink sink) {
      this.sink = sink;
    }

    @Override
    public void beginTable(String name) {
      endTable();
      table = name;
      isLeftOut =
          mapping.mapping().tables().map(wanted -> !wanted.matcher(name).find()).orElse(false);
      isEmpty = true;
      headerRows.clear();
      stationText = null;
      rows = null;
      if (!isLeftOut) {
        sink.beginTable(name);
      }
    }

    @Override
    public void accept(Row row) {
      if (isLeftOut) {
        return;
      }
      isEmpty &= row.isBlank();
      noteStation(row);
      if (rows != null) {
        rows.map(row);
        return;
      }
      if (header.skips(row.line()) || row.isBlank() && headerRows.size() < header.rows()) {
        return;
      }
      if (headerRows.size() < header.rows()) {
        headerRows.add(IntStream.range(0, row.size()).mapToObj(row::text).toList());
        if (headerRows.size() == header.rows()) {
          begin(Columns.named(names()));
        }
        return;
      }
      begin(Columns.numbered(row));
      rows.map(row);
    }

    private void begin(Columns columns) {
      try {
        rows = new RowMapper(mapping, columns, stations, stationOfTable(), sink);
        any = true;
      } catch (MappingException e) {
        throw table.isEmpty() ? e : e.inTable(table);
      }
    }

    /** Ends the table before; one of nothing, as the third sheet of a new workbook, is left out. */
    void endTable() {
      if (isLeftOut || isEmpty && !table.isEmpty()) {
        if (leftOut.size() < SHOWN) {
          leftOut.add("'" + table + "'");
        }
        sink.tableLeftOut(table);
      } else if (rows == null && !isEmpty) {
        throw new BadFileException(
            (table.isEmpty() ? "the file" : "the table '" + table + "'")
                + " ends within the "
                + header.rowsBefore()
                + " rows before its data");
      }
    }

    private List<String> names() {
      return switch (header.names()) {
        case FIRST -> headerRows.get(0);
        case LAST -> headerRows.get(headerRows.size() - 1);
        case JOINED -> joined();
      };
    }

    private List<String> joined() {
      int width = headerRows.stream().mapToInt(List::size).max().orElse(0);
      List<List<String>> filled = new ArrayList<>();
      for (int i = 0; i < headerRows.size(); i++) {
        List<String> texts = new ArrayList<>(headerRows.get(i));
        while (texts.size() < width) {
          texts.add("");
        }
        for (int cell = 1; cell < width && i < headerRows.size() - 1; cell++) {
          if (texts.get(cell).isEmpty()) {
            texts.set(cell, texts.get(cell - 1));
          }
        }
        filled.add(texts);
      }
      return IntStream.range(0, width)
          .mapToObj(
              cell ->
                  filled.stream()
                      .map(texts -> texts.get(cell))
                      .filter(text -> !text.isEmpty())
                      .distinct()
                      .collect(Collectors.joining(" / ")))
          .toList();
    }

    private void noteStation(Row row) {
      if (stationText == null
          && mapping.mapping().station().orElse(null) instanceof StationRule.AtCell at
          && row.line() == at.row()
          && row.size() >= at.column()) {
        stationText = row.text(at.column() - 1);
      }
    }

    /** The code of the table's station where no column names it; "" where a column does. */
    private String stationOfTable() {
      Optional<StationRule> rule = mapping.mapping().station();
      if (rule.isEmpty() || rule.get() instanceof StationRule.Column) {
        return "";
      }
      if (rule.get() instanceof StationRule.Constant constant) {
        return constant.code();
      }
      if (rule.get() instanceof StationRule.AtCell at) {
        String place = "row " + at.row() + ", column " + at.column();
        if (stationText == null || stationText.isEmpty()) {
          throw new BadFileException(inTable() + "there is no station in " + place);
        }
        return StationRule.find(at.pattern(), stationText)
            .orElseThrow(() -> noCode(place + ", '" + stationText + "'", at.pattern().toString()));
      }
      if (rule.get() instanceof StationRule.TableName name) {
        return StationRule.find(name.pattern(), table)
            .orElseThrow(() -> noCode("its name", name.pattern().toString()));
      }
      StationRule.FileName name = (StationRule.FileName) rule.get();
      // A member of an archive is a file of its own; a sheet is not.
      return StationRule.find(name.pattern(), table)
          .or(() -> StationRule.find(name.pattern(), fileName))
          .orElseThrow(() -> noCode("the file name '" + fileName + "'", name.pattern().toString()));
    }

    private BadFileException noCode(String place, String pattern) {
      return new BadFileException(
          inTable() + "no station code in " + place + ": the mapping wants '" + pattern + "'");
    }

    private String inTable() {
      return table.isEmpty() ? "" : "table '" + table + "': ";
    }
  }
}
