package org.aralwatch.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.server.query.Catalog;
import org.aralwatch.server.query.CatalogState;
import org.aralwatch.server.query.LoadedLayer;

/** The time of which something is known, for time sliders. */
@Path("extent")
@Produces("application/json")
@Tag(name = "About")
public final class ExtentResource {
  private final Catalog catalog;

  public ExtentResource(Catalog catalog) {
    this.catalog = catalog;
  }

  /** From the first begin to the last end of any value. */
  @Schema(name = "Extent", description = "From the first begin to the last end of any value")
  public record Extent(
      @Schema(nullable = true, description = "null where nothing is known") Instant from,
      @Schema(nullable = true) Instant to) {
    static Extent of(Optional<Interval> interval) {
      return new Extent(
          interval.map(Interval::from).orElse(null), interval.map(Interval::to).orElse(null));
    }
  }

  @GET
  @Operation(
      summary = "The time of which something is known",
      description =
          "Of everything, of one layer, of one property, or of one property in one layer.",
      operationId = "getExtent")
  @ApiResponse(responseCode = "200", description = "The time", useReturnTypeSchema = true)
  public Extent get(
      @Context ContainerRequestContext request,
      @Parameter(description = "Code of a layer", example = "hydroposts") @QueryParam("layer")
          String layer,
      @Parameter(description = "Code of an observed property", example = "discharge")
          @QueryParam("property")
          String property) {
    CatalogState state = catalog.state();
    Collection<LoadedLayer> layers =
        layer == null || layer.isBlank() ? state.layers() : List.of(state.layer(layer));
    Collection<ObservedProperty> properties =
        property == null || property.isBlank()
            ? state.vocabulary().properties()
            : List.of(state.property(property));
    return Extent.of(
        layers.stream()
            .flatMap(
                loaded ->
                    properties.stream()
                        .flatMap(p -> state.extent(Caller.of(request), loaded.layer(), p).stream()))
            .reduce(ExtentResource::union));
  }

  static Interval union(Interval a, Interval b) {
    return Interval.of(
        a.from().isBefore(b.from()) ? a.from() : b.from(),
        a.to().isAfter(b.to()) ? a.to() : b.to());
  }
}
