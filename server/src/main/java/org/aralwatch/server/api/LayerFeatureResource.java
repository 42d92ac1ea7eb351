package org.aralwatch.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import org.aralwatch.server.encode.FeatureCollection;
import org.aralwatch.server.query.FeatureQuery;
import org.aralwatch.server.query.FeatureRequest;
import org.aralwatch.server.theme.Themes;
import org.locationtech.jts.geom.Geometry;

/** The features of one layer, ascending by id. */
@Path("layers/{layer}/features")
@Produces({"application/geo+json", "application/json"})
@Tag(name = "Features")
public final class LayerFeatureResource {
  private final FeatureQuery features;
  private final Themes themes;
  private final Clock clock;

  public LayerFeatureResource(FeatureQuery features, Themes themes, Clock clock) {
    this.features = features;
    this.themes = themes;
    this.clock = clock;
  }

  @GET
  @Operation(
      summary = "Features of a layer, by place and with values of a date",
      operationId = "listLayerFeatures")
  @ApiResponse(
      responseCode = "200",
      description = "A page of features",
      content = @Content(schema = @Schema(ref = OpenApi.FEATURE_COLLECTION)))
  public FeatureCollection list(
      @Context ContainerRequestContext request,
      @Parameter(description = "Code of the layer", example = "water-bodies") @PathParam("layer")
          String layer,
      @BeanParam FeatureParameters parameters) {
    return parameters.collection(
        features.run(Caller.of(request), parameters.narrow(FeatureRequest.ofLayer(layer), clock)),
        themes);
  }

  @POST
  @Path("query")
  @Consumes({"application/geo+json", "application/json"})
  @Operation(
      summary = "Features of a layer in a polygon too long for an address",
      description = "A read: it needs no token and changes nothing.",
      operationId = "queryLayerFeatures")
  @ApiResponse(
      responseCode = "200",
      description = "A page of features",
      content = @Content(schema = @Schema(ref = OpenApi.FEATURE_COLLECTION)))
  public FeatureCollection query(
      @Context ContainerRequestContext request,
      @Parameter(description = "Code of the layer", example = "water-bodies") @PathParam("layer")
          String layer,
      @BeanParam FeatureParameters parameters,
      @RequestBody(
              description = "A GeoJSON Polygon or MultiPolygon, or a Feature or collection of such",
              required = true,
              content = @Content(schema = @Schema(ref = OpenApi.AREA)))
          Geometry polygon) {
    parameters.requireNoPolygon();
    return parameters.collection(
        features.run(
            Caller.of(request),
            parameters.narrow(FeatureRequest.ofLayer(layer), clock).in(Bodies.required(polygon))),
        themes);
  }
}
