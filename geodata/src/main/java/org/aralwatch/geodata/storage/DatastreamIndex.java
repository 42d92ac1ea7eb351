package org.aralwatch.geodata.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;
import org.jdbi.v3.core.Handle;

/**
 * The datastreams of a load. A file of one station asks for its own; one of thousands would ask the
 * store thousands of times, so after a few questions the series of all features with the same
 * property, statistic, procedure, support, owner and datum are read at once. New ones are written
 * last, with what became of them: to change a row that is new itself is dear, as its references are
 * proved again. Belongs to one {@link LoadTransaction}; not thread-safe.
 */
final class DatastreamIndex {
  /** Questions after which a family is read whole. */
  private static final int SINGLE_QUESTIONS = 8;

  private static final int MOST_RESERVED = 1_000;
  private static final int BATCH = 1_000;

  private final Supplier<Handle> handle;
  private final boolean dryRun;
  private final Map<Family, Known> families = new HashMap<>();
  private final Deque<Integer> reservedIds = new ArrayDeque<>();
  private final List<Unwritten> unwritten = new ArrayList<>();
  private int reserve = 1;

  /**
   * @param dryRun whether new datastreams are never written; their ids are negative then
   */
  DatastreamIndex(Supplier<Handle> handle, boolean dryRun) {
    this.handle = handle;
    this.dryRun = dryRun;
  }

  /** A datastream's key without its feature. */
  private record Family(
      int propertyId,
      Statistic statistic,
      String procedure,
      Support support,
      String owner,
      Optional<String> verticalDatum) {
    static Family of(NewDatastream stream) {
      return new Family(
          stream.propertyId(),
          stream.statistic(),
          stream.procedure(),
          stream.support(),
          stream.owner(),
          stream.verticalDatum());
    }
  }

  /** What is known of a family. */
  private static final class Known {
    private final Map<Long, DatastreamRef> byFeature = new HashMap<>();
    private int questions;
    private boolean whole;
  }

  /** A new datastream that the store does not have yet. */
  record Unwritten(DatastreamRef ref, NewDatastream stream) {}

  /** The datastream of this key, by whatever description. */
  Optional<DatastreamRef> find(NewDatastream key) {
    Known known = families.computeIfAbsent(Family.of(key), family -> new Known());
    DatastreamRef ref = known.byFeature.get(key.featureId());
    if (ref == null && !known.whole) {
      if (++known.questions > SINGLE_QUESTIONS) {
        // What is known stays: it may have counted rows.
        DatastreamSql.family(handle.get(), key).forEach(known.byFeature::putIfAbsent);
        known.whole = true;
        ref = known.byFeature.get(key.featureId());
      } else {
        ref = DatastreamSql.find(handle.get(), key).orElse(null);
        if (ref != null) {
          known.byFeature.put(key.featureId(), ref);
        }
      }
    }
    return Optional.ofNullable(ref);
  }

  /** Others may have made datastreams since: what was not there is asked for again. */
  void refresh() {
    families.values().forEach(known -> known.whole = false);
  }

  /**
   * Adds a datastream that {@link #find} did not find; it is in the store after {@link #write}.
   *
   * @param unit UCUM code in which its results are kept
   */
  DatastreamRef add(NewDatastream stream, String unit) {
    DatastreamRef ref =
        new DatastreamRef(nextId(), stream.timeZone(), stream.support(), unit, true);
    families.get(Family.of(stream)).byFeature.put(stream.featureId(), ref);
    unwritten.add(new Unwritten(ref, stream));
    return ref;
  }

  private int nextId() {
    if (dryRun) {
      return -1 - unwritten.size();
    }
    if (reservedIds.isEmpty()) {
      reservedIds.addAll(DatastreamSql.reserveIds(handle.get(), reserve));
      reserve = Math.min(2 * reserve, MOST_RESERVED);
    }
    return reservedIds.remove();
  }

  /**
   * Locks the features that {@link #write} refers to, so that it waits for nobody: whoever removes
   * one may hold it and wait for the revision.
   *
   * @throws StorageException when a feature was removed since it was found
   */
  void lockFeatures() {
    long[] ids = unwritten.stream().mapToLong(u -> u.stream().featureId()).distinct().toArray();
    if (DatastreamSql.lockFeatures(handle.get(), ids) < ids.length) {
      throw new StorageException("a station of the file was removed while it was loaded");
    }
  }

  /** Writes what was added. */
  void write(long revision) {
    for (int from = 0; from < unwritten.size(); from += BATCH) {
      int to = Math.min(from + BATCH, unwritten.size());
      DatastreamSql.insert(handle.get(), unwritten.subList(from, to), revision);
    }
    unwritten.clear();
  }
}
