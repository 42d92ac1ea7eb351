package org.aralwatch.geodata.observation;

import java.time.Period;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.aralwatch.geodata.Text;

/**
 * What is observed, as discharge or PM2.5.
 *
 * @param id key in the store
 * @param code stable slug used in files and requests
 * @param unit UCUM code of the unit in which results are stored
 * @param aggregation how values of finer periods make one of a coarser: mean for level, discharge
 *     and concentration, sum for precipitation and volumes of flow
 * @param decimals digits after the point for display only; empty where significant digits are said
 * @param significantDigits for display only; empty where decimals are said
 * @param persistence how long a value may be shown on the map for a later date
 * @param grossMin lowest physically believable result in {@code unit}; empty for no limit
 * @param grossMax highest physically believable result in {@code unit}; empty for no limit
 */
public record ObservedProperty(
    int id,
    String code,
    Text name,
    Text definition,
    String unit,
    Statistic aggregation,
    OptionalInt decimals,
    OptionalInt significantDigits,
    Period persistence,
    OptionalDouble grossMin,
    OptionalDouble grossMax) {}
