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
              description = "Name of a mapping, or one as JSON",
              example = "long",
              requiredMode = Schema.RequiredMode.REQUIRED)
          String mapping) {}

  @POST
  @Consumes("multipart/form-data")
  @Operation(
      summary = "Send a file for preview",
      description = "Nothing of it is in the record before it is committed.",
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
    FormDataBodyPart mapping = part(form, "mapping");
    String name =
        PartFileName.of(file.getHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION))
            .orElseThrow(() -> new Refusal(Kind.INVALID_BODY, "the part 'file' has no file name"));
    long id;
    try (InputStream in = file.getValueAs(InputStream.class)) {
      id = inbox.submit(name, in, text(mapping), Caller.of(request).name());
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
        page.stream().map(UploadDocument::of).toList(),
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

  @POST
  @Path("{id}/commit")
  @Operation(
      summary = "Store a previewed upload",
      description = "All of its good rows in one transaction. Asking again changes nothing.",
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
          Long id) {
    switch (inbox.commit(id)) {
      case UNKNOWN -> throw Problem.notFound("there is no upload " + id);
      case NOT_READY ->
          throw new Refusal(
              Kind.CONFLICT,
              "upload " + id + " is " + upload(id).status() + "; only a previewed one is stored");
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
      description = "Line, reason, column and text of each",
      content =
          @Content(
              mediaType = "text/csv",
              schema = @Schema(type = "string", example = "line,reason,column,text\r\n")))
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
          csv.write("line,reason,column,text\r\n");
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
      csv.write(reject.line() + "," + quoted(reject.reason()) + ",");
      csv.write(quoted(reject.column().orElse("")) + "," + quoted(reject.text()) + "\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
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
