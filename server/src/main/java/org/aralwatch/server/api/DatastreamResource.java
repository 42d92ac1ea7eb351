package org.aralwatch.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.storage.DatastreamFilter;
import org.aralwatch.geodata.storage.DatastreamStore;
import org.aralwatch.server.encode.DatastreamDocument;
import org.aralwatch.server.encode.DatastreamDocuments;
import org.aralwatch.server.query.Catalog;
import org.aralwatch.server.query.CatalogState;
import org.aralwatch.server.query.Problem;

/** Descriptions of series, ascending by id. */
@Path("datastreams")
@Produces("application/json")
@Tag(name = "Observations")
public final class DatastreamResource {
  private static final int DEFAULT_LIMIT = 1_000;
  private static final int MOST = 10_000;

  private final DatastreamStore datastreams;
  private final Catalog catalog;

  public DatastreamResource(DatastreamStore datastreams, Catalog catalog) {
    this.datastreams = datastreams;
    this.catalog = catalog;
  }

  /** A page of datastreams. */
  @Schema(name = "Datastreams", description = "A page of datastreams")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DatastreamList(
      List<DatastreamDocument> datastreams,
      @Schema(description = "Address of the next page; absent on the last") String next) {}

  @GET
  @Operation(
      summary = "Datastreams by feature, layer and property",
      operationId = "listDatastreams")
  @ApiResponse(responseCode = "200", description = "A page", useReturnTypeSchema = true)
  public DatastreamList list(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @Parameter(
              description = "Id of a feature",
              example = "12",
              schema = @Schema(type = "integer", format = "int64"))
          @QueryParam("feature")
          Long feature,
      @Parameter(description = "Code of a layer", example = "hydroposts") @QueryParam("layer")
          String layer,
      @Parameter(description = "Code of an observed property", example = "discharge")
          @QueryParam("property")
          String property,
      @Parameter(
              description = "Only those with a greater id: the last of the page before",
              example = "0",
              schema = @Schema(type = "integer"))
          @QueryParam("after")
          Integer after,
      @Parameter(
              description = "At most so many",
              example = "1000",
              schema =
                  @Schema(
                      type = "integer",
                      defaultValue = "1000",
                      minimum = "1",
                      maximum = "10000"))
          @QueryParam("limit")
          Integer limit) {
    CatalogState state = catalog.state();
    Optional<String> layerCode = Optional.ofNullable(layer).filter(code -> !code.isBlank());
    Optional<String> propertyCode = Optional.ofNullable(property).filter(code -> !code.isBlank());
    layerCode.ifPresent(state::layer);
    propertyCode.ifPresent(state::property);
    int most = limit == null ? DEFAULT_LIMIT : limit;
    if (most < 1 || most > MOST) {
      throw Problem.invalid("limit", "limit is " + most + "; it must be from 1 to " + MOST, MOST);
    }
    List<Datastream> page =
        datastreams.list(
            Caller.of(request),
            new DatastreamFilter(
                feature == null ? OptionalLong.empty() : OptionalLong.of(feature),
                layerCode,
                propertyCode,
                after == null ? 0 : after,
                most));
    DatastreamDocuments documents = new DatastreamDocuments(state);
    return new DatastreamList(
        page.stream().map(documents::of).toList(), page.size() < most ? null : next(uri, page));
  }

  private static String next(UriInfo uri, List<Datastream> page) {
    return uri.getRequestUriBuilder()
        .scheme(null)
        .host(null)
        .port(-1)
        .replaceQueryParam("after", page.get(page.size() - 1).id())
        .build()
        .toString();
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One datastream", operationId = "getDatastream")
  @ApiResponse(responseCode = "200", description = "The datastream", useReturnTypeSchema = true)
  public DatastreamDocument get(
      @Context ContainerRequestContext request,
      @Parameter(
              description = "Id of the datastream",
              example = "7",
              schema = @Schema(type = "integer"))
          @PathParam("id")
          Integer id) {
    Datastream datastream =
        datastreams
            .find(Caller.of(request), id)
            .orElseThrow(() -> Problem.notFound("there is no datastream " + id));
    return new DatastreamDocuments(catalog.state()).of(datastream);
  }
}
