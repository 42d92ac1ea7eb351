package org.aralwatch.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.aralwatch.server.command.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class OpenApiTest {
  private static JsonNode description;

  @BeforeAll
  static void read() {
    HttpResponse<byte[]> response = TestServer.shared().get("/api/v1/openapi.json");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    description = TestServer.json(response);
  }

  @Test
  void everyRouteIsDescribed() {
    Set<String> routes = new TreeSet<>();
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> routes.add(method + " " + path.getKey())));
    assertThat(routes)
        .containsExactlyInAnyOrder(
            "get /api/v1",
            "get /api/v1/themes",
            "get /api/v1/vocabularies",
            "get /api/v1/vocabularies/{vocabulary}",
            "get /api/v1/layers",
            "get /api/v1/layers/{layer}",
            "get /api/v1/layers/{layer}/features",
            "post /api/v1/layers/{layer}/features/query",
            "get /api/v1/stations",
            "post /api/v1/stations/query",
            "get /api/v1/population",
            "post /api/v1/population/query",
            "get /api/v1/features/{id}",
            "get /api/v1/datastreams",
            "get /api/v1/datastreams/{id}",
            "get /api/v1/datastreams/{id}/observations",
            "get /api/v1/extent",
            "get /api/v1/revision",
            "get /api/v1/sources",
            "get /api/v1/uploads",
            "post /api/v1/uploads",
            "get /api/v1/uploads/{id}",
            "put /api/v1/uploads/{id}/mapping",
            "post /api/v1/uploads/{id}/commit",
            "post /api/v1/uploads/{id}/cancel",
            "post /api/v1/uploads/{id}/revert",
            "get /api/v1/uploads/{id}/rejected-rows",
            "get /api/v1/mappings",
            "get /api/v1/mappings/{name}",
            "put /api/v1/mappings/{name}",
            "post /api/v1/mappings/check",
            "get /api/v1/uploads/{id}/rejects",
            "get /api/v1/uploads/{id}/file",
            "get /tiles/{layer}/{z}/{x}/{y}.png",
            "get /tiles/{layer}/{z}/{x}/{y}@2x.png",
            "get /tiles/{layer}/{z}/{x}/{y}.mvt",
            "get /health/live",
            "get /health/ready",
            "get /metrics");
  }

  @Test
  void everyParameterHasADescriptionAnExampleAndAPlainType() {
    for (JsonNode operation : operations()) {
      for (JsonNode parameter : operation.path("parameters")) {
        String name =
            operation.path("operationId").asText() + " " + parameter.path("name").asText();
        assertThat(parameter.path("description").asText()).as(name).isNotEmpty();
        assertThat(parameter.has("example")).as(name).isTrue();
        assertThat(parameter.path("schema").path("type").asText())
            .as(name)
            .isIn("string", "integer", "boolean");
      }
    }
  }

  @Test
  void everyOperationOfTheApiTellsItsProblems() {
    for (JsonNode operation : operations()) {
      if (operation.path("tags").get(0).asText().equals("Operation")) {
        continue;
      }
      for (String status : List.of("500", "503")) {
        assertThat(
                operation
                    .path("responses")
                    .path(status)
                    .path("content")
                    .path("application/problem+json")
                    .path("schema")
                    .path("$ref")
                    .asText())
            .as(operation.path("operationId").asText() + " " + status)
            .endsWith("/Problem");
      }
    }
  }

  @Test
  void whatNeedsATokenSaysSo() {
    for (JsonNode operation : operations()) {
      boolean upload = operation.path("tags").get(0).asText().equals("Uploads");
      assertThat(operation.has("security")).isEqualTo(upload);
      assertThat(operation.path("responses").has("401")).isEqualTo(upload);
    }
  }

  @Test
  void everyReferenceLeadsSomewhereAndEverySchemaIsUsed() {
    Set<String> used = new TreeSet<>();
    description
        .findValuesAsText("$ref")
        .forEach(ref -> used.add(ref.substring(ref.lastIndexOf('/') + 1)));
    Set<String> defined = new TreeSet<>();
    Iterator<String> names = description.path("components").path("schemas").fieldNames();
    names.forEachRemaining(defined::add);
    assertThat(used).isEqualTo(defined);
  }

  private static List<JsonNode> operations() {
    List<JsonNode> operations = new ArrayList<>();
    for (JsonNode path : description.path("paths")) {
      path.forEach(operations::add);
    }
    return operations;
  }
}
