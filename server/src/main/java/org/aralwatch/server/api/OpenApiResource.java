package org.aralwatch.server.api;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Set;

/** The description of the API, made when it is first asked for. */
@Path("openapi.json")
@Produces("application/json")
@Hidden
public final class OpenApiResource {
  private final String version;
  private final Set<Class<?>> resources;
  private byte[] description;

  public OpenApiResource(String version, Set<Class<?>> resources) {
    this.version = version;
    this.resources = Set.copyOf(resources);
  }

  @GET
  public synchronized byte[] get() {
    if (description == null) {
      description = OpenApi.describe(version, resources);
    }
    return description;
  }
}
