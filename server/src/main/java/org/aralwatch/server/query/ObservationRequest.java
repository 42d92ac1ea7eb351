package org.aralwatch.server.query;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.aralwatch.geodata.censoring.CensoringRule;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Statistic;

/**
 * A question for values of one datastream.
 *
 * @param interval values are given whose periods overlap it, whole even where it cuts them
 * @param period gather them into these; empty for the values as they are
 * @param statistic of each period; empty for the property's own aggregation
 * @param censored how values below or above limits enter means and sums of periods; empty for their
 *     limits
 * @param asOf a past state of the record; empty for the present one
 * @param maxPoints at most so many rows, thinned where there are more; gaps count
 * @param flags only values of these; empty for all where the answer holds every value, and for the
 *     usable ones where values are gathered or had to be thinned. A value flagged missing is no
 *     value, so it never enters those
 */
public record ObservationRequest(
    int datastreamId,
    Interval interval,
    Optional<Period> period,
    Optional<Statistic> statistic,
    Optional<CensoringRule> censored,
    Optional<AsOf> asOf,
    OptionalInt maxPoints,
    Set<QualityFlag> flags) {
  public static final int FEWEST_POINTS = 2;
  public static final int MOST_POINTS = 100_000;

  /** What roll-ups hold. */
  static final Set<QualityFlag> USABLE =
      Set.of(QualityFlag.GOOD, QualityFlag.NOT_EVALUATED, QualityFlag.SUSPECT);

  /**
   * @throws Problem when the components do not fit each other
   */
  public ObservationRequest {
    flags = Set.copyOf(flags);
    if (maxPoints.isPresent()
        && (maxPoints.getAsInt() < FEWEST_POINTS || maxPoints.getAsInt() > MOST_POINTS)) {
      throw Problem.invalid(
          "maxPoints",
          "maxPoints is %d; it must be from %d to %d"
              .formatted(maxPoints.getAsInt(), FEWEST_POINTS, MOST_POINTS),
          MOST_POINTS);
    }
    if (statistic.isPresent() && period.isEmpty()) {
      throw Problem.invalid(
          "statistic", "a statistic is one of a period: give 'period' too, or leave it out");
    }
    if (censored.isPresent() && period.isEmpty()) {
      throw Problem.invalid(
          "censored",
          "a rule for values below or above limits is one of gathering: give 'period' too, or leave"
              + " it out; single values carry their sign");
    }
    if (statistic.isPresent() && statistic.get() == Statistic.INSTANT) {
      throw Problem.invalid(
          "statistic",
          "'instant' is no statistic of a period; one of mean, sum, min, max, first,"
              + " last, count");
    }
  }

  /** The values as they are, all of them. */
  public static ObservationRequest of(int datastreamId, Interval interval) {
    return new ObservationRequest(
        datastreamId,
        interval,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Set.of());
  }

  public ObservationRequest by(Period wanted, Statistic ofEach) {
    return new ObservationRequest(
        datastreamId,
        interval,
        Optional.of(wanted),
        Optional.of(ofEach),
        censored,
        asOf,
        maxPoints,
        flags);
  }

  public ObservationRequest by(Period wanted) {
    return new ObservationRequest(
        datastreamId,
        interval,
        Optional.of(wanted),
        Optional.empty(),
        censored,
        asOf,
        maxPoints,
        flags);
  }

  public ObservationRequest censored(CensoringRule rule) {
    return new ObservationRequest(
        datastreamId, interval, period, statistic, Optional.of(rule), asOf, maxPoints, flags);
  }

  public ObservationRequest asOf(AsOf state) {
    return new ObservationRequest(
        datastreamId, interval, period, statistic, censored, Optional.of(state), maxPoints, flags);
  }

  public ObservationRequest atMost(int points) {
    return new ObservationRequest(
        datastreamId, interval, period, statistic, censored, asOf, OptionalInt.of(points), flags);
  }

  public ObservationRequest flagged(Set<QualityFlag> wanted) {
    return new ObservationRequest(
        datastreamId, interval, period, statistic, censored, asOf, maxPoints, wanted);
  }

  /** The rule by which values below or above limits enter. */
  CensoringRule rule() {
    return censored.orElse(CensoringRule.LIMIT);
  }

  /** Nothing lies in a half-open interval that ends where it begins. */
  boolean holdsNothing() {
    return interval.from().equals(interval.to());
  }

  /** The flags of the values that are shown one by one. */
  Set<QualityFlag> flagsOfValues() {
    return flags.isEmpty() ? Set.of(QualityFlag.values()) : flags;
  }

  /** The flags of the values that periods are gathered from and thinned lines drawn through. */
  Set<QualityFlag> flagsOfMade() {
    if (flags.isEmpty()) {
      return USABLE;
    }
    EnumSet<QualityFlag> values = EnumSet.copyOf(flags);
    values.remove(QualityFlag.MISSING);
    return values;
  }
}
