package org.aralwatch.geodata.storage;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which datastreams to list, in ascending id.
 *
 * @param feature only those of the feature with this key
 * @param layer only those of features of the layer with this code
 * @param property only those of the observed property with this code
 * @param after only those with a greater id; 0 for the first page
 * @param limit at most so many
 */
public record DatastreamFilter(
    OptionalLong feature, Optional<String> layer, Optional<String> property, int after, int limit) {
  public static DatastreamFilter ofFeature(long feature) {
    return new DatastreamFilter(
        OptionalLong.of(feature), Optional.empty(), Optional.empty(), 0, Integer.MAX_VALUE);
  }
}
