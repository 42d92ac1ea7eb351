package org.aralwatch.server.http;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.server.api.Parameters;
import org.aralwatch.server.api.PeriodChoice;
import org.aralwatch.server.query.Problem;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;

/**
 * Which values a tile shows.
 *
 * @param property empty for shapes alone
 */
record TileQuestion(Optional<String> property, Optional<Period> period, Instant datetime) {
  static final TileQuestion SHAPES =
      new TileQuestion(Optional.empty(), Optional.empty(), Instant.EPOCH);

  /**
   * Reads the query of an address.
   *
   * @throws Problem when a parameter is not valid
   */
  static TileQuestion parse(String query, Clock clock) {
    if (query == null || query.isEmpty()) {
      return SHAPES;
    }
    Fields fields = new Fields();
    UrlEncoded.decodeUtf8To(query, fields);
    String property = fields.getValue("property");
    if (property == null || property.isBlank()) {
      return SHAPES;
    }
    Optional<Period> period = Optional.empty();
    String name = "period";
    try {
      String periodCode = fields.getValue(name);
      if (periodCode != null && !periodCode.isBlank()) {
        period = PeriodChoice.parse(periodCode).period();
      }
      name = "datetime";
      String datetime = fields.getValue(name);
      return new TileQuestion(
          Optional.of(property),
          period,
          datetime == null || datetime.isBlank()
              // One tile a minute, not one a request, where no date is given.
              ? clock.instant().truncatedTo(ChronoUnit.MINUTES)
              : Parameters.instant(datetime));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(name, name + ": " + e.getMessage());
    }
  }
}
