package org.aralwatch.server.query;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.geodata.feature.BBox;
import org.aralwatch.geodata.observation.Period;
import org.locationtech.jts.geom.Geometry;

/**
 * A question for features.
 *
 * @param layers codes of the layers to look in; empty for all station and area layers
 * @param observed only features with a datastream that the viewer may read
 * @param properties codes; with {@code observed}, only features where one of these is observed;
 *     empty for any
 * @param bbox only features that have a point in common with it
 * @param polygon WGS 84, longitude first; only features that have a point in common with it
 * @param text only features of such a name, alias or code, however it is spelled
 * @param values the value of each feature for a date
 * @param after only features with a greater id; 0 for the first page
 * @param limit at most so many
 */
public record FeatureRequest(
    Set<String> layers,
    boolean observed,
    Set<String> properties,
    Optional<BBox> bbox,
    Optional<Geometry> polygon,
    Optional<String> text,
    Optional<Values> values,
    long after,
    int limit) {
  public static final int DEFAULT_LIMIT = 1_000;
  public static final int MOST_FEATURES = 10_000;

  /**
   * Which values to give.
   *
   * @param property code of the observed property
   * @param period aggregates of the span that holds the date; empty for values as they are
   */
  public record Values(String property, Optional<Period> period, Instant datetime) {}

  /**
   * @throws Problem when the limit or the page's start is out of range
   */
  public FeatureRequest {
    layers = Set.copyOf(layers);
    properties = Set.copyOf(properties);
    if (limit < 1 || limit > MOST_FEATURES) {
      throw Problem.invalid(
          "limit",
          "limit is %d; it must be from 1 to %d".formatted(limit, MOST_FEATURES),
          MOST_FEATURES);
    }
    if (after < 0) {
      throw Problem.invalid("after", "after is " + after + "; it must not be negative");
    }
  }

  /** All features of one layer. */
  public static FeatureRequest ofLayer(String layer) {
    return new FeatureRequest(
        Set.of(layer),
        false,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        DEFAULT_LIMIT);
  }

  /** All places where something is observed that the viewer may read. */
  public static FeatureRequest stations() {
    return new FeatureRequest(
        Set.of(),
        true,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        DEFAULT_LIMIT);
  }

  public FeatureRequest inLayers(Set<String> codes) {
    return new FeatureRequest(
        codes, observed, properties, bbox, polygon, text, values, after, limit);
  }

  public FeatureRequest observing(Set<String> codes) {
    return new FeatureRequest(layers, observed, codes, bbox, polygon, text, values, after, limit);
  }

  public FeatureRequest in(BBox box) {
    return new FeatureRequest(
        layers, observed, properties, Optional.of(box), polygon, text, values, after, limit);
  }

  public FeatureRequest in(Geometry area) {
    return new FeatureRequest(
        layers, observed, properties, bbox, Optional.of(area), text, values, after, limit);
  }

  public FeatureRequest named(String name) {
    return new FeatureRequest(
        layers, observed, properties, bbox, polygon, Optional.of(name), values, after, limit);
  }

  public FeatureRequest with(Values wanted) {
    return new FeatureRequest(
        layers, observed, properties, bbox, polygon, text, Optional.of(wanted), after, limit);
  }

  public FeatureRequest page(long afterId, int most) {
    return new FeatureRequest(
        layers, observed, properties, bbox, polygon, text, values, afterId, most);
  }
}
