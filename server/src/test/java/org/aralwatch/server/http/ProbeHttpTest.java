package org.aralwatch.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.server.command.TestServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class ProbeHttpTest {
  @Test
  void theServerTellsItsStoreAndVersion() {
    TestServer server = TestServer.shared();
    assertThat(server.json("/health/live").path("status").asText()).isEqualTo("up");
    JsonNode ready = server.json("/health/ready");
    assertThat(ready.path("status").asText()).isEqualTo("ready");
    assertThat(ready.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(ready.path("store").path("postgresql").asText()).isNotEmpty();
    assertThat(ready.path("store").path("timescaledb").isNull())
        .isEqualTo(!TestDatabase.isTimescale());
    assertThat(Instant.parse(ready.path("started").asText())).isBefore(Instant.now());
    assertThat(ready.path("revision").asLong()).isPositive();
    assertThat(ready.path("checks").path("database").asText()).isEqualTo("up");
  }

  @Test
  void metricsCountRequestsByRouteAndTiles() {
    TestServer server = TestServer.shared();
    server.get("/api/v1/layers/lakes");
    server.get("/tiles/lakes/4/10/5.png");
    TestServer.await(() -> metrics(server).contains("route=\"/tiles/{layer}/{z}/{x}/{y}.png\""));
    assertThat(metrics(server))
        .contains(
            "http_server_requests_seconds_count{method=\"GET\",route=\"/api/v1/layers/{layer}\"")
        .contains("tile_cache_gets_total{result=\"miss\"}")
        .contains("tile_cache_size_bytes")
        .contains("database_connections{state=\"idle\"}")
        .contains("jvm_memory_used_bytes")
        .doesNotContain("NaN")
        .doesNotContain("lakes");
  }

  private static String metrics(TestServer server) {
    return TestServer.text(server.get("/metrics"));
  }

  @Test
  void whileTheStoreIsAwayRequestsSayWhenToComeBack() {
    try (TestServer server = TestServer.start();
        TestDatabase other = TestDatabase.create()) {
      String name =
          server
              .database()
              .jdbi()
              .withHandle(
                  h -> h.createQuery("SELECT current_database()").mapTo(String.class).one());
      allowConnections(other, name, false);

      HttpResponse<byte[]> answer = server.get("/api/v1/datastreams/1/observations");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      JsonNode problem = TestServer.json(answer);
      assertThat(problem.path("type").asText()).isEqualTo("/problems/storage-unavailable");
      assertThat(problem.path("detail").asText())
          .doesNotContainIgnoringCase("select")
          .doesNotContainIgnoringCase("exception");
      assertThat(server.get("/health/ready").statusCode()).isEqualTo(503);
      assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(server.get("/api/v1/layers").statusCode()).isEqualTo(200);
      assertThat(server.get("/tiles/lakes/4/10/5.png").statusCode()).isEqualTo(200);

      allowConnections(other, name, true);
      TestServer.await(() -> server.get("/health/ready").statusCode() == 200);
      assertThat(server.get("/api/v1/datastreams/1/observations").statusCode()).isEqualTo(200);
    }
  }

  private static void allowConnections(TestDatabase admin, String name, boolean allowed) {
    admin
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + allowed);
              if (!allowed) {
                handle.execute(
                    // Not TimescaleDB's background worker, which only a superuser may end.
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = ? AND usename = current_user",
                    name);
              }
            });
  }
}
