package org.aralwatch.geodata.observation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a value says of its period; INSTANT for a reading at a moment. */
public enum Statistic {
  INSTANT,
  MEAN,
  SUM,
  MIN,
  MAX,
  FIRST,
  LAST,
  COUNT;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException naming the codes there are
   */
  public static Statistic ofCode(String code) {
    for (Statistic statistic : values()) {
      if (statistic.code().equals(code)) {
        return statistic;
      }
    }
    throw new IllegalArgumentException(
        "unknown statistic '"
            + code
            + "'; one of "
            + Arrays.stream(values()).map(Statistic::code).collect(Collectors.joining(", ")));
  }
}
