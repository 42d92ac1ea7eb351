package org.aralwatch.geodata.feature;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.aralwatch.geodata.Text;

/**
 * A kind of feature: stations, lakes, countries.
 *
 * @param id key in the store
 * @param code stable slug used in files, requests and tile addresses
 * @param attribution the line that must stand where the layer is shown
 * @param geometryRevision revision of the last change to any geometry, name or membership
 * @param shapesOf where the features of this layer are how those of another one looked in their
 *     time
 */
public record Layer(
    int id,
    String code,
    Text name,
    GeometryType geometryType,
    Kind kind,
    int order,
    String attribution,
    long geometryRevision,
    Optional<ShapesOf> shapesOf) {

  /**
   * @param layer code of the layer whose features change their shape with time
   * @param attribute of this layer's features: the code of the feature in that layer
   */
  public record ShapesOf(String layer, String attribute) {}

  /**
   * What a layer is for: a base map, measuring points, areas that carry values themselves, or
   * events, which happened at a place and a time and carry what is known of them.
   */
  public enum Kind {
    BASE,
    STATION,
    AREA,
    EVENT;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Kind ofCode(String code) {
      return byCode(values(), code, "layer kind");
    }
  }

  /** The dimension of a layer's geometries; multi-part geometries count as their parts. */
  public enum GeometryType {
    POINT,
    LINE,
    POLYGON;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static GeometryType ofCode(String code) {
      return byCode(values(), code, "geometry type");
    }
  }

  private static <E extends Enum<E>> E byCode(E[] values, String code, String what) {
    return Arrays.stream(values)
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown " + what + " '" + code + "'"));
  }
}
