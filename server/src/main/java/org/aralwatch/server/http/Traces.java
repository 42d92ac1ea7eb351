package org.aralwatch.server.http;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.aralwatch.server.api.AnswerFilter;
import org.aralwatch.server.problem.RequestId;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Logs and counts each request when it is done: one line, one timer. */
final class Traces implements RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("org.aralwatch.request");

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final Metrics metrics;

  Traces(Metrics metrics) {
    this.metrics = metrics;
  }

  /** Says by which template a request was answered. */
  static void route(Request request, String template) {
    request.setAttribute(AnswerFilter.ROUTE, template);
  }

  @Override
  public void log(Request request, Response response) {
    long nanos = System.nanoTime() - request.getBeginNanoTime();
    int status = response.getStatus();
    String route =
        request.getAttribute(AnswerFilter.ROUTE) instanceof String known ? known : "other";
    // A client may send any word as a method; a metric must not grow with them.
    String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
    metrics.request(method, route, status, nanos);
    Level level = level(request, route, status);
    if (LOG.isEnabledForLevel(level)) {
      LOG.atLevel(level)
          .addKeyValue("method", method)
          .addKeyValue("path", request.getHttpURI().getPathQuery())
          .addKeyValue("status", status)
          .addKeyValue("ms", TimeUnit.NANOSECONDS.toMicros(nanos) / 1000.0)
          .addKeyValue("bytes", Response.getContentBytesWritten(response))
          .addKeyValue("request", RequestId.of(request))
          .log("request");
    }
  }

  /** A page view asks for a hundred tiles and files, and a probe asks every second. */
  private static Level level(Request request, String route, int status) {
    if (status >= 500 && status != 503) {
      return Level.ERROR;
    }
    boolean frequent =
        route.startsWith("/tiles/")
            || route.startsWith("/{file}")
            || route.startsWith("/health/")
            || route.equals("/metrics")
            || route.equals("/api/v1/revision");
    return frequent && status < 400 ? Level.DEBUG : Level.INFO;
  }
}
