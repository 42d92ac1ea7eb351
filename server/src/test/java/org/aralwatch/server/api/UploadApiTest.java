package org.aralwatch.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.aralwatch.geodata.access.TokenStore.Role;
import org.aralwatch.server.command.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class UploadApiTest {
  private static final String UPLOADS = "/api/v1/uploads";

  /** A value that the sample does not have, and one that no reservoir can hold. */
  private static final String FILE =
      """
      # a comment
      station,property,date,value,note
      shardara,volume,2001-03-01,1234.5,
      shardara,volume,not a date,1000,
      """;

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

  @ParameterizedTest
  @ValueSource(strings = {"", "/1", "/1/rejects", "/1/file"})
  void nothingOfUploadsIsSeenWithoutAToken(String path) {
    HttpResponse<byte[]> response = server.get(UPLOADS + path);
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
        .startsWith("Bearer");
    assertThat(TestServer.json(response).path("type").asText()).isEqualTo("/problems/token-needed");
  }

  @Test
  void anUnknownTokenIsRefusedEverywhere() {
    assertThat(send(UPLOADS, "aw_nobodys").statusCode()).isEqualTo(401);
    assertThat(send("/api/v1/layers", "aw_nobodys").statusCode()).isEqualTo(401);
    HttpRequest basic =
        server.request("/api/v1/layers").header("Authorization", "Basic eDp5").build();
    assertThat(server.send(basic).statusCode()).isEqualTo(401);
  }

  @Test
  void aReadersTokenDoesNotWrite() {
    String reader = server.token(Role.READER);
    assertThat(send("/api/v1/layers", reader).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> refused = upload(reader, "a.csv", FILE, "shardara-news");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(TestServer.json(refused).path("type").asText()).isEqualTo("/problems/not-allowed");
  }

  @Test
  void anAnswerToATokenIsNotCached() {
    assertThat(send("/api/v1/layers", writer).headers().firstValue("Cache-Control"))
        .contains("no-store");
  }

  @Test
  void aFileIsPreviewedThenStoredAndItsRejectsAndBytesAreKept() {
    HttpResponse<byte[]> accepted = upload(writer, "volume 2001.csv", FILE, "shardara-news");
    assertThat(accepted.statusCode()).as(TestServer.text(accepted)).isEqualTo(202);
    JsonNode upload = TestServer.json(accepted);
    String self = upload.path("links").path("self").asText();
    assertThat(accepted.headers().firstValue("Location").orElseThrow()).endsWith(self);
    assertThat(upload.path("bytes").asInt())
        .isEqualTo(FILE.getBytes(StandardCharsets.UTF_8).length);

    JsonNode previewed = awaitStatus(self, Set.of("previewed"));
    assertThat(previewed.path("report").path("rejected").asInt()).isEqualTo(1);
    assertThat(previewed.path("report").path("stored").asInt()).isEqualTo(1);
    long before = server.json("/api/v1/revision").path("revision").asLong();

    assertThat(previewed.path("preview").path("observations").get(0).path("station").asText())
        .isEqualTo("shardara");
    String plain = upload.path("links").path("commit").asText();
    HttpResponse<byte[]> unaccepted = post(plain);
    assertThat(unaccepted.statusCode()).isEqualTo(409);
    assertThat(TestServer.text(unaccepted)).contains("acceptRejects=true");
    String commit = plain + "?acceptRejects=true";
    assertThat(post(commit).statusCode()).isEqualTo(202);
    JsonNode stored = awaitStatus(self, Set.of("stored"));
    assertThat(stored.path("progress").path("percent").asDouble()).isEqualTo(100.0);
    TestServer.await(() -> server.json("/api/v1/revision").path("revision").asLong() > before);
    assertThat(post(commit).statusCode()).isEqualTo(202);

    HttpResponse<byte[]> rejects = send(self + "/rejects", writer);
    assertThat(rejects.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(TestServer.text(rejects).lines().toList())
        .hasSize(2)
        .startsWith("table,line,reason,column,text")
        .anyMatch(line -> line.startsWith(",4,"));
    assertThat(TestServer.text(send(self + "/rejected-rows", writer)).lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("shardara,volume,not a date");

    HttpResponse<byte[]> file = send(self + "/file", writer);
    assertThat(TestServer.text(file)).isEqualTo(FILE);
    assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("volume%202001.csv");
    assertThat(TestServer.json(send(UPLOADS + "?limit=1", writer)).path("next").asText())
        .startsWith(UPLOADS + "?before=");
  }

  @Test
  void aFileWithoutAMappingIsAskedAboutAndTheSavedAnswerServesTheNext() {
    String text = "station;Дата;Расход воды, м3/с\nkerki;01.02.2020;1,5\nkerki;02.02.2020;1,7\n";
    HttpResponse<byte[]> accepted = upload(writer, "февраль.csv", text, null);
    assertThat(accepted.statusCode()).as(TestServer.text(accepted)).isEqualTo(202);
    String self = TestServer.json(accepted).path("links").path("self").asText();
    JsonNode proposed = awaitStatus(self, Set.of("proposed"));
    assertThat(proposed.path("mapping").isNull()).isTrue();
    ObjectNode mapping = (ObjectNode) proposed.path("proposal").path("mapping");
    assertThat(mapping.path("decimal").asText()).isEqualTo(",");
    assertThat(mapping.path("time").path("format").asText()).isEqualTo("dd.MM.yyyy");
    assertThat(proposed.path("proposal").path("questions")).isNotEmpty();

    HttpResponse<byte[]> wrong = send("PUT", self + "/mapping", "{\"name\": \"x\"}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(TestServer.text(wrong)).contains("'time' is missing");

    mapping.put("name", "kerki-daily").put("layer", "hydroposts");
    ((ObjectNode) mapping.path("time")).put("zone", "Asia/Ashgabat").put("support", "day");
    ObjectNode series = mapping.withObjectProperty("datastream");
    series.put("procedure", "gauge").put("licence", "CC0-1.0").put("owner", "uzhydromet");
    series.put("definition", "For a test.");
    series.putObject("source").put("title", "t").put("url", "https://example.org").put("read", "r");
    assertThat(TestServer.json(send("POST", "/api/v1/mappings/check", mapping.toString())))
        .hasToString("{\"problems\":[]}");
    HttpResponse<byte[]> changed = send("PUT", self + "/mapping", mapping.toString());
    assertThat(changed.statusCode()).as(TestServer.text(changed)).isEqualTo(202);
    JsonNode previewed = awaitStatus(self, Set.of("previewed"));
    assertThat(previewed.path("report").path("stored").asInt()).isEqualTo(2);

    ObjectNode saved = JsonNodeFactory.instance.objectNode();
    saved.set("definition", mapping);
    saved.set("fingerprint", proposed.path("proposal").path("fingerprint"));
    HttpResponse<byte[]> kept = send("PUT", "/api/v1/mappings/kerki-daily", saved.toString());
    assertThat(kept.statusCode()).as(TestServer.text(kept)).isEqualTo(200);
    assertThat(TestServer.json(kept).path("version").asInt()).isEqualTo(1);

    String march = text.replace(".02.2020", ".03.2020");
    String next =
        TestServer.json(upload(writer, "март.csv", march, null))
            .path("links")
            .path("self")
            .asText();
    JsonNode found = awaitStatus(next, Set.of("previewed"));
    assertThat(found.path("mapping").asText()).isEqualTo("kerki-daily");
    assertThat(found.path("mappingVersion").asInt()).isEqualTo(1);
  }

  @Test
  void aStoredUploadIsRevertedWithAReasonAndACancelledOneIsNot() {
    String file = FILE.replace("not a date", "2001-03-02").replace("2001-03", "2001-05");
    String self =
        TestServer.json(upload(writer, "may.csv", file, "shardara-news"))
            .path("links")
            .path("self")
            .asText();
    awaitStatus(self, Set.of("previewed"));
    assertThat(send("POST", self + "/revert", "{\"reason\": \"x\"}").statusCode()).isEqualTo(409);
    assertThat(post(self + "/commit").statusCode()).isEqualTo(202);
    awaitStatus(self, Set.of("stored"));
    assertThat(post(self + "/cancel").statusCode()).isEqualTo(409);
    assertThat(send("POST", self + "/revert", "{}").statusCode()).isEqualTo(400);
    assertThat(send("POST", self + "/revert", "{\"why\": \"x\"}").statusCode()).isEqualTo(400);
    assertThat(send("POST", self + "/revert", "{\"reason\": \"wrong month\"}").statusCode())
        .isEqualTo(202);
    awaitStatus(self, Set.of("reverted"));
  }

  @Test
  void aStoredValueIsInTheNextAnswer() {
    String file = "station,property,date,value,note\nshardara,volume,2002-05-01,777,\n";
    JsonNode upload = TestServer.json(upload(writer, "b.csv", file, "shardara-news"));
    String self = upload.path("links").path("self").asText();
    awaitStatus(self, Set.of("previewed"));
    post(self + "/commit");
    awaitStatus(self, Set.of("stored"));
    TestServer.await(
        () -> {
          JsonNode features =
              server
                  .json(
                      "/api/v1/layers/reservoirs/features?property=reservoir-volume"
                          + "&datetime=2002-05-01T06:00:00Z")
                  .path("features");
          for (JsonNode feature : features) {
            if (feature.path("properties").path("value").asDouble() == 0.777) {
              return true;
            }
          }
          return false;
        });
  }

  @Test
  void aMappingThatIsUnknownOrBrokenIsNamed() {
    HttpResponse<byte[]> unknown = upload(writer, "a.csv", FILE, "no-such-mapping");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(TestServer.json(unknown).path("parameter").asText()).isEqualTo("mapping");
    assertThat(upload(writer, "a.csv", FILE, "{\"layout\":1}").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "; filename=\"m.json\"\r\nContent-Type: application/octet-stream",
        "; filename=\"m.json\"\r\nContent-Type: application/json",
        "\r\nContent-Type: application/json",
        "\r\nContent-Type: text/plain; charset=utf-8"
      })
  void aMappingMayBeAPartOfAnyType(String headers) {
    HttpResponse<byte[]> accepted =
        upload(writer, "; filename=\"a.csv\"", FILE, headers, "shardara-news");
    assertThat(accepted.statusCode()).as(TestServer.text(accepted)).isEqualTo(202);
    assertThat(TestServer.json(accepted).path("mapping").asText()).isEqualTo("shardara-news");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "; filename=\"пост %221%22.csv\" | пост \"1\".csv",
        "; filename=\"пост \\\"1\\\".csv\" | пост \"1\".csv",
        "; filename=\"C:\\new\\Тюямуюн.csv\" | Тюямуюн.csv",
        "; filename=\"../../etc/a;b=c.csv\" | a;b=c.csv",
        "; filename=plain.csv | plain.csv",
        "; filename=\"x.csv\"; filename*=UTF-8''%D0%BF%20%31+.csv | п 1+.csv"
      })
  void aFileKeepsItsNameAndIsServedBackUnderIt(String parameters, String name) {
    HttpResponse<byte[]> accepted = upload(writer, parameters, FILE, "", "shardara-news");
    assertThat(accepted.statusCode()).as(TestServer.text(accepted)).isEqualTo(202);
    JsonNode upload = TestServer.json(accepted);
    assertThat(upload.path("fileName").asText()).isEqualTo(name);
    HttpResponse<byte[]> file = send(upload.path("links").path("file").asText(), writer);
    assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
        .matches("attachment; filename=\"[A-Za-z0-9._ -]+\"; filename\\*=UTF-8''[^ ]+")
        .endsWith("''" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"; filename=\"\"", "; filename=\"dir/\"", ""})
  void aFileWithoutANameIsRefused(String parameters) {
    HttpResponse<byte[]> refused = upload(writer, parameters, FILE, "", "shardara-news");
    assertThat(refused.statusCode()).isEqualTo(400);
  }

  @Test
  void aFormWithoutItsPartsIsRefused() {
    HttpResponse<byte[]> response =
        server.send(
            server
                .request(UPLOADS)
                .header("Authorization", "Bearer " + writer)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(
                    BodyPublishers.ofString(
                        "--x\r\nContent-Disposition: form-data; name=\"mapping\"\r\n\r\nlong\r\n--x--\r\n"))
                .build());
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(TestServer.json(response).path("detail").asText()).contains("no part 'file'");
  }

  @Test
  void anUnknownUploadIsNotFound() {
    assertThat(send(UPLOADS + "/999999", writer).statusCode()).isEqualTo(404);
    assertThat(send(UPLOADS + "/999999/rejects", writer).statusCode()).isEqualTo(404);
    assertThat(send(UPLOADS + "/999999/file", writer).statusCode()).isEqualTo(404);
    assertThat(post(UPLOADS + "/999999/commit").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<byte[]> upload(
      String token, String name, String content, String mapping) {
    return upload(token, "; filename=\"" + name + '"', content, "", mapping);
  }

  /**
   * @param file parameters of the file's Content-Disposition
   * @param mappingHeaders what follows the name of the mapping's part
   */
  private static HttpResponse<byte[]> upload(
      String token, String file, String content, String mappingHeaders, String mapping) {
    String mappingPart =
        mapping == null
            ? ""
            : "--x\r\nContent-Disposition: form-data; name=\"mapping\""
                + mappingHeaders
                + "\r\n\r\n"
                + mapping
                + "\r\n";
    String body =
        mappingPart
            + "--x\r\nContent-Disposition: form-data; name=\"file\""
            + file
            + "\r\nContent-Type: text/csv\r\n\r\n"
            + content
            + "\r\n--x--\r\n";
    return server.send(
        server
            .request(UPLOADS)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "multipart/form-data; boundary=x")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static HttpResponse<byte[]> send(String path, String token) {
    return server.send(server.request(path).header("Authorization", "Bearer " + token).build());
  }

  private static HttpResponse<byte[]> send(String method, String path, String json) {
    return server.send(
        server
            .request(path)
            .header("Authorization", "Bearer " + writer)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json))
            .build());
  }

  private static HttpResponse<byte[]> post(String path) {
    return server.send(
        server
            .request(path)
            .header("Authorization", "Bearer " + writer)
            .POST(BodyPublishers.noBody())
            .build());
  }

  private static JsonNode awaitStatus(String self, Set<String> wanted) {
    TestServer.await(
        () -> {
          String status = TestServer.json(send(self, writer)).path("status").asText();
          assertThat(status).isNotEqualTo("failed");
          return wanted.contains(status);
        });
    return TestServer.json(send(self, writer));
  }
}
