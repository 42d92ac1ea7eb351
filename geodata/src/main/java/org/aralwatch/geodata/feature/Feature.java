package org.aralwatch.geodata.feature;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.Text;
import org.locationtech.jts.geom.Geometry;

/**
 * A station, lake, catchment or country.
 *
 * @param id key in the store, never reused
 * @param layer code of its {@link Layer}
 * @param code unique within the layer
 * @param aliases other codes and names under which files know it
 * @param geometry WGS 84, longitude first
 * @param validFrom first day on which it is as described; empty where unbounded
 * @param validTo the day after the last
 * @param attributes what else is known, a JSON object
 */
public record Feature(
    long id,
    String layer,
    String code,
    Text name,
    List<String> aliases,
    Geometry geometry,
    Optional<LocalDate> validFrom,
    Optional<LocalDate> validTo,
    JsonNode attributes) {
  public Feature {
    aliases = List.copyOf(aliases);
  }

  /** The same feature, as it looked at another time. */
  public Feature withGeometry(Geometry other) {
    return new Feature(id, layer, code, name, aliases, other, validFrom, validTo, attributes);
  }
}
