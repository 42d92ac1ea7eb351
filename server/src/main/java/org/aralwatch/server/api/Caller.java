package org.aralwatch.server.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.aralwatch.geodata.access.Viewer;

/** Who sent a request, as {@link ViewerFilter} has found. */
final class Caller {
  private static final String PROPERTY = "org.aralwatch.viewer";

  private Caller() {}

  static void set(ContainerRequestContext request, Viewer viewer) {
    request.setProperty(PROPERTY, viewer);
  }

  static Viewer of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof Viewer viewer ? viewer : Viewer.PUBLIC;
  }
}
