package org.aralwatch.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.storage.MappingStore;
import org.aralwatch.server.problem.ProblemDocument.Kind;
import org.aralwatch.server.problem.Refusal;
import org.aralwatch.server.query.Problem;

/** How files of known sources are read: saved mappings, each in its versions. */
@Path("mappings")
@Produces("application/json")
@Writing
@SecurityRequirement(name = "token")
@Tag(name = "Uploads")
public final class MappingResource {
  private static final String NAME = "[A-Za-z0-9]+([._-][A-Za-z0-9]+)*";
  private static final int LONGEST_NAME = 100;

  private final MappingStore mappings;
  private final UploadInbox inbox;

  public MappingResource(MappingStore mappings, UploadInbox inbox) {
    this.mappings = mappings;
    this.inbox = inbox;
  }

  /** The newest version of each. */
  @Schema(name = "Mappings", description = "Saved mappings, the newest version of each")
  public record MappingList(List<MappingSummary> mappings) {}

  /** One of them, without what it says. */
  @Schema(name = "MappingSummary", description = "A saved mapping")
  public record MappingSummary(
      @Schema(example = "kyrgyzhydromet-daily") String name,
      @Schema(example = "Daily discharge of Kyrgyzhydromet") String title,
      @Schema(example = "2") int version,
      @Schema(description = "Of the layout of the files it is for", nullable = true)
          String fingerprint,
      String actor,
      Instant updated) {
    static MappingSummary of(MappingStore.Saved saved) {
      return new MappingSummary(
          saved.name(),
          saved.definition().path("title").asText(""),
          saved.version(),
          saved.fingerprint().orElse(null),
          saved.actor(),
          saved.createdAt());
    }
  }

  /** One of them, with what it says. */
  @Schema(name = "SavedMapping", description = "A version of a saved mapping")
  public record MappingDocument(
      @Schema(example = "kyrgyzhydromet-daily") String name,
      @Schema(example = "2") int version,
      @Schema(description = "Of the layout of the files it is for", nullable = true)
          String fingerprint,
      @Schema(description = "As docs/mapping.md says", implementation = Object.class)
          JsonNode definition,
      String actor,
      Instant updated) {
    static MappingDocument of(MappingStore.Saved saved) {
      return new MappingDocument(
          saved.name(),
          saved.version(),
          saved.fingerprint().orElse(null),
          saved.definition(),
          saved.actor(),
          saved.createdAt());
    }
  }

  /** What is to be saved. */
  @Schema(name = "NewMapping", description = "A mapping to be saved")
  public record NewMapping(
      @Schema(
              description = "As docs/mapping.md says",
              implementation = Object.class,
              requiredMode = Schema.RequiredMode.REQUIRED)
          JsonNode definition,
      @Schema(description = "Of the proposal; the next file of this layout finds the mapping")
          String fingerprint) {}

  /** What is wrong with a mapping. */
  @Schema(name = "MappingProblems", description = "What is wrong with a mapping")
  public record MappingProblems(
      @Schema(description = "A sentence each; none where it can be used") List<String> problems) {}

  @GET
  @Operation(summary = "Saved mappings", operationId = "listMappings")
  @ApiResponse(responseCode = "200", description = "The mappings", useReturnTypeSchema = true)
  public MappingList list() {
    return new MappingList(mappings.list().stream().map(MappingSummary::of).toList());
  }

  @GET
  @Path("{name}")
  @Operation(summary = "A saved mapping", operationId = "getMapping")
  @ApiResponse(responseCode = "200", description = "The mapping", useReturnTypeSchema = true)
  public MappingDocument get(
      @Parameter(description = "Its name", example = "kyrgyzhydromet-daily") @PathParam("name")
          String name,
      @Parameter(
              description = "Which version; the newest where it is not said",
              example = "1",
              schema = @Schema(type = "integer", minimum = "1"))
          @QueryParam("version")
          Integer version) {
    Optional<MappingStore.Saved> saved =
        version == null ? mappings.find(name) : mappings.find(name, version);
    return MappingDocument.of(
        saved.orElseThrow(
            () ->
                Problem.notFound(
                    "there is no saved mapping '"
                        + name
                        + "'"
                        + (version == null ? "" : " of version " + version))));
  }

  @PUT
  @Path("{name}")
  @Consumes("application/json")
  @Operation(
      summary = "Save a mapping",
      description = "Makes a new version; uploads keep the one that they were read by.",
      operationId = "putMapping",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = NewMapping.class))))
  @ApiResponse(responseCode = "200", description = "As it is saved", useReturnTypeSchema = true)
  public MappingDocument put(
      @Context ContainerRequestContext request,
      @Parameter(description = "Its name", example = "kyrgyzhydromet-daily") @PathParam("name")
          String name,
      @Parameter(hidden = true) NewMapping mapping) {
    if (!name.matches(NAME) || name.length() > LONGEST_NAME) {
      throw Problem.invalid(
          "name",
          "'" + Parameters.shortened(name) + "' is no name: letters, digits, and . _ - between");
    }
    JsonNode definition = Bodies.required(mapping).definition();
    if (definition == null || !definition.isObject()) {
      throw new Refusal(Kind.INVALID_BODY, "'definition' is missing, or no object");
    }
    if (!definition.path("name").asText().equals(name)) {
      throw Problem.invalid(
          "definition",
          "'name' in the mapping is '"
              + definition.path("name").asText()
              + "', not '"
              + name
              + "'");
    }
    List<String> problems = inbox.check(definition);
    if (!problems.isEmpty()) {
      throw Problem.invalid("definition", String.join("; ", problems));
    }
    return MappingDocument.of(
        mappings.save(
            name,
            definition,
            Optional.ofNullable(mapping.fingerprint()),
            Caller.of(request).name()));
  }

  @POST
  @Path("check")
  @Consumes("application/json")
  @Operation(
      summary = "What is wrong with a mapping",
      description = "Nothing is kept.",
      operationId = "checkMapping",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = Object.class))))
  @ApiResponse(responseCode = "200", description = "The problems", useReturnTypeSchema = true)
  public MappingProblems check(@Parameter(hidden = true) JsonNode mapping) {
    return new MappingProblems(inbox.check(Bodies.required(mapping)));
  }
}
