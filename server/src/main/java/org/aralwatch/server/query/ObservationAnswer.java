package org.aralwatch.server.query;

import java.util.Optional;
import java.util.Set;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.TimeSeries;

/**
 * Values of one datastream.
 *
 * @param series ascending in begin, in the datastream's unit; each hole that is longer than the
 *     support allows is one row without value
 * @param interval what was asked for; an open end is where the datastream ends
 * @param period into which values were gathered; empty for the values as they are
 * @param statistic of each row: the datastream's own where values are as they are
 * @param flags of the values that are shown, or that the rows were made of
 * @param censoring how values below or above a limit entered; empty where none did
 * @param revision the state of the record that was read
 */
public record ObservationAnswer(
    Datastream datastream,
    ObservedProperty property,
    TimeSeries series,
    Interval interval,
    Optional<Period> period,
    Statistic statistic,
    Set<QualityFlag> flags,
    Optional<Thinning> thinning,
    Optional<Censoring> censoring,
    long revision) {}
