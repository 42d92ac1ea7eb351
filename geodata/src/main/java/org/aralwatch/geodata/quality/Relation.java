package org.aralwatch.geodata.quality;

import java.util.Optional;
import org.aralwatch.geodata.observation.Statistic;

/** What must hold between two values of the same place and time; see {@link MultiVariableTest}. */
public sealed interface Relation {
  String id();

  /** The series whose value is tested first, or the part. */
  Side first();

  /** The one that it is compared with, or the whole. */
  Side second();

  /**
   * One of both series.
   *
   * @param property code; empty for any, the same on both sides
   * @param statistic empty for any, the same on both sides
   */
  record Side(Optional<String> property, Optional<Statistic> statistic) {
    boolean takes(String code, Statistic other) {
      return property.map(code::equals).orElse(true)
          && statistic.map(own -> own == other).orElse(true);
    }
  }

  /** Whether the relation holds between series of these kinds, in this order. */
  default boolean relates(
      String firstProperty,
      Statistic firstStatistic,
      String secondProperty,
      Statistic secondStatistic) {
    boolean sameWhereFree =
        (first().property().isPresent() || firstProperty.equals(secondProperty))
            && (first().statistic().isPresent() || firstStatistic == secondStatistic);
    return sameWhereFree
        && first().takes(firstProperty, firstStatistic)
        && second().takes(secondProperty, secondStatistic);
  }

  /**
   * A part that may not be more than the whole.
   *
   * @param excess borders of part less whole, in their unit
   */
  record NotAbove(String id, Side first, Side second, Levels excess) implements Relation {}

  /** A series that jumps only when another one does. */
  record JumpsAlone(String id, Side first, Side second, MultiVariableTest.Steps deviations)
      implements Relation {}
}
