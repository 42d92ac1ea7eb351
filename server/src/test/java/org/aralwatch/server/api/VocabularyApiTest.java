package org.aralwatch.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.aralwatch.geodata.reference.VocabularyFile;
import org.aralwatch.server.command.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("database")
class VocabularyApiTest {
  private static final String LIST = "/api/v1/vocabularies";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @Test
  void allAreListedWithWhatStandsInThem() {
    JsonNode list = server.json(LIST).path("vocabularies");
    assertThat(list)
        .extracting(item -> item.path("id").asText())
        .containsExactlyElementsOf(
            Stream.of(VocabularyFile.values()).map(VocabularyFile::id).toList());
    for (JsonNode item : list) {
      String id = item.path("id").asText();
      assertThat(item.path("description").asText()).as(id).isNotEmpty();
      assertThat(item.path("source").asText()).as(id).isNotEmpty();
      JsonNode file = server.json(item.path("href").asText());
      assertThat(file.path("source")).as(id).isEqualTo(item.path("source"));
      assertThat(StreamSupport.stream(file.spliterator(), false).mapToInt(JsonNode::size))
          .as(id)
          .contains(item.path("count").asInt());
    }
  }

  @ParameterizedTest
  @EnumSource(VocabularyFile.class)
  void oneIsTheReviewedFileByteForByte(VocabularyFile file) {
    HttpResponse<byte[]> response = server.get(LIST + "/" + file.id());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body()).isEqualTo(file.bytes());
  }

  @Test
  void whoKnowsItGetsNothingButTheTag() {
    HttpResponse<byte[]> first = server.get(LIST + "/units");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> second = conditional("/units", tag);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(second.headers().firstValue("ETag")).contains(tag);
    assertThat(second.headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(conditional("/licences", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void theTagOfACompressedAnswerIsKnownToo() {
    HttpResponse<byte[]> zipped =
        server.send(server.request(LIST + "/units").header("Accept-Encoding", "gzip").build());
    assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
    String tag = zipped.headers().firstValue("ETag").orElseThrow();
    HttpRequest again =
        server
            .request(LIST + "/units")
            .header("Accept-Encoding", "gzip")
            .header("If-None-Match", tag)
            .build();
    assertThat(server.send(again).statusCode()).isEqualTo(304);
  }

  @Test
  void anUnknownOneIsNotFoundAndTheKnownAreNamed() {
    HttpResponse<byte[]> response = server.get(LIST + "/colours");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(TestServer.json(response).path("detail").asText())
        .contains("'colours'", "classes", "quality-flags");
  }

  @Test
  void aPropertyTellsHowItIsRounded() {
    JsonNode views = server.json("/api/v1/themes").path("themes").findValues("views").get(0);
    JsonNode area = view(views, "water-area");
    assertThat(area.path("decimals").isNull()).isTrue();
    assertThat(area.path("significantDigits").asInt()).isEqualTo(4);
    JsonNode level = view(views, "water-level");
    assertThat(level.path("decimals").asInt()).isEqualTo(2);
    assertThat(level.path("significantDigits").isNull()).isTrue();
    JsonNode series =
        server.json("/api/v1/datastreams?property=water-area").path("datastreams").get(0);
    assertThat(series.path("property").path("significantDigits").asInt()).isEqualTo(4);
  }

  @Test
  void compositionsNameTheirParts() {
    JsonNode themes = server.json("/api/v1/themes").path("themes");
    JsonNode water =
        StreamSupport.stream(themes.spliterator(), false)
            .filter(theme -> theme.path("id").asText().equals("drinking-water"))
            .findFirst()
            .orElseThrow();
    assertThat(water.path("compositions")).isNotEmpty();
    for (JsonNode part : water.path("compositions").get(0).path("parts")) {
      assertThat(part.path("property").asText()).isNotEmpty();
      assertThat(part.path("name").path("en").asText()).isNotEmpty();
      assertThat(part.path("colour").asText()).matches("#[0-9a-f]{6}");
    }
    assertThat(themes.get(0).path("compositions").isArray()).isTrue();
    assertThat(themes.get(0).path("compositions")).isEmpty();
  }

  private static JsonNode view(JsonNode views, String id) {
    return StreamSupport.stream(views.spliterator(), false)
        .filter(view -> view.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<byte[]> conditional(String path, String tag) {
    return server.send(server.request(LIST + path).header("If-None-Match", tag).build());
  }
}
