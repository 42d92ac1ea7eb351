package org.aralwatch.server.query;

import org.aralwatch.geodata.observation.Qualifier;

/**
 * The value of one feature for one date.
 *
 * @param datastreamId the datastream that it is of
 * @param begin begin of what it stands for, microseconds since 1970
 * @param end end of it, exclusive
 * @param value in the property's unit
 * @param flag summary flag; of a period the worst used
 * @param n number of observations behind it
 * @param coverage share of the period that they cover, 0 to 1
 */
public record FrameValue(
    long featureId,
    int datastreamId,
    long begin,
    long end,
    double value,
    Qualifier qualifier,
    int flag,
    int n,
    float coverage) {}
