package org.aralwatch.server.theme;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.aralwatch.geodata.Text;

/**
 * Classes of values, each with a colour.
 *
 * @param id slug, as in the vocabulary of classes
 * @param title of the legend, with the unit
 * @param source who drew the borders, and why there
 * @param upTo ascending upper borders, each belonging to its class
 * @param colours one more than borders, as {@code #rrggbb}; the last is of all that is greater
 * @param labels a text for each class, null where the borders say enough
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Classes(
    String id,
    Text title,
    Text source,
    List<Double> upTo,
    List<String> colours,
    List<Text> labels) {
  public Classes {
    upTo = List.copyOf(upTo);
    colours = List.copyOf(colours);
    labels = labels == null ? null : List.copyOf(labels);
  }
}
