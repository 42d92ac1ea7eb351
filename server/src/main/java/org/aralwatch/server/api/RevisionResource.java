package org.aralwatch.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.aralwatch.server.query.Catalog;

/**
 * The newest revision of the record that this server serves, for pages that keep themselves fresh.
 */
@Path("revision")
@Produces("application/json")
@Tag(name = "About")
public final class RevisionResource {
  private final Catalog catalog;

  public RevisionResource(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The number of a state of the record. */
  @Schema(name = "Revision", description = "The number of a state of the record")
  public record Revision(@Schema(example = "17") long revision) {}

  @GET
  @Operation(
      summary = "The newest revision of the record",
      description = "Rises with every change. At most two seconds behind the store.",
      operationId = "getRevision")
  @ApiResponse(responseCode = "200", description = "The revision", useReturnTypeSchema = true)
  public Revision get() {
    return new Revision(catalog.state().revision());
  }
}
