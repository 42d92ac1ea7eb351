package org.aralwatch.server.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.access.TokenStore;
import org.aralwatch.geodata.storage.RevisionStore;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.ingest.SampleRecord;
import org.aralwatch.ingest.pipeline.Load;
import org.aralwatch.ingest.pipeline.Progress;
import org.aralwatch.ingest.worker.UploadWorker;
import org.aralwatch.server.http.Health;
import org.aralwatch.server.http.HttpServer;
import org.aralwatch.server.http.HttpSettings;
import org.aralwatch.server.http.Metrics;
import org.aralwatch.server.http.ProbeHandler;

/** The whole server with the sample record and a worker, on a free port, and a client for it. */
public final class TestServer implements AutoCloseable {
  private final Closing closing = Closing.atExit();
  private final TestDatabase database;
  private final HttpServer http;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private TestServer(TestDatabase database) {
    this.database = database;
    Load load = new Load(database.database(), Clock.systemUTC());
    new SampleRecord(database.database(), load).load(Progress.NONE);
    Metrics metrics = new Metrics();
    Health health = new Health("0.1.0", Health.StoreKind.EXTERNAL, Instant.now());
    health.connected(database.database().capability(), new RevisionStore(database.jdbi())::current);
    http =
        closing.add(
            Closing.Stage.REQUESTS,
            "HTTP",
            HttpServer.start(
                new HttpSettings("127.0.0.1", 0), new ProbeHandler(health, metrics), metrics));
    Application.open(database.database(), metrics, closing).openOn(http);
    // A pool of six connections, as tests have, is enough for one job at a time.
    UploadWorker worker =
        closing.add(Closing.Stage.WORKER, "worker", new UploadWorker(database.database(), load, 1));
    worker.start();
    health.ready();
  }

  /** A server of its own; most tests share one. */
  public static TestServer start() {
    return new TestServer(TestDatabase.create());
  }

  /** One for all tests that change nothing another could see. */
  public static TestServer shared() {
    return Shared.SERVER;
  }

  private static final class Shared {
    static final TestServer SERVER = start();
  }

  public TestDatabase database() {
    return database;
  }

  public URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + http.port() + pathAndQuery);
  }

  public int port() {
    return http.port();
  }

  /** A token of this role that nobody had before. */
  public String token(TokenStore.Role role) {
    return new TokenStore(database.jdbi()).create("test", role, Set.of());
  }

  public HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(uri(pathAndQuery));
  }

  public HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<byte[]> get(String pathAndQuery) {
    return send(request(pathAndQuery).build());
  }

  /**
   * @throws IllegalStateException when the answer is no 200
   */
  public JsonNode json(String pathAndQuery) {
    HttpResponse<byte[]> response = get(pathAndQuery);
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          pathAndQuery + ": " + response.statusCode() + " " + text(response));
    }
    return json(response);
  }

  public static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return Json.mapper().readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(text(response), e);
    }
  }

  public static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Waits for what comes by itself, half a minute at most. */
  public static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not come in time");
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    closing.close();
    database.close();
  }
}
