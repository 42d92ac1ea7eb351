package org.aralwatch.geodata.storage;

import java.time.ZoneId;
import java.util.Optional;
import org.aralwatch.geodata.observation.Datastream.Source;
import org.aralwatch.geodata.observation.Datastream.Visibility;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;

/**
 * What a file says of a series. The first seven components but the zone are its key; the rest
 * describes it when it is new and is not changed by a later file.
 */
public record NewDatastream(
    long featureId,
    int propertyId,
    Statistic statistic,
    String procedure,
    Support support,
    ZoneId timeZone,
    Optional<String> verticalDatum,
    String owner,
    String licence,
    Source source,
    String definition,
    Visibility visibility) {}
