package org.aralwatch.server.query;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.aralwatch.geodata.feature.Feature;
import org.aralwatch.geodata.observation.ObservedProperty;

/**
 * One page of features, ascending by id.
 *
 * @param matched number of features that the question matches, on all pages
 * @param next id after which the next page begins; empty on the last
 * @param property whose values are given, where they were asked for
 * @param polygonRepaired whether the polygon crossed itself, so that what it encloses was asked
 */
public record FeaturePage(
    List<Hit> features,
    long matched,
    OptionalLong next,
    Optional<ObservedProperty> property,
    boolean polygonRepaired) {

  /**
   * @param value empty where none was asked for or the feature has none for the date
   */
  public record Hit(Feature feature, Optional<FrameValue> value) {}
}
