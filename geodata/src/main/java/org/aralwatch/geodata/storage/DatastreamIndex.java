package org.aralwatch.geodata.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

    /** Keys of those that do not stand; made again, they keep them. */
    private final Map<Long, Integer> withdrawn = new HashMap<>();

    private int questions;
    private boolean whole;

    /** What is known stays: it may have counted rows. */
    void add(DatastreamSql.Stored stored) {
      if (stored.withdrawn()) {
        withdrawn.put(stored.featureId(), stored.ref().id());
      } else {
        byFeature.putIfAbsent(stored.featureId(), stored.ref());
      }
    }
  }

  /** A new datastream that the store does not have yet. */
  record Unwritten(DatastreamRef ref, NewDatastream stream) {}

  /** The datastream of this key, by whatever description. */
  Optional<DatastreamRef> find(NewDatastream key) {
    Known known = families.computeIfAbsent(Family.of(key), family -> new Known());
    DatastreamRef ref = known.byFeature.get(key.featureId());
    if (ref == null && !known.whole) {
      if (++known.questions > SINGLE_QUESTIONS) {
        DatastreamSql.family(handle.get(), key).forEach(known::add);
        known.whole = true;
      } else {
        DatastreamSql.find(handle.get(), key).ifPresent(known::add);
      }
      ref = known.byFeature.get(key.featureId());
    }
    return Optional.ofNullable(ref);
  }

  /** Others may have made datastreams since: what was not there is asked for again. */
  void refresh() {
    families
        .values()
        .forEach(
            known -> {
              known.whole = false;
              known.withdrawn.clear();
            });
  }

  /**
   * Adds a datastream that {@link #find} did not find; it is in the store after {@link #write}.
   *
   * @param unit UCUM code in which its results are kept
   */
  DatastreamRef add(NewDatastream stream, String unit) {
    Known known = families.get(Family.of(stream));
    Integer withdrawn = dryRun ? null : known.withdrawn.remove(stream.featureId());
    int id = withdrawn == null ? nextId() : withdrawn;
    DatastreamRef ref = new DatastreamRef(id, stream.timeZone(), stream.support(), unit, true);
    known.byFeature.put(stream.featureId(), ref);
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

  /** The features that {@link #write} refers to. */
  Set<Long> featuresOfAdded() {
    return unwritten.stream().map(u -> u.stream().featureId()).collect(Collectors.toSet());
  }

  /** Writes what was added by {@code change}. */
  void write(long change, long revision) {
    for (int from = 0; from < unwritten.size(); from += BATCH) {
      int to = Math.min(from + BATCH, unwritten.size());
      DatastreamSql.insert(handle.get(), unwritten.subList(from, to), change, revision);
    }
    unwritten.clear();
  }
}
