package org.aralwatch.ingest.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A table as a reader gave it, for tests: its header, and its rows as texts. */
public record ReadTable(List<String> header, List<List<String>> rows, List<Long> lines) {

  public static ReadTable of(TableReader reader, String text) {
    return of(reader, text.getBytes(StandardCharsets.UTF_8));
  }

  public static ReadTable of(TableReader reader, byte[] bytes) {
    return of(reader, new ByteArrayInputStream(bytes));
  }

  public static ReadTable of(TableReader reader, InputStream in) {
    List<List<String>> rows = new ArrayList<>();
    List<Long> lines = new ArrayList<>();
    try {
      reader.read(
          in,
          row -> {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
              cells.add(row.text(i));
            }
            rows.add(cells);
            lines.add(row.line());
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ReadTable(rows.get(0), rows.subList(1, rows.size()), lines.subList(1, lines.size()));
  }

  /** The cells of some columns of each row, joined by bars. */
  public List<String> columns(String... names) {
    return rows.stream()
        .map(
            row ->
                String.join(
                    "|", List.of(names).stream().map(name -> row.get(place(name))).toList()))
        .toList();
  }

  private int place(String name) {
    if (!header.contains(name)) {
      throw new IllegalArgumentException("no column " + name + " in " + header);
    }
    return header.indexOf(name);
  }
}
