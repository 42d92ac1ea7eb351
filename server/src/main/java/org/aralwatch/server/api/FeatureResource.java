package org.aralwatch.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import org.aralwatch.geodata.feature.Feature;
import org.aralwatch.geodata.storage.FeatureStore;
import org.aralwatch.server.encode.FeatureDetail;
import org.aralwatch.server.query.Catalog;
import org.aralwatch.server.query.Problem;

/** One feature with what is observed there. */
@Path("features/{id}")
@Produces({"application/geo+json", "application/json"})
@Tag(name = "Features")
public final class FeatureResource {
  private final FeatureStore features;
  private final Catalog catalog;

  public FeatureResource(FeatureStore features, Catalog catalog) {
    this.features = features;
    this.catalog = catalog;
  }

  @GET
  @Operation(summary = "One feature and its datastreams", operationId = "getFeature")
  @ApiResponse(
      responseCode = "200",
      description = "The feature",
      content = @Content(schema = @Schema(ref = OpenApi.FEATURE_DETAIL)))
  public FeatureDetail get(
      @Context ContainerRequestContext request,
      @Parameter(
              description = "Id of the feature",
              example = "12",
              schema = @Schema(type = "integer", format = "int64"))
          @PathParam("id")
          Long id) {
    Feature feature =
        features.find(id).orElseThrow(() -> Problem.notFound("there is no feature " + id));
    return new FeatureDetail(feature, catalog.state().datastreams(Caller.of(request), id));
  }
}
