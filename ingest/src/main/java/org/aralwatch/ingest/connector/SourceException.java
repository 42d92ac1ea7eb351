package org.aralwatch.ingest.connector;

import java.util.List;

/** A definition of a source that cannot be used: every problem found, each with its place. */
public final class SourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> problems;

  SourceException(String source, List<String> problems) {
    super("source " + source + ": " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each; never empty. */
  public List<String> problems() {
    return problems;
  }
}
