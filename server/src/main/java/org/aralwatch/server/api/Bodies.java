package org.aralwatch.server.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;
import org.aralwatch.server.problem.ProblemDocument.Kind;
import org.aralwatch.server.problem.Refusal;

/** Rules for bodies of requests. */
final class Bodies {
  private Bodies() {}

  /** Jackson's word for a place; it says more of the parser than of the body. */
  private static final Pattern PLACE =
      Pattern.compile("\\[Source: .*?line: (\\d+), column: (\\d+)]");

  /** What is wrong with a text that is no JSON, and where. */
  static String fault(JsonProcessingException error) {
    String words = PLACE.matcher(error.getOriginalMessage()).replaceAll("line $1, column $2");
    JsonLocation place = error.getLocation();
    return place == null
        ? words
        : words + ", at line " + place.getLineNr() + ", column " + place.getColumnNr();
  }

  /** JAX-RS gives null for a body of no bytes. */
  static <T> T required(T body) {
    if (body == null) {
      throw new Refusal(Kind.INVALID_BODY, "the request has no body");
    }
    return body;
  }
}
