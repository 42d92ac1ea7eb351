package org.aralwatch.geodata.reference;

import org.aralwatch.geodata.Text;

/**
 * A unit of measure.
 *
 * @param ucum its UCUM code
 * @param dimension exponents of the base units, as "L3.T-1"
 * @param baseFactor value in base units = value × baseFactor + baseOffset
 */
public record Unit(
    String ucum, Text symbol, Text name, String dimension, double baseFactor, double baseOffset) {

  /** Whether values can be converted: the dimensions are equal. */
  public boolean isConvertibleTo(Unit other) {
    return dimension.equals(other.dimension);
  }

  /**
   * {@code value} of this unit, in {@code other}. The same unit gives the same bits.
   *
   * @throws IllegalArgumentException when the dimensions differ
   */
  public double convert(double value, Unit other) {
    if (ucum.equals(other.ucum)) {
      return value;
    }
    if (!isConvertibleTo(other)) {
      throw new IllegalArgumentException(
          "cannot convert "
              + ucum
              + " ("
              + dimension
              + ") to "
              + other.ucum
              + " ("
              + other.dimension
              + ")");
    }
    if (baseOffset == 0 && other.baseOffset == 0) {
      // One rounding only: 2.09 thousand km2 are 2090 km2, and not a hair less.
      return baseFactor >= other.baseFactor
          ? value * (baseFactor / other.baseFactor)
          : value / (other.baseFactor / baseFactor);
    }
    return (value * baseFactor + baseOffset - other.baseOffset) / other.baseFactor;
  }
}
