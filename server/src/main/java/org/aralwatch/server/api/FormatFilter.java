package org.aralwatch.server.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.TreeSet;
import org.aralwatch.server.query.Problem;

/**
 * The parameter {@code f} says what {@code Accept} says, for those who can only give an address.
 */
@PreMatching
public final class FormatFilter implements ContainerRequestFilter {
  static final String PARAMETER = "f";

  private static final Map<String, String> TYPES =
      Map.of("json", "application/json", "geojson", "application/geo+json", "csv", "text/csv");

  @Override
  public void filter(ContainerRequestContext request) {
    String format = request.getUriInfo().getQueryParameters().getFirst(PARAMETER);
    if (format == null || format.isBlank()) {
      return;
    }
    String type = TYPES.get(format);
    if (type == null) {
      throw Problem.invalid(
          PARAMETER,
          "unknown format '"
              + Parameters.shortened(format)
              + "'; one of "
              + String.join(", ", new TreeSet<>(TYPES.keySet())));
    }
    request.getHeaders().putSingle(HttpHeaders.ACCEPT, type);
  }
}
