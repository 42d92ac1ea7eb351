package org.aralwatch.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.aralwatch.web.WebFiles;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  private final Metrics metrics = new Metrics();
  private final Health health =
      new Health("1.2.3", Health.StoreKind.EMBEDDED, Instant.parse("2026-01-01T00:00:00Z"));
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server =
      HttpServer.start(
          new HttpSettings("127.0.0.1", 0), new ProbeHandler(health, metrics), metrics);

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void beforeItIsOpenOnlyProbesAreAnswered() throws Exception {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    HttpResponse<String> ready = get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("\"status\":\"starting\"").contains("\"database\":\"down\"");
    assertThat(get("/metrics").statusCode()).isEqualTo(200);
    HttpResponse<String> other = get("/api/v1/layers");
    assertThat(other.statusCode()).isEqualTo(503);
    assertThat(other.headers().firstValue("Retry-After")).isPresent();
    assertThat(other.body()).contains("/problems/starting");
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HttpSettings settings = new HttpSettings("127.0.0.1", taken.getLocalPort());
      assertThatThrownBy(
              () -> HttpServer.start(settings, new ProbeHandler(health, metrics), metrics))
          .isInstanceOf(BindException.class)
          .hasMessageContaining("Port " + taken.getLocalPort());
    }
  }

  @Test
  void whatFailsUnforeseenIsAFaultWithoutDetails() throws Exception {
    server.open(Map.of("/fail", new Failing()), new FileHandler(new WebFiles()));
    HttpResponse<String> response = get("/fail");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body()).doesNotContain("secret").contains("urn:aralwatch:request:");
  }

  private static final class Failing extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      throw new IllegalStateException("secret");
    }
  }

  @Test
  void aRequestUnderWayEndsBeforeTheServerDoes() throws Exception {
    Slow slow = new Slow();
    server.open(Map.of("/slow", slow), new FileHandler(new WebFiles()));
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request("/slow"), HttpResponse.BodyHandlers.ofString());
    assertThat(slow.begun.await(20, TimeUnit.SECONDS)).isTrue();

    // Its address is gone with the port.
    HttpRequest probe = request("/health/live");
    Thread stopping = new Thread(server::close);
    stopping.start();
    // The port is given up at once, while the request still waits.
    awaitRefusal(probe);
    assertThat(answer).isNotDone();
    slow.finish.countDown();
    assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("done");
    stopping.join(20_000);
    assertThat(stopping.isAlive()).isFalse();
  }

  private static void awaitRefusal(HttpRequest probe) throws InterruptedException {
    for (int attempt = 0; attempt < 500; attempt++) {
      try {
        HttpClient.newHttpClient()
            .sendAsync(probe, HttpResponse.BodyHandlers.ofString())
            .get(1, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof ConnectException) {
          return;
        }
      } catch (java.util.concurrent.TimeoutException e) {
        // Not refused yet, and no longer answered.
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the port was not given up");
  }

  private static final class Slow extends Handler.Abstract {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch finish = new CountDownLatch(1);

    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws InterruptedException {
      begun.countDown();
      finish.await();
      response.write(
          true,
          ByteBuffer.wrap("done".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
          callback);
      return true;
    }
  }
}
