package org.aralwatch.server.theme;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.Text;

/**
 * A subject of the map.
 *
 * @param id slug
 * @param note what must be known to read the map rightly; empty where nothing
 * @param layers codes of the layers that carry its values, in drawing order
 * @param views at least one; the first is the default
 * @param compositions of properties that are parts of a whole; none in most themes
 * @param defaultDatetime a date on which the theme tells much
 */
public record Theme(
    String id,
    Text name,
    Text summary,
    Optional<Text> note,
    List<String> layers,
    List<View> views,
    List<Composition> compositions,
    Instant defaultDatetime) {
  public Theme {
    layers = List.copyOf(layers);
    views = List.copyOf(views);
    compositions = List.copyOf(compositions);
  }
}
