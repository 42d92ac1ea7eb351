package org.aralwatch.server.api;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.storage.BlobStore;
import org.aralwatch.geodata.storage.Upload;
import org.aralwatch.geodata.storage.UploadStore;
import org.aralwatch.server.problem.ProblemDocument.Kind;
import org.aralwatch.server.problem.Refusal;
import org.aralwatch.server.query.Problem;
import org.glassfish.jersey.media.multipart.FormDataBodyPart;
import org.glassfish.jersey.media.multipart.FormDataMultiPart;

/** Files on their way into the record: a preview first, then one atomic commit. */
@Path("uploads")
@Produces("application/json")
@Writing
@SecurityRequirement(name = "token")
@Tag(name = "Uploads")
public final class UploadResource {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 1_000;
  private static final int MOST_REASON = 1_000;
  private static final int MOST_MAPPING_BYTES = 1 << 20;

  private final UploadInbox inbox;
  private final UploadStore uploads;
  private final BlobStore blobs;

  public UploadResource(UploadInbox inbox, UploadStore uploads, BlobStore blobs) {
    this.inbox = inbox;
    this.uploads = uploads;
    this.blobs = blobs;
  }

  /** The parts of the form, for the description of the API. */
  @Schema(name = "UploadForm", description = "A file, and how it is to be read")
  public record Form(
      @Schema(
              type = "string",
              format = "binary",
              description = "The file as it is",
              requiredMode = Schema.RequiredMode.REQUIRED)
          String file,
      @Schema(
              description =
                  "Name of a mapping, or one as JSON; without it the one saved for files of this"
                      + " layout is taken, or one is proposed",
              example = "long")
          String mapping) {}

