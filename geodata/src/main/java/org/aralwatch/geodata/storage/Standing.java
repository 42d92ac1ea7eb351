package org.aralwatch.geodata.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What stands in the record of the datastreams that a load touches.
 *
 * @param fresh those with no rows yet: the staged ones are all there is of them
 * @param recorded the others
 * @param appended those of the recorded whose staged rows ascend and are all newer, with the day up
 *     to which there may be recorded ones, since 1970
 * @param overlapped those of the recorded with rows that are not older than all of the staged ones.
 *     Mostly there is none, and then no row has to be looked for, however long the record is
 * @param approved those of the overlapped of which a period is approved
 * @param returning those that were withdrawn
 */
record Standing(
    List<DatastreamRef> fresh,
    List<DatastreamRef> recorded,
    Map<DatastreamRef, Integer> appended,
    Set<DatastreamRef> overlapped,
    Set<DatastreamRef> approved,
    Set<DatastreamRef> returning) {
  /** Of rows that change where they are, of series that are there. */
  static Standing ofChanged(List<DatastreamRef> changed) {
    return new Standing(List.of(), changed, Map.of(), Set.copyOf(changed), Set.of(), Set.of());
  }

  static Standing read(Handle handle, List<DatastreamRef> touched) {
    return read(handle, touched, "");
  }

  /** As {@link #read}; locks in key order, so that loads of one series follow each other. */
  static Standing lock(Handle handle, List<DatastreamRef> touched) {
    return read(handle, touched, "ORDER BY id FOR UPDATE");
  }

  private static Standing read(Handle handle, List<DatastreamRef> touched, String locking) {
    Map<Integer, DatastreamRef> byId = new HashMap<>();
    touched.stream().filter(ref -> !ref.isNew()).forEach(ref -> byId.put(ref.id(), ref));
    List<DatastreamRef> recorded = new ArrayList<>();
    Map<DatastreamRef, Integer> appended = new LinkedHashMap<>();
    Set<DatastreamRef> overlapped = new LinkedHashSet<>();
    Set<DatastreamRef> approved = new LinkedHashSet<>();
    Set<DatastreamRef> returning = new LinkedHashSet<>();
    if (!byId.isEmpty()) {
      handle
          .createQuery(
              """
              SELECT id, observation_count, tail, withdrawn_by IS NOT NULL AS withdrawn,
                     (extract(epoch FROM last_end) * 1000000)::bigint AS last_end,
                     EXISTS (SELECT FROM approval a
                             WHERE a.datastream_id = datastream.id AND a.ended_by IS NULL) AS approved
              FROM datastream WHERE id = ANY(:ids)
              """
                  + locking)
          .bind("ids", DatastreamRef.ids(byId.values()))
          .map(
              (rs, ctx) -> {
                DatastreamRef ref = byId.get(rs.getInt("id"));
                ref.tail = Tail.decode(rs.getBytes("tail"));
                if (rs.getBoolean("withdrawn")) {
                  returning.add(ref);
                }
                boolean isApproved = rs.getBoolean("approved");
                if (isApproved || rs.getLong("observation_count") > 0) {
                  byId.remove(ref.id());
                  recorded.add(ref);
                  long lastEnd = rs.getLong("last_end");
                  // A period may begin where the last one ends; an instant is there already.
                  boolean isNewer =
                      ref.support().isInstant()
                          ? ref.firstBegin > lastEnd
                          : ref.firstBegin >= lastEnd;
                  if (isApproved) {
                    // Rows may go, and with them what was noted of the rest.
                    approved.add(ref);
                    overlapped.add(ref);
                  } else if (!isNewer) {
                    overlapped.add(ref);
                  } else if (ref.isNoted()) {
                    appended.put(ref, ref.dayOf(lastEnd));
                  }
                }
                return 0;
              })
          .list();
    }
    List<DatastreamRef> fresh =
        touched.stream().filter(ref -> ref.isNew() || byId.containsKey(ref.id())).toList();
    return new Standing(fresh, recorded, appended, overlapped, approved, returning);
  }

  /** Those with rows that ascend and are newer than all recorded ones. */
  List<DatastreamRef> noted() {
    return Stream.concat(fresh.stream().filter(DatastreamRef::isNoted), appended.keySet().stream())
        .toList();
  }

  /** Those of the fresh with rows that may be there twice. */
  List<DatastreamRef> unsorted() {
    return fresh.stream().filter(ref -> !ref.isNoted()).toList();
  }

  /** Those of the recorded with rows that may be there twice, or be there already. */
  List<DatastreamRef> mixed() {
    return recorded.stream().filter(ref -> !appended.containsKey(ref)).toList();
  }
}
