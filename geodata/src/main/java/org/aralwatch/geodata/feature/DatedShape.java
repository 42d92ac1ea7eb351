package org.aralwatch.geodata.feature;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * How a feature looked for a time.
 *
 * @param shape of the feature whose id it carries
 * @param from first day; empty where unbounded
 * @param to the day after the last; empty where unbounded
 */
public record DatedShape(FeatureGeometry shape, Optional<LocalDate> from, Optional<LocalDate> to) {
  public DatedShape {
    Objects.requireNonNull(shape, "shape");
  }

  boolean holdsOn(LocalDate day) {
    return from.map(first -> !day.isBefore(first)).orElse(true)
        && to.map(end -> day.isBefore(end)).orElse(true);
  }
}
