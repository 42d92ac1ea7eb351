package org.aralwatch.server.theme;

import java.util.List;
import org.aralwatch.geodata.Text;

/**
 * Parts that make up a whole, as the rungs of the drinking-water ladder do: their values of one
 * place and period are drawn on top of each other.
 *
 * @param id slug, unique in its theme
 * @param parts at least two, from the bottom up
 */
public record Composition(String id, Text title, List<Part> parts) {
  public Composition {
    parts = List.copyOf(parts);
    if (parts.size() < 2) {
      throw new IllegalArgumentException("composition '" + id + "' needs two parts");
    }
  }

  /**
   * @param property code of the observed property
   * @param colour as {@code #rrggbb}
   */
  public record Part(String property, String colour) {}
}
