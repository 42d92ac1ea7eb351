package org.aralwatch.ingest.pipeline;

/** Why a row, or a value of it, is not taken. Codes are stable: people search for them. */
public enum RejectReason {
  UNPARSABLE_VALUE("unparsable-value", "the value is no number"),
  NOT_FINITE("not-finite", "the value is NaN, infinite or too large"),
  UNPARSABLE_TIME("unparsable-time", "the time does not fit the format, or there is no such date"),
  NONEXISTENT_LOCAL_TIME(
      "nonexistent-local-time", "the clock was put forward: there was no such local time"),
  MISPLACED_TIME(
      "misplaced-time",
      "the time is not the begin, end or last day of a period, as the label says"),
  OTHER_PERIOD("other-period", "begin and end are not those of the support period"),
  TIME_IN_FUTURE("time-in-future", "the period begins more than a day from now"),
  TIME_TOO_EARLY("time-too-early", "the period begins before the year 1700"),
  UNKNOWN_STATION("unknown-station", "the layer has no station of this code or alias"),
  STATION_LOOKALIKE(
      "station-lookalike",
      "a new code that looks like one of the record, by letters of another alphabet"),
  UNUSABLE_LOCATION("unusable-location", "the coordinates of a new station are no numbers"),
  LOCATION_OUTSIDE_BASIN(
      "location-outside-basin", "a new station lies outside of Central Asia (45-90 E, 30-57 N)"),
  UNKNOWN_PROPERTY("unknown-property", "the mapping has no property for this text"),
  UNKNOWN_UNIT("unknown-unit", "the mapping has no unit for this text"),
  NO_DETECTION_LIMIT("no-detection-limit", "the value is below a limit that the row does not give"),
  UNKNOWN_SUPPORT("unknown-support", "the mapping has no support period for this text"),
  UNKNOWN_QUALIFIER("unknown-qualifier", "the mapping has no qualifier for this text"),
  UNKNOWN_FLAG("unknown-flag", "the mapping has no quality flag for this text"),
  TOO_FEW_COLUMNS("too-few-columns", "the row ends before a column that is needed"),
  TOO_MANY_COLUMNS(
      "too-many-columns", "the row has more cells than there are columns: a delimiter in a value?"),
  DUPLICATE_TIME("duplicate-time", "an earlier row gives another value for the same time");

  private final String code;
  private final String sentence;

  RejectReason(String code, String sentence) {
    this.code = code;
    this.sentence = sentence;
  }

  public String code() {
    return code;
  }

  /** What is wrong, for people. */
  public String sentence() {
    return sentence;
  }
}
