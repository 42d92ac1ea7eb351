package org.aralwatch.geodata.storage;

import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.Text;

/** Codes and names of the features of one layer, ascending by id. Immutable. */
public final class FeatureDirectory {
  private final List<Entry> entries;

  FeatureDirectory(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * What a feature is called.
   *
   * @param id key of the feature in the store
   * @param code unique within the layer
   * @param aliases other codes and names under which files know it
   */
  public record Entry(long id, String code, Text name, List<String> aliases) {
    public Entry {
      aliases = List.copyOf(aliases);
    }
  }

  public List<Entry> entries() {
    return entries;
  }

  public Optional<Entry> find(long id) {
    int low = 0;
    int high = entries.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long there = entries.get(middle).id();
      if (there == id) {
        return Optional.of(entries.get(middle));
      }
      if (there < id) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }
}
