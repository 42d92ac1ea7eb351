package org.aralwatch.ingest.source.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.Row;
import org.aralwatch.ingest.source.WarningReader;
import org.aralwatch.ingest.source.Warnings;

/**
 * Any JSON (RFC 8259, December 2017) that holds records, as a table: an array of objects somewhere
 * in the document, an object of columns, one record a line, or a GeoJSON collection of features
 * (RFC 7946, August 2016). Nested names are joined by dots, items of short lists have their number:
 * "properties.mag", "geometry.coordinates.0". The columns are the union of those of all records, in
 * the order of their first occurrence; a record that lacks one has an empty cell there, as it has
 * for null. Records that are arrays have the columns "1", "2", ... Numbers are as written. The line
 * of a row is the ordinal of its record from 1; the row of names, which is none, has line 1 too.
 *
 * <p>The file is read three times from a temporary copy: to find the records, to find their
 * columns, and for the rows.
 */
public final class JsonTable implements WarningReader {
  /** Columns of an object of columns: each is read by a cursor of its own. */
  private static final int MOST_CURSORS = 200;

  /** Other places named in a warning. */
  private static final int SHOWN = 5;

  private final Optional<JsonPlace> records;
  private final Warnings warnings = new Warnings();

  /** Finds the records itself. */
  public JsonTable() {
    this(Optional.empty());
  }

  /**
   * @param records where the records are, as a JSON Pointer: "/data/0/values"; empty to find them
   * @throws IllegalArgumentException when it is no JSON Pointer
   */
  public JsonTable(Optional<String> records) {
    this.records = records.map(JsonPlace::of);
  }

  @Override
  public List<String> warnings() {
    return warnings.list();
  }

  @Override
  public void read(InputStream in, RowSink sink) throws IOException {
    warnings.clear();
    try (JsonSpool spool = JsonSpool.of(in)) {
      JsonPlace place = records.isPresent() ? records.get() : found(spool);
      Columns columns = columnsAt(place, spool);
      if (columns.lists > 0) {
        byColumns(spool, place, columns, sink);
      } else {
        byRecords(spool, place, columns.record, sink);
      }
    }
  }

  private JsonPlace found(JsonSpool spool) throws IOException {
    List<JsonPlaceFinder.Candidate> candidates;
    try (JsonCursor json = spool.open()) {
      candidates = JsonPlaceFinder.find(json);
    }
    if (candidates.isEmpty()) {
      throw new BadFileException(
          "there is no array of records in the file: name their place in the mapping"
              + " (records)");
    }
    JsonPlace best = candidates.get(0).place();
    List<JsonPlaceFinder.Candidate> others =
        candidates.stream()
            .filter(
                other ->
                    other.form() == JsonPlaceFinder.Form.OBJECTS
                        || other.form() == JsonPlaceFinder.Form.COLUMNS)
            .filter(other -> other.count() > 1)
            .filter(other -> !best.contains(other.place()) && !other.place().contains(best))
            .toList();
    if (!others.isEmpty()) {
      StringBuilder sentence = new StringBuilder("the records were taken from ");
      sentence.append(best.shown()).append("; left out were those at ");
      for (int i = 0; i < Math.min(SHOWN, others.size()); i++) {
        sentence.append(i == 0 ? "" : ", ").append(others.get(i).place().shown());
      }
      sentence.append(others.size() > SHOWN ? " and " + (others.size() - SHOWN) + " more" : "");
      warnings.add(sentence.toString());
    }
    return best;
  }

  /** What is at the place: records with their columns, or columns with their lengths. */
  private static final class Columns {
    private final JsonRecord record = new JsonRecord();
    private final List<String> names = new ArrayList<>();
    private final List<Long> lengths = new ArrayList<>();
    private boolean object;
    private long values;
    private int lists;
    private long length;
  }

  private Columns columnsAt(JsonPlace place, JsonSpool spool) throws IOException {
    Columns columns = new Columns();
    boolean found;
    try (JsonCursor json = spool.open()) {
      found = place.visit(json, cursor -> learn(columns, cursor));
    }
    if (!found) {
      throw new BadFileException("there is nothing at " + place.shown() + " (records)");
    }
    if (columns.object && columns.values == 1) {
      asColumns(columns);
    }
    columns.record.learned();
    if (columns.lists == 0 && columns.record.columns().isEmpty()) {
      throw new BadFileException("there are no records at " + place.shown());
    }
    if (columns.lists == 0) {
      for (String list : columns.record.leftOut()) {
        warnings.add(
            "the lists '"
                + list
                + "' were left out: they hold objects, lists or more than "
                + JsonRecord.LONGEST_LIST
                + " values");
      }
    }
    return columns;
  }

