package org.aralwatch.ingest.mapping;

/** Where a text comes from: a column of the row, or the mapping itself. */
public sealed interface Cell {

  /** The cell of the column with this header. */
  record Column(String name) implements Cell {}

  /** The same text for every row. */
  record Constant(String text) implements Cell {}
}
