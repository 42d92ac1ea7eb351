package org.aralwatch.ingest.connector;

import java.net.URI;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a source of one kind must know. */
sealed interface Parameters {
  /**
   * A watched folder.
   *
   * @param still how long size and time of a file must have stood still
   */
  record Folder(Path path, PathMatcher pattern, Duration still) implements Parameters {}

  /**
   * OpenAQ, version 3.
   *
   * @param country ISO 3166-1 alpha-2; either this or the box is there
   * @param quantities names of OpenAQ's parameters, as pm25; all of them where empty
   * @param hourly hourly means rather than the values as they were reported
   * @param since the first run reads from then on
   * @param overlap read again before the last value that is known
   */
  record OpenAq(
      URI address,
      Optional<Box> box,
      Optional<String> country,
      List<String> quantities,
      boolean hourly,
      Instant since,
      Duration overlap)
      implements Parameters {}

  /** Earthquakes of the USGS. */
  record Earthquakes(
      URI address,
      Box box,
      Optional<Double> minMagnitude,
      Instant since,
      Duration overlap,
      int pageSize)
      implements Parameters {}

  /**
   * Active fires of NASA FIRMS.
   *
   * @param products as VIIRS_NOAA20_NRT
   */
  record Firms(URI address, List<String> products, Box box, Instant since, Duration overlap)
      implements Parameters {}

  /**
   * Any web service that answers with a table or with JSON.
   *
   * @param address with {from}, {to}, {cursor} and {key}
   * @param times how {from} and {to} are written
   * @param window longest span that is asked for at once
   */
  record Web(
      String address,
      Form form,
      Map<String, String> headers,
      DateTimeFormatter times,
      ZoneId zone,
      Optional<Instant> since,
      Duration overlap,
      Optional<Duration> window,
      Paging paging)
      implements Parameters {
    public Web {
      headers = Map.copyOf(headers);
    }
  }

  /** What an answer is made of. */
  enum Form {
    CSV,
    JSON,
    /** Something else, as a workbook. */
    OTHER;

    String suffix() {
      return this == OTHER ? "bin" : name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** How the next page is found. */
  sealed interface Paging {
    /** There is one page. */
    record None() implements Paging {}

    /** By the header Link with rel="next" (RFC 8288). */
    record Link() implements Paging {}

    /**
     * By a member of the JSON answer: an address, or what is put in place of {cursor}.
     *
     * @param pointer JSON pointer (RFC 6901)
     */
    record Next(String pointer) implements Paging {}

    /**
     * By a number in place of {cursor}, until a page has no records.
     *
     * @param records JSON pointer of the list of records; empty for CSV
     */
    record Number(long first, Optional<String> records) implements Paging {}
  }
}
