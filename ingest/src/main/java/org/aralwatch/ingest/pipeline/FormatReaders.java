package org.aralwatch.ingest.pipeline;

import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.source.TableReader;
import org.aralwatch.ingest.source.csv.CsvTable;

/** Which reader reads which format, as a mapping wants it. */
final class FormatReaders {
  private FormatReaders() {}

  static TableReader of(Mapping mapping) {
    return switch (mapping.format()) {
      case CSV -> new CsvTable(mapping.csv());
      default -> throw new IllegalStateException("no reader of " + mapping.format());
    };
  }
}
