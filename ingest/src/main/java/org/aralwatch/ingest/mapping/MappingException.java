package org.aralwatch.ingest.mapping;

import java.util.List;

/**
 * A mapping that cannot be used. Every problem found is named, each with its place, its value and
 * what is allowed there.
 */
public final class MappingException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String mapping;
  private final transient List<String> problems;

  public MappingException(String mapping, List<String> problems) {
    super("mapping " + mapping + ": " + String.join("; ", problems));
    this.mapping = mapping;
    this.problems = List.copyOf(problems);
  }

  /** The same problems, as those of one table of the file. */
  public MappingException inTable(String table) {
    return new MappingException(
        mapping, problems.stream().map(problem -> "table '" + table + "': " + problem).toList());
  }

  /** One sentence each; never empty. */
  public List<String> problems() {
    return problems;
  }
}
