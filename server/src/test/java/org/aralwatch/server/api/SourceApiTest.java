package org.aralwatch.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.access.TokenStore.Role;
import org.aralwatch.geodata.storage.SourceStore;
import org.aralwatch.server.command.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class SourceApiTest {
  private static final String SOURCES = "/api/v1/sources";

  private static TestServer server;
  private static String writer;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    writer = server.token(Role.WRITER);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<byte[]> send(String path, String token) {
    HttpRequest request = server.request(path).header("Authorization", "Bearer " + token).build();
    return server.send(request);
  }

  @Test
  void nothingOfSourcesIsSeenWithoutAToken() {
    HttpResponse<byte[]> response = server.get(SOURCES);
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(send(SOURCES, server.token(Role.READER)).statusCode()).isEqualTo(403);
  }

  @Test
  void stateLastSuccessNextRunLastErrorAndCountsAreTold() {
    SourceStore store = new SourceStore(server.database().jdbi());
    JsonNode definition = Json.read("{\"name\": \"rivers\", \"title\": \"Rivers\"}");
    Instant next = Instant.parse("2100-01-01T00:00:00Z");
    store.put("rivers", "http", definition, "tester", next);
    store.succeeded("rivers", Instant.parse("2026-11-24T10:00:00Z"));
    store.failed("rivers", "the host is away", Instant.parse("2026-11-24T11:00:00Z"));
    store.reached("rivers", Json.read("{\"to\": \"2026-11-24T10:00:00Z\"}"));
    store.put("an-inbox", "folder", definition, "tester", next);
    store.pause("an-inbox");

    JsonNode sources = TestServer.json(send(SOURCES, writer)).path("sources");
    assertThat(sources).hasSize(2);
    JsonNode inbox = sources.get(0);
    assertThat(inbox.path("name").asText()).isEqualTo("an-inbox");
    assertThat(inbox.path("state").asText()).isEqualTo("paused");
    assertThat(inbox.path("nextRun").isNull()).isTrue();
    JsonNode rivers = sources.get(1);
    assertThat(rivers.path("title").asText()).isEqualTo("Rivers");
    assertThat(rivers.path("kind").asText()).isEqualTo("http");
    assertThat(rivers.path("state").asText()).isEqualTo("failing");
    assertThat(rivers.path("lastSuccess").asText()).isEqualTo("2026-11-24T10:00:00Z");
    assertThat(rivers.path("nextRun").asText()).isEqualTo("2100-01-01T00:00:00Z");
    assertThat(rivers.path("lastFailure").path("sentence").asText()).isEqualTo("the host is away");
    assertThat(rivers.path("lastFailure").path("time").asText()).isEqualTo("2026-11-24T11:00:00Z");
    assertThat(rivers.path("failures").asInt()).isEqualTo(1);
    assertThat(rivers.path("counts").path("stored").asInt()).isZero();
    assertThat(rivers.path("mark").path("to").asText()).isEqualTo("2026-11-24T10:00:00Z");
    assertThat(rivers.path("waiting")).isEmpty();
    assertThat(rivers.path("actor").asText()).isEqualTo("tester");
  }

  @Test
  void anUnknownParameterIsRefused() {
    assertThat(send(SOURCES + "?colour=red", writer).statusCode()).isEqualTo(400);
  }
}
