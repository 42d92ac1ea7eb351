package org.aralwatch.server.http;

import java.nio.ByteBuffer;
import org.aralwatch.server.problem.ProblemDocument;
import org.aralwatch.server.problem.RequestId;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes problem documents where Jersey has no part. */
final class Problems {
  /** A restart or a fail-over takes a few seconds. */
  static final String RETRY_SECONDS = "2";

  /** Who may read a resource may also read why it is not there. */
  static final String CROSS_ORIGIN = "Access-Control-Allow-Origin";

  private Problems() {}

  static void write(
      Request request,
      Response response,
      Callback callback,
      ProblemDocument.Kind kind,
      String detail) {
    String instance = RequestId.instance(RequestId.of(request));
    write(response, callback, ProblemDocument.of(kind, detail, instance));
  }

  static void write(Response response, Callback callback, ProblemDocument problem) {
    String crossOrigin = response.getHeaders().get(CROSS_ORIGIN);
    response.reset();
    if (crossOrigin != null) {
      response.getHeaders().put(CROSS_ORIGIN, crossOrigin);
    }
    response.setStatus(problem.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    if (problem.status() == 503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
    }
    byte[] body = problem.toJson();
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
