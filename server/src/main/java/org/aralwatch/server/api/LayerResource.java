package org.aralwatch.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.feature.Layer;
import org.aralwatch.server.query.Catalog;
import org.aralwatch.server.query.LoadedLayer;

/** Kinds of features. */
@Path("layers")
@Produces("application/json")
@Tag(name = "Features")
public final class LayerResource {
  private final Catalog catalog;

  public LayerResource(Catalog catalog) {
    this.catalog = catalog;
  }

  /** All layers. */
  @Schema(name = "Layers", description = "All layers, in drawing order")
  public record LayerList(List<LayerDocument> layers) {}

  /** A kind of feature. */
  @Schema(name = "Layer", description = "A kind of feature")
  public record LayerDocument(
      @Schema(example = "hydroposts") String id,
      Text name,
      @Schema(
              example = "point",
              allowableValues = {"point", "line", "polygon"})
          String geometryType,
      @Schema(
              description =
                  "What it is for: a base map, measuring points, areas with values, events",
              example = "station",
              allowableValues = {"base", "station", "area", "event"})
          String kind,
      @Schema(description = "Place in drawing order", example = "50") int order,
      @Schema(description = "Number of features", example = "10") int count,
      @Schema(description = "[west, south, east, north]; null while it is empty", nullable = true)
          List<Double> bbox,
      @Schema(description = "Revision of the last change to a feature", example = "3")
          long revision,
      @Schema(description = "What must stand where the layer is shown") String attribution) {
    static LayerDocument of(LoadedLayer loaded) {
      Layer layer = loaded.layer();
      return new LayerDocument(
          layer.code(),
          layer.name(),
          layer.geometryType().code(),
          layer.kind().code(),
          layer.order(),
          loaded.snapshot().size(),
          loaded
              .snapshot()
              .bbox()
              .map(box -> List.of(box.west(), box.south(), box.east(), box.north()))
              .orElse(null),
          layer.geometryRevision(),
          layer.attribution());
    }
  }

  @GET
  @Operation(summary = "All layers", operationId = "listLayers")
  @ApiResponse(responseCode = "200", description = "The layers", useReturnTypeSchema = true)
  public LayerList list() {
    return new LayerList(catalog.state().layers().stream().map(LayerDocument::of).toList());
  }

  @GET
  @Path("{layer}")
  @Operation(summary = "One layer", operationId = "getLayer")
  @ApiResponse(responseCode = "200", description = "The layer", useReturnTypeSchema = true)
  public LayerDocument get(
      @Parameter(description = "Code of the layer", example = "hydroposts") @PathParam("layer")
          String layer) {
    return LayerDocument.of(catalog.state().layer(layer));
  }
}
