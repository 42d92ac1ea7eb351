package org.aralwatch.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;

/** Where to begin. */
@Path("")
@Produces("application/json")
@Tag(name = "About")
public final class LandingResource {
  private static final Landing LANDING =
      new Landing(
          "AralWatch",
          "The environmental record of the Aral Sea basin",
          List.of(
              Link.json("self", "", "this page"),
              Link.json("service-desc", "/openapi.json", "the description of this API"),
              new Link("service-doc", "/docs", "text/html", "the same for people"),
              Link.json("themes", "/themes", "what the map offers"),
              Link.json("vocabularies", "/vocabularies", "the words of the record, reviewed"),
              Link.json("layers", "/layers", "kinds of features"),
              Link.geoJson("stations", "/stations", "places where something is observed"),
              Link.json("datastreams", "/datastreams", "series of values"),
              Link.json("extent", "/extent", "the time of which something is known"),
              Link.json("revision", "/revision", "the newest state of the record")));

  /** Addresses of what there is. */
  @Schema(description = "Addresses of what there is")
  public record Landing(String title, String description, List<Link> links) {}

  /** One of them. */
  @Schema(description = "An address, relative to the host")
  public record Link(
      @Schema(example = "layers") String rel,
      @Schema(example = "/api/v1/layers") String href,
      @Schema(example = "application/json") String type,
      String title) {
    static Link json(String rel, String path, String title) {
      return new Link(rel, AnswerFilter.BASE + path, "application/json", title);
    }

    static Link geoJson(String rel, String path, String title) {
      return new Link(rel, AnswerFilter.BASE + path, "application/geo+json", title);
    }
  }

  @GET
  @Operation(summary = "What is to be found where", operationId = "getLanding")
  @ApiResponse(responseCode = "200", description = "Addresses", useReturnTypeSchema = true)
  public Landing get() {
    return LANDING;
  }
}
