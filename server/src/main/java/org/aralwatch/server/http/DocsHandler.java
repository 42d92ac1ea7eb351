package org.aralwatch.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.aralwatch.geodata.storage.Sha256;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code /docs}: the description of the API in Swagger UI, from files of this program alone. */
public final class DocsHandler extends Handler.Abstract.NonBlocking {
  private static final HttpField REVALIDATE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-cache");

  /** Swagger UI sets styles inline and draws its signs from data addresses. */
  private static final HttpField POLICY =
      new PreEncodedHttpField(
          "Content-Security-Policy",
          "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
              + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'");

  private static final Map<String, String> OWN =
      Map.of("", "text/html; charset=utf-8", "initializer.js", "text/javascript; charset=utf-8");

  private static final Map<String, String> OF_SWAGGER_UI =
      Map.of(
          "swagger-ui.css", "text/css; charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
          "favicon-32x32.png", "image/png");

  private final Map<String, ByteAnswer> answers = new ConcurrentHashMap<>();

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    Traces.route(request, "/docs");
    if (path.equals("/docs")) {
      response.getHeaders().put(HttpHeader.LOCATION, "/docs/");
      response.setStatus(302);
      callback.succeeded();
      return true;
    }
    Optional<ByteAnswer> answer = find(path.substring("/docs/".length()));
    if (answer.isEmpty()) {
      return false;
    }
    response.getHeaders().add(POLICY);
    answer.get().send(request, response, callback);
    return true;
  }

  private Optional<ByteAnswer> find(String name) {
    if (OWN.containsKey(name)) {
      String file = name.isEmpty() ? "index.html" : name;
      return Optional.of(
          answers.computeIfAbsent(
              name, key -> read("/org/aralwatch/server/docs/" + file, OWN.get(key))));
    }
    if (OF_SWAGGER_UI.containsKey(name)) {
      return Optional.of(
          answers.computeIfAbsent(name, key -> read(webJar() + key, OF_SWAGGER_UI.get(key))));
    }
    return Optional.empty();
  }

  private static ByteAnswer read(String resource, String type) {
    byte[] bytes = bytes(resource);
    String etag = '"' + Sha256.digest(bytes).hex().substring(0, 32) + '"';
    return ByteAnswer.compressible(
        bytes, etag, new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, type), REVALIDATE);
  }

  /** A WebJar's files lie under its version, which it tells itself. */
  private static String webJar() {
    Properties properties = new Properties();
    String about = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    try (InputStream in = DocsHandler.class.getResourceAsStream(about)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + about, e);
    }
    return "/META-INF/resources/webjars/swagger-ui/" + properties.getProperty("version") + "/";
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = DocsHandler.class.getResourceAsStream(resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
