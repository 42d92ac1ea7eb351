package org.aralwatch.ingest.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers sentences, each once, and only so many. Not thread-safe. */
public final class Warnings {
  /** Sentences kept; a file with a million of them is told by the first ones as well. */
  public static final int MOST = 20;

  private final Set<String> sentences = new LinkedHashSet<>();
  private boolean more;

  public void clear() {
    sentences.clear();
    more = false;
  }

  public void add(String sentence) {
    if (sentences.size() < MOST - 1) {
      sentences.add(sentence);
    } else if (!sentences.contains(sentence)) {
      more = true;
    }
  }

  public List<String> list() {
    List<String> list = new ArrayList<>(sentences);
    if (more) {
      list.add("there are more warnings than are shown");
    }
    return List.copyOf(list);
  }
}
