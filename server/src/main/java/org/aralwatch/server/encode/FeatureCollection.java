package org.aralwatch.server.encode;

import java.util.Optional;
import org.aralwatch.server.query.FeaturePage;
import org.aralwatch.server.tile.TileStyle;

/**
 * A page of features, to be written as GeoJSON.
 *
 * @param next address of the next page
 * @param style that gives values their class; empty where no theme shows the property
 */
public record FeatureCollection(
    FeaturePage page, Optional<String> next, Optional<TileStyle> style) {}
