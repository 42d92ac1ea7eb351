package org.aralwatch.ingest.source;

import java.util.Arrays;
import java.util.List;
import org.aralwatch.ingest.source.TableReader.RowSink;

/**
 * Pushes observations of a format that describes itself as rows of a table whose columns are always
 * named alike. The cells are texts as the format writes them; what is not set is empty. Not
 * thread-safe.
 */
public final class ObservationRow {
  /** The columns in their order; a format has those that it can fill. */
  public enum Column {
    STATION("station"),
    STATION_NAME("station-name"),
    LONGITUDE("longitude"),
    LATITUDE("latitude"),
    ELEVATION("elevation"),
    PROPERTY("property"),
    STATISTIC("statistic"),
    UNIT("unit"),
    /** Of the period for which the value stands: ISO 8601, with offset where the format has one. */
    BEGIN("begin"),
    /** First moment after the period. */
    END("end"),
    /** The moment by which the format names the value. */
    TIME("time"),
    VALUE("value"),
    /** {@code <}, {@code >} or nothing. */
    QUALIFIER("qualifier"),
    FLAG("flag"),
    DETECTION_LIMIT("detection-limit"),
    QUANTIFICATION_LIMIT("quantification-limit"),
    PROCEDURE("procedure"),
    REMARK("remark"),
    /** Length of the period: "instant", or as ISO 8601 writes durations. */
    SUPPORT("support");

    private final String title;

    Column(String title) {
      this.title = title;
    }

    /** As the header row has it. */
    public String title() {
      return title;
    }
  }

  private final RowSink sink;
  private final Column[] columns;
  private final int[] places = new int[Column.values().length];
  private final String[] cells;
  private final Row row = new Row();
  private char[] buffer = new char[256];
  private long count;

  /**
   * @param columns those of the format, in the order of the enumeration
   */
  public ObservationRow(RowSink sink, List<Column> columns) {
    this.sink = sink;
    this.columns = columns.toArray(Column[]::new);
    this.cells = new String[columns.size()];
    Arrays.fill(places, -1);
    for (int i = 0; i < this.columns.length; i++) {
      places[this.columns[i].ordinal()] = i;
    }
  }

  /**
   * Sets a cell of the row to come.
   *
   * @param text null for an empty cell
   * @throws IllegalArgumentException when the format does not have the column
   */
  public ObservationRow set(Column column, String text) {
    int place = places[column.ordinal()];
    if (place < 0) {
      throw new IllegalArgumentException("no column " + column);
    }
    cells[place] = text;
    return this;
  }

  /** How many observations were pushed. */
  public long count() {
    return count;
  }

  /** Pushes the row, whose line is the ordinal of the observation from 1, and empties it. */
  public void push() {
    push(count + 1);
  }

  /**
   * Pushes the row and empties it.
   *
   * @param line of the file, where the format has lines
   */
  public void push(long line) {
    if (count == 0) {
      header();
    }
    count++;
    row.begin(line);
    for (int i = 0; i < cells.length; i++) {
      add(cells[i]);
      cells[i] = null;
    }
    sink.accept(row);
  }

  /** To be called at the end: a table without observations has its header all the same. */
  public void finish() {
    if (count == 0) {
      header();
    }
  }

  /** The header has line 0: it is no line of the file. */
  private void header() {
    row.begin(0);
    for (Column column : columns) {
      add(column.title);
    }
    sink.accept(row);
  }

  private void add(String text) {
    if (text == null) {
      row.add(buffer, 0, 0);
      return;
    }
    int length = text.length();
    if (length > buffer.length) {
      buffer = new char[Math.max(length, 2 * buffer.length)];
    }
    text.getChars(0, length, buffer, 0);
    row.add(buffer, 0, length);
  }
}
