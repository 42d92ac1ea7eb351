package org.aralwatch.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code /health/live}, {@code /health/ready} and {@code /metrics}: answered from the first moment.
 */
public final class ProbeHandler extends Handler.Abstract {
  private final Health health;
  private final Metrics metrics;

  public ProbeHandler(Health health, Metrics metrics) {
    this.health = health;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    switch (path) {
      case "/health/live" -> json(request, response, callback, path, health.live());
      case "/health/ready" -> json(request, response, callback, path, health.readiness());
      case "/metrics" ->
          write(
              request,
              response,
              callback,
              path,
              200,
              "text/plain; version=0.0.4; charset=utf-8",
              metrics.scrape());
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void json(
      Request request, Response response, Callback callback, String path, Health.Report report) {
    write(request, response, callback, path, report.status(), "application/json", report.json());
  }

  private static void write(
      Request request,
      Response response,
      Callback callback,
      String route,
      int status,
      String type,
      String body) {
    Traces.route(request, route);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}