  @POST
  @Consumes("multipart/form-data")
  @Operation(
      summary = "Send a file for preview",
      description =
          "Nothing of it is in the record before it is committed. Its state tells how far it is:"
              + " proposed waits for answers to the questions of the proposal, previewed for a"
              + " commit.",
      operationId = "createUpload",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "multipart/form-data",
                      schema = @Schema(implementation = Form.class))))
  @ApiResponse(
      responseCode = "202",
      description = "Queued",
      content = @Content(schema = @Schema(implementation = UploadDocument.class)))
  public Response create(
      @Context ContainerRequestContext request, @Parameter(hidden = true) FormDataMultiPart form)
      throws IOException {
    FormDataBodyPart file = part(form, "file");
    FormDataBodyPart mapping = form.getField("mapping");
    String name =
        PartFileName.of(file.getHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION))
            .orElseThrow(() -> new Refusal(Kind.INVALID_BODY, "the part 'file' has no file name"));
    long id;
    try (InputStream in = file.getValueAs(InputStream.class)) {
      id =
          inbox.submit(
              name,
              in,
              mapping == null ? Optional.empty() : Optional.of(text(mapping)),
              Caller.of(request).name());
    }
    return accepted(id);
  }

  private static FormDataBodyPart part(FormDataMultiPart form, String name) {
    FormDataBodyPart part = Bodies.required(form).getField(name);
    if (part == null) {
      throw new Refusal(Kind.INVALID_BODY, "the form has no part '" + name + "'");
    }
    return part;
  }

  /** Whatever the type of the part: a mapping comes as a field, as JSON or as a file. */
  private static String text(FormDataBodyPart part) throws IOException {
    try (InputStream in = part.getValueAs(InputStream.class)) {
      byte[] bytes = in.readNBytes(MOST_MAPPING_BYTES + 1);
      if (bytes.length > MOST_MAPPING_BYTES) {
        throw new Refusal(
            Kind.INVALID_BODY,
            "the part '" + part.getName() + "' is longer than " + MOST_MAPPING_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private Response accepted(long id) {
    return Response.accepted(UploadDocument.of(upload(id)))
        .location(URI.create(UploadDocument.Links.of(id).self()))
        .build();
  }

  private Upload upload(long id) {
    return uploads.find(id).orElseThrow(() -> Problem.notFound("there is no upload " + id));
  }

  @GET
  @Operation(summary = "Uploads, newest first", operationId = "listUploads")
  @ApiResponse(responseCode = "200", description = "A page", useReturnTypeSchema = true)
  public UploadDocument.UploadList list(
      @Parameter(
              description = "Only those with a lower id: the last of the page before",
              example = "100",
              schema = @Schema(type = "integer", format = "int64"))
          @QueryParam("before")
          Long before,
      @Parameter(
              description = "At most so many",
              example = "100",
              schema =
                  @Schema(type = "integer", defaultValue = "100", minimum = "1", maximum = "1000"))
          @QueryParam("limit")
          Integer limit) {
    int most = limit == null ? DEFAULT_LIMIT : limit;
    if (most < 1 || most > MOST) {
      throw Problem.invalid("limit", "limit is " + most + "; it must be from 1 to " + MOST, MOST);
    }
    List<Upload> page = uploads.list(before == null ? Long.MAX_VALUE : before, most);
    return new UploadDocument.UploadList(
        page.stream().map(UploadDocument::brief).toList(),
        page.size() < most
            ? null
            : AnswerFilter.BASE
                + "/uploads?before="
                + page.get(page.size() - 1).id()
                + "&limit="
                + most);
  }

  @GET
  @Path("{id}")
  @Operation(summary = "State and report of an upload", operationId = "getUpload")
  @ApiResponse(responseCode = "200", description = "The upload", useReturnTypeSchema = true)
  public UploadDocument get(
      @Parameter(
              description = "Id of the upload",
              example = "9",
              schema = @Schema(type = "integer", format = "int64"))
          @PathParam("id")
          Long id) {
    return UploadDocument.of(upload(id));
  }

  @PUT
  @Path("{id}/mapping")
  @Consumes("application/json")
  @Operation(
      summary = "Have an upload read by another mapping",
      description = "It is previewed anew. A mapping is described in docs/mapping.md.",
      operationId = "putUploadMapping",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = Object.class))))
  @ApiResponse(
      responseCode = "202",
      description = "Queued",
      content = @Content(schema = @Schema(implementation = UploadDocument.class)))
  public Response changeMapping(
      @Parameter(
              description = "Id of the upload",
              example = "9",
              schema = @Schema(type = "integer", format = "int64"))
          @PathParam("id")
          Long id,
      @Parameter(hidden = true) String mapping) {
    return answer(
        id,
        inbox.changeMapping(id, Bodies.required(mapping)),
        "only one that is proposed, previewed or failed gets another mapping");
  }

  @POST
  @Path("{id}/commit")
  @Operation(
      summary = "Store a previewed upload",
      description =
          "All of its good rows in one transaction, which counts again against the record as it is"
              + " by then. Asking again changes nothing.",
      operationId = "commitUpload")
  @ApiResponse(
      responseCode = "202",
      description = "Queued, or stored already",
      content = @Content(schema = @Schema(implementation = UploadDocument.class)))
  public Response commit(
      @Parameter(
              description = "Id of the upload",
              example = "9",
              schema = @Schema(type = "integer", format = "int64"))
          @PathParam("id")
          Long id,
      @Parameter(
              description = "Whether the rest may be stored without rejected rows",
              example = "true",
              schema = @Schema(type = "boolean", defaultValue = "false"))
          @QueryParam("acceptRejects")
          Boolean acceptRejects) {
    return answer(
        id, inbox.commit(id, Boolean.TRUE.equals(acceptRejects)), "only a previewed one is stored");
  }

  @POST
  @Path("{id}/cancel")
  @Operation(
      summary = "Give an upload up",
      description = "Nothing of it is stored. One that is stored is reverted instead.",
      operationId = "cancelUpload")
  @ApiResponse(
      responseCode = "202",
      description = "Cancelled",
      content = @Content(schema = @Schema(implementation = UploadDocument.class)))
  public Response cancel(
      @Parameter(
              description = "Id of the upload",
              example = "9",
              schema = @Schema(type = "integer", format = "int64"))
          @PathParam("id")
          Long id) {
    return answer(id, inbox.cancel(id), "one that is stored is reverted instead");
  }

  /** Why an upload is taken back. */
  @Schema(name = "RevertWish", description = "Why an upload is taken back")
  public record RevertWish(
      @Schema(example = "wrong station", requiredMode = Schema.RequiredMode.REQUIRED)
          String reason) {}

  @POST
  @Path("{id}/revert")
  @Consumes("application/json")
  @Operation(
      summary = "Take a stored upload back out of the record",
      description =
          "The record becomes as if it had never been; what other uploads said as well, stays.",
      operationId = "revertUpload")
  @ApiResponse(
      responseCode = "202",
      description = "Queued, or reverted already",
      content = @Content(schema = @Schema(implementation = UploadDocument.class)))
  public Response revert(
      @Context ContainerRequestContext request,
      @Parameter(
              description = "Id of the upload",
              example = "9",
              schema = @Schema(type = "integer", format = "int64"))
          @PathParam("id")
          Long id,
      RevertWish wish) {
    String reason = Bodies.required(wish).reason();
    if (reason == null || reason.isBlank() || reason.length() > MOST_REASON) {
      throw new Refusal(
          Kind.INVALID_BODY, "'reason' is missing, or longer than " + MOST_REASON + " characters");
    }
    return answer(
        id,
        inbox.revert(id, Caller.of(request).name(), reason.strip()),
        "only a stored one is reverted");
  }

  private Response answer(long id, UploadInbox.Answer answer, String rule) {
    switch (answer) {
      case UNKNOWN -> throw Problem.notFound("there is no upload " + id);
      case NOT_READY ->
          throw new Refusal(
              Kind.CONFLICT, "upload " + id + " is " + upload(id).status() + "; " + rule);
      case HAS_REJECTS ->
          throw new Refusal(
              Kind.CONFLICT,
              "rows of upload "
                  + id
                  + " are rejected; say acceptRejects=true to store the others without them");
      case QUEUED, DONE -> {}
    }
    return accepted(id);
  }

  @GET
  @Path("{id}/rejects")
  @Produces("text/csv")
  @Operation(summary = "Every rejected row, as CSV", operationId = "getUploadRejects")
  @ApiResponse(
      responseCode = "200",
      description = "Table, line, reason, column and text of each",
      content =
          @Content(
              mediaType = "text/csv",
              schema = @Schema(type = "string", example = "table,line,reason,column,text\r\n")))
  public Response rejects(
      @Parameter(
              description = "Id of the upload",
              example = "9",
              schema = @Schema(type = "integer", format = "int64"))
          @PathParam("id")
          Long id) {
    upload(id);
    StreamingOutput rows =
        out -> {
          Writer csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          csv.write("table,line,reason,column,text\r\n");
          try {
            uploads.eachReject(id, reject -> write(csv, reject));
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
          csv.flush();
        };
    return Response.ok(rows, "text/csv; charset=utf-8; header=present")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"aralwatch-upload-" + id + "-rejects.csv\"")
        .build();
  }

  private static void write(Writer csv, Upload.Reject reject) {
    try {
      csv.write(quoted(reject.table().orElse("")) + "," + reject.line() + ",");
      csv.write(quoted(reject.reason()) + ",");
      csv.write(quoted(reject.column().orElse("")) + "," + quoted(reject.text()) + "\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  @GET
  @Path("{id}/rejected-rows")
  @Produces("application/octet-stream")
  @Operation(
      summary = "The rejected rows as a file, to be corrected and sent again",
      description =
          "The rows as they are in the file, under its header, as CSV in UTF-8; those of several"
              + " sheets or members as a ZIP archive.",
      operationId = "getUploadRejectedRows")
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = "string", format = "binary")))
  public Response rejectedRows(
      @Parameter(
              description = "Id of the upload",
              example = "9",
              schema = @Schema(type = "integer", format = "int64"))
          @PathParam("id")
          Long id) {
    upload(id);
    UploadInbox.RowFile file = inbox.rejectedRows(id);
    StreamingOutput rows = file::write;
    return Response.ok(rows, file.mediaType())
        .header(HttpHeaders.CONTENT_DISPOSITION, attachment(file.name()))
        .build();
  }

  @GET
  @Path("{id}/file")
  @Produces("application/octet-stream")
  @Operation(summary = "The file as it came", operationId = "getUploadFile")
  @ApiResponse(
      responseCode = "200",
      description = "Its bytes",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = "string", format = "binary")))
  public Response file(
      @Parameter(
              description = "Id of the upload",
              example = "9",
              schema = @Schema(type = "integer", format = "int64"))
          @PathParam("id")
          Long id) {
    Upload upload = upload(id);
    StreamingOutput bytes =
        out -> {
          try (InputStream in = blobs.open(upload.sha256())) {
            in.transferTo(out);
          }
        };
    return Response.ok(bytes)
        .header(HttpHeaders.CONTENT_LENGTH, upload.size())
        .header(HttpHeaders.CONTENT_DISPOSITION, attachment(upload.fileName()))
        .build();
  }

  /** RFC 6266: a plain name for old clients, the true one beside it. */
  private static String attachment(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._ -]", "_");
    String encoded = java.net.URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
  }
}
