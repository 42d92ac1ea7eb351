package org.aralwatch.ingest.pipeline;

import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.ingest.mapping.BoundMapping.BoundSeries;

/**
 * One value as a reader found it, with its place in the file.
 *
 * @param line line of the file or row of the sheet, from 1
 * @param beginMicros begin of the period, microseconds since the epoch
 * @param endMicros its end, exclusive; equal to the begin for an instant
 * @param original as the file writes it, in the unit of the file; null where it is the result
 * @param result in the unit in which the record keeps the property; finite
 * @param detectionLimit in that unit too; NaN where the file says none
 * @param quantificationLimit likewise
 * @param sourceFlag the source's own judgement; not evaluated where it has none
 */
public record Observation(
    long line,
    Station station,
    BoundSeries series,
    Support support,
    long beginMicros,
    long endMicros,
    String original,
    double result,
    double detectionLimit,
    double quantificationLimit,
    Qualifier qualifier,
    QualityFlag sourceFlag) {}
