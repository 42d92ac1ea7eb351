package org.aralwatch.ingest.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.aralwatch.geodata.Text;

/**
 * A station that a person has described beside the file: it is made with its first value.
 *
 * @param x easting or longitude in {@code crs}, easting first
 * @param y northing or latitude
 * @param crs EPSG code
 * @param attributes further facts, as its elevation
 */
public record GivenStation(
    String layer,
    String code,
    List<String> aliases,
    Text name,
    double x,
    double y,
    String crs,
    ObjectNode attributes) {
  public GivenStation {
    aliases = List.copyOf(aliases);
  }
}