  private static void learn(Columns columns, JsonCursor json) throws IOException {
    columns.values++;
    if (json.isObject()) {
      columns.object = true;
      columns.record.learnObject(
          json,
          (name, length) -> {
            // Of many documents, one a line, each is a record; their lists are not kept.
            if (columns.values == 1 && length > 1) {
              columns.names.add(name);
              columns.lengths.add(length);
            }
          });
    } else if (json.isArray()) {
      while (json.nextItem()) {
        if (isRecord(json)) {
          columns.record.learn(json);
        }
      }
    } else {
      throw json.bad("the records are neither an array nor an object");
    }
  }

  private static void asColumns(Columns columns) {
    Map<Long, Integer> counts = new LinkedHashMap<>();
    columns.lengths.forEach(length -> counts.merge(length, 1, Integer::sum));
    counts.entrySet().stream()
        .filter(count -> count.getKey() > 1 && count.getValue() > 1)
        .findFirst()
        .ifPresent(
            count -> {
              columns.length = count.getKey();
              columns.lists = count.getValue();
            });
  }

  /**
   * @return false for null, which is a record without cells
   */
  private static boolean isRecord(JsonCursor json) {
    if (json.isObject() || json.isArray()) {
      return true;
    }
    if (json.token() == JsonToken.VALUE_NULL) {
      return false;
    }
    throw json.bad("a record that is neither an object nor an array");
  }

  private static void byRecords(JsonSpool spool, JsonPlace place, JsonRecord record, RowSink sink)
      throws IOException {
    Rows rows = new Rows(sink);
    rows.push(record.columns().toArray(String[]::new));
    String[] none = new String[record.columns().size()];
    try (JsonCursor json = spool.open()) {
      place.visit(
          json,
          cursor -> {
            if (cursor.isObject()) {
              rows.push(record.cells(cursor));
            } else {
              while (cursor.nextItem()) {
                rows.push(isRecord(cursor) ? record.cells(cursor) : none);
              }
            }
          });
    }
  }

  /** Reads columns side by side, each by a cursor of its own, so that none is held in memory. */
  private static void byColumns(JsonSpool spool, JsonPlace place, Columns columns, RowSink sink)
      throws IOException {
    if (columns.lists > MOST_CURSORS) {
      throw new BadFileException("more than " + MOST_CURSORS + " columns at " + place.shown());
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns.names.size(); i++) {
      if (columns.lengths.get(i) == columns.length) {
        names.add(columns.names.get(i));
      }
    }
    Rows rows = new Rows(sink);
    rows.push(names.toArray(String[]::new));
    try (Cursors cursors = new Cursors()) {
      for (String name : names) {
        cursors.add(spool.open(), place, name);
      }
      for (long i = 0; i < columns.length; i++) {
        rows.push(cursors.nextItems());
      }
    }
  }

  private static final class Cursors implements Closeable {
    private final List<JsonCursor> cursors = new ArrayList<>();

    /** Goes to the column's first item. */
    void add(JsonCursor json, JsonPlace place, String name) throws IOException {
      cursors.add(json);
      List<String> steps = new ArrayList<>(place.steps());
      steps.add(name);
      if (!new JsonPlace(steps).enter(json)) {
        throw new IllegalStateException("the column " + name + " is gone");
      }
    }

    String[] nextItems() throws IOException {
      String[] cells = new String[cursors.size()];
      for (int i = 0; i < cells.length; i++) {
        JsonCursor json = cursors.get(i);
        json.nextItem();
        cells[i] = json.scalar();
      }
      return cells;
    }

    @Override
    public void close() throws IOException {
      for (JsonCursor cursor : cursors) {
        cursor.close();
      }
    }
  }

  private static final class Rows {
    private final RowSink sink;
    private final Row row = new Row();
    private char[] buffer = new char[256];
    private long line;

    Rows(RowSink sink) {
      this.sink = sink;
    }

    void push(String[] cells) {
      row.begin(Math.max(1, line++));
      for (String cell : cells) {
        int length = cell == null ? 0 : cell.length();
        if (length > buffer.length) {
          buffer = new char[Math.max(length, 2 * buffer.length)];
        }
        if (cell != null) {
          cell.getChars(0, length, buffer, 0);
        }
        row.add(buffer, 0, length);
      }
      sink.accept(row);
    }
  }
}
