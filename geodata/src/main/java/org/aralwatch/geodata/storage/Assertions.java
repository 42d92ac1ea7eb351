package org.aralwatch.geodata.storage;

import org.jdbi.v3.core.Handle;

/**
 * What a load found in the record just as its file has it. It is written as runs of consecutive
 * rows: one for a file that comes again as a whole. A run holds the rows that stood before the load
 * and after it; what the load itself brought between them is no part of it.
 */
final class Assertions {
  /** Takes the places, in any order. */
  static final String CREATE =
      """
      CREATE TEMPORARY TABLE asserted (datastream_id integer, begin_time timestamptz)
      ON COMMIT DROP""";

  private Assertions() {}

  /**
   * Writes the runs of the places in the table {@code asserted}. To be called when replaced rows
   * carry the change.
   */
  static void write(Handle handle, long change) {
    handle.execute("ANALYZE asserted");
    handle.execute(
        """
        CREATE TEMPORARY TABLE asserted_span ON COMMIT DROP AS
        SELECT datastream_id, min(begin_time) AS first_begin, max(begin_time) AS last_begin,
               count(*)::integer AS rows, false AS whole
        FROM asserted GROUP BY datastream_id
        """);
    // Mostly a file asserts all that lies between its ends, and nothing has to be sorted.
    handle
        .createUpdate(
            """
            UPDATE asserted_span a SET whole = true
            WHERE a.rows = (SELECT count(*) FROM observation o
              WHERE o.datastream_id = a.datastream_id
                AND o.begin_time BETWEEN a.first_begin AND a.last_begin AND o.change_id <> :change)
            """)
        .bind("change", change)
        .execute();
    handle
        .createUpdate(
            """
            INSERT INTO assertion (change_id, datastream_id, first_begin, last_begin, rows)
            SELECT :change, datastream_id, first_begin, last_begin, rows
            FROM asserted_span WHERE whole
            UNION ALL
            SELECT :change, datastream_id, min(begin_time), max(begin_time), count(*)
            FROM (
              SELECT o.datastream_id, o.begin_time, t.begin_time IS NOT NULL AS is_asserted,
                     row_number() OVER (PARTITION BY o.datastream_id ORDER BY o.begin_time)
                     - row_number() OVER (PARTITION BY o.datastream_id, t.begin_time IS NOT NULL
                                          ORDER BY o.begin_time) AS run
              FROM asserted_span a
              JOIN observation o ON o.datastream_id = a.datastream_id
                AND o.begin_time BETWEEN a.first_begin AND a.last_begin
                AND o.change_id <> :change
              LEFT JOIN asserted t
                ON t.datastream_id = o.datastream_id AND t.begin_time = o.begin_time
              WHERE NOT a.whole) AS placed
            WHERE is_asserted
            GROUP BY datastream_id, run
            ORDER BY 2, 3
            """)
        .bind("change", change)
        .execute();
  }
}
