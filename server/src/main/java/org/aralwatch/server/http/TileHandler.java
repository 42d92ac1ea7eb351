package org.aralwatch.server.http;

import java.util.Optional;
import org.aralwatch.server.problem.ProblemDocument;
import org.aralwatch.server.problem.ProblemMapper;
import org.aralwatch.server.problem.RequestId;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code /tiles/{layer}/{z}/{x}/{y}.png}, {@code @2x.png} and {@code .mvt}. Outside Jersey: a page
 * asks for a hundred of these where it asks the API once, and a cached one costs microseconds.
 */
public final class TileHandler extends Handler.Abstract {
  private final TileService tiles;

  public TileHandler(TileService tiles) {
    this.tiles = tiles;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      Problems.write(
          request,
          response,
          callback,
          ProblemDocument.Kind.METHOD_NOT_ALLOWED,
          "tiles are for GET and HEAD");
      return true;
    }
    Optional<TileAddress> address = TileAddress.parse(Request.getPathInContext(request));
    if (address.isEmpty()) {
      return false;
    }
    Traces.route(request, address.get().route());
    try {
      tiles
          .answer(address.get(), request.getHttpURI().getQuery())
          .send(request, response, callback);
    } catch (RuntimeException e) {
      Problems.write(response, callback, ProblemMapper.describe(e, RequestId.of(request)));
    }
    return true;
  }
}
