package org.aralwatch.server.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.aralwatch.geodata.storage.StorageException;
import org.aralwatch.server.problem.ProblemDocument.Kind;
import org.aralwatch.server.query.Problem;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.ParamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every error of a resource to its document; what nobody has foreseen is logged and told as 500.
 */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

  /** A fail-over or a restart of the store takes a few seconds. */
  private static final String RETRY_SECONDS = "2";

  @Context private HttpServletRequest request;

  /** Knows the resource of the address even where none of its methods fits. */
  @Context private ExtendedUriInfo uri;

  @Override
  public Response toResponse(Throwable error) {
    ProblemDocument problem =
        error instanceof WebApplicationException web && !(error instanceof ParamException)
            ? ofStatus(web, RequestId.instance(id()))
            : describe(error, id());
    Response.ResponseBuilder response =
        Response.status(problem.status()).type(ProblemDocument.MEDIA_TYPE).entity(problem);
    if (problem.status() == 503) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    if (problem.status() == 401) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"aralwatch\"");
    }
    if (error instanceof WebApplicationException web) {
      String allow = web.getResponse().getHeaderString(HttpHeaders.ALLOW);
      if (allow != null) {
        response.header(HttpHeaders.ALLOW, allow);
      }
    }
    return response.build();
  }

  private String id() {
    return String.valueOf(request.getAttribute(RequestId.ATTRIBUTE));
  }

  /**
   * The document of an error of ours. A failure of the server is logged, with the id of the
   * request.
   */
  public static ProblemDocument describe(Throwable error, String requestId) {
    ProblemDocument problem = document(error, RequestId.instance(requestId));
    if (problem.status() >= 500) {
      LOG.atError().addKeyValue("request", requestId).setCause(error).log("request failed");
    }
    return problem;
  }

  private static ProblemDocument document(Throwable error, String instance) {
    if (error instanceof Problem problem) {
      return ProblemDocument.of(problem, instance);
    }
    if (error instanceof Refusal refusal) {
      return ProblemDocument.of(refusal.kind(), refusal.getMessage(), instance);
    }
    if (error instanceof ParamException parameter) {
      return ofParameter(parameter, instance);
    }
    if (isStorageAway(error)) {
      return ProblemDocument.of(
          Kind.STORAGE_UNAVAILABLE, "the store does not answer; ask again shortly", instance);
    }
    return ProblemDocument.ofStatus(
        500,
        "Internal Server Error",
        "this is a fault of the server; its log has the rest",
        instance);
  }

  private static ProblemDocument ofParameter(ParamException error, String instance) {
    String name = error.getParameterName();
    Throwable cause = error.getCause();
    String rule =
        cause instanceof IllegalArgumentException || cause instanceof Problem
            ? cause.getMessage()
            : "this value is not understood";
    if (error instanceof ParamException.PathParamException) {
      return ProblemDocument.of(Kind.NOT_FOUND, name + ": " + rule, instance);
    }
    return ProblemDocument.invalid(name, name + ": " + rule, instance);
  }

  private ProblemDocument ofStatus(WebApplicationException error, String instance) {
    String path = request.getRequestURI();
    return switch (error.getResponse().getStatus()) {
      case 404 -> ProblemDocument.of(Kind.NOT_FOUND, "there is nothing at " + path, instance);
      case 405 ->
          ProblemDocument.of(
              Kind.METHOD_NOT_ALLOWED,
              "there is no " + request.getMethod() + " of " + path,
              instance);
      case 406 ->
          request.getParameter("f") == null
              ? ProblemDocument.of(
                  Kind.NOT_ACCEPTABLE,
                  "'Accept' allows none of "
                      + String.join(", ", Formats.produced(uri, request.getMethod())),
                  instance)
              : ProblemDocument.invalid("f", unknownFormat(), instance);
      case 413 ->
          ProblemDocument.of(Kind.BODY_TOO_LARGE, "the body is longer than allowed", instance);
      case 415 -> ProblemDocument.of(Kind.UNSUPPORTED_MEDIA_TYPE, unreadType(), instance);
      default ->
          ProblemDocument.ofStatus(
              error.getResponse().getStatus(),
              error.getResponse().getStatusInfo().getReasonPhrase(),
              null,
              instance);
    };
  }

  private String unknownFormat() {
    return "f: unknown format '%s'; one of %s"
        .formatted(
            shortened(request.getParameter("f")),
            String.join(", ", Formats.answered(uri, request.getMethod())));
  }

  private String unreadType() {
    String type = request.getContentType();
    return "%s is not read here; one of %s"
        .formatted(
            type == null ? "a body without 'Content-Type'" : "'" + shortened(type) + "'",
            String.join(", ", Formats.read(uri, request.getMethod())));
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /** Class 08 is a lost connection, 57P a server that stops or starts, 53 one without room. */
  private static boolean isStorageAway(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof StorageException
          || cause instanceof SQLTransientException
          || cause instanceof SQLException sql && isAway(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAway(String state) {
    return state != null
        && (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53"));
  }
}
