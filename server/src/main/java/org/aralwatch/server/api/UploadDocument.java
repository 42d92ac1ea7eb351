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
    @Schema(description = "Name of the mapping", example = "long") String mapping,
    @Schema(
            example = "previewed",
            allowableValues = {
              "queued",
              "reading",
              "previewed",
              "committing",
              "stored",
              "unchanged",
              "failed"
            })
        String status,
    Progress progress,
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
  public record Links(String self, String commit, String rejects, String file) {
    static Links of(long id) {
      String self = AnswerFilter.BASE + "/uploads/" + id;
      return new Links(self, self + "/commit", self + "/rejects", self + "/file");
    }
  }

  /** Newest first. */
  @Schema(name = "Uploads", description = "Uploads, newest first")
  public record UploadList(
      List<UploadDocument> uploads,
      @Schema(description = "Address of the next page; null on the last", nullable = true)
          String next) {}

  static UploadDocument of(Upload upload) {
    return new UploadDocument(
        upload.id(),
        upload.fileName(),
        upload.sha256().hex(),
        upload.size(),
        upload.mappingName(),
        upload.status(),
        new Progress(upload.rowsRead(), upload.percent()),
        upload.report().orElse(null),
        upload.error().orElse(null),
        upload.actor(),
        upload.createdAt(),
        upload.updatedAt(),
        Links.of(upload.id()));
  }
}
