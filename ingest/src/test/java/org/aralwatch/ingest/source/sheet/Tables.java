package org.aralwatch.ingest.source.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.aralwatch.ingest.source.Row;
import org.aralwatch.ingest.source.TableReader;
import org.aralwatch.ingest.source.TableReader.RowSink;

/** What a reader hands over, a line for each table ("= name") and row ("7: a||c"). */
final class Tables {
  private Tables() {}

  static List<String> read(TableReader reader, byte[] file) {
    List<String> lines = new ArrayList<>();
    read(
        reader,
        file,
        new RowSink() {
          @Override
          public void beginTable(String name) {
            lines.add("= " + name);
          }

          @Override
          public void accept(Row row) {
            lines.add(WorkbookBuilder.shown(row));
          }
        });
    return lines;
  }

  static void read(TableReader reader, byte[] file, RowSink sink) {
    try {
      reader.read(new ByteArrayInputStream(file), sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
