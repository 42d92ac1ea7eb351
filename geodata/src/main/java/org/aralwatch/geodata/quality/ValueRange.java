package org.aralwatch.geodata.quality;

import org.aralwatch.geodata.observation.ObservedProperty;

/**
 * What a value may be, in the unit of its property, both ends included; infinite for no limit.
 *
 * @param min lowest value that passes
 * @param max highest value that passes
 */
public record ValueRange(double min, double max) {
  /** Leaves nothing out. */
  public static final ValueRange ALL =
      new ValueRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /**
   * @throws IllegalArgumentException when no value is left
   */
  public ValueRange {
    if (!(min < max)) {
      throw new IllegalArgumentException("the range from " + min + " to " + max + " is empty");
    }
  }

  /** The property's gross range. */
  public static ValueRange of(ObservedProperty property) {
    return new ValueRange(
        property.grossMin().orElse(Double.NEGATIVE_INFINITY),
        property.grossMax().orElse(Double.POSITIVE_INFINITY));
  }

  /** Whether the value lies outside; a NaN does not. */
  public boolean leavesOut(double value) {
    return value < min || value > max;
  }

  boolean holds(ValueRange other) {
    return other.min >= min && other.max <= max;
  }

  boolean isLimited() {
    return min > Double.NEGATIVE_INFINITY || max < Double.POSITIVE_INFINITY;
  }
}
