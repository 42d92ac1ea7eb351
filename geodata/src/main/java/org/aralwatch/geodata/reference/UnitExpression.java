package org.aralwatch.geodata.reference;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a UCUM code means.
 *
 * @param code as it was written
 * @param factor value in base units = (value + offset) × factor
 * @param offset 0 but for temperatures whose zero is not that of kelvin
 * @param scale the name of a scale that no factor converts, as that of pH; empty for all others
 * @param counted what an annotation alone counts, as {@code {person}}; UCUM takes them all for 1
 * @param numbersOnly whether nothing but plain numbers and annotations stand in it
 * @param substance whether it counts moles or equivalents, which are plain numbers to UCUM
 * @param difference whether it is one of differences, {@code K{difference}}, which have no zero
 * @param notes how definitions of UCUM differ from what may be expected
 */
record UnitExpression(
    String code,
    Fraction factor,
    Fraction offset,
    Dimension dimension,
    Optional<String> scale,
    Set<String> counted,
    boolean numbersOnly,
    Amount substance,
    boolean difference,
    List<String> notes) {

  /** How an amount of substance is counted. */
  enum Amount {
    NONE,
    MOLES,
    EQUIVALENTS
  }

  UnitExpression {
    counted = Set.copyOf(counted);
    notes = List.copyOf(notes);
  }

  /** As "mg/L (mass per volume, L-3.M)". */
  String described() {
    return code
        + " ("
        + scale.map(name -> "scale of " + name).orElseGet(dimension::described)
        + ")";
  }
}
