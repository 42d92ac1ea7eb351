package org.aralwatch.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.feature.BBox;
import org.aralwatch.geodata.storage.PlaceStore;
import org.aralwatch.server.query.PopulationQuery;
import org.locationtech.jts.geom.Geometry;

/** Who lives in an area. */
@Path("population")
@Produces("application/json")
@Tag(name = "Features")
public final class PopulationResource {
  private static final String METHOD =
      "sum over the populated places whose point lies in the area; scattered houses and places that"
          + " the source does not know are not in it";

  private final PopulationQuery population;

  public PopulationResource(PopulationQuery population) {
    this.population = population;
  }

  /** Who lives in an area, by country, with the largest places. */
  @Schema(name = "Population", description = "Who lives in an area, by country and largest places")
  public record Population(
      @Schema(description = "Persons in all places of the area", example = "309000")
          long population,
      @Schema(description = "Number of populated places") long places,
      List<Country> countries,
      @Schema(description = "The most populous places, at most ten") List<Place> largest,
      @Schema(description = "How the sum was made") String method,
      @Schema(description = "Whom to name where the figures are shown") String source,
      @Schema(description = "Whether the polygon crossed itself and what it encloses was asked")
          boolean polygonRepaired) {

    /** The places of one country. */
    @Schema(name = "PopulationOfCountry", description = "The places of one country")
    public record Country(
        @Schema(description = "ISO 3166-1 alpha-3", example = "UZB") String country,
        long places,
        long population) {}

    /** A populated place. */
    @Schema(name = "PopulatedPlace", description = "A populated place")
    public record Place(
        @Schema(description = "Id of the feature") long id,
        String code,
        Text name,
        @Schema(description = "ISO 3166-1 alpha-3", example = "UZB") String country,
        long population,
        double longitude,
        double latitude) {
      static Place of(PlaceStore.Place place) {
        return new Place(
            place.id(),
            place.code(),
            place.name(),
            place.country(),
            place.population(),
            place.longitude(),
            place.latitude());
      }
    }

    static Population of(PopulationQuery.Answer answer) {
      return new Population(
          answer.population(),
          answer.places(),
          answer.countries().stream()
              .map(one -> new Country(one.country(), one.places(), one.population()))
              .toList(),
          answer.largest().stream().map(Place::of).toList(),
          METHOD,
          answer.source(),
          answer.polygonRepaired());
    }
  }

  @GET
  @Operation(summary = "Who lives in a box or polygon", operationId = "getPopulation")
  @ApiResponse(responseCode = "200", description = "The population", useReturnTypeSchema = true)
  public Population get(
      @Parameter(
              description = "The area as west,south,east,north in degrees",
              example = "58,42,62,44")
          @QueryParam("bbox")
          BBox bbox,
      @Parameter(
              description =
                  "The area as WKT or a GeoJSON geometry; longitude first. Long ones go into the"
                      + " body of a POST",
              example = "POLYGON((58 42,62 42,62 44,58 44,58 42))")
          @QueryParam("polygon")
          Geometry polygon) {
    return Population.of(population.run(Optional.ofNullable(bbox), Optional.ofNullable(polygon)));
  }

  @POST
  @Path("query")
  @Consumes({"application/geo+json", "application/json"})
  @Operation(
      summary = "Who lives in a polygon too long for an address",
      description = "A read: it needs no token and changes nothing.",
      operationId = "queryPopulation")
  @ApiResponse(responseCode = "200", description = "The population", useReturnTypeSchema = true)
  public Population query(
      @RequestBody(
              description = "A GeoJSON Polygon or MultiPolygon, or a Feature or collection of such",
              required = true,
              content = @Content(schema = @Schema(ref = OpenApi.AREA)))
          Geometry polygon) {
    return Population.of(population.run(Optional.empty(), Optional.of(Bodies.required(polygon))));
  }
}
