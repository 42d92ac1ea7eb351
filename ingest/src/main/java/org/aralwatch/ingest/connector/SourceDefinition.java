package org.aralwatch.ingest.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a source is: of which kind, when it is read, how its files are mapped. docs/sources.md is
 * the manual. Immutable; made by {@link SourceDefinitions}.
 *
 * @param mapping the mapping as JSON, whole
 * @param acceptRejects whether a file with rejected rows is stored without asking a person
 * @param credentials empty where the source needs none
 * @param definition the JSON that this was read from
 */
record SourceDefinition(
    String name,
    String title,
    Kind kind,
    Schedule schedule,
    JsonNode mapping,
    boolean acceptRejects,
    Limits limits,
    Optional<Credentials> credentials,
    Parameters parameters,
    JsonNode definition) {

  /** Kinds of sources. */
  enum Kind {
    FOLDER,
    OPENAQ,
    USGS_EARTHQUAKES,
    FIRMS,
    HTTP;

    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind ofCode(String code) {
      return Arrays.stream(values())
          .filter(kind -> kind.code().equals(code))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "unknown kind '"
                          + code
                          + "'; one of "
                          + Arrays.stream(values())
                              .map(Kind::code)
                              .collect(Collectors.joining(", "))));
    }
  }

  /**
   * What one request may cost.
   *
   * @param timeout from the request to the last byte of the answer
   * @param maxBytes of an answer, as sent and unpacked
   * @param requestsPerMinute to the host
   */
  record Limits(Duration timeout, long maxBytes, int requestsPerMinute) {}

  /**
   * Where the key of a source is: in an environment variable, so that it is in no database.
   *
   * @param header in which it is sent; empty where it is a part of the address
   * @param prefix of the header's value, as "Bearer "
   */
  record Credentials(String environment, Optional<String> header, String prefix) {}

  /** Who sends its uploads, as uploads and history name it. */
  String actor() {
    return "source " + name;
  }
}
