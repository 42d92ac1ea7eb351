package org.aralwatch.server.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.aralwatch.web.WebFiles;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The map page's files. They are asked for anew each time, and answered 304 mostly. */
public final class FileHandler extends Handler.Abstract.NonBlocking {
  private static final HttpField REVALIDATE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-cache");

  private final WebFiles files;
  private final Map<String, ByteAnswer> answers = new ConcurrentHashMap<>();
  private final HttpField policy =
      new PreEncodedHttpField("Content-Security-Policy", WebFiles.CONTENT_SECURITY_POLICY);
  private final HttpField referrer = new PreEncodedHttpField("Referrer-Policy", "same-origin");

  public FileHandler(WebFiles files) {
    this.files = files;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      return false;
    }
    String path = Request.getPathInContext(request);
    Optional<ByteAnswer> answer = find(path);
    if (answer.isEmpty()) {
      return false;
    }
    Traces.route(request, "/{file}");
    if (path.equals("/") || path.endsWith(".html")) {
      response.getHeaders().add(policy);
      response.getHeaders().add(referrer);
    }
    answer.get().send(request, response, callback);
    return true;
  }

  private Optional<ByteAnswer> find(String path) {
    ByteAnswer known = answers.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<ByteAnswer> made =
        files
            .find(path)
            .map(
                file ->
                    ByteAnswer.compressible(
                        file.bytes(),
                        file.etag(),
                        new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, file.contentType()),
                        REVALIDATE));
    made.ifPresent(answer -> answers.put(path, answer));
    return made;
  }
}
