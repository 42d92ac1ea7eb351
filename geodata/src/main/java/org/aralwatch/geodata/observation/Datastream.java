package org.aralwatch.geodata.observation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The description of one series: feature × observed property × statistic × procedure × support of
 * one owner. Its values are a {@link TimeSeries}.
 *
 * @param featureId the feature observed
 * @param propertyId key of the {@link ObservedProperty}
 * @param statistic what each value says of its period
 * @param procedure how the values came about, a slug such as "gauge" or "published-figure"
 * @param unit UCUM code in which results are stored, that of the property
 * @param timeZone zone of the station's days and calendar periods
 * @param verticalDatum for levels, the surface from which is measured, as "Baltic system"
 * @param owner organisation code
 * @param licence licence code
 * @param source where the values were published
 * @param extent first begin to last end; empty while there are no values
 * @param count number of current observations
 * @param revision revision of the last change, 0 while there are no values
 */
public record Datastream(
    int id,
    long featureId,
    int propertyId,
    Statistic statistic,
    String procedure,
    Support support,
    String unit,
    ZoneId timeZone,
    Optional<String> verticalDatum,
    String owner,
    String licence,
    Source source,
    String definition,
    Visibility visibility,
    Optional<Interval> extent,
    long count,
    long revision) {

  /** Where a series was published: title, address, and the day it was read. */
  public record Source(String title, String url, String read) {}

  /**
   * How the values relate to time, in the words of WaterML 2.0 interpolation types: the value of an
   * instant, or one of a whole period.
   */
  public String interpolation() {
    if (support.isInstant()) {
      return "instantaneous";
    }
    return switch (statistic) {
      case MEAN -> "average-in-preceding-interval";
      case SUM -> "total-in-preceding-interval";
      case MIN -> "minimum-in-preceding-interval";
      case MAX -> "maximum-in-preceding-interval";
      case INSTANT, FIRST, LAST, COUNT -> "discontinuous";
    };
  }

  /** Who may read the values. */
  public enum Visibility {
    PUBLIC("public"),
    /** Single values for the owner's people only; others get aggregates of several datastreams. */
    AGGREGATE("aggregate"),
    ORGANISATION("organisation");

    private final String code;

    Visibility(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    public static Visibility ofCode(String code) {
      for (Visibility visibility : values()) {
        if (visibility.code.equals(code)) {
          return visibility;
        }
      }
      throw new IllegalArgumentException(
          "unknown visibility '" + code + "'; one of public, aggregate, organisation");
    }
  }

  /** First begin; for callers that have checked that there are values. */
  public Instant firstBegin() {
    return extent.orElseThrow().from();
  }
}
