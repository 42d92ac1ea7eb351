package org.aralwatch.geodata.quality;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What a calendar month may bring at a place (QARTOD climatology test). Immutable. A value belongs
 * to the month in which the middle of its period lies, in the zone's standard time of the year
 * 2000.
 */
public final class Climatology {
  private static final int MONTHS = 12;

  private final double[] suspectMin;
  private final double[] suspectMax;
  private final double[] failMin;
  private final double[] failMax;

  private Climatology() {
    suspectMin = new double[MONTHS];
    suspectMax = new double[MONTHS];
    failMin = new double[MONTHS];
    failMax = new double[MONTHS];
    Arrays.fill(suspectMin, Double.NaN);
    Arrays.fill(suspectMax, Double.NaN);
    Arrays.fill(failMin, Double.NaN);
    Arrays.fill(failMax, Double.NaN);
  }

  /**
   * Ranges that somebody has set: a value outside is suspect.
   *
   * @param months from January on; null for a month of which nothing is said
   * @throws IllegalArgumentException unless there are twelve
   */
  public static Climatology of(ValueRange... months) {
    if (months.length != MONTHS) {
      throw new IllegalArgumentException("a climatology has 12 months, not " + months.length);
    }
    Climatology made = new Climatology();
    for (int month = 0; month < MONTHS; month++) {
      if (months[month] != null) {
        made.suspectMin[month] = months[month].min();
        made.suspectMax[month] = months[month].max();
      }
    }
    return made;
  }

  /**
   * What the record itself says: for each month the mean ± so many standard deviations, on the
   * rule's scale. Values that are bad, missing, censored or off the scale are left out. A month
   * with values of too few years, or with equal values only, is not judged.
   *
   * @param begins microseconds since the epoch, as {@code ends}; any order
   * @param qualifiers symbols as of {@code Qualifier}
   * @param flags IODE primary codes
   */
  public static Climatology ofRecord(
      ClimatologyRule rule,
      Scale scale,
      ZoneId zone,
      long[] begins,
      long[] ends,
      double[] results,
      byte[] qualifiers,
      byte[] flags) {
    LocalMonth calendar = new LocalMonth(zone);
    Spread[] spreads = new Spread[MONTHS];
    for (int month = 0; month < MONTHS; month++) {
      spreads[month] = new Spread();
    }
    for (int i = 0; i < begins.length; i++) {
      double place = scale.of(results[i]);
      boolean counts = qualifiers[i] == ' ' && flags[i] != 4 && flags[i] != 9;
      if (counts && !Double.isNaN(place)) {
        long middle = begins[i] + (ends[i] - begins[i]) / 2;
        spreads[calendar.month(middle)].add(place, calendar.year(middle));
      }
    }
    Climatology made = new Climatology();
    for (int month = 0; month < MONTHS; month++) {
      Spread spread = spreads[month];
      double deviation = spread.deviation();
      if (spread.years() >= rule.leastYears() && deviation > 0) {
        double suspect = rule.deviations().suspect() * deviation;
        double fail = rule.deviations().fail() * deviation;
        made.suspectMin[month] = scale.back(spread.mean - suspect);
        made.suspectMax[month] = scale.back(spread.mean + suspect);
        made.failMin[month] = scale.back(spread.mean - fail);
        made.failMax[month] = scale.back(spread.mean + fail);
      }
    }
    return made;
  }

  /** Whether anything is said of the month, 0 for January. */
  boolean judges(int month) {
    return !Double.isNaN(suspectMin[month]) || !Double.isNaN(failMin[month]);
  }

  /**
   * What is said of a value; one at a border passes.
   *
   * @param month 0 for January
   */
  public Level level(int month, double value) {
    if (value < failMin[month] || value > failMax[month]) {
      return Level.FAIL;
    }
    return value < suspectMin[month] || value > suspectMax[month] ? Level.SUSPECT : Level.PASS;
  }

  /** The range of the month outside of which a value is suspect; NaN where there is none. */
  public double suspectMin(int month) {
    return suspectMin[month];
  }

  /** As {@link #suspectMin}. */
  public double suspectMax(int month) {
    return suspectMax[month];
  }

  /** Mean and deviation of what comes in, by Welford, and of how many years it is. */
  private static final class Spread {
    private long n;
    private double mean;
    private double squares;
    private final Set<Integer> yearsSeen = new HashSet<>();

    void add(double x, int year) {
      n++;
      double step = x - mean;
      mean += step / n;
      squares += step * (x - mean);
      yearsSeen.add(year);
    }

    double deviation() {
      return n < 2 ? 0 : Math.sqrt(squares / (n - 1));
    }

    int years() {
      return yearsSeen.size();
    }
  }
}
