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
 * property, statistic, procedure, support, owner and datum are read at once, and new ones are
 * written in batches. Belongs to one {@link LoadTransaction}; not thread-safe.
 */
final class DatastreamIndex {
  /** Questions after which a family is read whole. */
  private static final int SINGLE_QUESTIONS = 8;

  private static final int MOST_UNWRITTEN = 1_000;

  private final Supplier<Handle> handle;
  private final Map<Family, Known> families = new HashMap<>();
  private final Deque<Integer> reservedIds = new ArrayDeque<>();
  private final List<Unwritten> unwritten = new ArrayList<>();
  private int reserve = 1;

  DatastreamIndex(Supplier<Handle> handle) {
    this.handle = handle;
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
    if (reservedIds.isEmpty()) {
      reservedIds.addAll(DatastreamSql.reserveIds(handle.get(), reserve));
      reserve = Math.min(2 * reserve, MOST_UNWRITTEN);
    }
    DatastreamRef ref =
        new DatastreamRef(reservedIds.remove(), stream.timeZone(), stream.support(), unit);
    families.get(Family.of(stream)).byFeature.put(stream.featureId(), ref);
    unwritten.add(new Unwritten(ref, stream));
    if (unwritten.size() >= MOST_UNWRITTEN) {
      write();
    }
    return ref;
  }

  /** Writes what was added. */
  void write() {
    if (!unwritten.isEmpty()) {
      DatastreamSql.insert(handle.get(), unwritten);
      unwritten.clear();
    }
  }
}
