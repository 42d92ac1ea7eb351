package org.aralwatch.server.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.uri.UriTemplate;

/** Headers that every answer has, and the route's template for log and metrics. */
public final class AnswerFilter implements ContainerResponseFilter {
  /** Request attribute with the template of the path. */
  public static final String ROUTE = "org.aralwatch.route";

  static final String BASE = "/api/v1";

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    request.setProperty(ROUTE, route((ExtendedUriInfo) request.getUriInfo()));
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle("X-Content-Type-Options", "nosniff");
    headers.add(HttpHeaders.VARY, "Accept");
    headers.add(HttpHeaders.VARY, "Authorization");
    if (!headers.containsKey(HttpHeaders.CACHE_CONTROL)) {
      boolean personal = request.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
      headers.putSingle(
          HttpHeaders.CACHE_CONTROL,
          response.getStatus() >= 400 || personal ? "no-store" : "no-cache");
    }
  }

  private static String route(ExtendedUriInfo uri) {
    List<UriTemplate> templates = uri.getMatchedTemplates();
    StringBuilder route = new StringBuilder(BASE);
    for (int i = templates.size() - 1; i >= 0; i--) {
      String template = templates.get(i).getTemplate();
      if (!template.equals("/")) {
        route.append(template.startsWith("/") ? "" : "/").append(template);
      }
    }
    return route.toString();
  }
}
