package org.aralwatch.geodata.storage;

/**
 * What is known of the usable observations of one datastream in one station-local day, month or
 * year. Times are begins, microseconds since 1970-01-01T00:00Z; results are in the datastream's
 * unit, censored ones at their limit.
 *
 * @param startDay first day of the span, days since 1970-01-01
 * @param n number of observations, at least 1
 * @param coveredSeconds sum of the lengths of their periods
 * @param weightedSum sum of result times length, unit times s
 * @param minTime begin of the earliest of the lowest
 * @param maxTime begin of the earliest of the highest
 * @param below how many are below their limit
 * @param above how many are above their limit
 * @param sumZero as sum, with results below a limit as 0
 * @param sumHalf as sum, with results below a limit as half of it
 * @param worstFlag 3 if a suspect value is in, else 2 if one not evaluated, else 1
 */
public record RollupRow(
    int startDay,
    int n,
    double coveredSeconds,
    double sum,
    double weightedSum,
    long firstTime,
    double firstResult,
    long lastTime,
    double lastResult,
    long minTime,
    double minResult,
    long maxTime,
    double maxResult,
    int below,
    int above,
    double sumZero,
    double sumHalf,
    int worstFlag) {}
