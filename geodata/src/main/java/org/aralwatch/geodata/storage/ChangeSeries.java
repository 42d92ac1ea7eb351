package org.aralwatch.geodata.storage;

import java.util.Collection;
import org.jdbi.v3.core.Handle;

/** Where the rows of an upload are found again, without an index over all rows of the record. */
final class ChangeSeries {
  private ChangeSeries() {}

  /**
   * @param touched datastreams with staged rows
   */
  static void write(Handle handle, long change, Collection<DatastreamRef> touched) {
    if (touched.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            INSERT INTO change_series (change_id, datastreams, first_time, last_time)
            VALUES (:change, :ids, timestamptz 'epoch' + :first * interval '1 microsecond',
                    timestamptz 'epoch' + :last * interval '1 microsecond')
            """)
        .bind("change", change)
        .bind("ids", DatastreamRef.ids(touched))
        .bind("first", touched.stream().mapToLong(ref -> ref.firstBegin).min().orElseThrow())
        .bind("last", touched.stream().mapToLong(ref -> ref.lastEnd).max().orElseThrow())
        .execute();
  }

  static void delete(Handle handle, long change) {
    handle.execute("DELETE FROM change_series WHERE change_id = ?", change);
  }
}
