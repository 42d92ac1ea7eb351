package org.aralwatch.server.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.aralwatch.geodata.Json;
import org.aralwatch.server.query.Problem;

/**
 * An error as RFC 9457 describes it.
 *
 * @param type address of the kind of problem, {@code about:blank} where the status says it all
 * @param title the kind in words
 * @param detail what is wrong with this request: value, rule and place, never SQL or a stack trace
 * @param instance names the request; the log has the same
 * @param parameter name of the parameter at fault, null where none is
 * @param limit the limit that was passed, null where none was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "parameter", "limit"})
public record ProblemDocument(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String parameter,
    Long limit) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Kinds beside those of the query core. */
  public enum Kind {
    INVALID_PARAMETER(400, "A parameter is not valid"),
    TOO_MANY_OBSERVATIONS(400, "Too many observations asked for"),
    INVALID_BODY(400, "The body of the request is not valid"),
    TOKEN_NEEDED(401, "A token is needed"),
    NOT_ALLOWED(403, "This token does not allow it"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
    NOT_ACCEPTABLE(406, "There is no such format of this"),
    CONFLICT(409, "Not in this state"),
    BODY_TOO_LARGE(413, "The body of the request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "A body of this type is not read here"),
    STORAGE_UNAVAILABLE(503, "The store cannot be reached"),
    STARTING(503, "The server is starting");

    private final int status;
    private final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    public int status() {
      return status;
    }

    public String title() {
      return title;
    }

    /** Address of the kind, relative to the server. */
    public String type() {
      return "/problems/" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  public static ProblemDocument of(Kind kind, String detail, String instance) {
    return new ProblemDocument(
        kind.type(), kind.title(), kind.status(), detail, instance, null, null);
  }

  /** A parameter that broke a rule. */
  public static ProblemDocument invalid(String parameter, String detail, String instance) {
    Kind kind = Kind.INVALID_PARAMETER;
    return new ProblemDocument(
        kind.type(), kind.title(), kind.status(), detail, instance, parameter, null);
  }

  /** What the query core found wrong with a question. */
  public static ProblemDocument of(Problem problem, String instance) {
    Kind kind =
        switch (problem.kind()) {
          case NOT_FOUND -> Kind.NOT_FOUND;
          case INVALID_PARAMETER -> Kind.INVALID_PARAMETER;
          case TOO_MANY_OBSERVATIONS -> Kind.TOO_MANY_OBSERVATIONS;
        };
    return new ProblemDocument(
        kind.type(),
        kind.title(),
        kind.status(),
        problem.detail(),
        instance,
        problem.parameter().orElse(null),
        problem.limit().isPresent() ? problem.limit().getAsLong() : null);
  }

  /** A status that says it all. */
  public static ProblemDocument ofStatus(int status, String title, String detail, String instance) {
    return new ProblemDocument("about:blank", title, status, detail, instance, null, null);
  }

  public byte[] toJson() {
    return Json.write(this).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
