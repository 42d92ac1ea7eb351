package org.aralwatch.server.query;

import java.util.Optional;
import java.util.OptionalLong;

/** A question that cannot be answered as it was asked; the message names value, rule and place. */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String parameter;
  private final Long limit;

  private Problem(Kind kind, String parameter, Long limit, String detail) {
    super(detail);
    this.kind = kind;
    this.parameter = parameter;
    this.limit = limit;
  }

  /** What is wrong; each is a problem type of its own in answers. */
  public enum Kind {
    NOT_FOUND,
    INVALID_PARAMETER,
    TOO_MANY_OBSERVATIONS
  }

  public static Problem notFound(String detail) {
    return new Problem(Kind.NOT_FOUND, null, null, detail);
  }

  public static Problem invalid(String parameter, String detail) {
    return new Problem(Kind.INVALID_PARAMETER, parameter, null, detail);
  }

  /** As {@link #invalid(String, String)}, where a stated limit was passed. */
  public static Problem invalid(String parameter, String detail, long limit) {
    return new Problem(Kind.INVALID_PARAMETER, parameter, limit, detail);
  }

  public static Problem tooManyObservations(String detail, long limit) {
    return new Problem(Kind.TOO_MANY_OBSERVATIONS, null, limit, detail);
  }

  public Kind kind() {
    return kind;
  }

  /** The request's parameter that is at fault. */
  public Optional<String> parameter() {
    return Optional.ofNullable(parameter);
  }

  public OptionalLong limit() {
    return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
  }

  /** One or two sentences for whoever asked. */
  public String detail() {
    return getMessage();
  }
}
