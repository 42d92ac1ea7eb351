package org.aralwatch.server.query;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.aralwatch.geodata.storage.RevisionStore.ValueRevision;

/** The last change to the values of every layer and property by month. Immutable. */
final class ValueRevisions {
  static final ValueRevisions NONE = new ValueRevisions(Map.of());

  private final Map<Key, NavigableMap<LocalDate, Long>> byMonth;

  private ValueRevisions(Map<Key, NavigableMap<LocalDate, Long>> byMonth) {
    this.byMonth = byMonth;
  }

  private record Key(int layerId, int propertyId) {}

  /** These, and what has changed since. */
  ValueRevisions with(List<ValueRevision> changes) {
    if (changes.isEmpty()) {
      return this;
    }
    Map<Key, NavigableMap<LocalDate, Long>> changed = new HashMap<>();
    for (ValueRevision change : changes) {
      Key key = new Key(change.layerId(), change.propertyId());
      changed
          .computeIfAbsent(
              key, k -> new TreeMap<>(byMonth.getOrDefault(k, Collections.emptyNavigableMap())))
          .merge(change.month(), change.revision(), Math::max);
    }
    Map<Key, NavigableMap<LocalDate, Long>> all = new HashMap<>(byMonth);
    all.putAll(changed);
    return new ValueRevisions(all);
  }

  /**
   * The last change to a value that begins in the UTC months from that of {@code first} to that of
   * {@code last}; 0 where there never was one.
   */
  long newest(int layerId, int propertyId, LocalDate first, LocalDate last) {
    NavigableMap<LocalDate, Long> months = byMonth.get(new Key(layerId, propertyId));
    if (months == null) {
      return 0;
    }
    Collection<Long> revisions =
        months.subMap(first.withDayOfMonth(1), true, last.withDayOfMonth(1), true).values();
    return revisions.stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
