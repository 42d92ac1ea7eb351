package org.aralwatch.ingest.detect;

import java.util.List;

/**
 * What is header and what is data in a table.
 *
 * @param table that was looked at
 * @param skip lines before the header, counted as the file counts them
 * @param headerRows filled rows of the header; 0 where there is none
 * @param names which of the header rows name the columns: "first", "last" or "joined"
 * @param headers of the columns as the mapping calls them; "1", "2", ... without a header
 * @param units by column from a row of units; empty texts where there is none
 * @param titles filled rows above the header
 * @param data rows of data that were looked at
 * @param odd rows below the header that are no data, as totals and notes
 * @param numbered whether a row of the header only numbers the columns
 */
record Structure(
    SampleTable table,
    int skip,
    int headerRows,
    String names,
    List<String> headers,
    List<String> units,
    List<SampleRow> titles,
    List<SampleRow> data,
    List<SampleRow> odd,
    boolean numbered) {
  Structure {
    headers = List.copyOf(headers);
    units = List.copyOf(units);
    titles = List.copyOf(titles);
    data = List.copyOf(data);
    odd = List.copyOf(odd);
  }

  /** All texts above the header, in reading order. */
  List<String> titleTexts() {
    return titles.stream()
        .flatMap(row -> row.cells().stream())
        .filter(cell -> !cell.isEmpty())
        .toList();
  }

  int width() {
    return headers.size();
  }

  boolean hasHeader() {
    return headerRows > 0;
  }
}
