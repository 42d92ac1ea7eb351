package org.aralwatch.server.api;

import org.aralwatch.server.problem.ProblemDocument.Kind;
import org.aralwatch.server.problem.Refusal;

/** Rules for bodies of requests. */
final class Bodies {
  private Bodies() {}

  /** JAX-RS gives null for a body of no bytes. */
  static <T> T required(T body) {
    if (body == null) {
      throw new Refusal(Kind.INVALID_BODY, "the request has no body");
    }
    return body;
  }
}
