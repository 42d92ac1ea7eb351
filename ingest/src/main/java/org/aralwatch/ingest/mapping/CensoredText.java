package org.aralwatch.ingest.mapping;

import java.util.Optional;
import org.aralwatch.geodata.observation.Qualifier;

/**
 * What a word in place of a value says: that the value lies below, or above, a limit.
 *
 * @param limit where the limit stands, in the unit of the series; without one the detection limit
 *     of the row is it
 */
public record CensoredText(Qualifier sign, Optional<Cell> limit) {}
