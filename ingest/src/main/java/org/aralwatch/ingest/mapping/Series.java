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
 * @param unit UCUM code in which the file gives the values
 * @param layer layer in which the station is looked for
 * @param station for a wide layout with a column per station
 */
public record Series(
    String property,
    String unit,
    Statistic statistic,
    String layer,
    Optional<String> station,
    String procedure,
    Source source,
    String licence,
    String owner,
    String definition,
    Optional<String> verticalDatum,
    Visibility visibility) {}
