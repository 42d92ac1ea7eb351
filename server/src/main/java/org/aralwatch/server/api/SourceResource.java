package org.aralwatch.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.List;
import org.aralwatch.geodata.storage.Source;
import org.aralwatch.geodata.storage.SourceStore;

/** Sources that come by themselves, and how they fare. */
@Path("sources")
@Produces("application/json")
@Writing
@SecurityRequirement(name = "token")
@Tag(name = "Uploads")
public final class SourceResource {
  private final SourceStore sources;

  public SourceResource(SourceStore sources) {
    this.sources = sources;
  }

  /** All of them. */
  @Schema(name = "Sources", description = "Sources that come by themselves, by name")
  public record SourceList(List<SourceDocument> sources) {}

  /** A source as the API tells of it. */
  @Schema(name = "Source", description = "A watched folder or a web service, and how it fares")
  public record SourceDocument(
      @Schema(example = "usgs-earthquakes") String name,
      @Schema(example = "Earthquakes about the basin") String title,
      @Schema(
              example = "usgs-earthquakes",
              allowableValues = {"folder", "openaq", "usgs-earthquakes", "firms", "http"})
          String kind,
      @Schema(
              description = "What a person would say of it",
              example = "ready",
              allowableValues = {"ready", "running", "waiting", "failing", "paused"})
          String state,
      @Schema(description = "When it was last read to its end", nullable = true)
          Instant lastSuccess,
      @Schema(description = "When it is read next; null while it is paused", nullable = true)
          Instant nextRun,
      @Schema(description = "Since when it is being read", nullable = true) Instant runningSince,
      @Schema(description = "The last run or file that failed", nullable = true)
          Failure lastFailure,
      @Schema(description = "Runs that failed since the last that did not", example = "0")
          int failures,
      Counts counts,
      @Schema(description = "Ids of the uploads that wait for a person") List<Long> waiting,
      @Schema(description = "How far it has been read", implementation = Object.class)
          JsonNode mark,
      @Schema(
              description = "As it was given; keys by the name of their variable only",
              implementation = Object.class)
          JsonNode definition,
      @Schema(description = "Who gave the definition", example = "command line") String actor) {}

  /** What went wrong. */
  @Schema(name = "SourceFailure", description = "What went wrong, and when")
  public record Failure(Instant time, String sentence) {}

  /** What has come of a source. */
  @Schema(name = "SourceCounts", description = "What has come of it since it was added")
  public record Counts(
      @Schema(description = "Times a web service was read", example = "24") long runs,
      @Schema(description = "Files that are through", example = "12") long files,
      @Schema(description = "Values that were new", example = "8760") long stored,
      @Schema(description = "Values that replaced others", example = "3") long revised,
      @Schema(description = "Values that were in the record", example = "120") long unchanged,
      @Schema(description = "Rows that were rejected", example = "0") long rejected) {
    static Counts of(Source.Counts counts) {
      return new Counts(
          counts.runs(),
          counts.files(),
          counts.stored(),
          counts.revised(),
          counts.unchanged(),
          counts.rejected());
    }
  }

  @GET
  @Operation(
      summary = "Sources that come by themselves",
      description = "Watched folders and web services: state, last success, next run, last error.",
      operationId = "listSources")
  @ApiResponse(responseCode = "200", description = "All of them", useReturnTypeSchema = true)
  public SourceList list() {
    return new SourceList(sources.list().stream().map(SourceResource::document).toList());
  }

  private static SourceDocument document(Source source) {
    return new SourceDocument(
        source.name(),
        source.definition().path("title").asText(),
        source.kind(),
        source.state().code(),
        source.lastSuccessAt().orElse(null),
        source.nextRunAt().orElse(null),
        source.runBeganAt().orElse(null),
        source
            .lastProblem()
            .map(sentence -> new Failure(source.lastProblemAt().orElse(null), sentence))
            .orElse(null),
        source.failures(),
        Counts.of(source.counts()),
        source.waiting(),
        source.mark(),
        source.definition(),
        source.actor());
  }
}
