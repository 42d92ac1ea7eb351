package org.aralwatch.server.http;

import java.util.List;
import java.util.Map;
import org.aralwatch.server.problem.ProblemDocument;
import org.aralwatch.server.problem.RequestId;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Gives a request to the handler of its path's beginning, and answers 404 where none wants it.
 *
 * <p>All that is here is public, so pages of other hosts may read it; they cannot send a token,
 * since no header that carries one is allowed.
 */
final class Router extends Handler.AbstractContainer {
  private final Map<String, Handler> byBeginning;
  private final Handler otherwise;

  Router(Map<String, Handler> byBeginning, Handler otherwise) {
    this.byBeginning = Map.copyOf(byBeginning);
    this.otherwise = otherwise;
    byBeginning.values().forEach(this::installBean);
    installBean(otherwise);
  }

  @Override
  public List<Handler> getHandlers() {
    List<Handler> all = new java.util.ArrayList<>(byBeginning.values());
    all.add(otherwise);
    return all;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    // Jersey's side sees the request as a servlet's, and finds the id there.
    RequestId.of(request);
    String path = Request.getPathInContext(request);
    Handler handler = byBeginning.getOrDefault(beginning(path), otherwise);
    if (handler != otherwise) {
      response.getHeaders().put(Problems.CROSS_ORIGIN, "*");
      if (isPreflight(request)) {
        answerPreflight(response, callback);
        return true;
      }
    }
    if (handler.handle(request, response, callback)) {
      return true;
    }
    Problems.write(
        request, response, callback, ProblemDocument.Kind.NOT_FOUND, "there is nothing at " + path);
    return true;
  }

  /** "/tiles" of "/tiles/lakes/1/0/0.png". */
  private static String beginning(String path) {
    int end = path.indexOf('/', 1);
    return end < 0 ? path : path.substring(0, end);
  }

  private static boolean isPreflight(Request request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeaders().contains("Access-Control-Request-Method");
  }

  private static void answerPreflight(Response response, Callback callback) {
    response.setStatus(204);
    response.getHeaders().put("Access-Control-Allow-Methods", "GET, HEAD, POST");
    response.getHeaders().put("Access-Control-Allow-Headers", "Accept, Content-Type");
    response.getHeaders().put("Access-Control-Max-Age", "86400");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "max-age=86400");
    callback.succeeded();
  }
}
