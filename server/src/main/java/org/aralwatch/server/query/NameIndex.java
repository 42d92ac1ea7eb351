package org.aralwatch.server.query;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.aralwatch.geodata.storage.FeatureDirectory;

/** The folded names, aliases and codes of a layer's features, for searching. Immutable. */
final class NameIndex {
  private final long[] ids;
  private final String[][] names;

  private NameIndex(long[] ids, String[][] names) {
    this.ids = ids;
    this.names = names;
  }

  static NameIndex of(FeatureDirectory directory) {
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
    return new NameIndex(ids, names);
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
    for (int i = 0; i < ids.length; i++) {
      String[] own = names[i];
      if (holds(own, whole) || Arrays.stream(words).allMatch(word -> holds(own, word))) {
        found.add(ids[i]);
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
