package org.aralwatch.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.aralwatch.geodata.storage.Upload;

/** An upload as the API tells of it. */
@Schema(name = "Upload", description = "A file on its way into the record")
public record UploadDocument(
    @Schema(example = "9") long id,
    @Schema(example = "chirchik.csv") String fileName,
    @Schema(description = "Of the bytes, in hexadecimal digits") String sha256,
    @Schema(example = "125000") long bytes,
    @Schema(description = "Name of the mapping; null before there is one", nullable = true)
        String mapping,
    @Schema(description = "Its version, where it is a saved one", nullable = true, example = "1")
        Integer mappingVersion,
    @Schema(
            description = "The mapping itself; not in lists",
            nullable = true,
            implementation = Object.class)
        JsonNode mappingDefinition,
    @Schema(
            example = "previewed",
            allowableValues = {
              "queued",
              "reading",
              "proposed",
              "previewed",
              "committing",
              "stored",
              "unchanged",
              "failed",
              "cancelled",
              "reverting",
              "reverted"
            })
        String status,
    Progress progress,
    @Schema(
            description = "The mapping that was detected, why, and what is asked; not in lists",
            nullable = true,
            implementation = Object.class)
        JsonNode proposal,
    @Schema(
            description = "Tables, first values and stations of the file; not in lists",
            nullable = true,
            implementation = Object.class)
        JsonNode preview,
    @Schema(
            description = "What became of every row, once it has been read",
            nullable = true,
            implementation = Object.class)
        JsonNode report,
    @Schema(
            description = "Why it failed, a problem document",
            nullable = true,
            implementation = Object.class)
        JsonNode error,
    @Schema(description = "Name of the token that sent it") String actor,
    Instant created,
    Instant updated,
    Links links) {

  /** How far it is. */
  @Schema(name = "UploadProgress", description = "How far it is")
  public record Progress(
      @Schema(example = "120000") long rows, @Schema(example = "42.5") float percent) {}

  /** Where to go on. */
  @Schema(name = "UploadLinks", description = "Where to go on")
  public record Links(
      String self,
      String mapping,
      String commit,
      String cancel,
      String revert,
      String rejects,
      String rejectedRows,
      String file) {
    static Links of(long id) {
      String self = AnswerFilter.BASE + "/uploads/" + id;
      return new Links(
          self,
          self + "/mapping",
          self + "/commit",
          self + "/cancel",
          self + "/revert",
          self + "/rejects",
          self + "/rejected-rows",
          self + "/file");
    }
  }

  /** Newest first. */
  @Schema(name = "Uploads", description = "Uploads, newest first")
  public record UploadList(
      List<UploadDocument> uploads,
      @Schema(description = "Address of the next page; null on the last", nullable = true)
          String next) {}

  /** The whole. */
  static UploadDocument of(Upload upload) {
    return of(upload, true);
  }

  /** As it stands in a list: without what may be long. */
  static UploadDocument brief(Upload upload) {
    return of(upload, false);
  }

  private static UploadDocument of(Upload upload, boolean whole) {
    boolean mapped = !upload.mappingName().isEmpty();
    return new UploadDocument(
        upload.id(),
        upload.fileName(),
        upload.sha256().hex(),
        upload.size(),
        mapped ? upload.mappingName() : null,
        upload.mappingVersion().isPresent() ? upload.mappingVersion().getAsInt() : null,
        whole && mapped ? upload.mapping() : null,
        upload.status(),
        new Progress(upload.rowsRead(), upload.percent()),
        whole ? upload.proposal().orElse(null) : null,
        whole ? upload.preview().orElse(null) : null,
        upload.report().orElse(null),
        upload.error().orElse(null),
        upload.actor(),
        upload.createdAt(),
        upload.updatedAt(),
        Links.of(upload.id()));
  }
}
