package org.aralwatch.server.query;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.aralwatch.geodata.storage.FeatureDirectory;

/**
 * The folded names, aliases and codes of a layer's features, for searching. They are folded when
 * first asked for, as a start does not need them. Immutable and thread-safe.
 */
final class NameIndex {
  private final FeatureDirectory directory;
  private Folded folded;

  private record Folded(long[] ids, String[][] names) {}

  NameIndex(FeatureDirectory directory) {
    this.directory = directory;
  }

  /** Folds the names now, so that no search waits. */
  void prepare() {
    folded();
  }

  private synchronized Folded folded() {
    if (folded == null) {
      folded = fold(directory);
    }
    return folded;
  }

  private static Folded fold(FeatureDirectory directory) {
    List<FeatureDirectory.Entry> entries = directory.entries();
    long[] ids = new long[entries.size()];
    String[][] names = new String[entries.size()][];
    for (int i = 0; i < ids.length; i++) {
      FeatureDirectory.Entry entry = entries.get(i);
      ids[i] = entry.id();
      names[i] =
          Stream.of(
                  entry.name().byLanguage().values().stream(),
                  entry.aliases().stream(),
                  Stream.of(entry.code()))
              .flatMap(all -> all)
              .map(NameFolding::fold)
              .filter(folded -> !folded.isEmpty())
              .distinct()
              .toArray(String[]::new);
    }
    return new Folded(ids, names);
  }

  /**
   * Ids of the features of whose names one holds the text, or that have a name for each of its
   * words; ascending. A text without letters and digits matches nothing.
   */
  Set<Long> matching(String text) {
    Set<Long> found = new TreeSet<>();
    String whole = NameFolding.fold(text);
    if (whole.isEmpty()) {
      return found;
    }
    String[] words =
        Arrays.stream(text.strip().split("\\s+"))
            .map(NameFolding::fold)
            .filter(word -> !word.isEmpty())
            .toArray(String[]::new);
    Folded all = folded();
    for (int i = 0; i < all.ids.length; i++) {
      String[] own = all.names[i];
      if (holds(own, whole) || Arrays.stream(words).allMatch(word -> holds(own, word))) {
        found.add(all.ids[i]);
      }
    }
    return found;
  }

  private static boolean holds(String[] names, String folded) {
    for (String name : names) {
      if (name.contains(folded)) {
        return true;
      }
    }
    return false;
  }
}
