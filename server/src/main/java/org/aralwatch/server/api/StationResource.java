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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.aralwatch.server.encode.FeatureCollection;
import org.aralwatch.server.query.FeatureQuery;
import org.aralwatch.server.query.FeatureRequest;
import org.aralwatch.server.query.Problem;
import org.aralwatch.server.theme.Theme;
import org.aralwatch.server.theme.Themes;
import org.aralwatch.server.theme.View;
import org.locationtech.jts.geom.Geometry;

/** Places where something is observed, of all station and area layers, ascending by id. */
@Path("stations")
@Produces({"application/geo+json", "application/json"})
@Tag(name = "Features")
public final class StationResource {
  private static final int LONGEST_SEARCH = 200;

  private final FeatureQuery features;
  private final Themes themes;
  private final Clock clock;

  public StationResource(FeatureQuery features, Themes themes, Clock clock) {
    this.features = features;
    this.themes = themes;
    this.clock = clock;
  }

  @GET
  @Operation(
      summary = "Places where something is observed, by place, theme and name",
      operationId = "listStations")
  @ApiResponse(
      responseCode = "200",
      description = "A page of stations and areas",
      content = @Content(schema = @Schema(ref = OpenApi.FEATURE_COLLECTION)))
  public FeatureCollection list(
      @Context ContainerRequestContext request,
      @Parameter(description = "Only those of a theme", example = "aral-sea") @QueryParam("theme")
          String theme,
      @Parameter(
              description =
                  "Only those of such a name, alias or code, in whatever script or spelling",
              example = "chardara")
          @QueryParam("q")
          String text,
      @BeanParam FeatureParameters parameters) {
    return parameters.collection(
        features.run(Caller.of(request), question(theme, text, parameters)), themes);
  }

  @POST
  @Path("query")
  @Consumes({"application/geo+json", "application/json"})
  @Operation(
      summary = "Places in a polygon too long for an address",
      description = "A read: it needs no token and changes nothing.",
      operationId = "queryStations")
  @ApiResponse(
      responseCode = "200",
      description = "A page of stations and areas",
      content = @Content(schema = @Schema(ref = OpenApi.FEATURE_COLLECTION)))
  public FeatureCollection query(
      @Context ContainerRequestContext request,
      @Parameter(description = "Only those of a theme", example = "aral-sea") @QueryParam("theme")
          String theme,
      @Parameter(
              description =
                  "Only those of such a name, alias or code, in whatever script or spelling",
              example = "chardara")
          @QueryParam("q")
          String text,
      @BeanParam FeatureParameters parameters,
      @RequestBody(
              description = "A GeoJSON Polygon or MultiPolygon, or a Feature or collection of such",
              required = true,
              content = @Content(schema = @Schema(ref = OpenApi.AREA)))
          Geometry polygon) {
    parameters.requireNoPolygon();
    return parameters.collection(
        features.run(
            Caller.of(request), question(theme, text, parameters).in(Bodies.required(polygon))),
        themes);
  }

  private FeatureRequest question(String themeId, String text, FeatureParameters parameters) {
    FeatureRequest request = parameters.narrow(FeatureRequest.stations(), clock);
    Optional<String> property = parameters.property();
    if (themeId != null && !themeId.isBlank()) {
      Theme theme =
          themes
              .find(themeId)
              .orElseThrow(
                  () ->
                      Problem.invalid(
                          "theme",
                          "there is no theme '"
                              + Parameters.shortened(themeId)
                              + "'; one of "
                              + themes.list().stream()
                                  .map(Theme::id)
                                  .collect(Collectors.joining(", "))));
      request =
          request
              .inLayers(Set.copyOf(theme.layers()))
              .observing(theme.views().stream().map(View::property).collect(Collectors.toSet()));
    }
    if (property.isPresent()) {
      request = request.observing(Set.of(property.get()));
    }
    if (text != null && !text.isBlank()) {
      if (text.length() > LONGEST_SEARCH) {
        throw Problem.invalid(
            "q", "the text is longer than " + LONGEST_SEARCH + " characters", LONGEST_SEARCH);
      }
      request = request.named(text);
    }
    return request;
  }
}
