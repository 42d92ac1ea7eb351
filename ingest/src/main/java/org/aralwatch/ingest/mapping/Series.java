package org.aralwatch.ingest.mapping;

import java.util.Optional;
import org.aralwatch.geodata.observation.Datastream.Source;
import org.aralwatch.geodata.observation.Datastream.Visibility;
import org.aralwatch.geodata.observation.Statistic;

/**
 * What a mapping says of the series that a value belongs to; with a station and a support it is a
 * datastream.
 *
 * @param property code of the observed property
 * @param unit UCUM code in which the file gives the values, one for all or by the text of a column
 * @param expressedAs the chemical species in which a concentration is given, as "NO3"; empty where
 *     it is that of the property
 * @param gas temperature and pressure to which a gas concentration refers
 * @param layer layer in which the station is looked for
 * @param station for a wide layout with a column per station
 */
public record Series(
    String property,
    Choice<String> unit,
    Optional<String> expressedAs,
    Optional<GasReference> gas,
    Statistic statistic,
    String layer,
    Optional<String> station,
    String procedure,
    Source source,
    String licence,
    String owner,
    String definition,
    Optional<String> verticalDatum,
    Visibility visibility) {

  /**
   * What a gas concentration refers to.
   *
   * @param temperatureC degrees Celsius
   * @param pressureKPa kilopascals
   */
  public record GasReference(double temperatureC, double pressureKPa) {}
}
