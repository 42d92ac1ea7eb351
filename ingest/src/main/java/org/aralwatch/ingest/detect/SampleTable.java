package org.aralwatch.ingest.detect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A table, or as much of it as was looked at.
 *
 * @param name of the sheet or member; empty for the one table of a file
 * @param head the first rows without a gap
 * @param later rows from further on, in file order
 * @param rows how many there are
 * @param unseen texts in rows that were passed over
 * @param counted whether {@code rows} is exact; else the reading stopped before the end
 */
record SampleTable(
    String name,
    List<SampleRow> head,
    List<SampleRow> later,
    long rows,
    boolean counted,
    UnseenTexts unseen) {
  SampleTable {
    head = List.copyOf(head);
    later = List.copyOf(later);
  }

  /** All rows looked at from the given one on, blank ones left out. */
  List<SampleRow> from(int first) {
    List<SampleRow> rows = new ArrayList<>();
    head.subList(Math.min(first, head.size()), head.size()).forEach(rows::add);
    rows.addAll(later);
    rows.removeIf(SampleRow::isBlank);
    return Collections.unmodifiableList(rows);
  }

  /** Whether every row was looked at. */
  boolean isWhole() {
    return counted && rows == head.size() + later.size();
  }
}
