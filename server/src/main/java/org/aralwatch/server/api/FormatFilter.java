package org.aralwatch.server.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import org.aralwatch.server.problem.Formats;

/**
 * The parameter {@code f} says what {@code Accept} says, for those who can only give an address.
 */
@PreMatching
public final class FormatFilter implements ContainerRequestFilter {
  static final String PARAMETER = "f";

  /** Nothing is answered in it: who maps the error knows what the address has instead. */
  private static final String NONE = "application/x-none";

  @Override
  public void filter(ContainerRequestContext request) {
    String format = request.getUriInfo().getQueryParameters().getFirst(PARAMETER);
    if (format == null || format.isBlank()) {
      return;
    }
    request.getHeaders().putSingle(HttpHeaders.ACCEPT, Formats.TYPES.getOrDefault(format, NONE));
  }
}
