package org.aralwatch.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.aralwatch.geodata.reference.VocabularyFile;
import org.aralwatch.geodata.storage.Sha256;
import org.aralwatch.server.query.Problem;

/** The reviewed vocabularies as they are, for programs that want the words of the record. */
@Path("vocabularies")
@Produces("application/json")
@Tag(name = "About")
public final class VocabularyResource {

  /** All vocabularies. */
  @Schema(name = "Vocabularies", description = "The reviewed vocabularies")
  public record VocabularyList(List<VocabularyDocument> vocabularies) {}

  /** What stands in one of them. */
  @Schema(name = "Vocabulary", description = "What stands in a vocabulary")
  public record VocabularyDocument(
      @Schema(example = "properties") String id,
      String description,
      @Schema(description = "Number of items", example = "45") int count,
      @Schema(description = "Where its items were taken from") String source,
      @Schema(example = "/api/v1/vocabularies/properties") String href) {
    static VocabularyDocument of(VocabularyFile file) {
      return new VocabularyDocument(
          file.id(),
          file.description(),
          file.size(),
          file.source(),
          AnswerFilter.BASE + "/vocabularies/" + file.id());
    }
  }

  @GET
  @Operation(
      summary = "The vocabularies",
      description = "Reviewed words of the record: what is observed, in which units, by whom.",
      operationId = "listVocabularies")
  @ApiResponse(responseCode = "200", description = "The vocabularies", useReturnTypeSchema = true)
  public VocabularyList list() {
    return new VocabularyList(
        Arrays.stream(VocabularyFile.values()).map(VocabularyDocument::of).toList());
  }

  @GET
  @Path("{vocabulary}")
  @Operation(
      summary = "One vocabulary",
      description =
          "The reviewed file: its source, and an array of items with id and names by language."
              + " It changes with a release of this program only; ask again with If-None-Match.",
      operationId = "getVocabulary")
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      headers = @Header(name = "ETag", description = "Changes with the file"),
      content = @Content(mediaType = "application/json", schema = @Schema(type = "object")))
  @ApiResponse(responseCode = "304", description = "It is as the asker knows it")
  public Response get(
      @Parameter(description = "Id of the vocabulary", example = "properties")
          @PathParam("vocabulary")
          String vocabulary,
      @Context Request request) {
    byte[] bytes =
        VocabularyFile.find(vocabulary)
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "there is no vocabulary '"
                            + Parameters.shortened(vocabulary)
                            + "'; one of "
                            + Arrays.stream(VocabularyFile.values())
                                .map(VocabularyFile::id)
                                .collect(Collectors.joining(", "))))
            .bytes();
    // Weak: the same file may travel compressed.
    EntityTag tag = new EntityTag(Sha256.digest(bytes).hex().substring(0, 32), true);
    Response.ResponseBuilder known = request.evaluatePreconditions(tag);
    Response.ResponseBuilder answer = known == null ? Response.ok(bytes) : known;
    // The same for everybody, whoever asks.
    return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }
}
