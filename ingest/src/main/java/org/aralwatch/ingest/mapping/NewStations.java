package org.aralwatch.ingest.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How stations that the record does not know are made from their first row.
 *
 * @param name by language
 * @param x easting or longitude, in {@code crs}
 * @param y northing or latitude, in {@code crs}
 * @param crs EPSG code, as "EPSG:32642"; coordinates are read longitude or easting first
 * @param attributes further facts by name
 */
public record NewStations(
    Map<String, Cell> name, Cell x, Cell y, String crs, Map<String, Cell> attributes) {
  public NewStations {
    name = Collections.unmodifiableMap(new LinkedHashMap<>(name));
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }
}
