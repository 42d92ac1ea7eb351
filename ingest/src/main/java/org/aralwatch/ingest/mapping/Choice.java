package org.aralwatch.ingest.mapping;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing for all rows, or one of several by the text of a column. Immutable.
 *
 * @param column the column that decides; empty where there is nothing to decide
 * @param values by text; the only entry has the key "" where no column decides
 */
public record Choice<T>(Optional<String> column, Map<String, T> values) {
  public Choice {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static <T> Choice<T> constant(T value) {
    return new Choice<>(Optional.empty(), Map.of("", value));
  }

  /** All that may be chosen. */
  public Collection<T> all() {
    return values.values();
  }

  public <R> Choice<R> map(Function<? super T, ? extends R> function) {
    Map<String, R> mapped = new LinkedHashMap<>();
    values.forEach((text, value) -> mapped.put(text, function.apply(value)));
    return new Choice<>(column, mapped);
  }
}
