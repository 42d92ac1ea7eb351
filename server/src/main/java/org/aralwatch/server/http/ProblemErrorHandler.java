package org.aralwatch.server.http;

import org.aralwatch.server.problem.ProblemDocument;
import org.aralwatch.server.problem.RequestId;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Jetty's own errors, a malformed request among them, as problem documents. */
final class ProblemErrorHandler extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus() < 400 ? 500 : response.getStatus();
    Object message = request.getAttribute(ERROR_MESSAGE);
    String instance = RequestId.instance(RequestId.of(request));
    Problems.write(response, callback, document(status, message, instance));
    return true;
  }

  private static ProblemDocument document(int status, Object message, String instance) {
    return switch (status) {
      case 404 ->
          ProblemDocument.of(
              ProblemDocument.Kind.NOT_FOUND, "there is nothing at this address", instance);
      case 413 ->
          ProblemDocument.of(
              ProblemDocument.Kind.BODY_TOO_LARGE, "the body is longer than allowed", instance);
      case 503 ->
          ProblemDocument.of(
              ProblemDocument.Kind.STARTING, "the server is starting or stopping", instance);
      default ->
          ProblemDocument.ofStatus(
              status,
              HttpStatus.getMessage(status),
              // What Jetty says of a malformed request is safe; of an own failure it may not be.
              status < 500 && message != null && !message.equals(HttpStatus.getMessage(status))
                  ? message.toString()
                  : null,
              instance);
    };
  }
}
